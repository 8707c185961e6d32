import type { BookDate } from '#shared/calendar/book-date.ts'
import { financialYearOf, shortFinancialYear } from '#shared/calendar/financial-year.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'

/** A consecutive series of one counter in one financial year (GST rule 46(b)). */
export interface Series {
  /** Two letters of the counter and one of the paper: `KMB`. */
  readonly prefix: string
  readonly financialYear: number
}

/** Letters that are not misread on paper or on the phone. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const COUNTER_CODES = LETTERS.length ** 2
const LARGEST_NUMBER = 999_999

/** What bears a number of ours. A quotation, a challan and the invoice for a day's small sales are papers without an entry. */
export type NumberedKind = EntryKind | 'quotation' | 'challan' | 'day-invoice'

/** Bill, money received, credit note for returned goods, debit note for goods sent back, money paid, quotation, challan. */
const PAPER_LETTER: Partial<Record<NumberedKind, string>> = {
  sale: 'B',
  got: 'R',
  'sale-return': 'C',
  'purchase-return': 'D',
  gave: 'P',
  quotation: 'Q',
  challan: 'H',
  'day-invoice': 'S'
}

/** Two letters for a counter, from any integer; a shop's second counter takes another pair. */
export function counterCode(random: number): string {
  const index = Math.abs(Math.trunc(random)) % COUNTER_CODES
  return `${LETTERS[Math.trunc(index / LETTERS.length)]}${LETTERS[index % LETTERS.length]}`
}

/** The series that an entry or a paper takes its number from, or null for a kind that bears none. */
export function seriesFor(kind: NumberedKind, counter: string, bookOn: BookDate): Series | null {
  const letter = PAPER_LETTER[kind]
  return letter === undefined ? null : { prefix: `${counter}${letter}`, financialYear: financialYearOf(bookOn) }
}

/**
 * `KMB/26-27/00012`: at most 16 characters of letters, digits, `-` and `/`, as rule 46 has it.
 * Fails with `numbering/series-full` after 999,999.
 */
export function documentNumber(series: Series, count: number): Result<string> {
  if (count > LARGEST_NUMBER) return fail('numbering/series-full', { prefix: series.prefix })
  return ok(numberText({ series, count }))
}

/** A number told apart. */
export interface DocumentNumber {
  readonly series: Series
  readonly count: number
}

export const numberText = ({ series, count }: DocumentNumber): string => numberHead(series) + numberTail(count)

const DOCUMENT_NUMBER = /^(?<prefix>[A-Z]{3})\/(?<from>\d\d)-(?<to>\d\d)\/(?<count>\d{1,6})$/

/** A whole number as papers bear it, in letters of either case; null for every other text, a part of a number too. */
export function readDocumentNumber(text: string): DocumentNumber | null {
  const groups = DOCUMENT_NUMBER.exec(text.trim().toUpperCase())?.groups
  if (groups === undefined) return null
  const financialYear = 2000 + Number(groups.from)
  if ((financialYear + 1) % 100 !== Number(groups.to)) return null
  return { series: { prefix: groups.prefix ?? '', financialYear }, count: Number(groups.count) }
}

/** What all numbers of a series begin with. */
export const numberHead = (series: Series): string => `${series.prefix}/${shortFinancialYear(series.financialYear)}/`
export const numberTail = (count: number): string => String(count).padStart(5, '0')

/** The number as a payment reference: UPI apps refuse `/`, and `-` is safe. */
export const paymentReference = (number: string): string => number.replaceAll('/', '-')
