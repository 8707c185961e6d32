import { describe, expect, it } from 'vitest'
import inGst from '#resources/tax/in-gst.json' with { type: 'json' }
import { bookDate } from '#shared/calendar/book-date.ts'
import { zTaxScheme } from '#shared/tax/tax-scheme.ts'
import { percentText, ratesText, ruleForHsn } from './tax-words.ts'

const { rules } = zTaxScheme.parse(inGst)
const ruleOf = (id: string) => rules.find((rule) => rule.id === id)

describe('the words of tax', () => {
  it('say the rates of a day, both where the price decides', () => {
    const clothing = ruleOf('clothing')
    expect(clothing && ratesText(clothing, bookDate(2025, 9, 21))).toBe('5 % / 12 %')
    expect(clothing && ratesText(clothing, bookDate(2025, 9, 22))).toBe('5 % / 18 %')
  })

  it('write a percent without zeros that say nothing', () => {
    expect([1800, 25, 150, 0].map(percentText)).toEqual(['18 %', '0.25 %', '1.5 %', '0 %'])
  })

  it('find the rule that knows most digits of an HSN', () => {
    expect(ruleForHsn(rules, '6109')?.id).toBe('clothing')
    expect(ruleForHsn(rules, '21069020')?.id).toBe('pan-masala')
    expect(ruleForHsn(rules, '1006')).toBeNull()
    expect(ruleForHsn(rules, '')).toBeNull()
  })
})
