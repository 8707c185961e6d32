import { add, type Minor, minor, multiply, sum } from '#shared/money/money.ts'
import type { PeriodTotals } from './day-figures.ts'

/** Totals of two lots of entries together, bucket by bucket. */
export const plusTotals = (one: readonly PeriodTotals[], other: readonly PeriodTotals[]): PeriodTotals[] =>
  joined(one, other, 1)

/** The totals of some entries without those of others that are among them. Buckets of nothing are left out. */
export const lessTotals = (all: readonly PeriodTotals[], some: readonly PeriodTotals[]): PeriodTotals[] =>
  joined(all, some, -1)

/** What lots of entries did to the drawer together. */
export const cashOfTotals = (totals: readonly PeriodTotals[]): Minor => sum(totals.map(({ cashMinor }) => cashMinor))

function joined(one: readonly PeriodTotals[], other: readonly PeriodTotals[], sign: 1 | -1): PeriodTotals[] {
  const byBucket = new Map(one.map((totals) => [totals.bucket, totals]))
  for (const totals of other) byBucket.set(totals.bucket, withMore(byBucket.get(totals.bucket), totals, sign))
  return [...byBucket.values()].filter(({ count }) => count !== 0)
}

function withMore(known: PeriodTotals | undefined, more: PeriodTotals, sign: 1 | -1): PeriodTotals {
  const both = (of: (totals: PeriodTotals) => Minor) => add(known ? of(known) : minor(0), multiply(of(more), sign))
  return {
    bucket: more.bucket,
    count: (known?.count ?? 0) + sign * more.count,
    amountMinor: both((totals) => totals.amountMinor),
    cashMinor: both((totals) => totals.cashMinor),
    duesCashMinor: both((totals) => totals.duesCashMinor),
    upiMinor: both((totals) => totals.upiMinor),
    bankMinor: both((totals) => totals.bankMinor),
    creditMinor: both((totals) => totals.creditMinor)
  }
}
