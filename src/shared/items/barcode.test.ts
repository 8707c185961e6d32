import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkDigitOf,
  cleanBarcode,
  isGs1Number,
  quantityOfGrams,
  readScaleLabel,
  spellingsOf,
  USUAL_SCALE_CODES
} from './barcode.ts'

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

describe('a number of GS1', () => {
  test.each(['4006381333931', '036000291452', '96385074', '5901234123457', '00012345600012'])(
    '%s has its check digit',
    (code) => expect(isGs1Number(code)).toBe(true)
  )
  test.each(['4006381333932', '0360002914521', '9638507', '', '40063813339 1', '४००६३८१३३३९३१'])('%s is none', (code) =>
    expect(isGs1Number(code)).toBe(false)
  )
  test('no digit of it can be mistyped', () => {
    fc.assert(
      fc.property(digits(12), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const code = `${body}${checkDigitOf(body)}`
        const wrong = code.slice(0, at) + ((Number(code[at]) + by) % 10) + code.slice(at + 1)
        expect(isGs1Number(code)).toBe(true)
        expect(isGs1Number(wrong)).toBe(false)
      })
    )
  })
  test('a UPC is told with its zero and without', () => {
    expect(spellingsOf('036000291452')).toEqual(['036000291452', '0036000291452'])
    expect(spellingsOf('0036000291452')).toEqual(['0036000291452', '036000291452'])
    expect(spellingsOf('AB-12')).toEqual(['AB-12'])
  })
})

test('a scanner sends blanks and ends of lines that are no part of a barcode', () => {
  expect(cleanBarcode(' 8901\t030 865278\r\n\u200b')).toBe('8901030865278')
})

describe('a label of the scale', () => {
  test('tells the item by its code, and grams', () => {
    expect(readScaleLabel('2000012015007', USUAL_SCALE_CODES)).toEqual({
      itemCodes: ['2000012', '00012', '12'],
      holds: 'weight',
      value: 1_500
    })
  })
  test('with four digits of item has one more between them and the weight', () => {
    expect(readScaleLabel('2000012015007', { ...USUAL_SCALE_CODES, itemDigits: 4 })?.itemCodes).toEqual([
      '200001',
      '0001',
      '1'
    ])
  })
  test('is nothing with another prefix or a wrong check digit', () => {
    expect(readScaleLabel('2000012015007', { ...USUAL_SCALE_CODES, prefixes: ['21'] })).toBeNull()
    expect(readScaleLabel('2000012015008', USUAL_SCALE_CODES)).toBeNull()
    expect(readScaleLabel('4006381333931', USUAL_SCALE_CODES)).toBeNull()
  })
  test('of any item and weight is read back', () => {
    fc.assert(
      fc.property(fc.nat(9), digits(5), fc.nat(99_999), (prefix, item, grams) => {
        const body = `2${prefix}${item}${String(grams).padStart(5, '0')}`
        expect(readScaleLabel(`${body}${checkDigitOf(body)}`, USUAL_SCALE_CODES)).toMatchObject({ value: grams })
      })
    )
  })
})

test('grams are a quantity by the kilogram or the gram of an item, and pieces of any other', () => {
  const no = { units: [] }
  expect(quantityOfGrams({ ...no, baseUnit: 'KGS' }, 1_250)).toBe(1_250)
  expect(quantityOfGrams({ ...no, baseUnit: 'GMS' }, 250)).toBe(250_000)
  expect(quantityOfGrams({ ...no, baseUnit: 'PCS' }, 3)).toBe(3_000)
  const bag = { baseUnit: 'BAG' as const, units: [{ unit: 'KGS' as const, name: '', size: 20 as never }] }
  expect(quantityOfGrams(bag, 1_500)).toBe(30)
})
