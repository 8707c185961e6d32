import { packOps } from '#cloud/db/chunk-body.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { lockAccount, lockDevice, SERVER_DEVICE_NO } from '#cloud/db/stores/account-store.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { tick } from '#shared/journal/hybrid-clock.ts'
import { chainOf, pushText } from '#shared/sync/chain.ts'
import type { ServerKind } from '#shared/sync/wire-op.ts'
import { appendChunk } from './append-chunk.ts'
import type { Cloud } from './cloud.ts'
import { sha256, signText } from './ed25519.ts'
import { hexOf } from './prove-ops.ts'

/** What the server records by itself: a payment that a gateway proved. */
export interface ServerFact {
  readonly kind: ServerKind
  readonly body: { readonly [key: string]: Json }
}

/**
 * Records facts as device 0, in the caller's transaction and under the account's lock, so that they stand or fall with what caused them.
 * They are chained and signed like any counter's, with the server's key. Answers the seq of the last one.
 */
export async function recordAsServer(
  cloud: Cloud,
  transaction: AccountTransaction,
  accountId: string,
  facts: readonly [ServerFact, ...ServerFact[]]
): Promise<number> {
  const account = await lockAccount(transaction, accountId)
  const device = await lockDevice(transaction, accountId, SERVER_DEVICE_NO)
  if (account === undefined || device === undefined) throw new Error('an account without the server as device 0')
  const receivedMs = cloud.clock.nowMs()
  const from = device.last_dev_seq + 1
  const time = tick(null, receivedMs)
  const ops = facts.map(({ kind, body }, index) =>
    canonicalJson({ b: account.next_seq - 1, d: body, k: kind, n: from + index, t: time, u: '', v: 1 })
  )
  const to = from + ops.length - 1
  const headHash = hexOf(chainOf(sha256, device.last_hash, ops).at(-1))
  const signature = signText(pushText(accountId, SERVER_DEVICE_NO, from, to, headHash), cloud.serverKey.key)
  const chunk = { from, to, prevHash: hexOf(device.last_hash), headHash, signature, ops, receivedMs }
  const after = await appendChunk(cloud, transaction, { account, device }, { ...chunk, ...(await packOps(ops)) })
  return after.account.next_seq - 1
}
