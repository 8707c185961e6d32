import type { Translate } from '#renderer/i18n/locale-parts.ts'
import type { AccountLine, EntryView } from '#shared/contract/views.ts'
import { DEFAULT_EXPENSE_HEADS, SYSTEM_ACCOUNTS } from '#shared/ledger/account.ts'

const HEADS: readonly string[] = DEFAULT_EXPENSE_HEADS
type KnownHead = (typeof DEFAULT_EXPENSE_HEADS)[number]

/** What an entry is, in the words of the trade: a sale says whether it was paid or left on credit. */
export function kindWord(t: Translate, entry: Pick<EntryView, 'kind' | 'partyId' | 'creditMinor'>): string {
  if (entry.kind !== 'sale') return t(`ledger:kind.${entry.kind}`)
  if (entry.partyId === null) return t('ledger:kind.cashSale')
  return entry.creditMinor > 0 ? t('ledger:kind.creditSale') : t('ledger:kind.sale')
}

/** An account's own name, or what the language calls one that every ledger has. */
export function accountWord(
  t: Translate,
  account: { readonly accountCode: string; readonly accountName: string }
): string {
  if (account.accountName !== '') return account.accountName
  const head = /^expense:(.+)$/.exec(account.accountCode)?.[1]
  if (head !== undefined && HEADS.includes(head)) return t(`ledger:head.${head as KnownHead}`)
  if (account.accountCode in SYSTEM_ACCOUNTS) {
    return t(`ledger:account.${account.accountCode as keyof typeof SYSTEM_ACCOUNTS}`)
  }
  return account.accountCode
}

/** Whom or what an entry is with: the party, or the head or account that stands in its place. */
export function withWhom(t: Translate, entry: AccountLine | EntryView): string {
  if (entry.partyName !== '') return entry.partyName
  // A line of an account has a party, always.
  return !('accountCode' in entry) || entry.accountCode === '' ? '' : accountWord(t, entry)
}
