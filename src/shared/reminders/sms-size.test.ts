import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smsSize } from './sms-size.ts'

const brief = (text: string) => {
  const { alphabet, units, parts } = smsSize(text)
  return [alphabet, units, parts]
}

describe('the size of an SMS', () => {
  test('known texts', () => {
    expect(brief('')).toEqual(['gsm7', 0, 1])
    expect(brief('a'.repeat(160))).toEqual(['gsm7', 160, 1])
    expect(brief('a'.repeat(161))).toEqual(['gsm7', 161, 2])
    expect(brief('a'.repeat(306))).toEqual(['gsm7', 306, 2])
    expect(brief('a'.repeat(307))).toEqual(['gsm7', 307, 3])
    expect(brief('€')).toEqual(['gsm7', 2, 1])
    expect(brief('€'.repeat(80))).toEqual(['gsm7', 160, 1])
    expect(brief('a'.repeat(159).concat('€'))).toEqual(['gsm7', 161, 2])
    expect(brief('न'.repeat(70))).toEqual(['ucs2', 70, 1])
    expect(brief('न'.repeat(71))).toEqual(['ucs2', 71, 2])
    expect(brief('न'.repeat(134))).toEqual(['ucs2', 134, 2])
    expect(brief('न'.repeat(135))).toEqual(['ucs2', 135, 3])
    expect(brief('₹')).toEqual(['ucs2', 1, 1])
    // In French the small ç is not of the alphabet, the large one is.
    expect(brief('Ç')).toEqual(['gsm7', 1, 1])
    expect(brief('ç')).toEqual(['ucs2', 1, 1])
    expect(brief('😀'.repeat(35))).toEqual(['ucs2', 70, 1])
  })

  test('a letter of two places is not cut in half at the end of a part', () => {
    // 152 letters, then a letter that needs two of the 153 places: it goes to the next part.
    expect(smsSize(`${'a'.repeat(152)}€${'a'.repeat(152)}`).parts).toBe(3)
    expect(smsSize(`${'a'.repeat(151)}€${'a'.repeat(153)}`).parts).toBe(2)
    expect(smsSize(`${'न'.repeat(66)}😀${'न'.repeat(66)}`).parts).toBe(3)
  })

  test('more letters never make fewer parts, and the room left is true', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '€', 'न', '😀', '\n', '^'), maxLength: 400 })
    fc.assert(
      fc.property(texts, texts, (text, more) => {
        const one = smsSize(text)
        const both = smsSize(text + more)
        expect(both.parts).toBeGreaterThanOrEqual(one.parts)
        expect(one.left).toBeGreaterThanOrEqual(0)
        expect(smsSize(text + 'a'.repeat(one.left)).parts).toBe(one.parts)
        expect(smsSize(text + 'a'.repeat(one.left + 1)).parts).toBeGreaterThan(one.parts)
      })
    )
  })
})
