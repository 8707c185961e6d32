import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAmount, formatPlain } from './format-amount.ts'
import { MAX_ENTRY_MINOR, minor } from './money.ts'
import { parseAmount } from './parse-amount.ts'

const read = (text: string) => {
  const result = parseAmount(text)
  return result.ok ? result.value : result.failure.code
}

describe('an amount as it is typed', () => {
  test.each([
    ['1250', 1_250_00],
    ['0', 0],
    ['0.05', 5],
    ['.5', 50],
    ['12.', 12_00],
    ['1,25,000.50', 1_25_000_50],
    ['₹ 1,250', 1_250_00],
    ['Rs. 99', 99_00],
    ['1.5L', 1_50_000_00],
    ['2 lakh', 2_00_000_00],
    ['25k', 25_000_00],
    ['1cr', 1_00_00_000_00],
    ['250+90*3', 520_00],
    ['500-40', 460_00],
    ['2x60', 120_00],
    ['2×60', 120_00],
    ['१२५०', 1_250_00],
    ['௧௨', 12_00],
    ['1250.00', 1_250_00],
    ['0.5*0.5*4', 1_00]
  ])('%s', (text, expected) => expect(read(text)).toBe(expected))

  test.each([
    ['', 'money/not-a-number'],
    ['ramesh', 'money/not-a-number'],
    ['12.34.5', 'money/not-a-number'],
    ['1+', 'money/not-a-number'],
    ['*3', 'money/not-a-number'],
    ['1e20', 'money/not-a-number'],
    ['12.345', 'money/too-many-decimals'],
    ['0.5*0.05', 'money/fraction-in-sum'],
    ['10-20', 'money/negative'],
    ['-5', 'money/negative'],
    ['99999999999999999999', 'money/too-large'],
    ['9'.repeat(199), 'money/too-large'],
    ['1'.repeat(10_000), 'money/not-a-number'],
    ['NaN', 'money/not-a-number'],
    ['\u{1f4b0}', 'money/not-a-number']
  ])('%s is refused', (text, code) => expect(read(text)).toBe(code))

  test('never throws, and never answers anything but paise within bounds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const value = read(text)
        if (typeof value === 'number') {
          expect(Number.isSafeInteger(value)).toBe(true)
          expect(value).toBeGreaterThanOrEqual(0)
          expect(value).toBeLessThanOrEqual(MAX_ENTRY_MINOR)
        } else expect(value).toMatch(/^money\//)
      })
    )
  })
})

describe('an amount as it is written', () => {
  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [99_99, '99.99'],
    [1_000_00, '1,000.00'],
    [12_34_567_50, '12,34,567.50'],
    [-2_00_000_00, '\u22122,00,000.00'],
    [1_000_000_000_000, '10,00,00,00,000.00']
  ])('%i', (amount, text) => expect(formatAmount(minor(amount))).toBe(text))

  test('is read again as the same amount, in both ways of writing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_ENTRY_MINOR }), (amount) => {
        expect(read(formatAmount(minor(amount)))).toBe(amount)
        expect(read(formatPlain(minor(amount)))).toBe(amount)
        expect(formatPlain(minor(-amount))).toBe(amount === 0 ? '0.00' : `-${formatPlain(minor(amount))}`)
      })
    )
  })
})
