import { type BookDate, dayNumber } from '#shared/calendar/book-date.ts'
import type { Minor } from '#shared/money/money.ts'
import { normalise } from '#shared/search/normalise.ts'
import { isSlipOf, isTelephone, standsIn, twelveDigits } from './payment-references.ts'
import { minuteOf } from './statement-cells.ts'
import type { StatementLine } from './statement-line.ts'

/** Why a line may be a payment, or why not. `docs/domain/payments.md` says what each means. */
export const MATCH_REASONS = [
  'reference',
  'our-reference',
  'reference-close',
  'reference-differs',
  'number-alike',
  'amount',
  'amount-differs',
  'time-near',
  'same-day',
  'days-apart',
  'name',
  'phone',
  'name-differs',
  'more-lines',
  'more-payments',
  'by-hand',
  'gateway'
] as const
export type MatchReason = (typeof MATCH_REASONS)[number]

/** A payment by UPI that nothing has proved yet. */
export interface OpenPayment {
  readonly entryId: string
  readonly on: BookDate
  /** `HH:MM` of the shop when it was entered. */
  readonly time: string
  readonly amountMinor: Minor
  /** What our own codes of it say. */
  readonly ownReferences: readonly string[]
  /** What the cashier typed of the payer's. */
  readonly typedReferences: readonly string[]
  readonly partyName: string
  readonly partyPhone: string
}

export interface Evidence {
  readonly reasons: readonly MatchReason[]
  /** Line's day less payment's day. */
  readonly daysApart: number
  /** Whether a reference ties the two. */
  readonly isReferred: boolean
  /** Whether reference, amount and day agree and nothing speaks against it. */
  readonly isProof: boolean
  /** Whether amount and time or name agree and nothing speaks against it: a person may say so at once. */
  readonly isLikely: boolean
  /** For the order in which candidates are shown: more is better. */
  readonly score: number
}

/** A reference may come some days before or after: entries are made late, banks post late. */
export const REFERENCE_DAYS = 3
const NEAR_MINUTES = 15
const MINUTES_A_DAY = 1440

/** What a line carries to be compared by, worked out once. */
export interface ComparedLine {
  readonly line: StatementLine
  readonly day: number
  readonly minute: number | null
  readonly whole: string
  /** Letters and digits alone: a text without a reference is told from one with it at a glance. */
  readonly bare: string
  readonly numbers: readonly string[]
  readonly words: ReadonlySet<string>
}

export function comparedLine(line: StatementLine): ComparedLine {
  const whole = `${line.reference} ${line.text}`
  return {
    ...{ line, whole, day: dayNumber(line.on), minute: minuteOf(line.time) },
    ...{ bare: bareOf(whole), numbers: twelveDigits(whole), words: nameWords(line.text) }
  }
}

export interface ComparedPayment {
  readonly payment: OpenPayment
  readonly day: number
  readonly minute: number | null
  readonly bareReferences: readonly string[]
  /** What was typed of the payer's reference. */
  readonly typed: readonly string[]
  /** What was typed and may be a telephone as well: it proves nothing, and speaks against nothing. */
  readonly hints: readonly string[]
  readonly phone: string
  readonly words: ReadonlySet<string>
}

export function comparedPayment(payment: OpenPayment): ComparedPayment {
  const phone = payment.partyPhone.replace(/\D/gu, '').slice(-10)
  return {
    ...{ payment, day: dayNumber(payment.on), minute: minuteOf(payment.time) },
    bareReferences: payment.ownReferences.map(bareOf),
    typed: payment.typedReferences.filter((typed) => !isTelephone(typed)),
    hints: payment.typedReferences.filter(isTelephone),
    ...{ phone: phone.length === 10 ? phone : '', words: nameWords(payment.partyName) }
  }
}

const bareOf = (text: string): string => text.replace(/[^A-Za-z0-9]+/gu, '').toLowerCase()

/** Minutes between the line and the payment; null where one of them only tells the day. */
export const minutesApart = (paid: ComparedPayment, came: ComparedLine): number | null =>
  paid.minute === null || came.minute === null
    ? null
    : Math.abs((came.day - paid.day) * MINUTES_A_DAY + came.minute - paid.minute)

/** What speaks for and against a line being this payment. */
export function evidenceOf(paid: ComparedPayment, came: ComparedLine): Evidence {
  const { line } = came
  const daysApart = came.day - paid.day
  const byReference = referenceReason(paid, came)
  const byTime = timeReason(paid, came)
  const byName = nameReason(paid, came)
  const isAmount = line.amountMinor === paid.payment.amountMinor
  const reasons: MatchReason[] = [
    ...(byReference === null ? [] : [byReference]),
    isAmount ? 'amount' : 'amount-differs',
    byTime,
    ...(byName === null ? [] : [byName])
  ]
  const isReferred = byReference === 'reference' || byReference === 'our-reference'
  const speaksAgainst = byReference === 'reference-differs' || byName === 'name-differs'
  return {
    ...{ reasons, daysApart, isReferred },
    isProof: isReferred && isAmount && Math.abs(daysApart) <= REFERENCE_DAYS,
    isLikely: isAmount && !speaksAgainst && (byTime === 'time-near' || (byName !== null && Math.abs(daysApart) <= 1)),
    score: reasons.reduce((all, reason) => all + WEIGHT[reason], 0) - Math.abs(daysApart)
  }
}

const WEIGHT: Readonly<Record<MatchReason, number>> = {
  ...{ reference: 100, 'our-reference': 100, 'reference-close': 40, 'reference-differs': -30, 'number-alike': 25 },
  ...{ amount: 10, 'amount-differs': -50, 'time-near': 20, 'same-day': 5, 'days-apart': 0 },
  ...{ name: 20, phone: 25, 'name-differs': -10 },
  ...{ 'more-lines': 0, 'more-payments': 0, 'by-hand': 0, gateway: 0 }
}

function referenceReason(paid: ComparedPayment, came: ComparedLine): MatchReason | null {
  const { payment, bareReferences, typed: all, hints } = paid
  const { line, whole, bare, numbers } = came
  if (all.some((typed) => numbers.includes(typed))) return 'reference'
  const isOurs = bareReferences.some((own) => bare.includes(own))
  if (isOurs && payment.ownReferences.some((own) => standsIn(own, whole))) return 'our-reference'
  if (all.some((typed) => numbers.some((number) => isSlipOf(typed, number)))) return 'reference-close'
  if (hints.some((hint) => numbers.includes(hint))) return 'number-alike'
  return all.length > 0 && line.reference !== '' ? 'reference-differs' : null
}

function timeReason(paid: ComparedPayment, came: ComparedLine): MatchReason {
  const apart = minutesApart(paid, came)
  if (apart !== null && apart <= NEAR_MINUTES) return 'time-near'
  return came.day === paid.day ? 'same-day' : 'days-apart'
}

function nameReason({ phone, words: name }: ComparedPayment, { whole, words }: ComparedLine): MatchReason | null {
  if (phone !== '' && whole.includes(phone)) return 'phone'
  if (name.size === 0 || words.size === 0) return null
  return [...name].some((word) => words.has(word)) ? 'name' : 'name-differs'
}

/** Words that name nobody: what banks write around a payment, and what many shops are called. */
const COMMON = new Set(
  (
    'upi cr dr neft imps rtgs from bank the and for pay paid payment payments transfer txn ref no to by via ltd pvt ' +
    'state india hdfc icici axis sbi kotak paytm phonepe google gpay bharatpe razorpay okaxis oksbi okicici okhdfcbank ybl ' +
    'ibl axl apl upl shri shree smt mr mrs ms kumar singh traders trader store stores general enterprises enterprise ' +
    'company sons brothers kirana shop mart agency agencies p2m p2a na null sent using collect'
  ).split(' ')
)

function nameWords(text: string): ReadonlySet<string> {
  const words = normalise(text).split(' ')
  return new Set(words.filter((word) => word.length >= 3 && !/\d/u.test(word) && !COMMON.has(word)))
}
