import type { z } from 'zod'
import { packOps } from '#cloud/db/chunk-body.ts'
import { devicesOf, lockDevice } from '#cloud/db/stores/account-store.ts'
import { pushText } from '#shared/sync/chain.ts'
import type { Chunk, zDonate, zDonateAnswer } from '#shared/sync/wire.ts'
import { type Appended, appendChunk } from './append-chunk.ts'
import type { Cloud } from './cloud.ts'
import { isSignedBy } from './ed25519.ts'
import { areKnown } from './known-ops.ts'
import { epochTrouble, headOf, lockCaller } from './log-head.ts'
import { proveOps } from './prove-ops.ts'
import { WireRefusal } from './wire-refusal.ts'

type Caller = { readonly accountId: string; readonly deviceNo: number }

/** A donated chunk with all that can be worked out before the account is locked. */
async function prepared(chunk: Chunk, nowMs: number) {
  const claimed = { ...chunk, from: chunk.devFrom, to: chunk.devTo }
  // When it came the first time counts, for the time of edits is held against it; but nothing came in the future.
  const receivedMs = Math.min(chunk.receivedAt, nowMs)
  return { ...claimed, hashes: proveOps(claimed), ...(await packOps(chunk.ops)), receivedMs }
}

/**
 * Takes back chunks that this server has lost, from a counter that still has them, whoever recorded them: each is proved by the chain and
 * the signature of its own device, as if that device had pushed it. So one counter that is left can rebuild the account.
 */
export async function donateChunks(
  cloud: Cloud,
  caller: Caller,
  donated: z.output<typeof zDonate>
): Promise<z.output<typeof zDonateAnswer>> {
  const nowMs = cloud.clock.nowMs()
  const chunks: Awaited<ReturnType<typeof prepared>>[] = []
  for (const chunk of donated.chunks) chunks.push(await prepared(chunk, nowMs))
  const { accountId } = caller
  const done = await cloud.database.withAccount(accountId, async (transaction) => {
    let { account } = await lockCaller(transaction, caller, 'pull', nowMs)
    const trouble = await epochTrouble(transaction, account, { epoch: donated.epoch, cursor: 0 })
    if (trouble !== null) return { epoch: trouble }
    for (const chunk of chunks) {
      const device = await lockDevice(transaction, accountId, chunk.deviceNo)
      if (device === undefined) throw new WireRefusal('not-found')
      if ((await areKnown(transaction, device, chunk, chunk.hashes)) === 'all') continue
      const text = pushText(accountId, chunk.deviceNo, chunk.from, chunk.to, chunk.headHash)
      if (!isSignedBy(device.sign_key, text, chunk.signature)) throw new WireRefusal('bad-signature')
      const stands: Appended = await appendChunk(cloud, transaction, { account, device }, chunk)
      account = stands.account
    }
    const devices = await devicesOf(transaction, accountId)
    return { account, have: Object.fromEntries(devices.map((one) => [String(one.device_no), one.last_dev_seq])) }
  })
  if (done.account === undefined) throw new WireRefusal('epoch', { epoch: done.epoch })
  return { ...headOf(cloud, done.account), have: done.have }
}
