import { expect, test } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { boxesOf, type Charges, draftOfCharges, leftOf, settledOf, typeInto } from './settle-draft.ts'

const day = 20261121 as BookDate
const charge = (entryId: string, open: number, settles: number) => ({
  ...{ entryId, number: '', kind: 'sale' as const, bookOn: day, dueOn: day },
  ...{ openMinor: minor(open * 100), settlesMinor: minor(settles * 100) }
})
const charges = (way: Charges['way']): Charges => ({
  paymentMinor: minor(400_00),
  way,
  charges: [charge('one', 300, 300), charge('two', 200, 100)]
})
const named = (way: Charges['way'], draft = draftOfCharges(charges(way))) => settledOf(draft, charges(way))

test('the oldest first stands there by name, to be changed', () => {
  const against = [
    { entryId: 'one', amountMinor: 300_00 },
    { entryId: 'two', amountMinor: 100_00 }
  ]
  expect(named('oldest')).toEqual({ ok: true, value: { way: 'against', against } })
  expect(named('advance')).toEqual({ ok: true, value: { way: 'advance', against } })
  expect(named('on-account')).toEqual({ ok: true, value: { way: 'on-account', against: [] } })
})

test('an advance begins with no names, and keeps its own', () => {
  const book = charges('oldest')
  const advance = { ...draftOfCharges(book), way: 'advance' as const }
  expect(settledOf(advance, book)).toEqual({ ok: true, value: { way: 'advance', against: [] } })
  expect(leftOf(advance, book)).toBe(400_00)
  const typed = typeInto(advance, book, 'two', '50')
  const against = [{ entryId: 'two', amountMinor: 50_00 }]
  expect(settledOf(typed, book)).toEqual({ ok: true, value: { way: 'advance', against } })
  // Back at the names of the other way, these are as they were.
  const back = { ...typed, way: 'against' as const }
  expect(Object.values(boxesOf(back, book))).toEqual(['300.00', '100.00'])
  expect(leftOf(back, book)).toBe(0)
})

test('a box that cannot be read is said, and nothing of the rest is sent', () => {
  const book = charges('against')
  const draft = typeInto(draftOfCharges(book), book, 'one', '3oo')
  expect(settledOf(draft, book)).toMatchObject({
    ok: false,
    failure: { code: 'money/not-a-number', params: { text: '3oo' }, field: 'one' }
  })
  const emptied = typeInto(draft, book, 'one', ' ')
  expect(settledOf(emptied, book)).toEqual({
    ok: true,
    value: { way: 'against', against: [{ entryId: 'two', amountMinor: 100_00 }] }
  })
})
