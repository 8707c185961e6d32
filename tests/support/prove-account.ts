import { isSignedBy, sha256 } from '#cloud/app/ed25519.ts'
import type { JournalRow } from '#cloud/db/account-schema.ts'
import { unpackOps } from '#cloud/db/chunk-body.ts'
import { chainOf, deviceGenesisHash, NO_LOG_HASH, nextLogHash, pushText } from '#shared/sync/chain.ts'
import { askSuper } from './cloud-tables.ts'

/** What a counter says of itself: its key, and every op that it recorded. */
export interface ProvedCounter {
  readonly device: { readonly deviceNo: number; readonly keys: { readonly publicKey: string } }
  readonly ops: readonly string[]
}

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')

/** The rows of the journal as the superuser sees them, in the order of seq. */
async function journalOf(superUrl: string, accountId: string): Promise<JournalRow[]> {
  const rows = await askSuper<JournalRow & Record<string, unknown>>(
    superUrl,
    'SELECT * FROM journal WHERE account_id = $1 ORDER BY seq_to',
    [accountId]
  )
  // The superuser's connection has int8 as text.
  return rows.map((row) => ({
    ...row,
    ...{ seq_to: Number(row.seq_to), seq_from: Number(row.seq_from), received_ms: Number(row.received_ms) },
    ...{ dev_from: Number(row.dev_from), dev_to: Number(row.dev_to) }
  }))
}

/** Walks one shop's journal and says everything that is wrong with it; what each device's ops are is put into `ops`. */
async function troublesOf(rows: readonly JournalRow[], keys: ReadonlyMap<number, string>, ops: Map<number, string[]>) {
  const troubles: string[] = []
  const heads = new Map<number, string>()
  let seq = 0
  let log: Uint8Array = NO_LOG_HASH
  for (const row of rows) {
    const { account_id: accountId, device_no: deviceNo } = row
    const say = (what: string) => troubles.push(`seq ${row.seq_from}: ${what}`)
    const key = keys.get(deviceNo) ?? ''
    const own = ops.get(deviceNo) ?? []
    ops.set(deviceNo, own)
    const before = heads.get(deviceNo) ?? hex(deviceGenesisHash(sha256, accountId, Buffer.from(key, 'base64url')))
    const texts = await unpackOps(row.body)
    const head = hex(chainOf(sha256, row.prev_hash, texts).at(-1))
    if (row.seq_from !== seq + 1 || row.seq_to !== seq + texts.length) say('a gap in seq')
    if (row.dev_from !== own.length + 1 || row.dev_to !== own.length + texts.length) say('a gap in a device')
    if (hex(row.prev_hash) !== before || hex(row.head_hash) !== head) say('a broken chain')
    if (!isSignedBy(key, pushText(accountId, deviceNo, row.dev_from, row.dev_to, head), row.signature))
      say('a wrong signature')
    const place = { headHash: row.head_hash, deviceNo, seqFrom: row.seq_from, seqTo: row.seq_to }
    log = nextLogHash(sha256, log, { ...place, receivedAt: row.received_ms })
    if (hex(row.log_hash) !== hex(log)) say('a broken log')
    own.push(...texts)
    heads.set(deviceNo, head)
    seq = row.seq_to
  }
  return { troubles, seq, log: hex(log), heads }
}

/**
 * What must hold of a shop whatever happened: every op that a counter recorded is there exactly once and word for word, seq and each
 * device have no gap, every chain and signature holds, and account and devices stand where the journal ends. Answers what does not hold, and how many ops there are.
 */
export async function proveAccount(
  superUrl: string,
  accountId: string,
  counters: readonly ProvedCounter[]
): Promise<{ readonly troubles: readonly string[]; readonly ops: number }> {
  const rows = await journalOf(superUrl, accountId)
  const ops = new Map<number, string[]>()
  const keys = new Map(counters.map(({ device }) => [device.deviceNo, device.keys.publicKey]))
  const { troubles, seq, log, heads } = await troublesOf(rows, keys, ops)
  for (const counter of counters)
    if (JSON.stringify(ops.get(counter.device.deviceNo) ?? []) !== JSON.stringify(counter.ops))
      troubles.push(`counter ${counter.device.deviceNo}: the server has not what it recorded`)
  const [account] = await askSuper<{ next_seq: string; log_hash: Buffer }>(
    superUrl,
    'SELECT next_seq, log_hash FROM account WHERE account_id = $1',
    [accountId]
  )
  if (Number(account?.next_seq) !== seq + 1 || hex(account?.log_hash) !== log)
    troubles.push('the account stands elsewhere')
  const devices = await askSuper<{ device_no: number; last_dev_seq: string; last_hash: Buffer }>(
    superUrl,
    'SELECT device_no, last_dev_seq, last_hash FROM device WHERE account_id = $1 AND device_no > 0',
    [accountId]
  )
  for (const { device_no, last_dev_seq, last_hash } of devices)
    if (
      heads.has(device_no) &&
      (heads.get(device_no) !== hex(last_hash) || Number(last_dev_seq) !== ops.get(device_no)?.length)
    )
      troubles.push(`device ${device_no} stands elsewhere`)
  return { troubles, ops: seq }
}
