import { lockDevice } from '#cloud/db/stores/account-store.ts'
import { tokenText } from '#shared/sync/chain.ts'
import type { Cloud } from './cloud.ts'
import { wasDeleted } from './delete-account.ts'
import { mintToken, readChallenge, TOKEN_LIFE_MS } from './device-token.ts'
import { isSignedBy } from './ed25519.ts'
import { WireRefusal } from './wire-refusal.ts'

/** A challenge that a device has signed. */
export interface SignedChallenge {
  readonly accountId: string
  readonly deviceNo: number
  readonly challenge: string
  readonly signature: string
}

/**
 * A token for the device that signed the challenge, each challenge once. An account or a device that does not exist is answered like a wrong
 * signature, but an account that its owner had deleted is `gone`: its counters shall say so. A lost device gets none; a retired one does, to bring what it still has, and a sealed one, to go on as a new device.
 */
export async function tokenFor(cloud: Cloud, signed: SignedChallenge): Promise<{ token: string; expiresAt: number }> {
  const { serverKey, clock, database } = cloud
  const now = clock.nowMs()
  const { accountId, deviceNo } = signed
  const challengedAt = readChallenge(serverKey, signed, signed.challenge, now)
  if (challengedAt === null) throw new WireRefusal('unauthorised')
  const isKnown = await database.withAccount(accountId, async (transaction) => {
    const device = await lockDevice(transaction, accountId, deviceNo)
    const text = tokenText(accountId, deviceNo, signed.challenge)
    if (device === undefined) return false
    if (!isSignedBy(device.sign_key, text, signed.signature)) throw new WireRefusal('unauthorised')
    if (device.state === 'lost') throw new WireRefusal('device-revoked')
    if (device.challenge_at !== null && device.challenge_at.getTime() >= challengedAt) {
      throw new WireRefusal('unauthorised')
    }
    await transaction
      .updateTable('device')
      .set({ challenge_at: new Date(challengedAt), last_seen_at: new Date(now) })
      .where('account_id', '=', accountId)
      .where('device_no', '=', deviceNo)
      .execute()
    return true
  })
  if (!isKnown) throw new WireRefusal((await wasDeleted(cloud, accountId)) ? 'gone' : 'unauthorised')
  const expiresAt = now + TOKEN_LIFE_MS
  return { token: mintToken(serverKey, { accountId, deviceNo, expiresAt }), expiresAt }
}
