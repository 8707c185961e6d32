import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import { dayFigures, drawerLines, type PeriodTotals } from './day-figures.ts'

/** Every bucket that an entry may fall into, with the sign that its cash has; 0 where both may come. */
const BUCKETS: Record<string, -1 | 0 | 1> = {
  opening: 1,
  sale: 1,
  got: 1,
  gave: -1,
  purchase: -1,
  'sale-return': -1,
  'purchase-return': 1,
  expense: -1,
  'contra:cash>bank': -1,
  'contra:cash>owner': -1,
  'contra:cash>upi': -1,
  'contra:bank>cash': 1,
  'contra:owner>cash': 1,
  'contra:upi>cash': 1,
  'reversal:opening': -1,
  'reversal:sale': -1,
  'reversal:got': -1,
  'reversal:gave': 1,
  'reversal:purchase': 1,
  'reversal:sale-return': 1,
  'reversal:purchase-return': -1,
  'reversal:expense': 1,
  'reversal:contra:cash>bank': 1,
  'reversal:contra:bank>cash': -1
}

const totals = fc.array(
  fc.record({ bucket: fc.constantFrom(...Object.keys(BUCKETS)), cash: fc.nat(1_000_000), dues: fc.nat(1_000) }),
  { maxLength: 22 }
)

test('the lines of the drawer add up to what went through it, whatever the day brought', () => {
  fc.assert(
    fc.property(totals, fc.nat(1_000_000), (made, float) => {
      const buckets = new Map<string, PeriodTotals>()
      for (const { bucket, cash, dues } of made) {
        const cashMinor = minor(cash * (BUCKETS[bucket] ?? 1))
        const duesCashMinor = bucket === 'sale' ? minor(Math.min(dues, cash)) : ZERO
        const rest = { count: 1, amountMinor: minor(cash), upiMinor: ZERO, bankMinor: ZERO, creditMinor: ZERO }
        buckets.set(bucket, { bucket, cashMinor, duesCashMinor, ...rest })
      }
      const drawer = [...buckets.values()].reduce((sum, bucket) => sum + bucket.cashMinor, float)
      const figures = dayFigures({
        ...{
          bookOn: 20261121 as BookDate,
          firstEntryNo: 1,
          lastEntryNo: 9,
          openedAt: null,
          firstNumber: '',
          lastNumber: ''
        },
        previousFloatMinor: minor(float),
        expectedMinor: minor(drawer),
        upiWaitingMinor: ZERO,
        upiClaimedMinor: ZERO,
        warningCount: 0,
        totals: [...buckets.values()]
      })
      expect(drawerLines(figures)).toBe(drawer)
      const said = [figures.cashSalesMinor, figures.duesCashMinor, figures.cashExpensesMinor, figures.cashRefundsMinor]
      expect(said.every((amount) => amount >= 0)).toBe(true)
    })
  )
})
