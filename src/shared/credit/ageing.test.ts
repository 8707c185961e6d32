import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type BookDate, bookDate } from '#shared/calendar/book-date.ts'
import { minor, sum } from '#shared/money/money.ts'
import { addAgeing, ageingOf } from './ageing.ts'
import { creditDaysOf, dueDay } from './due-days.ts'
import { NO_TERMS } from './terms.ts'

const TODAY = bookDate(2026, 11, 22)
const aged = (days: number, amount: number, isUnsettled = false) => ({
  dueOn: addDays(TODAY, -days),
  openMinor: minor(amount),
  isUnsettled
})

test('each amount stands in the bucket of its days after the due day', () => {
  const days = [-5, 0, 1, 30, 31, 60, 61, 90, 91, 4_000]
  expect(ageingOf(days.map((over, at) => aged(over, 10 ** at)).concat(aged(9, -7, true)), TODAY)).toEqual({
    buckets: [11, 1_100, 110_000, 11_000_000, 1_100_000_000],
    unsettledMinor: -7
  })
})

test('ageing adds up to what is open, for one party and for two together', () => {
  const item = fc.record({
    dueOn: fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days)),
    openMinor: fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map(minor),
    isUnsettled: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(item), fc.array(item), (one, other) => {
      const both = addAgeing(ageingOf(one, TODAY), ageingOf(other, TODAY))
      expect(sum([...both.buckets, both.unsettledMinor])).toBe(sum([...one, ...other].map((each) => each.openMinor)))
      expect(both).toEqual(ageingOf([...one, ...other], TODAY))
    })
  )
})

test('a charge falls due after the days of its party, else of the shop, and a day that was set stands', () => {
  expect(dueDay(TODAY, null, 30)).toBe(20261222)
  expect(dueDay(TODAY, 20261201 as BookDate, 30)).toBe(20261201)
  expect(dueDay(21991231 as BookDate, null, 3_650)).toBe(21991231)
  expect(creditDaysOf(NO_TERMS, 30)).toBe(30)
  expect(creditDaysOf({ ...NO_TERMS, creditDays: 0 }, 30)).toBe(0)
})

test('a micro or small supplier is paid within 15 days, or 45 by agreement, whatever else was said', () => {
  expect(creditDaysOf({ ...NO_TERMS, paysWithin: 'msme-15' }, 60)).toBe(15)
  expect(creditDaysOf({ ...NO_TERMS, paysWithin: 'msme-45', creditDays: 60 }, 7)).toBe(45)
  expect(creditDaysOf({ ...NO_TERMS, paysWithin: 'msme-45', creditDays: 10 }, 7)).toBe(10)
})
