import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { fillText, GAPS, gapsOf, registeredValues, unknownGaps, zOwnText } from './message-text.ts'
import { PURPOSES } from './purpose.ts'
import { smsSize } from './sms-size.ts'
import { STANDARD_TEXTS } from './standard-texts.ts'

const VALUES = {
  ...{ name: 'Ramesh', amount: 'Rs 12,450.00', due: '21-11-2026', shop: 'Sharma Traders' },
  ...{ link: 'upi://pay?pa=a@b', balance: 'Rs 15,000.00' }
}

describe('the standard texts', () => {
  test('every language has every purpose, with the gaps of the English one and no other', () => {
    for (const language of RECEIPT_LANGUAGES)
      for (const purpose of PURPOSES) {
        const text = STANDARD_TEXTS[language][purpose]
        expect(unknownGaps(text), `${language} ${purpose}`).toEqual([])
        expect(gapsOf(text), `${language} ${purpose}`).toEqual(gapsOf(STANDARD_TEXTS.en[purpose]))
        const filled = fillText(text, VALUES)
        expect(filled).not.toMatch(/[{}]/u)
        expect(filled).toBe(filled.normalize('NFC'))
      }
  })

  test('those in Latin letters stay in the small alphabet', () => {
    for (const language of ['en', 'hi-Latn', 'fr'] as const)
      for (const purpose of PURPOSES)
        expect(smsSize(fillText(STANDARD_TEXTS[language][purpose], VALUES)).alphabet, `${language} ${purpose}`).toBe(
          'gsm7'
        )
  })
})

describe('gaps', () => {
  test('a line without a value for its gap is left out, but not of a registered text', () => {
    const text = 'Dear {name}\nPay: {link}\n{shop}'
    expect(fillText(text, { ...VALUES, link: '' })).toBe('Dear Ramesh\nSharma Traders')
    expect(fillText(text, { ...VALUES, link: '' }, true)).toBe('Dear Ramesh\nPay: \nSharma Traders')
  })

  test('what a value says opens no gap', () => {
    const value = fc.string({
      unit: fc.constantFrom('{', '}', '$', '&', 'shop', 'amount', 'न'),
      minLength: 1,
      maxLength: 9
    })
    fc.assert(
      fc.property(value, (name) => {
        expect(fillText('<{name}>', { ...VALUES, name })).toBe(`<${name}>`)
      })
    )
  })

  test('a word in braces that is no gap is refused, as is an empty text', () => {
    const own = { dltTemplateId: '', gatewayTemplateId: '', isPromotional: false }
    expect(zOwnText.safeParse({ ...own, text: 'Pay {amount}' }).success).toBe(true)
    expect(zOwnText.safeParse({ ...own, text: 'Pay {amont}' }).success).toBe(false)
    expect(zOwnText.safeParse({ ...own, text: ' ' }).success).toBe(false)
  })

  test('a value of a registered text is one line of thirty letters at most', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        const values = registeredValues({ ...VALUES, name })
        for (const gap of GAPS) {
          expect(Array.from(values[gap]).length).toBeLessThanOrEqual(30)
          expect(values[gap]).not.toMatch(/\n/u)
        }
      })
    )
  })
})
