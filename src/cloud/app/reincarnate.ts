import { activeDevice } from './active-device.ts'
import { writeAudit } from './audit.ts'
import type { Cloud } from './cloud.ts'
import { accountLocked, type EnrolledDevice, enrolDevice } from './enrol.ts'

/** A device that goes on with new keys; the new key has been shown to be its own. */
export interface Renewal {
  readonly accountId: string
  readonly deviceNo: number
  readonly deviceKey: string
  readonly wantedCode: string
}

/**
 * A counter that was restored or cloned goes on as a new device, and its old number is sealed: nothing comes under it any more. Safe to repeat with the same
 * key. Each copy of a disk may do it, with a key of its own.
 */
export async function reincarnate(cloud: Cloud, renewal: Renewal): Promise<EnrolledDevice> {
  const { database, clock } = cloud
  const now = clock.nowMs()
  const { accountId, deviceNo } = renewal
  return database.withAccount(accountId, async (transaction) => {
    await accountLocked(transaction, accountId)
    const { device } = await activeDevice(transaction, renewal, 'renew', now)
    if (device.state === 'active') {
      await transaction
        .updateTable('device')
        .set({ state: 'sealed', revoked_at: new Date(now) })
        .where('account_id', '=', accountId)
        .where('device_no', '=', deviceNo)
        .execute()
    }
    const { counter_name: counterName, app_version: appVersion } = device
    const fresh = { ...renewal, counterName, appVersion }
    const enrolled = await enrolDevice(transaction, fresh, deviceNo, now)
    const details = { sealed: deviceNo, enrolled: enrolled.deviceNo }
    await writeAudit(transaction, { accountId, deviceNo, event: 'device.reincarnate', details }, now)
    return enrolled
  })
}
