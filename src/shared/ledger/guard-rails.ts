import { type Minor, minor } from '#shared/money/money.ts'

/** Below this much cash from one person in a day (Income-tax Act 2025, s. 186; formerly s. 269ST). */
export const CASH_RECEIPT_LIMIT_MINOR = minor(2_00_000_00)
/** Cash for expenses to one person in a day (formerly s. 40A(3)). */
export const CASH_EXPENSE_LIMIT_MINOR = minor(10_000_00)
/** The same when it is paid to a transporter. */
export const CASH_FREIGHT_LIMIT_MINOR = minor(35_000_00)
/** Person-to-person UPI payments stop here in a day; merchants' limits differ by bank. */
export const UPI_QR_LIMIT_MINOR = minor(1_00_000_00)

export const GUARD_RAILS = [
  'cash-receipt',
  'cash-expense',
  'upi-qr',
  'clock-back',
  'over-limit',
  'overdue',
  'broken-promise'
] as const
export type GuardRail = (typeof GUARD_RAILS)[number]

/** A warning that the law or good sense gives. It is shown and logged and never stops an entry. */
export interface Warning {
  readonly rail: GuardRail
  readonly limitMinor: Minor
  readonly totalMinor: Minor
}

/** What an entry would do, with what the same person did earlier on the same day of the book. */
export interface CashContext {
  readonly cashInMinor: Minor
  readonly cashInTodayMinor: Minor
  readonly cashOutMinor: Minor
  readonly cashOutTodayMinor: Minor
  readonly isFreight: boolean
  readonly upiMinor: Minor
}

/** Each rail that the entry touches, most serious first. */
export function guardRails(context: CashContext): Warning[] {
  const warnings: Warning[] = []
  const cashIn = minor(context.cashInMinor + context.cashInTodayMinor)
  if (context.cashInMinor > 0 && cashIn >= CASH_RECEIPT_LIMIT_MINOR) {
    warnings.push({ rail: 'cash-receipt', limitMinor: CASH_RECEIPT_LIMIT_MINOR, totalMinor: cashIn })
  }
  const cashOut = minor(context.cashOutMinor + context.cashOutTodayMinor)
  const outLimit = context.isFreight ? CASH_FREIGHT_LIMIT_MINOR : CASH_EXPENSE_LIMIT_MINOR
  if (context.cashOutMinor > 0 && cashOut > outLimit) {
    warnings.push({ rail: 'cash-expense', limitMinor: outLimit, totalMinor: cashOut })
  }
  if (context.upiMinor > UPI_QR_LIMIT_MINOR) {
    warnings.push({ rail: 'upi-qr', limitMinor: UPI_QR_LIMIT_MINOR, totalMinor: context.upiMinor })
  }
  return warnings
}

/** What is known of a party's credit before an entry. `limitMinor` null: it has none. The amounts are zero or more where it owes. */
export interface CreditContext {
  /** What the entry does to the balance. */
  readonly creditMinor: Minor
  readonly balanceMinor: Minor
  readonly limitMinor: Minor | null
  readonly overdueMinor: Minor
  /** What was promised for a day that is past, and did not come. */
  readonly brokenMinor: Minor
}

/** Good sense about giving more credit: only an entry after which the party owes more is warned of. A broken promise says more than an overdue sum. */
export function creditRails({ creditMinor, balanceMinor, ...known }: CreditContext): Warning[] {
  const after = minor(balanceMinor + creditMinor)
  if (creditMinor <= 0 || after <= 0) return []
  const warnings: Warning[] = []
  if (known.limitMinor !== null && after > known.limitMinor)
    warnings.push({ rail: 'over-limit', limitMinor: known.limitMinor, totalMinor: after })
  if (known.brokenMinor > 0)
    warnings.push({ rail: 'broken-promise', limitMinor: minor(0), totalMinor: known.brokenMinor })
  else if (known.overdueMinor > 0)
    warnings.push({ rail: 'overdue', limitMinor: minor(0), totalMinor: known.overdueMinor })
  return warnings
}

/**
 * Whether a warning is written down. What is late follows from the book for any moment: noted with each sale to a party that is late, it would
 * lengthen the book by a third and say nothing new.
 */
export const isNoted = ({ rail }: Warning): boolean => rail !== 'overdue'
