import { activeDevice } from './active-device.ts'
import { type AuditEvent, writeAudit } from './audit.ts'
import type { Cloud } from './cloud.ts'
import { type EnrolledDevice, enrolDevice } from './enrol.ts'
import {
  claimPairing,
  endPairing,
  lookForPairing,
  type PairingTools,
  pairingToApprove,
  type WaitingPair
} from './pairing.ts'
import { WireRefusal } from './wire-refusal.ts'

/** Who lets a counter in: a counter of the account, or its owner (null). */
export interface Approver {
  readonly accountId: string
  readonly deviceNo: number | null
  readonly place: string
}

/** What a pairing needs of the server. */
export const pairingTools = ({ database, serverKey, clock }: Cloud): PairingTools => ({
  directory: database.directory,
  codeSecret: serverKey.challengeSecret,
  nowMs: () => clock.nowMs()
})

/** A wrong code or key is written down, counted and logged; never the code itself. */
async function noteWrong(cloud: Cloud, by: Approver, event: AuditEvent): Promise<void> {
  const { accountId, deviceNo } = by
  cloud.log.warn('a pairing was tried with a wrong code or key', { account: accountId, device: deviceNo, what: event })
  cloud.figures.add('counterbook_wrong_pairings_total', { what: event })
  await cloud.database.withAccount(accountId, (transaction) =>
    writeAudit(transaction, { accountId, deviceNo, event, details: {} }, cloud.clock.nowMs())
  )
}

/** The counter that shows this code. */
export const findPairing = (cloud: Cloud, typed: string, by: Approver): Promise<WaitingPair> =>
  lookForPairing(pairingTools(cloud), typed, by, () => noteWrong(cloud, by, 'pair.wrong-code'))

/** Lets the counter in whose key the approver saw. Safe to repeat. */
export async function letIn(
  cloud: Cloud,
  approved: { readonly pairId: string; readonly deviceKey: string },
  by: Approver
): Promise<EnrolledDevice> {
  const { database, clock } = cloud
  const { accountId } = by
  const pair = await pairingToApprove(pairingTools(cloud), { ...approved, accountId }).catch(async (error: unknown) => {
    const isWrongKey = error instanceof WireRefusal && error.failure.error === 'bad-signature'
    if (isWrongKey) await noteWrong(cloud, by, 'pair.wrong-key')
    throw error
  })
  await claimPairing(database.directory, pair.pairId, accountId)
  const now = clock.nowMs()
  const enrolled = await database.withAccount(accountId, async (transaction) => {
    const { deviceNo } = by
    if (deviceNo !== null) await activeDevice(transaction, { accountId, deviceNo }, 'pull', now)
    return enrolDevice(transaction, { ...pair, accountId }, deviceNo, now)
  })
  await endPairing(database.directory, pair.pairId, enrolled)
  return enrolled
}
