import { readAccount } from '#cloud/db/stores/account-store.ts'
import { chunkOf, rowsAfter } from '#cloud/db/stores/journal-store.ts'
import type { Cloud } from './cloud.ts'
import { headOf } from './log-head.ts'
import { WireRefusal } from './wire-refusal.ts'

const PAGE = { mostOps: 2_000, mostBytes: 4 * 1_048_576 }

/**
 * The whole journal as lines of JSON: first where it stands, then every chunk in the order of seq, word for word, with its hashes and
 * signatures. It is read page by page, up to where it stood at the start.
 */
export async function* exportAccount(cloud: Cloud, accountId: string): AsyncGenerator<string> {
  const head = await cloud.database.withAccount(accountId, async (transaction) => {
    const account = await readAccount(transaction, accountId)
    if (account === undefined) throw new WireRefusal('gone')
    return { accountId, shopName: account.shop_name, ...headOf(cloud, account) }
  })
  yield `${JSON.stringify(head)}\n`
  for (let cursor = 0; cursor < head.headSeq; ) {
    const place = { cursor, headSeq: head.headSeq }
    const rows = await cloud.database.withAccount(accountId, (transaction) =>
      rowsAfter(transaction, accountId, place, PAGE)
    )
    const last = rows.at(-1)
    if (last === undefined) throw new Error('a journal with a gap')
    for (const row of rows) yield `${JSON.stringify(await chunkOf(row))}\n`
    cursor = last.seq_to
  }
}
