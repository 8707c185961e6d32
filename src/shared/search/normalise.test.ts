import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digitsOf, MAX_KEY_LENGTH, normalise } from './normalise.ts'

describe('the plain form of a text', () => {
  test.each([
    ['  Ramesh   KUMAR ', 'ramesh kumar'],
    ['Gupta & Sons', 'gupta and sons'],
    ["D'Souza", 'dsouza'],
    ['S.K. Traders', 's k traders'],
    ['José Åkesson', 'jose akesson'],
    ['ＦＵＬＬ１', 'full1'],
    ['दुकान नं ४२', 'दुकान नं 42'],
    ['দোকান ৪২', 'দোকান 42'],
    ['கடை ௪௨', 'கடை 42'],
    ['دکان ۴۲', 'دکان 42'],
    ['क्‍ष', 'क्ष'],
    ['مُحَمَّد', 'محمد'],
    ['***', '***'],
    ['   ', '']
  ])('%j becomes %j', (text, plain) => {
    expect(normalise(text)).toBe(plain)
  })

  test('one letter written in two ways is one letter', () => {
    expect(normalise('\u0958')).toBe(normalise('\u0915\u093c'))
    expect(normalise('\u09dc')).toBe(normalise('\u09a1\u09bc'))
  })

  test('vowel signs stay: they tell names apart', () => {
    expect(normalise('राम')).not.toBe(normalise('रम'))
  })

  test('any text becomes a short one, and its plain form is its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const plain = normalise(text)
        expect(plain.length).toBeLessThanOrEqual(MAX_KEY_LENGTH)
        expect(plain).toBe(plain.trim())
      })
    )
  })
})

test('digits of any script', () => {
  expect(digitsOf('+९१ 94140-१२३४५')).toBe('919414012345')
  expect(digitsOf('none')).toBe('')
})
