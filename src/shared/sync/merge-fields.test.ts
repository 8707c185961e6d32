import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FieldStamp, type FieldsChange, heldTime, mergeFields } from './merge-fields.ts'

const change = fc.record({
  time: fc.integer({ min: 0, max: 3 }).map((ms) => ms.toString(16).padStart(16, '0')),
  deviceNo: fc.integer({ min: 1, max: 3 }),
  fields: fc.dictionary(fc.constantFrom('name', 'phone', 'place'), fc.integer({ min: 0, max: 3 }), { minKeys: 1 })
})

function played(changes: readonly FieldsChange[]): Map<string, FieldStamp> {
  const stamps = new Map<string, FieldStamp>()
  for (const { time, deviceNo, n, fields } of changes)
    for (const [field, value] of Object.entries(mergeFields(stamps, { time, deviceNo, n, fields }, () => false).won))
      stamps.set(field, { time, deviceNo, n, value })
  return stamps
}

test('the newest word on each field stands, in whatever order the facts come', () => {
  const some = fc
    .array(change, { minLength: 1, maxLength: 8 })
    .map((all) => all.map((one, at) => ({ ...one, n: at + 1 })))
  const orders = some.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
  )
  fc.assert(
    fc.property(orders, ([one, other]) => {
      expect(new Map([...played(other)].toSorted())).toEqual(new Map([...played(one)].toSorted()))
    })
  )
})

test('what is lost unseen is told with both values; what was seen, or is the same, is not', () => {
  const before: FieldStamp = { time: '2', deviceNo: 1, n: 1, value: 'A' }
  const known = new Map([['name', before]])
  const now = { time: '1', deviceNo: 2, n: 5, fields: { name: 'B' } }
  expect(mergeFields(known, now, () => false)).toMatchObject({ won: {}, lost: [{ field: 'name', stands: before }] })
  expect(mergeFields(known, { ...now, time: '3' }, () => false)).toMatchObject({
    won: { name: 'B' },
    lost: [{ lost: before }]
  })
  expect(mergeFields(known, { ...now, time: '3' }, () => true)).toEqual({ won: { name: 'B' }, lost: [] })
  expect(mergeFields(known, { ...now, fields: { name: 'A' } }, () => false)).toEqual({ won: {}, lost: [] })
})

test('a clock a year ahead gets five minutes, one a year behind stays as it is', () => {
  const at = Date.UTC(2026, 10, 21)
  const time = (ms: number) => `${ms.toString(16).padStart(12, '0')}0000`
  expect(heldTime(time(at + 365 * 86_400_000), at)).toBe(time(at + 300_000))
  expect(heldTime(time(at - 365 * 86_400_000), at)).toBe(time(at - 365 * 86_400_000))
})
