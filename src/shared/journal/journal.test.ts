import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from './canonical-json.ts'
import { tick, wallOf } from './hybrid-clock.ts'

const text = fc.string({ unit: 'grapheme' })
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 })
  )
})).value

describe('canonical JSON', () => {
  test('is JSON of the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      })
    )
  })

  test('is one and the same for every order of keys', () => {
    const turned = (value: Json): Json => {
      if (Array.isArray(value)) return value.map(turned)
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, turned(member as Json)])
      )
    }
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(turned(value))).toBe(canonicalJson(value))
      })
    )
  })

  test('of what it wrote is what it wrote', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value))
      })
    )
  })

  test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no value of an op', (value) => {
    expect(() => canonicalJson({ amount: value })).toThrow('not a safe integer')
  })

  test('half a letter and nothing at all are no values of an op', () => {
    expect(() => canonicalJson({ name: '\ud83d' })).toThrow('lone surrogate')
    expect(() => canonicalJson({ name: undefined } as unknown as Json)).toThrow('undefined in an op: name')
    expect(canonicalJson({ zero: -0 })).toBe('{"zero":0}')
  })
})

describe('the hybrid clock', () => {
  test('never runs backwards, whatever the wall clock does, and sorts as it counts', () => {
    const walls = fc.array(fc.integer({ min: -10_000_000, max: 4_000_000_000_000 }), { minLength: 2, maxLength: 50 })
    fc.assert(
      fc.property(walls, (clock) => {
        let last = tick(null, clock[0] ?? 0)
        for (const wall of clock.slice(1)) {
          const next = tick(last, wall)
          expect(next).toMatch(/^[0-9a-f]{16}$/)
          expect(next > last).toBe(true)
          expect(wallOf(next)).toBeGreaterThanOrEqual(wall)
          last = next
        }
      })
    )
  })

  test('of a computer whose clock lost its battery begins at its beginning', () => {
    expect(tick(null, -86_400_000)).toMatch(/^[0-9a-f]{16}$/)
  })

  test('counts on in the next millisecond when one is full', () => {
    let time = tick(null, 1_000)
    for (let count = 0; count <= 0xffff; count++) time = tick(time, 1_000)
    expect(wallOf(time)).toBe(1_001)
  })
})
