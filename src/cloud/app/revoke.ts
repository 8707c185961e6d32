import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { devicesOf, SERVER_DEVICE_NO } from '#cloud/db/stores/account-store.ts'
import type { REVOKE_MODES } from '#shared/sync/wire.ts'
import { writeAudit } from './audit.ts'
import { accountLocked } from './enrol.ts'
import { WireRefusal } from './wire-refusal.ts'

/** Who is revoked, and how. `by` is the device that does it, null for the owner on his page. */
export interface Revocation {
  readonly accountId: string
  readonly deviceNo: number
  readonly mode: (typeof REVOKE_MODES)[number]
  readonly by: number | null
}

const STATE_OF = { lost: 'lost', retire: 'retired' } as const

/**
 * Takes a counter's rights, at once: every push and pull reads its row. A retired one may become lost later, never the other way
 * round, and the last active counter cannot revoke itself: nobody would be left who lets another in.
 */
export async function revokeDevice(transaction: AccountTransaction, revocation: Revocation, nowMs: number) {
  const { accountId, deviceNo, mode, by } = revocation
  await accountLocked(transaction, accountId)
  const devices = await devicesOf(transaction, accountId)
  const counters = devices.filter((each) => each.device_no !== SERVER_DEVICE_NO)
  // Asked again under the lock: of two counters that revoke each other at one moment, one stays.
  const actor = counters.find((each) => each.device_no === by)
  if (by !== null && actor?.state !== 'active') throw new WireRefusal('device-revoked')
  const device = counters.find((each) => each.device_no === deviceNo)
  if (device === undefined) throw new WireRefusal('not-found', {}, 'There is no such counter.')
  const state = STATE_OF[mode]
  if (device.state === state) return
  if (device.state === 'lost' || (device.state === 'sealed' && mode === 'retire')) {
    throw new WireRefusal('gone', {}, 'This counter was revoked before.')
  }
  const isLast = by !== null && !counters.some((each) => each.state === 'active' && each.device_no !== deviceNo)
  if (isLast) throw new WireRefusal('taken', {}, 'This is the only counter that is left. Let another in first.')
  await transaction
    .updateTable('device')
    .set({ state, revoked_at: new Date(nowMs) })
    .where('account_id', '=', accountId)
    .where('device_no', '=', deviceNo)
    .execute()
  await writeAudit(
    transaction,
    { accountId, deviceNo: by, event: 'device.revoke', details: { revoked: deviceNo, mode } },
    nowMs
  )
}
