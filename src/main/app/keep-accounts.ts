import type { AccountRow, Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type AccountCode, type AccountKind, expenseAccount } from '#shared/ledger/account.ts'
import { cleanName } from '#shared/parties/party.ts'
import { type Book, stampOf } from './book.ts'

const HEAD_NAME_LENGTH = 60

export const listAccounts = (book: Book): Output<'account.list'> => book.store.accounts.views()

/** Adds an expense head of the shop's own. Its code is its id, so that its name may be in any script. */
export function addAccount(book: Book, request: Parsed<'account.add'>): Output<'account.add'> {
  const code = expenseAccount(request.id)
  const view = () => listAccounts(book).find((account) => account.code === code) ?? refuse('account/not-found')
  if (book.store.accounts.byCode(code) !== null) return { outcome: 'exists', account: view() }
  const name = cleanName(request.name)
  if (name === '' || name.length > HEAD_NAME_LENGTH) refuse('account/name-empty', { most: HEAD_NAME_LENGTH }, 'name')
  const stamp = stampOf(book)
  book.store.transact(() => {
    if (book.store.accounts.byCode(code) !== null) return
    const isTaken = listAccounts(book).some((account) => account.name.toLowerCase() === name.toLowerCase())
    if (isTaken) refuse('account/name-taken', { name }, 'name')
    addAccountWithin(book, { code, kind: 'expense', name }, stamp)
  })
  book.committed({})
  return { outcome: 'recorded', account: view() }
}

export function addAccountWithin(
  book: Pick<Book, 'store'>,
  account: { code: AccountCode; kind: AccountKind; name: string },
  stamp: Stamp
): AccountRow {
  return book.store.accounts.add(account, book.store.journal.append('account.add', stamp, { ...account }))
}
