import type { Stamp } from '#main/ports/ledger-store.ts'
import { SYSTEM_ACCOUNTS, type SystemAccount } from '#shared/ledger/account.ts'
import type { Posting } from '#shared/ledger/build-entry.ts'
import type { Book } from './book.ts'
import { addAccountWithin } from './keep-accounts.ts'

/** A book that is older than an account of the code gets it when it is first posted to. Inside a transaction. */
export function ensureAccounts(book: Book, postings: readonly Posting[], stamp: Stamp): void {
  for (const { accountCode } of postings) {
    if (book.store.accounts.byCode(accountCode) !== null) continue
    const kind = SYSTEM_ACCOUNTS[accountCode as string as SystemAccount]
    if (kind !== undefined) addAccountWithin(book, { code: accountCode, kind, name: '' }, stamp)
  }
}
