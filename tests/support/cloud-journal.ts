import { zstdCompressSync } from 'node:zlib'
import type { Cloud } from '#cloud/app/cloud.ts'

/** Puts ops straight into an account's journal, as if a counter had pushed them: for what reads the journal and proves no chain. */
export async function putOps(
  cloud: Cloud,
  accountId: string,
  deviceNo: number,
  ops: readonly string[],
  chunkSize = 500
): Promise<void> {
  await cloud.database.withAccount(accountId, async (run) => {
    const account = await run
      .selectFrom('account')
      .select('next_seq')
      .where('account_id', '=', accountId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const device = await run
      .selectFrom('device')
      .select('last_dev_seq')
      .where('account_id', '=', accountId)
      .where('device_no', '=', deviceNo)
      .executeTakeFirstOrThrow()
    let [seq, n] = [account.next_seq, device.last_dev_seq + 1]
    for (let at = 0; at < ops.length; at += chunkSize) {
      const some = ops.slice(at, at + chunkSize)
      await run
        .insertInto('journal')
        .values({
          ...{ account_id: accountId, device_no: deviceNo, seq_from: seq, seq_to: seq + some.length - 1 },
          ...{ dev_from: n, dev_to: n + some.length - 1, signature: '', codec: 0 },
          ...{ prev_hash: Buffer.alloc(32), head_hash: Buffer.alloc(32), log_hash: Buffer.alloc(32) },
          ...{
            received_ms: cloud.clock.nowMs(),
            raw_bytes: some.join('\n').length,
            body: zstdCompressSync(Buffer.from(some.join('\n')))
          }
        })
        .execute()
      seq += some.length
      n += some.length
    }
    await run.updateTable('account').set({ next_seq: seq }).where('account_id', '=', accountId).execute()
    await run
      .updateTable('device')
      .set({ last_dev_seq: n - 1 })
      .where('account_id', '=', accountId)
      .where('device_no', '=', deviceNo)
      .execute()
  })
}
