import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { type AccountRow, lockAccount, readAccount, readDevice } from '#cloud/db/stores/account-store.ts'
import { receiptText } from '#shared/sync/chain.ts'
import { activeDevice, type DeviceWish, standingOf } from './active-device.ts'
import type { Cloud } from './cloud.ts'
import { signText } from './ed25519.ts'
import { WireRefusal } from './wire-refusal.ts'

/** Where the shop's log stands, as every answer says it. */
export function headOf({ clock }: Pick<Cloud, 'clock'>, account: AccountRow) {
  return {
    epoch: account.epoch,
    headSeq: account.next_seq - 1,
    headLogHash: account.log_hash.toString('hex'),
    serverTime: clock.nowMs()
  }
}

/** What the Z's slip anchors: `<seq>.<log hash>.<time>.<signature>`, signed by the server. */
export function receiptOf({ clock, serverKey }: Pick<Cloud, 'clock' | 'serverKey'>, account: AccountRow): string {
  const place = { seq: account.next_seq - 1, logHash: account.log_hash.toString('hex'), atMs: clock.nowMs() }
  const signature = signText(receiptText(account.account_id, place), serverKey.key)
  return `${place.seq}.${place.logHash}.${place.atMs}.${signature}`
}

type Caller = { readonly accountId: string; readonly deviceNo: number }

/** Account and device, both locked, in this order. Why there is no account is said where a token is asked for. Whoever was shut out learns it from here at once, whatever his token says. */
export async function lockCaller(transaction: AccountTransaction, caller: Caller, wish: DeviceWish, nowMs: number) {
  const account = await lockAccount(transaction, caller.accountId)
  if (account === undefined) throw new WireRefusal('unauthorised')
  return { account, ...(await activeDevice(transaction, caller, wish, nowMs)) }
}

/** The account as the caller may read it. */
export async function accountFor(transaction: AccountTransaction, caller: Caller, nowMs: number): Promise<AccountRow> {
  const { accountId, deviceNo } = caller
  standingOf(await readDevice(transaction, accountId, deviceNo), 'pull', nowMs)
  const account = await readAccount(transaction, accountId)
  if (account === undefined) throw new WireRefusal('unauthorised')
  return account
}

/** Where a counter believes the log to be. */
export interface Place {
  readonly epoch: number
  readonly cursor: number
}

/**
 * The epoch when this counter has to find its place again, else null. A cursor above the head proves that this database was restored
 * from a backup and that nobody said so: the epoch grows by itself, and the caller's transaction must be kept.
 */
export async function epochTrouble(
  transaction: AccountTransaction,
  account: AccountRow,
  { epoch, cursor }: Place
): Promise<number | null> {
  if (epoch !== account.epoch) return account.epoch
  if (cursor < account.next_seq) return null
  const { epoch: raised } = await transaction
    .updateTable('account')
    .set((say) => ({ epoch: say('epoch', '+', 1) }))
    .where('account_id', '=', account.account_id)
    .where('epoch', '=', epoch)
    .returning('epoch')
    .executeTakeFirst()
    .then((row) => row ?? { epoch: epoch + 1 })
  return raised
}
