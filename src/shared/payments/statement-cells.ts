import { readDecimal } from '#shared/import/read-decimal.ts'
import { toPaise } from '#shared/import/read-money.ts'
import { type Minor, negate, ZERO } from '#shared/money/money.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { isNoNumber, isTelephone, twelveDigits } from './payment-references.ts'
import type { StatementRemarkCode } from './statement-line.ts'
import type { StatementColumns, StatementField } from './statement-rule.ts'

/** What a row moved: more than zero came in, less went out. Or why nobody can say, and in which column. */
export type ReadAmount =
  | { readonly ok: true; readonly amountMinor: Minor }
  | { readonly ok: false; readonly remark: StatementRemarkCode; readonly field: StatementField; readonly value: string }

type Cells = (field: StatementField) => string

/** Words of a rule's own for the two sides. */
interface SideWords {
  readonly inWords: ReadonlySet<string>
  readonly outWords: ReadonlySet<string>
}

/** The amount of a row by its columns: money in and out apart, or one amount with a sign, a `Cr`, or a column that says. */
export function readAmount(cell: Cells, columns: StatementColumns, words: SideWords): ReadAmount {
  return columns.credit === undefined ? readOneAmount(cell, words) : readTwoAmounts(cell)
}

function readTwoAmounts(cell: Cells): ReadAmount {
  const credit = part(cell, 'credit')
  if (!credit.ok) return credit
  const debit = part(cell, 'debit')
  if (!debit.ok) return debit
  if (credit.amountMinor !== 0 && debit.amountMinor !== 0) return problem('both-sides', 'debit', cell('debit'))
  // What is negative in the column of money in was taken back; in that of money out, banks write the same thing with or without a sign.
  if (credit.amountMinor !== 0) return credit
  if (debit.amountMinor !== 0) return { ok: true, amountMinor: minus(debit.amountMinor) }
  return problem('amount-missing', 'credit', cell('credit'))
}

function readOneAmount(cell: Cells, words: SideWords): ReadAmount {
  const raw = cell('amount')
  if (isNothing(raw)) return problem('amount-missing', 'amount', raw)
  const read = money(raw, 'amount')
  if (!read.ok) return read
  if (read.amountMinor === 0) return problem('amount-missing', 'amount', raw)
  const word = cell('side')
  const side = read.side ?? sideOf(word, words)
  if (side === null && word.trim() !== '') return problem('side-unreadable', 'side', word)
  if (side === 'out') return { ok: true, amountMinor: minus(read.amountMinor) }
  return { ok: true, amountMinor: read.amountMinor }
}

const minus = (amount: Minor): Minor => (amount > 0 ? negate(amount) : amount)

/** One of two columns; `Dr` or `Cr` behind the figure must be the column's own. */
function part(cell: Cells, field: 'credit' | 'debit'): ReadAmount {
  const raw = cell(field)
  if (isNothing(raw)) return { ok: true, amountMinor: ZERO }
  const read = money(raw, field)
  if (!read.ok) return read
  if (read.side !== null && read.side !== (field === 'credit' ? 'in' : 'out')) return problem('both-sides', field, raw)
  return read
}

function money(raw: string, field: StatementField) {
  const read = readDecimal(raw)
  if (read === null) return problem('amount-unreadable', field, raw)
  const paise = toPaise(read.decimal)
  if (!paise.ok) return problem('amount-too-large', field, raw)
  if (paise.isRounded) return problem('amount-too-fine', field, raw)
  const side = read.side === null ? null : read.side === 'credit' ? ('in' as const) : ('out' as const)
  return { ok: true as const, amountMinor: paise.amountMinor, side }
}

const problem = (remark: StatementRemarkCode, field: StatementField, value: string) =>
  ({ ok: false, remark, field, value }) as const

const isNothing = (raw: string): boolean => /^[\s\-–—.*_]*$/u.test(raw)

const IN = /^(?:\+|c|cr|credit|credited|deposit|in|received|receive|money received|जमा)$/u
const OUT =
  /^(?:-|d|dr|debit|debited|withdrawal|out|refund|refunded|reversal|reversed|chargeback|settlement|payout|नाम)$/u

/** What a column of sides says. */
function sideOf(raw: string, { inWords, outWords }: SideWords): 'in' | 'out' | null {
  const word = raw.normalize('NFKC').toLowerCase().replace(/[().]/gu, '').trim()
  if (IN.test(word) || inWords.has(word)) return 'in'
  return OUT.test(word) || outWords.has(word) ? 'out' : null
}

/** The balance behind a row: what stands below zero is negative, whether by its sign or by `Dr`. Null where none can be read. */
export function readBalance(raw: string): bigint | null {
  const read = isNothing(raw) ? null : readDecimal(raw)
  if (read === null || read.decimal.places > 2) return null
  const paise = read.decimal.value * 10n ** BigInt(2 - read.decimal.places)
  return read.side === 'debit' && paise > 0n ? -paise : paise
}

const TIME = /(?:^|[\sT,(])(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?/iu

/** The time of day in a cell of its own or behind a day, `HH:MM`; empty when there is none. */
export function readTime(raw: string): string {
  const match = TIME.exec(latinDigits(raw.normalize('NFKC')))
  if (match === null) return ''
  const half = match[3]?.toLowerCase()
  const hour = Number(match[1])
  const minute = Number(match[2])
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return ''
  const full = half === undefined ? hour : (hour % 12) + (half === 'p' ? 12 : 0)
  return `${String(full).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The minute of the day, or null. */
export function minuteOf(time: string): number | null {
  const match = /^(\d{2}):(\d{2})$/u.exec(time)
  return match === null ? null : Number(match[1]) * 60 + Number(match[2])
}

/**
 * The 12 digits of a payment: from the column of references, whose zeros in front are filling, else from the text by the
 * rule's pattern. Only a column that holds nothing else may tell one that looks like a telephone. Empty when there are none.
 */
export function readReference(cell: string, text: string, pattern: RegExp): string {
  const own = latinDigits(cell.normalize('NFKC')).trim().replace(/^['`]/u, '')
  const bare = /^0*([1-9]\d{11})$/u.exec(own)?.[1] ?? /^(0\d{11})$/u.exec(own)?.[1]
  if (bare !== undefined && !isNoNumber(bare)) return bare
  return referenceIn(own, pattern) || referenceIn(latinDigits(text.normalize('NFKC')), pattern)
}

function referenceIn(text: string, pattern: RegExp): string {
  const numbers = twelveDigits(text).filter((digits) => !isTelephone(digits))
  const matches = [...text.matchAll(new RegExp(pattern, 'gu'))].map((match) => match[1] ?? match[0])
  return matches.find((digits) => numbers.includes(digits)) ?? ''
}
