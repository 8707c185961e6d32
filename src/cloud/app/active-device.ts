import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { type DeviceRow, lockDevice } from '#cloud/db/stores/account-store.ts'
import { WireRefusal } from './wire-refusal.ts'

/** How long a retired counter may still bring what it recorded before. */
export const RETIRE_MS = 30 * 86_400_000

/** What a device wants to do: `push` is open to a retired one, into the tray; `renew` to a copy of a disk, and to nothing else. */
export type DeviceWish = 'push' | 'pull' | 'renew'

const revoked = (): WireRefusal =>
  new WireRefusal('device-revoked', {}, 'This counter was revoked. What it recorded stays on it; ask the owner.')

/**
 * What a device may do by its row. Refuses with `device-revoked`, and with `unauthorised` where there is no row; a sealed device, whose key went on under another number,
 * with `fork` and where its chain ended, for a copy of its disk then goes on as a new device too. `isRetired` says that what it pushes belongs in
 * the tray.
 */
export function standingOf(
  device: DeviceRow | undefined,
  wish: DeviceWish,
  nowMs: number
): { readonly device: DeviceRow; readonly isRetired: boolean } {
  // Only a database that was restored lacks a row: it is no revocation, for another counter of the shop may name this one again.
  if (device === undefined) throw new WireRefusal('unauthorised')
  const { state, revoked_at: revokedAt } = device
  if (state === 'active') return { device, isRetired: false }
  if (state === 'sealed') {
    if (wish === 'renew') return { device, isRetired: false }
    const [have, hash] = [device.last_dev_seq, device.last_hash.toString('hex')]
    throw new WireRefusal('fork', { have, hash }, 'This counter goes on under another number.')
  }
  const isInTime = revokedAt !== null && nowMs < revokedAt.getTime() + RETIRE_MS
  if (state === 'retired' && wish === 'push' && isInTime) return { device, isRetired: true }
  throw revoked()
}

/** The row of the device that a token names, locked, so that a revocation bites at once and not when the token ends; `standingOf` says what it may. */
export async function activeDevice(
  transaction: AccountTransaction,
  whose: { readonly accountId: string; readonly deviceNo: number },
  wish: DeviceWish,
  nowMs: number
) {
  return standingOf(await lockDevice(transaction, whose.accountId, whose.deviceNo), wish, nowMs)
}
