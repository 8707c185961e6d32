import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkGstin, stateOfGstin } from './gstin.ts'

const codeOf = (text: string) => {
  const checked = checkGstin(text)
  return checked.ok ? checked.value : checked.failure.code
}

describe('a GSTIN', () => {
  test.each([
    ['27AAPFU0939F1ZV', '27AAPFU0939F1ZV'],
    [' 27 aapfu 0939 f1zv ', '27AAPFU0939F1ZV'],
    ['२७AAPFU०९३९F१ZV', '27AAPFU0939F1ZV'],
    ['09AAACH7409R1ZZ', '09AAACH7409R1ZZ']
  ])('%s is taken', (typed, kept) => expect(codeOf(typed)).toBe(kept))

  test.each([
    ['', 'tax/gstin-shape'],
    ['27AAPFU0939F1Z', 'tax/gstin-shape'],
    ['27AAPFU0939F1ZVV', 'tax/gstin-shape'],
    ['27AAPFU093901ZV', 'tax/gstin-shape'],
    ['27AAPFU0939F0ZV', 'tax/gstin-shape'],
    ['00AAPFU0939F1ZV', 'tax/gstin-state'],
    ['39AAPFU0939F1ZV', 'tax/gstin-state'],
    ['27AAPFU0939F1ZW', 'tax/gstin-check-digit'],
    ['72AAPFU0939F1ZV', 'tax/gstin-state'],
    ['27AAPFU0993F1ZV', 'tax/gstin-check-digit'],
    ['27APAFU0939F1ZV', 'tax/gstin-check-digit']
  ])('%s is refused: %s', (typed, code) => expect(codeOf(typed)).toBe(code))

  test('tells its state', () => expect(stateOfGstin('27AAPFU0939F1ZV')).toBe('27'))

  test('with one character changed is never taken for right', () => {
    const good = '27AAPFU0939F1ZV'
    const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    fc.assert(
      fc.property(fc.nat(14), fc.constantFrom(...characters), (place, other) => {
        const slip = good.slice(0, place) + other + good.slice(place + 1)
        expect(checkGstin(slip).ok).toBe(slip === good)
      }),
      { numRuns: 540 }
    )
  })
})
