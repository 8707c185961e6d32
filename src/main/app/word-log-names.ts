import type { AccountCode } from '#shared/ledger/account.ts'
import { accountCell } from '#shared/reports/account-cell.ts'
import type { ReportWords } from '#shared/reports/report-words.ts'
import type { Book } from './book.ts'
import { knownPeople } from './people-of-book.ts'
import { isFields } from './word-log-fields.ts'

/** Names that the log says instead of ids; each is empty when the book knows nothing under the id. */
export interface LogNames {
  readonly party: (id: string) => string
  readonly entry: (id: string) => string
  readonly bill: (id: string) => string
  readonly item: (id: string) => string
  readonly person: (id: string) => string
  readonly account: (code: string) => string
  readonly printer: (id: string) => string
  readonly slip: (id: string) => string
  readonly attachment: (id: string) => string
  readonly message: (id: string) => string
  readonly plan: (id: string) => string
  readonly expense: (key: string) => string
  readonly report: (key: string) => string
  entryNo(entryNo: number): string
}

export function logNames(book: Book, words: ReportWords): LogNames {
  const { store } = book
  const named = (kind: string, key: string, field: string): string => {
    const body = store.definitions.read(kind, key)
    const name = isFields(body) ? body[field] : null
    return typeof name === 'string' ? name : ''
  }
  return {
    party: (id) => store.parties.byId(id)?.name ?? '',
    entry: (id) => store.entries.byId(id)?.number ?? '',
    bill: (id) => store.bills.byId(id)?.number || (store.entries.byId(id)?.number ?? ''),
    item: (id) => store.items.byId(id)?.item.name ?? '',
    person: (id) => knownPeople(store).find((one) => one.id === id)?.name ?? '',
    account: (code) => accountName(book, words, code),
    printer: (id) => book.settings().printers.find((one) => one.id === id)?.name ?? '',
    slip: (id) => store.slips.byId(id)?.name ?? '',
    attachment: (id) => store.attachments.byId(id)?.name ?? '',
    message: (id) => store.messages.byId(id)?.to ?? '',
    plan: (id) => store.credit.planById(id)?.title ?? '',
    expense: (key) => named('recurring-expense', key.split('/')[0] ?? '', 'title'),
    report: (key) => named('report', key, 'name'),
    entryNo: (entryNo) => store.entries.viewByNo(entryNo)?.number ?? ''
  }
}

/** An account of the app's own bears a word of the language for a name. */
function accountName(book: Book, words: ReportWords, code: string): string {
  const cell = accountCell(code, book.store.accounts.byCode(code as AccountCode)?.name ?? '')
  return typeof cell === 'object' && cell !== null ? words(cell.key) : String(cell)
}
