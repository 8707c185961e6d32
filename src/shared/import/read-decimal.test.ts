import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalMarkOf, readDecimal } from './read-decimal.ts'
import { toPaise } from './read-money.ts'

function paise(text: string, mark: '.' | ',' = '.'): number | string {
  const read = readDecimal(text, mark)
  if (read === null) return 'unreadable'
  const money = toPaise(read.decimal)
  return money.ok ? money.amountMinor : money.why
}

describe('numbers as account books write them', () => {
  test.each([
    ['1250', 125_000],
    ['1,25,000.50', 12_500_050],
    ['125,000.50', 12_500_050],
    ['₹ 1,250.00', 125_000],
    ['Rs. 500/-', 50_000],
    ['Rs.500', 50_000],
    ['INR 12', 1200],
    ['(500)', -50_000],
    ['-500', -50_000],
    ['500-', -50_000],
    ['−500', -50_000],
    ['1.25E+05', 12_500_000],
    ['१,२५०.५०', 125_050],
    ['.5', 50],
    ['5.', 500],
    ['0', 0],
    ['-0', 0],
    ['1 250', 125_000]
  ])('%s', (text, expected) => {
    expect(paise(text)).toBe(expected)
  })

  test.each(['', ' ', 'abc', '1,2,3', '1.2.3', '12a', '--5', '1,25,0.50', '#DIV/0!', '.', '-'])(
    '%s is none',
    (text) => {
      expect(readDecimal(text)).toBeNull()
    }
  )

  test('the cell may name the side', () => {
    expect(readDecimal('500 Dr')?.side).toBe('debit')
    expect(readDecimal('1,200.00 Cr.')?.side).toBe('credit')
    expect(readDecimal('Cr 20')?.side).toBe('credit')
    expect(readDecimal('500 (Dr)')?.side).toBe('debit')
    expect(readDecimal('500')?.side).toBeNull()
  })

  test('decimals behind a comma', () => {
    expect(decimalMarkOf(['1.250,50', '3,5'])).toBe(',')
    expect(decimalMarkOf(['1,250', '12,345'])).toBe('.')
    expect(decimalMarkOf(['1,250.50', '3,5'])).toBe('.')
    expect(paise('1.250,50', ',')).toBe(125_050)
  })

  test('what is too large is named so, however it is written', () => {
    expect(paise('1e20')).toBe('too-large')
    expect(paise('1e99')).toBe('too-large')
    expect(paise('99999999999999999999')).toBe('too-large')
  })
})

describe('rounding to the paisa', () => {
  test.each([
    ['12.345', 1235],
    ['12.344', 1234],
    ['-12.345', -1235],
    ['0.005', 1],
    ['0.0049999', 0]
  ])('%s', (text, expected) => {
    const read = readDecimal(text)
    expect(read && toPaise(read.decimal)).toEqual({ ok: true, amountMinor: expected, isRounded: true })
  })

  test('zeros at the end are no fraction', () => {
    const read = readDecimal('12.3400')
    expect(read && toPaise(read.decimal)).toEqual({ ok: true, amountMinor: 1234, isRounded: false })
  })
})

test('whatever is written with two decimals is read back to the paisa', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (amount) => {
      const digits = String(Math.abs(amount)).padStart(3, '0')
      const text = `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
      expect(paise(text)).toBe(amount)
    })
  )
})
