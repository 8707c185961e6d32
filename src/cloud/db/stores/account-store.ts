import type { Selectable } from 'kysely'
import { sha256 } from '#cloud/app/ed25519.ts'
import type { AccountTables } from '#cloud/db/account-schema.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { deviceGenesisHash, NO_LOG_HASH } from '#shared/sync/chain.ts'

export type AccountRow = Selectable<AccountTables['account']>
export type DeviceRow = Selectable<AccountTables['device']>

/** The server's own number as a device: what it records by itself, such as proved payments. */
export const SERVER_DEVICE_NO = 0

/**
 * The account's row, locked until the transaction ends: writers of one shop go one after the other, and nobody else waits. Locks are
 * always taken in this order: account, then device.
 */
export const lockAccount = (transaction: AccountTransaction, accountId: string): Promise<AccountRow | undefined> =>
  transaction.selectFrom('account').selectAll().where('account_id', '=', accountId).forUpdate().executeTakeFirst()

export const readAccount = (transaction: AccountTransaction, accountId: string): Promise<AccountRow | undefined> =>
  transaction.selectFrom('account').selectAll().where('account_id', '=', accountId).executeTakeFirst()

const device = (transaction: AccountTransaction, accountId: string, deviceNo: number) =>
  transaction.selectFrom('device').selectAll().where('account_id', '=', accountId).where('device_no', '=', deviceNo)

export const lockDevice = (
  transaction: AccountTransaction,
  accountId: string,
  deviceNo: number
): Promise<DeviceRow | undefined> => device(transaction, accountId, deviceNo).forUpdate().executeTakeFirst()

export const readDevice = (
  transaction: AccountTransaction,
  accountId: string,
  deviceNo: number
): Promise<DeviceRow | undefined> => device(transaction, accountId, deviceNo).executeTakeFirst()

export const devicesOf = (transaction: AccountTransaction, accountId: string): Promise<DeviceRow[]> =>
  transaction.selectFrom('device').selectAll().where('account_id', '=', accountId).orderBy('device_no').execute()

export interface NewDevice {
  readonly accountId: string
  readonly deviceNo: number
  /** Ed25519, raw, base64url. */
  readonly signKey: string
  readonly counterName: string
  readonly counterCode: string
  readonly appVersion: string
}

/** Adds a device; its chain begins at its genesis. */
export async function insertDevice(transaction: AccountTransaction, device: NewDevice, nowMs: number): Promise<void> {
  const genesis = deviceGenesisHash(sha256, device.accountId, Buffer.from(device.signKey, 'base64url'))
  await transaction
    .insertInto('device')
    .values({
      ...{ account_id: device.accountId, device_no: device.deviceNo, sign_key: device.signKey },
      ...{ counter_name: device.counterName, counter_code: device.counterCode, app_version: device.appVersion },
      ...{ state: 'active', revoked_at: null, last_dev_seq: 0, last_hash: Buffer.from(genesis), pulled_seq: 0 },
      ...{ last_seen_at: null, challenge_at: null, enrolled_at: new Date(nowMs) }
    })
    .execute()
}

/** Adds an account with the server itself as device 0, whose key signs what the server records. */
export async function insertAccount(
  transaction: AccountTransaction,
  account: { readonly accountId: string; readonly shopName: string; readonly serverKey: string },
  nowMs: number
): Promise<void> {
  const { accountId } = account
  await transaction
    .insertInto('account')
    .values({
      ...{ account_id: accountId, shop_name: account.shopName, epoch: 1, next_seq: 1 },
      ...{ log_hash: Buffer.from(NO_LOG_HASH), bytes_used: 0, over_quota_at: null, delete_after: null },
      made_at: new Date(nowMs)
    })
    .execute()
  const server = { deviceNo: SERVER_DEVICE_NO, signKey: account.serverKey, counterName: '', counterCode: '' }
  await insertDevice(transaction, { accountId, ...server, appVersion: '' }, nowMs)
}
