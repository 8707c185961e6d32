import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAmount } from '#renderer/i18n/amounts.ts'
import { addDays, bookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { fillParts } from '#shared/credit/plan-progress.ts'
import { minor, sum, ZERO } from '#shared/money/money.ts'
import {
  draftOfPlan,
  dropPart,
  isAsItWas,
  missingOf,
  type PlanDraft,
  partsOf,
  splitPart,
  typeAmount,
  typeDay
} from './plan-draft.ts'

const today = bookDate(2026, 11, 21)
const planOf = (rupees: readonly number[], paid = 0) => {
  const parts = rupees.map((amount, at) => ({ dueOn: addDays(today, at * 7 - 7), amountMinor: minor(amount * 100) }))
  return { parts: fillParts(parts, minor(paid * 100)), totalMinor: sum(parts.map(({ amountMinor }) => amountMinor)) }
}
const amounts = ({ boxes }: PlanDraft) => boxes.map(({ amount }) => Number(amount))

test('a plan that nobody touched is the same plan, and one day is another', () => {
  const plan = planOf([200, 200, 200], 250)
  const draft = draftOfPlan(plan)
  const parts = partsOf(draft, today)
  expect(parts.ok && isAsItWas(parts.value, plan)).toBe(true)
  const moved = partsOf(typeDay(draft, 2, '+30'), today)
  expect(moved.ok && moved.value[2]).toEqual({ dueOn: addDays(today, 30), amountMinor: 200_00 })
  expect(moved.ok && isAsItWas(moved.value, plan)).toBe(false)
})

test('another amount is taken up by the last part, and what that cannot is said', () => {
  const draft = draftOfPlan(planOf([200, 200, 200]))
  expect(amounts(typeAmount(draft, 0, '50'))).toEqual([50, 200, 350])
  expect(amounts(typeAmount(typeAmount(draft, 0, '5'), 0, '50'))).toEqual([50, 200, 350])
  const tooMuch = typeAmount(draft, 0, '450')
  expect([amounts(tooMuch), missingOf(tooMuch)]).toEqual([[450, 200, 0], -50_00])
  expect(partsOf(tooMuch, today)).toMatchObject({ ok: false, failure: { code: 'money/zero', field: 'amount-2' } })
  expect(amounts(typeAmount(tooMuch, 0, '100'))).toEqual([100, 200, 300])
  // In the last one nothing else moves.
  const last = typeAmount(draft, 2, '150')
  expect([amounts(last), missingOf(last)]).toEqual([[200, 200, 150], 50_00])
})

test('a box that cannot be read is named, and moves nothing', () => {
  const draft = draftOfPlan(planOf([200, 200]))
  const typed = typeAmount(draft, 0, '1oo')
  expect([typed.boxes[1]?.amount, missingOf(typed)]).toEqual(['200.00', null])
  expect(partsOf(typed, today)).toMatchObject({ ok: false, failure: { field: 'amount-0' } })
  expect(partsOf(typeDay(draft, 1, '32-1'), today)).toMatchObject({ ok: false, failure: { field: 'day-1' } })
})

test('a part is split a week apart, the odd paisa in the first, and what was paid stays in it', () => {
  const draft = draftOfPlan({ ...planOf([200.01, 100], 50.01) })
  const split = splitPart(draft, 0, today)
  expect(split.boxes.map(({ day, amount }) => [day, amount])).toEqual([
    [formatBookDate(addDays(today, -7)), '125.01'],
    [formatBookDate(today), '75.00'],
    [formatBookDate(today), '100.00']
  ])
  expect(splitPart(draftOfPlan(planOf([200, 100], 200)), 0, today).boxes).toHaveLength(2)
  expect(splitPart(draftOfPlan(planOf([0.01, 100])), 0, today).boxes).toHaveLength(2)
})

test('what a part was of goes to the next one; the last to the one before, and one alone stays', () => {
  const draft = draftOfPlan(planOf([200, 100, 50]))
  expect(amounts(dropPart(draft, 1))).toEqual([200, 150])
  expect(amounts(dropPart(draft, 2))).toEqual([200, 150])
  expect(amounts(dropPart(draftOfPlan(planOf([200])), 0))).toEqual([200])
  // Nothing that was paid is taken away, and nothing is laid on what was.
  expect(amounts(dropPart(draftOfPlan(planOf([200, 100], 50)), 0))).toEqual([200, 100])
  expect(amounts(dropPart(draftOfPlan(planOf([200, 100], 200)), 1))).toEqual([200, 100])
})

const step = fc.oneof(
  fc.record({ do: fc.constant('amount' as const), at: fc.nat(9), rupees: fc.integer({ min: 0, max: 900 }) }),
  fc.record({ do: fc.constantFrom('split' as const, 'drop' as const), at: fc.nat(9), rupees: fc.constant(0) })
)

test('whatever is done in whatever order, no rupee of the plan is lost and no paid one is moved', () => {
  const plans = fc.tuple(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 }), fc.nat(600))
  fc.assert(
    fc.property(plans, fc.array(step, { maxLength: 12 }), ([rupees, paid], steps) => {
      const plan = planOf(rupees, paid)
      let draft = draftOfPlan(plan)
      for (const { do: what, at, rupees: typed } of steps) {
        const box = draft.boxes[at % draft.boxes.length]
        if (box === undefined || box.isPaid) continue
        const before = missingOf(draft)
        if (what === 'split') draft = splitPart(draft, box.key, today)
        else if (what === 'drop') draft = dropPart(draft, box.key)
        else draft = typeAmount(draft, box.key, String(typed))
        const last = draft.boxes.findLast(({ isPaid }) => !isPaid)
        const isLeast = last?.amount === (Number(last?.paidMinor) / 100).toFixed(2)
        if (what !== 'amount') expect(missingOf(draft)).toBe(before)
        else if (last?.key !== box.key && !isLeast) expect(missingOf(draft)).toBe(0)
      }
      const read = (amount: string) => {
        const value = parseAmount(amount)
        return value.ok ? value.value : ZERO
      }
      const all = sum(draft.boxes.map(({ amount }) => read(amount)))
      expect(all + (missingOf(draft) ?? ZERO)).toBe(plan.totalMinor)
      const paidWhole = plan.parts.filter(({ openMinor }) => openMinor === ZERO).map(({ amountMinor }) => amountMinor)
      expect(draft.boxes.filter(({ isPaid }) => isPaid).map(({ amount }) => read(amount))).toEqual(paidWhole)
      expect(new Set(draft.boxes.map(({ key }) => key)).size).toBe(draft.boxes.length)
    })
  )
})
