import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { AccountRow } from '#cloud/db/stores/account-store.ts'
import type { Cloud } from './cloud.ts'
import { type Usage, usageAfter } from './quota.ts'

/** What an account keeps, as its row says. */
export const usageOf = ({ settings }: Pick<Cloud, 'settings'>, account: AccountRow): Usage => ({
  bytesUsed: account.bytes_used,
  quotaBytes: settings.quotaBytes,
  overSince: account.over_quota_at?.getTime() ?? null
})

/** The columns of an account that keeps so many bytes more, or fewer. */
export function usageColumns(
  cloud: Pick<Cloud, 'settings'>,
  account: AccountRow,
  byteCount: number,
  nowMs: number
): Pick<AccountRow, 'bytes_used' | 'over_quota_at'> {
  const { bytesUsed, overSince } = usageAfter(usageOf(cloud, account), byteCount, nowMs)
  return { bytes_used: bytesUsed, over_quota_at: overSince === null ? null : new Date(overSince) }
}

/** Writes it down; the row is locked by the caller. Answers the account as it is then. */
export async function noteUsage(
  cloud: Pick<Cloud, 'settings' | 'clock'>,
  transaction: AccountTransaction,
  account: AccountRow,
  byteCount: number
): Promise<AccountRow> {
  const columns = usageColumns(cloud, account, byteCount, cloud.clock.nowMs())
  await transaction.updateTable('account').set(columns).where('account_id', '=', account.account_id).execute()
  return { ...account, ...columns }
}
