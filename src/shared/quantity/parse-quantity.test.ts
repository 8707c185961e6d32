import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPlainRate, formatQuantity, formatRate, formatSaid } from './format-quantity.ts'
import { parseQuantity, saidQuantity } from './parse-quantity.ts'
import { parseRate } from './parse-rate.ts'
import { type Quantity, quantity, type Rate, rate } from './quantity.ts'
import { type CountedIn, standardSize } from './standard-units.ts'
import { UNIT_CODES, UNITS, type UnitCode } from './unit.ts'

const pieces: CountedIn = {
  baseUnit: 'PCS',
  units: [{ unit: 'BOX', name: 'peti', size: quantity(24_000) }],
  saleUnit: null
}
const kilos: CountedIn = {
  baseUnit: 'KGS',
  units: [{ unit: 'BAG', name: '', size: quantity(50_000) }],
  saleUnit: 'BAG'
}
const read = (text: string, counted = pieces) => {
  const answer = parseQuantity(text, counted)
  return answer.ok ? [answer.value.quantity, answer.value.rate?.rate ?? null] : answer.failure.code
}
const codeOf = (text: string, counted = pieces) => {
  const answer = parseRate(text, counted)
  return answer.ok ? answer.value : answer.failure.code
}

describe('a quantity as it is typed', () => {
  it.each([
    ['12', 12_000],
    ['12 dz', 144_000],
    ['12dz', 144_000],
    ['2 box 3 pc', 51_000],
    ['2 peti 3 nag', 51_000],
    ['२ पेटी ३ नग', 51_000],
    ['5 दर्जन', 60_000],
    ['0.5 doz', 6_000],
    ['1,200', 1_200_000],
    ['1 gross', 144_000],
    ['  3   pcs. ', 3_000]
  ])('%s', (text, expected) => expect(read(text)).toEqual([expected, null]))

  it.each([
    ['1.5 kg', 1_500],
    ['500 g', 500],
    ['1 kg 250 gm', 1_250],
    ['२ किलो ५०० ग्राम', 2_500],
    ['2 qtl', 200_000],
    ['3', 150_000],
    ['1 ton', 1_000_000]
  ])('%s, by weight', (text, expected) => expect(read(text, kilos)).toEqual([expected, null]))

  it('takes the rate behind the sign', () => {
    expect(read('3 @ 240')).toEqual([3_000, 240_000])
    const boxes = parseQuantity('3 peti @ 2,400.50/dz', pieces)
    expect(boxes).toMatchObject({ ok: true, value: { quantity: 72_000, rate: { rate: 2_400_500, unit: 'DOZ' } } })
    expect(parseQuantity('2 box 3 pc @ 240', pieces)).toMatchObject({ value: { rate: { unit: 'BOX' } } })
  })

  it.each([
    ['', 'quantity/not-a-quantity'],
    ['abc', 'quantity/not-a-quantity'],
    ['-3', 'quantity/not-a-quantity'],
    ['2 3', 'quantity/not-a-quantity'],
    ['1..5 kg', 'quantity/not-a-quantity'],
    ['0', 'quantity/zero'],
    ['0 dz', 'quantity/zero'],
    ['1000000000000', 'quantity/too-large'],
    ['1e12', 'quantity/too-large'],
    ['1.5', 'quantity/too-many-decimals'],
    ['0.1 dz', 'quantity/too-many-decimals'],
    ['2 kg', 'quantity/unit-unknown'],
    ['2 foo', 'quantity/unit-unknown'],
    ['3 @', 'quantity/not-a-rate'],
    ['3 @ 1.2345', 'quantity/rate-too-many-decimals'],
    ['3 @ 9999999999999', 'quantity/rate-too-large'],
    ['3 @ 240/kg', 'quantity/unit-unknown']
  ])('refuses %s', (text, code) => expect(read(text)).toBe(code))

  it('names the units that the item has', () => {
    expect(parseQuantity('2 foo', pieces)).toMatchObject({ failure: { params: { unit: 'foo', units: 'PCS, peti' } } })
    expect(parseQuantity('1.2345 kg', kilos)).toMatchObject({ failure: { params: { unit: 'KGS', decimals: 3 } } })
  })
})

describe('a rate as it is typed', () => {
  it.each([
    ['240', { rate: 240_000, unit: null }],
    ['₹ 1,240.50', { rate: 1_240_500, unit: null }],
    ['2.555/box', { rate: 2_555, unit: 'BOX' }],
    ['Rs. 12/prs', { rate: 12_000, unit: 'PRS' }],
    ['२४० प्रति दर्जन', { rate: 240_000, unit: 'DOZ' }],
    ['1.2345', 'quantity/rate-too-many-decimals'],
    ['', 'quantity/not-a-rate'],
    ['-1', 'quantity/not-a-rate'],
    ['1/kg', 'quantity/unit-unknown']
  ])('%s', (text, expected) => expect(codeOf(text)).toEqual(expected))
})

const somePieces = fc
  .record({
    base: fc.constantFrom(...UNIT_CODES),
    others: fc.uniqueArray(
      fc.record({ unit: fc.constantFrom(...UNIT_CODES), size: fc.integer({ min: 1, max: 9_999 }) }),
      {
        selector: (one) => one.unit,
        maxLength: 3
      }
    )
  })
  .map(
    ({ base, others }): CountedIn => ({
      baseUnit: base,
      units: others
        .filter(({ unit }) => unit !== base)
        .map(({ unit, size }) => ({ unit, name: '', size: quantity(size * 1_000) })),
      saleUnit: null
    })
  )

const countIn = (unit: UnitCode, n: number) => quantity(UNITS[unit] === 0 ? n * 1_000 : n)

describe('what is written is read back', () => {
  it('a quantity in any units of an item', () => {
    fc.assert(
      fc.property(
        somePieces,
        fc.array(fc.integer({ min: 1, max: 999_999 }), { minLength: 1, maxLength: 4 }),
        (counted, counts) => {
          const units = [counted.baseUnit, ...counted.units.map((one) => one.unit)]
          const said = counts.slice(0, units.length).map((n, at) => {
            const unit = units[at] as UnitCode
            return { unit, count: countIn(unit, n) }
          })
          const total = saidQuantity(said, counted)
          const again = parseQuantity(formatSaid(said, counted.units), counted)
          const written = total.ok ? { ok: true, value: { said, quantity: total.value, rate: null } } : total
          expect(again).toEqual(written)
        }
      )
    )
  })

  it('a rate, a plain quantity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), (n) => {
        expect(codeOf(formatPlainRate(rate(n)))).toEqual({ rate: n, unit: null })
        expect(codeOf(formatRate(n as Rate))).toEqual({ rate: n, unit: null })
      })
    )
    expect([1_500, 12_000, -250, 0].map((n) => formatQuantity(n as Quantity))).toEqual(['1.5', '12', '\u22120.25', '0'])
    expect([formatRate(rate(1_240_500)), formatRate(rate(2_555)), formatRate(rate(240_000), 'VND')]).toEqual([
      '1,240.50',
      '2.555',
      '240'
    ])
  })

  it('converts by the standard only what comes out even', () => {
    expect([standardSize('GMS', 'KGS'), standardSize('PCS', 'DOZ'), standardSize('KGS', 'PCS')]).toEqual([
      1,
      null,
      null
    ])
    expect(
      read('500 g', { baseUnit: 'PCS', units: [{ unit: 'KGS', name: '', size: quantity(4_000) }], saleUnit: null })
    ).toEqual([2_000, null])
  })
})
