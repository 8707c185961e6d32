import { z } from 'zod'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { type Minor, minor, negate, subtract, sum, ZERO } from '#shared/money/money.ts'
import { zMinor } from '#shared/money/money-schema.ts'

/** The figures of a day between two closings, as an X shows them and a Z freezes them. All amounts positive unless said. */
export const zDayFigures = z.strictObject({
  bookOn: zBookDate,
  firstEntryNo: z.int(),
  lastEntryNo: z.int(),
  openedAt: z.int().nullable(),
  firstNumber: z.string(),
  lastNumber: z.string(),
  counts: z.record(z.string(), z.int()),
  openingFloatMinor: zMinor,
  /** Cash for bills of this day, less change. */
  cashSalesMinor: zMinor,
  /** Cash from parties on old dues. */
  duesCashMinor: zMinor,
  /** Cash put into the drawer from bank or owner. */
  fromOwnerOrBankMinor: zMinor,
  /** Cash that came back: for goods sent back to a supplier, or because a payment was reversed. */
  otherCashInMinor: zMinor,
  /** Returned goods, and reversed receipts of cash. */
  cashRefundsMinor: zMinor,
  cashExpensesMinor: zMinor,
  /** Cash paid to parties, purchases included. */
  cashPaidOutMinor: zMinor,
  toOwnerMinor: zMinor,
  toBankMinor: zMinor,
  /** What the counts at handovers of the day found over (positive) or short: it is in the drawer already. */
  handoverDifferenceMinor: zMinor.default(ZERO),
  expectedMinor: zMinor,
  upiWaitingMinor: zMinor,
  upiClaimedMinor: zMinor,
  upiProvedMinor: zMinor,
  bankMinor: zMinor,
  creditGivenMinor: zMinor,
  salesMinor: zMinor,
  returnsMinor: zMinor,
  warningCount: z.int()
})
export type DayFigures = z.infer<typeof zDayFigures>

/** The totals of one bucket of a period (`ledger/period-bucket.ts`), signed as its entries were. */
export const zPeriodTotals = z.strictObject({
  bucket: z.string(),
  count: z.int(),
  amountMinor: zMinor,
  cashMinor: zMinor,
  duesCashMinor: zMinor,
  upiMinor: zMinor,
  bankMinor: zMinor,
  creditMinor: zMinor
})
export type PeriodTotals = Readonly<z.infer<typeof zPeriodTotals>>

export interface PeriodFacts {
  readonly bookOn: BookDate
  readonly firstEntryNo: number
  readonly lastEntryNo: number
  readonly openedAt: number | null
  readonly firstNumber: string
  readonly lastNumber: string
  /** What the closing before left in the drawer. */
  readonly previousFloatMinor: Minor
  /** The drawer by the book: the balance of the cash account. */
  readonly expectedMinor: Minor
  readonly upiWaitingMinor: Minor
  readonly upiClaimedMinor: Minor
  readonly warningCount: number
  readonly totals: readonly PeriodTotals[]
}

/**
 * The figures of a day for X and Z, from a dozen kept totals. The lines of the drawer add up to what is expected:
 * float + sales + dues + in + found at handovers − refunds − expenses − paid out − owner − bank.
 */
export function dayFigures(facts: PeriodFacts): DayFigures {
  const { totals } = facts
  const of = (bucket: string) => totals.find((total) => total.bucket === bucket)
  const cash = (bucket: string) => of(bucket)?.cashMinor ?? ZERO
  const net = (kind: string, amount: (total: PeriodTotals) => Minor) => {
    const [done, undone] = [of(kind), of(`reversal:${kind}`)]
    return { done: done ? amount(done) : ZERO, undone: undone ? amount(undone) : ZERO }
  }
  const sales = net('sale', (total) => total.amountMinor)
  const returns = net('sale-return', (total) => total.amountMinor)
  const credit = net('sale', (total) => total.creditMinor)
  const upiIn = sum(['sale', 'got'].flatMap((kind) => Object.values(net(kind, (total) => total.upiMinor))))
  const bankIn = sum(['sale', 'got'].flatMap((kind) => Object.values(net(kind, (total) => total.bankMinor))))
  const undoneCash = totals.filter((total) => total.bucket.startsWith('reversal:')).map((total) => total.cashMinor)
  const duesWithBills = of('sale')?.duesCashMinor ?? ZERO
  const unproved = minor(facts.upiWaitingMinor + facts.upiClaimedMinor)
  return {
    bookOn: facts.bookOn,
    firstEntryNo: facts.firstEntryNo,
    lastEntryNo: facts.lastEntryNo,
    openedAt: facts.openedAt,
    firstNumber: facts.firstNumber,
    lastNumber: facts.lastNumber,
    counts: countsByKind(totals),
    openingFloatMinor: minor(facts.previousFloatMinor + cash('opening')),
    cashSalesMinor: subtract(cash('sale'), duesWithBills),
    duesCashMinor: minor(cash('got') + duesWithBills),
    fromOwnerOrBankMinor: sum(contras(totals, (places) => places.endsWith('>cash'))),
    otherCashInMinor: minor(cash('purchase-return') + sum(undoneCash.filter((amount) => amount > 0))),
    cashRefundsMinor: minor(-cash('sale-return') - sum(undoneCash.filter((amount) => amount < 0))),
    cashExpensesMinor: negate(cash('expense')),
    cashPaidOutMinor: negate(minor(cash('gave') + cash('purchase'))),
    toOwnerMinor: negate(sum(contras(totals, (places) => places === 'cash>owner'))),
    toBankMinor: negate(sum(contras(totals, (places) => places === 'cash>bank' || places === 'cash>upi'))),
    handoverDifferenceMinor: cash('over-short'),
    expectedMinor: facts.expectedMinor,
    upiWaitingMinor: facts.upiWaitingMinor,
    upiClaimedMinor: facts.upiClaimedMinor,
    upiProvedMinor: upiIn > unproved ? subtract(upiIn, unproved) : ZERO,
    bankMinor: bankIn,
    creditGivenMinor: minor(credit.done + credit.undone),
    salesMinor: subtract(sales.done, sales.undone),
    returnsMinor: subtract(returns.done, returns.undone),
    warningCount: facts.warningCount
  }
}

/**
 * What the lines of the drawer add up to: `expectedMinor` in every book that is whole. Once the drawer was counted,
 * what is expected stays as it was then, and the difference between the two is what came since.
 */
export function drawerLines(figures: DayFigures): Minor {
  return minor(
    figures.openingFloatMinor +
      figures.cashSalesMinor +
      figures.duesCashMinor +
      figures.fromOwnerOrBankMinor +
      figures.otherCashInMinor +
      figures.handoverDifferenceMinor -
      figures.cashRefundsMinor -
      figures.cashExpensesMinor -
      figures.cashPaidOutMinor -
      figures.toOwnerMinor -
      figures.toBankMinor
  )
}

const contras = (totals: readonly PeriodTotals[], isMeant: (places: string) => boolean): Minor[] =>
  totals
    .filter((total) => total.bucket.startsWith('contra:') && isMeant(total.bucket.slice('contra:'.length)))
    .map((total) => total.cashMinor)

/** Entries by kind: contras between all places, and reversals of all kinds, are one number each. */
function countsByKind(totals: readonly PeriodTotals[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { bucket, count } of totals) {
    const kind = bucket.split(':')[0] ?? bucket
    counts[kind] = (counts[kind] ?? 0) + count
  }
  return counts
}
