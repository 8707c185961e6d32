import type { JournalRow } from '#cloud/db/account-schema.ts'
import { CODEC_ZSTD } from '#cloud/db/chunk-body.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { AccountRow, DeviceRow } from '#cloud/db/stores/account-store.ts'
import { insertChunk } from '#cloud/db/stores/journal-store.ts'
import { nextLogHash } from '#shared/sync/chain.ts'
import type { Cloud } from './cloud.ts'
import { sha256 } from './ed25519.ts'
import { usageColumns } from './note-usage.ts'

/** What a row of the journal costs beside its body. */
const ROW_BYTES = 350

/** A chunk that was proved, and is to be numbered. */
export interface ProvedChunk {
  readonly from: number
  readonly to: number
  readonly prevHash: string
  readonly headHash: string
  readonly signature: string
  readonly ops: readonly string[]
  readonly body: Buffer
  readonly rawBytes: number
  readonly receivedMs: number
}

/** What is known of a device beside its chain, when it asked itself. */
export type Seen = Partial<Pick<DeviceRow, 'pulled_seq' | 'last_seen_at'>>

/** Where account and device stand after a chunk. */
export interface Appended {
  readonly account: AccountRow
  readonly device: DeviceRow
}

/**
 * Numbers a chunk and adds it, with account and device as they are then. Both rows are locked by the caller, in this transaction; the
 * chunk begins right after the device's newest op and chains to it.
 */
export async function appendChunk(
  cloud: Pick<Cloud, 'settings'>,
  transaction: AccountTransaction,
  { account, device }: Appended,
  chunk: ProvedChunk,
  seen: Seen = {}
): Promise<Appended & { readonly row: JournalRow }> {
  const { account_id: accountId } = account
  const seqFrom = account.next_seq
  const seqTo = seqFrom + chunk.ops.length - 1
  const headHash = Buffer.from(chunk.headHash, 'hex')
  const place = { headHash, deviceNo: device.device_no, seqFrom, seqTo, receivedAt: chunk.receivedMs }
  const logHash = Buffer.from(nextLogHash(sha256, account.log_hash, place))
  const row: JournalRow = {
    ...{ account_id: accountId, seq_to: seqTo, seq_from: seqFrom, device_no: device.device_no },
    ...{ dev_from: chunk.from, dev_to: chunk.to, prev_hash: Buffer.from(chunk.prevHash, 'hex'), head_hash: headHash },
    ...{ log_hash: logHash, signature: chunk.signature, codec: CODEC_ZSTD, received_ms: chunk.receivedMs },
    ...{ raw_bytes: chunk.rawBytes, body: chunk.body }
  }
  const usage = usageColumns(cloud, account, chunk.body.length + ROW_BYTES, chunk.receivedMs)
  const moved = { next_seq: seqTo + 1, log_hash: logHash, ...usage }
  const stands = { last_dev_seq: chunk.to, last_hash: headHash }
  await insertChunk(transaction, row, { account: moved, device: { ...stands, ...seen } })
  return { account: { ...account, ...moved }, device: { ...device, ...stands, ...seen }, row }
}
