import type { NumberedOp } from '#cloud/projections/owner-state.ts'
import { unpackOps } from './chunk-body.ts'
import type { AccountTransaction } from './cloud-database.ts'
import { readAccount } from './stores/account-store.ts'
import { rowsAfter } from './stores/journal-store.ts'

/** So much at once: memory stays small whatever is in the chunks. */
const PAGE = { mostOps: 2_000, mostBytes: 4_194_304 }

/** The next ops of the account's journal after `seq`, whole chunks; none only at the end. */
export async function opsAfter(run: AccountTransaction, accountId: string, seq: number): Promise<NumberedOp[]> {
  const account = await readAccount(run, accountId)
  const place = { cursor: seq, headSeq: (account?.next_seq ?? 1) - 1 }
  const ops: NumberedOp[] = []
  for (const row of await rowsAfter(run, accountId, place, PAGE))
    for (const [at, op] of (await unpackOps(row.body)).entries())
      ops.push({ seq: row.seq_from + at, deviceNo: row.device_no, receivedAtMs: row.received_ms, op })
  return ops
}
