import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SCHEME_CURRENCY } from '#shared/payment-qr/payment-scheme.ts'
import { COUNTRIES, COUNTRY_CODES } from './country.ts'
import { CURRENCY_CODES, currencyFacts, isPayable, plainInCurrency } from './currency.ts'
import { formatAmount } from './format-amount.ts'
import { MAX_ENTRY_MINOR, minor } from './money.ts'
import { parseAmount } from './parse-amount.ts'

describe.each(CURRENCY_CODES)('%s', (currency) => {
  const { decimals, sign, notes, coins, usualNotes } = currencyFacts(currency)
  const step = decimals === 0 ? 100 : 1
  const amounts = fc.integer({ min: 0, max: MAX_ENTRY_MINOR / step }).map((units) => minor(units * step))

  test('what is shown reads back as the same amount, with and without its sign', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const shown = formatAmount(amount, currency)
        for (const text of [shown, `${sign} ${shown}`, plainInCurrency(amount, currency)])
          expect(parseAmount(text, currency)).toEqual({ ok: true, value: amount })
        expect(shown).toMatch(decimals === 0 ? /^[\d,]+$/ : /^[\d,]+\.\d\d$/)
      })
    )
  })

  test('its notes and coins are whole, and fall', () => {
    for (const pieces of [notes, coins])
      expect(pieces).toEqual([...pieces].sort((left, right) => right - left).filter(Number.isInteger))
    expect(notes).toEqual(expect.arrayContaining([...usualNotes]))
  })
})

test('rupees stand in Indian groups, others in thousands, dong without places', () => {
  const amount = minor(12_34_567_50)
  expect(formatAmount(amount, 'INR')).toBe('12,34,567.50')
  expect(formatAmount(amount, 'BRL')).toBe('1,234,567.50')
  expect(formatAmount(minor(-1_234_567_00), 'VND')).toBe('\u22121,234,567')
  expect(formatAmount(minor(5_00), 'VND')).toBe('5')
})

test('a part of a dong is not read', () => {
  expect(parseAmount('12.50', 'VND')).toMatchObject({ failure: { code: 'money/too-many-decimals' } })
  expect(parseAmount('12.5+1', 'VND')).toMatchObject({ failure: { code: 'money/fraction-in-sum' } })
  expect(parseAmount('12.00', 'VND')).toEqual({ ok: true, value: 12_00 })
  expect(isPayable(minor(50), 'VND')).toBe(false)
  expect(() => plainInCurrency(minor(50), 'VND')).toThrow()
})

test('each country begins with a scheme of its own money', () => {
  for (const country of COUNTRY_CODES)
    expect(SCHEME_CURRENCY[COUNTRIES[country].scheme]).toBe(COUNTRIES[country].currency)
})
