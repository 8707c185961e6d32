import { randomInt } from 'node:crypto'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import {
  type AccountRow,
  type DeviceRow,
  devicesOf,
  insertDevice,
  lockAccount,
  SERVER_DEVICE_NO
} from '#cloud/db/stores/account-store.ts'
import { counterCode } from '#shared/numbering/document-number.ts'
import { writeAudit } from './audit.ts'
import { WireRefusal } from './wire-refusal.ts'

/** A shop has no more counters than this, revoked ones not counted. */
export const MOST_DEVICES = 20
/** Codes that one counter may hold: one for each time that it was set up anew. */
export const MOST_CODES = 5

/** A counter that is let in. */
export interface NewDevice {
  readonly accountId: string
  readonly deviceKey: string
  readonly counterName: string
  readonly wantedCode: string
  readonly appVersion: string
}

/** What an enrolled counter is called. */
export interface EnrolledDevice {
  readonly deviceNo: number
  readonly counterCode: string
  readonly epoch: number
}

/** The account's row, locked to the end of the transaction; `not-found` where there is none. */
export async function accountLocked(transaction: AccountTransaction, accountId: string): Promise<AccountRow> {
  const account = await lockAccount(transaction, accountId)
  if (account === undefined) throw new WireRefusal('not-found')
  return account
}

/** A code and who wants it. */
export interface CodeWish {
  readonly accountId: string
  readonly deviceNo: number
  readonly code: string
}

/**
 * Gives a code to a device, for good: two counters that shared one would write the same numbers on their bills. Safe to repeat; answers
 * false when another device has it. The account is locked already.
 */
export async function leaseCode(transaction: AccountTransaction, wish: CodeWish, nowMs: number): Promise<boolean> {
  await transaction
    .insertInto('series')
    .values({
      account_id: wish.accountId,
      counter_code: wish.code,
      device_no: wish.deviceNo,
      leased_at: new Date(nowMs)
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'counter_code']).doNothing())
    .execute()
  const holder = await transaction
    .selectFrom('series')
    .select('device_no')
    .where('account_id', '=', wish.accountId)
    .where('counter_code', '=', wish.code)
    .executeTakeFirstOrThrow()
  return holder.device_no === wish.deviceNo
}

/** The codes that a device holds. */
export async function codesOf(transaction: AccountTransaction, accountId: string, deviceNo: number): Promise<string[]> {
  const rows = await transaction
    .selectFrom('series')
    .select('counter_code')
    .where('account_id', '=', accountId)
    .where('device_no', '=', deviceNo)
    .execute()
  return rows.map((row) => row.counter_code)
}

/** The wanted code, or another one where it is taken. */
async function leaseSomeCode(transaction: AccountTransaction, wish: CodeWish, nowMs: number): Promise<string> {
  let code = wish.code
  // There are 576 codes and a shop holds few of them, so this ends soon.
  while (!(await leaseCode(transaction, { ...wish, code }, nowMs))) code = counterCode(randomInt(1_000_000))
  return code
}

/**
 * Lets a counter in, under the lock of the account. Safe to repeat: the same key is the same device. Refuses a key that was
 * revoked and a counter that is one too many. `by` is the device that let it in, null for the first.
 */
export async function enrolDevice(
  transaction: AccountTransaction,
  device: NewDevice,
  by: number | null,
  nowMs: number
): Promise<EnrolledDevice> {
  const { accountId } = device
  const { epoch } = await accountLocked(transaction, accountId)
  const devices = await devicesOf(transaction, accountId)
  const known = devices.find((each) => each.sign_key === device.deviceKey)
  if (known?.state === 'active') return { deviceNo: known.device_no, counterCode: known.counter_code, epoch }
  if (known !== undefined)
    throw new WireRefusal('device-revoked', {}, 'This key belongs to a counter that was revoked.')
  refuseTooMany(devices)
  const deviceNo = Math.max(0, ...devices.map((each) => each.device_no)) + 1
  return insertNew(transaction, { ...device, deviceNo }, by, { nowMs, epoch })
}

/**
 * A counter that was let in after the backup that this database was restored from, as another one of the shop knows it: under its old number
 * and key, for all that it recorded is signed under them. What it had pushed comes by it or by donation. Safe to repeat. Refuses with
 * `taken` a number that another counter has. `isOut`: it was taken out before, and the caller takes it out again in this transaction.
 */
export async function bringBackDevice(
  transaction: AccountTransaction,
  device: NewDevice & { readonly deviceNo: number; readonly isOut: boolean },
  by: number | null,
  nowMs: number
): Promise<void> {
  const { epoch } = await accountLocked(transaction, device.accountId)
  const devices = await devicesOf(transaction, device.accountId)
  const holder = devices.find((each) => each.device_no === device.deviceNo)
  const known = devices.find((each) => each.sign_key === device.deviceKey)
  if (known !== undefined && known === holder) return
  if (known !== undefined || holder !== undefined) throw new WireRefusal('taken')
  if (!device.isOut) refuseTooMany(devices)
  await insertNew(transaction, device, by, { nowMs, epoch })
}

function refuseTooMany(devices: readonly DeviceRow[]): void {
  const counters = devices.filter((each) => each.state === 'active' && each.device_no !== SERVER_DEVICE_NO)
  if (counters.length >= MOST_DEVICES) {
    throw new WireRefusal(
      'quota',
      {},
      `A shop has at most ${MOST_DEVICES} counters. Revoke one that is no longer used.`
    )
  }
}

async function insertNew(
  transaction: AccountTransaction,
  device: NewDevice & { readonly deviceNo: number },
  by: number | null,
  { nowMs, epoch }: { readonly nowMs: number; readonly epoch: number }
): Promise<EnrolledDevice> {
  const { accountId, deviceNo } = device
  const code = await leaseSomeCode(transaction, { accountId, deviceNo, code: device.wantedCode }, nowMs)
  const { deviceKey: signKey, counterName, appVersion } = device
  await insertDevice(transaction, { accountId, deviceNo, signKey, counterName, counterCode: code, appVersion }, nowMs)
  const details = { enrolled: deviceNo, name: device.counterName, code }
  await writeAudit(transaction, { accountId, deviceNo: by, event: 'device.enrol', details }, nowMs)
  return { deviceNo, counterCode: code, epoch }
}
