import { unpackOps } from '#cloud/db/chunk-body.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { lockDevice } from '#cloud/db/stores/account-store.ts'
import { type Appended, appendChunk } from './append-chunk.ts'
import { writeAudit } from './audit.ts'
import type { Cloud } from './cloud.ts'
import { accountLocked } from './enrol.ts'
import { WireRefusal } from './wire-refusal.ts'

/** Whose tray. */
export interface TrayOf {
  readonly accountId: string
  readonly deviceNo: number
}

/** Packed chunks that are read at once; they are unpacked one by one. */
const AT_ONCE = 10
/** A page of a tray, unpacked: a retired counter may have left a million ops. */
const MOST_PAGE_BYTES = 4 * 1_048_576

/** The chunks of a tray after a number of its device, in their order, some at a time: a tray as a whole is larger than the memory. */
async function* chunksOf(transaction: AccountTransaction, { accountId, deviceNo }: TrayOf, after = 0) {
  for (let from = after; ; ) {
    const some = await transaction
      .selectFrom('review_chunk')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('device_no', '=', deviceNo)
      .where('dev_to', '>', from)
      .orderBy('dev_to')
      .limit(AT_ONCE)
      .execute()
    yield* some
    from = some.at(-1)?.dev_to ?? 0
    if (some.length < AT_ONCE) return
  }
}

async function countOf(transaction: AccountTransaction, { accountId, deviceNo }: TrayOf): Promise<number> {
  const { count } = await transaction
    .selectFrom('review_chunk')
    .select((say) => say.fn.sum<number | null>('op_count').as('count'))
    .where('account_id', '=', accountId)
    .where('device_no', '=', deviceNo)
    .executeTakeFirstOrThrow()
  return Number(count ?? 0)
}

/** The trays that hold something, one line for each counter. Instants in milliseconds. */
export async function listTrays(transaction: AccountTransaction, accountId: string) {
  const rows = await transaction
    .selectFrom('review_chunk as chunk')
    .innerJoin('device', (join) =>
      join.onRef('device.account_id', '=', 'chunk.account_id').onRef('device.device_no', '=', 'chunk.device_no')
    )
    .select((say) => [
      'chunk.device_no as deviceNo',
      'device.counter_name as counterName',
      say.fn.sum<number>('chunk.op_count').as('opCount'),
      say.fn.min('chunk.received_ms').as('firstAt'),
      say.fn.max('chunk.received_ms').as('lastAt')
    ])
    .where('chunk.account_id', '=', accountId)
    .groupBy(['chunk.device_no', 'device.counter_name'])
    .orderBy('chunk.device_no')
    .execute()
  return rows.map((row) => ({ ...row, opCount: Number(row.opCount) }))
}

/**
 * The ops of a tray as their counter wrote them, whole chunks after a number of the device and up to 4 MiB: `to` is the number of the
 * last of them. `not-found` when the tray is empty.
 */
export async function readTray(
  transaction: AccountTransaction,
  tray: TrayOf,
  after: number
): Promise<{ readonly ops: string[]; readonly to: number; readonly hasMore: boolean }> {
  if ((await countOf(transaction, tray)) === 0) throw new WireRefusal('not-found')
  const ops: string[] = []
  let [to, bytes] = [after, 0]
  for await (const chunk of chunksOf(transaction, tray, after)) {
    if (bytes >= MOST_PAGE_BYTES) return { ops, to, hasMore: true }
    for (const op of await unpackOps(chunk.body)) {
      ops.push(op)
      bytes += Buffer.byteLength(op)
    }
    to = chunk.dev_to
  }
  return { ops, to, hasMore: false }
}

/**
 * Takes a tray into the books, or drops it, whole. Taken, its ops are chunks of their own counter with its own signature, numbered now.
 * `by` is the counter that does it, null for the owner.
 */
export async function emptyTray(
  cloud: Cloud,
  tray: TrayOf,
  what: 'take' | 'drop',
  by: number | null
): Promise<{ readonly opCount: number }> {
  const { database, clock } = cloud
  const { accountId, deviceNo } = tray
  const nowMs = clock.nowMs()
  return database.withAccount(accountId, async (transaction) => {
    const account = await accountLocked(transaction, accountId)
    const device = await lockDevice(transaction, accountId, deviceNo)
    const opCount = await countOf(transaction, tray)
    if (device === undefined || opCount === 0) throw new WireRefusal('not-found')
    if (what === 'take') await takeAll(cloud, transaction, { account, device }, nowMs)
    await transaction
      .deleteFrom('review_chunk')
      .where('account_id', '=', accountId)
      .where('device_no', '=', deviceNo)
      .execute()
    await writeAudit(
      transaction,
      { accountId, deviceNo: by, event: `review.${what}`, details: { counter: deviceNo, ops: opCount } },
      nowMs
    )
    return { opCount }
  })
}

/** Appends what lies in the tray to the journal, chunk by chunk. */
async function takeAll(cloud: Cloud, transaction: AccountTransaction, before: Appended, nowMs: number): Promise<void> {
  let stands = before
  const tray = { accountId: before.account.account_id, deviceNo: before.device.device_no }
  for await (const chunk of chunksOf(transaction, tray)) {
    const ops = await unpackOps(chunk.body)
    const rawBytes = Buffer.byteLength(ops.join('\n'))
    const proved = {
      ...{ from: chunk.dev_from, to: chunk.dev_to, signature: chunk.signature, body: chunk.body, ops, rawBytes },
      ...{ prevHash: chunk.prev_hash.toString('hex'), headHash: chunk.head_hash.toString('hex'), receivedMs: nowMs }
    }
    stands = await appendChunk(cloud, transaction, stands, proved)
  }
}
