import { formatIsoDate } from '#shared/calendar/book-date.ts'
import type { Posting } from '#shared/ledger/build-entry.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { add, type Minor, ZERO } from '#shared/money/money.ts'
import {
  ALL_DAYS,
  type ExchangeBook,
  type ExchangeEntry,
  type ExchangePeriod,
  isWithin,
  type Written
} from './exchange-book.ts'
import { type JournalNames, type JournalStyle, journalNames } from './journal-names.ts'
import { openingBalances } from './opening-balances.ts'

/**
 * A journal that hledger reads: every entry with every posting, ids as tags, parties as accounts of their own. With a period,
 * what was before it is one transaction. Yields text a transaction at a time.
 */
export const hledgerJournal = (book: ExchangeBook, period = ALL_DAYS): Generator<string, Written> =>
  journal(book, period, HLEDGER)

/** The same for beancount, with ids as metadata. */
export const beancountJournal = (book: ExchangeBook, period = ALL_DAYS): Generator<string, Written> =>
  journal(book, period, BEANCOUNT)

/** How a format writes a journal. Names of fields are those of our own book. */
interface JournalFormat extends JournalStyle {
  head(book: ExchangeBook, names: JournalNames): string
  /** One transaction; fields whose value is empty are left out before. */
  transaction(one: Transaction, names: JournalNames): string
}

interface Transaction {
  readonly on: string
  readonly number: string
  readonly title: string
  readonly text: string
  readonly fields: readonly (readonly [string, string])[]
  readonly postings: readonly Posting[]
  readonly currency: string
}

function* journal(book: ExchangeBook, period: ExchangePeriod, format: JournalFormat): Generator<string, Written> {
  const { currency } = book.shop
  const names = journalNames(book, format)
  const partyNames = new Map<string, string>()
  for (const { id, name } of book.parties()) partyNames.set(id, name)
  yield format.head(book, names)
  const opening = openingBalances(book, period.fromOn)
  if (period.fromOn !== null && opening.length > 0) {
    const on = formatIsoDate(period.fromOn)
    const said = { on, number: '', title: 'opening balances', text: '', fields: [], currency }
    yield format.transaction({ ...said, postings: opening }, names)
  }
  let [entryCount, debitMinor] = [0, ZERO]
  for (const entry of book.entries()) {
    if (!isWithin(period, entry.bookOn)) continue
    entryCount++
    debitMinor = add(debitMinor, debitOf(entry.postings))
    yield format.transaction(transactionOf(entry, partyNames.get(entry.partyId ?? '') ?? '', currency), names)
  }
  return { entryCount, debitMinor }
}

/** The sum of the debits of an entry; the credits are as much. */
export function debitOf(postings: readonly Posting[]): Minor {
  return postings.reduce((total, { amountMinor }) => (amountMinor > 0 ? add(total, amountMinor) : total), ZERO)
}

function transactionOf(entry: ExchangeEntry, partyName: string, currency: string): Transaction {
  const fields: [string, string][] = [
    ['id', entry.id],
    ['entry', String(entry.entryNo)],
    ['kind', entry.kind],
    ['party-id', entry.partyId ?? ''],
    ['occurred', entry.occurredOn === null ? '' : formatIsoDate(entry.occurredOn)],
    ['undoes', entry.reversesId ?? ''],
    ['reason', entry.reason],
    ['note', entry.note],
    ['person', entry.person]
  ]
  return {
    on: formatIsoDate(entry.bookOn),
    number: entry.number,
    title: partyName === '' ? entry.kind : `${entry.kind} ${partyName}`,
    text: entry.text,
    fields: fields.filter(([, value]) => value !== ''),
    postings: entry.postings,
    currency
  }
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

/** A semicolon would begin a comment, a comma would end a tag. */
const inComment = (text: string): string => oneLine(text).replaceAll(',', '\u201a')
const inTitle = (text: string): string => oneLine(text).replaceAll(';', ',').replaceAll('|', '/')

const HLEDGER: JournalFormat = {
  roots: { asset: 'assets', liability: 'liabilities', equity: 'equity', income: 'income', expense: 'expenses' },
  join: ' ',
  // Two blanks would end the name, a colon would begin another account.
  part: (name) => oneLine(name.replaceAll(':', '-').replaceAll(';', ',')),
  head({ shop }, { all }) {
    const lines = [
      `; ${oneLine(shop.name)}`,
      `; shop-id: ${shop.id}`,
      'decimal-mark .',
      `commodity 1000.00 ${shop.currency}`,
      ...all.map(
        ({ name, code, partyId }) => `account ${name}  ; ${partyId === null ? `code: ${code}` : `party-id: ${partyId}`}`
      )
    ]
    return `${lines.join('\n')}\n\n`
  },
  transaction({ on, number, title, text, fields, postings, currency }, names) {
    const code = number === '' ? '' : ` (${oneLine(number).replaceAll(')', '')})`
    const description = text === '' ? inTitle(title) : `${inTitle(title)} | ${inTitle(text)}`
    const lines = [
      `${on} *${code} ${description}`,
      ...fields.map(([name, value]) => `    ; ${name}: ${inComment(value)}`),
      ...postings.map((posting) => `    ${names.of(posting)}  ${formatPlain(posting.amountMinor)} ${currency}`)
    ]
    return `${lines.join('\n')}\n\n`
  }
}

const quoted = (text: string): string => `"${oneLine(text).replace(/[\\"]/gu, '\\$&')}"`

const BEANCOUNT: JournalFormat = {
  roots: { asset: 'Assets', liability: 'Liabilities', equity: 'Equity', income: 'Income', expense: 'Expenses' },
  join: '-',
  part(name) {
    const part = name
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^[-\p{M}]+|-+$/gu, '')
    if (/^[a-z]/u.test(part)) return part.slice(0, 1).toUpperCase() + part.slice(1)
    // Scripts without capitals: the first letter must be one, the rest may be any.
    return part === '' || /^[A-Z0-9]/u.test(part) ? part : `N-${part}`
  },
  head({ shop }, { all }) {
    const lines = [
      `option "title" ${quoted(shop.name)}`,
      `option "operating_currency" "${shop.currency}"`,
      ...all.flatMap(({ name, code, partyId }) => [
        `1900-01-01 open ${name} ${shop.currency}`,
        partyId === null ? `  code: "${code}"` : `  party-id: "${partyId}"`
      ])
    ]
    return `${lines.join('\n')}\n\n`
  },
  transaction({ on, number, title, text, fields, postings, currency }, names) {
    const lines = [
      `${on} * ${quoted(title)} ${quoted(text)}`,
      ...(number === '' ? [] : [`  number: ${quoted(number)}`]),
      ...fields.map(([name, value]) => `  ${name}: ${quoted(value)}`),
      ...postings.map((posting) => `  ${names.of(posting)}  ${formatPlain(posting.amountMinor)} ${currency}`)
    ]
    return `${lines.join('\n')}\n\n`
  }
}
