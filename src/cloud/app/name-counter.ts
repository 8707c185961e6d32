import { z } from 'zod'
import type { CloudDatabase } from '#cloud/db/cloud-database.ts'
import { zAccountId, zDeviceNo, zPublicKey } from '#shared/sync/wire.ts'
import { bringBackDevice } from './enrol.ts'

const zNamed = z.tuple([
  zAccountId,
  z.coerce.number().pipe(zDeviceNo.min(1)),
  zPublicKey,
  z.string().regex(/^[A-Z0-9]{2}$/)
])

/**
 * Names a counter that this database lost with a backup, by the line on that counter's screen: for a shop where no other counter is left that
 * could. Answers false for what is no such line. Safe to repeat; refuses with `taken` a number that another counter has.
 */
export async function nameCounter(database: CloudDatabase, line: string, nowMs: number): Promise<boolean> {
  const read = zNamed.safeParse(line.split('.'))
  if (!read.success) return false
  const [accountId, deviceNo, deviceKey, wantedCode] = read.data
  const device = { accountId, deviceNo, deviceKey, wantedCode, counterName: '', appVersion: '', isOut: false }
  await database.withAccount(accountId, (transaction) => bringBackDevice(transaction, device, null, nowMs))
  return true
}
