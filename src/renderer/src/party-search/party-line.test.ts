import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAmount } from '#shared/money/parse-amount.ts'
import { splitPartyLine } from './party-line.ts'

describe('splitPartyLine', () => {
  it.each([
    ['ramesh', 'ramesh', null],
    ['ramesh 1250', 'ramesh', '1250'],
    ['रमेश किराना १२५०', 'रमेश किराना', '१२५०'],
    ['ramesh 250+90*3', 'ramesh', '250+90*3'],
    ['ramesh 250 + 90 * 3', 'ramesh', '250 + 90 * 3'],
    ['gopal transport 1.5L', 'gopal transport', '1.5L'],
    ['anita 25k', 'anita', '25k'],
    ['anita ₹ 1,25,000.50', 'anita', '1,25,000.50'],
    ['anita rs. 50', 'anita', '50'],
    ['gali 5 kirana', 'gali 5 kirana', null],
    ['gali 5 kirana 90', 'gali 5 kirana', '90'],
    ['shop 21 1250', 'shop 21', '1250'],
    ['sharma - 250', 'sharma', '250'],
    ['260', '', '260'],
    ['94140', '', '94140'],
    ['  ', '', null],
    ['1250 ramesh', '1250 ramesh', null]
  ])('takes %s apart', (text, name, amountText) => {
    expect(splitPartyLine(text)).toEqual({ name, amountText })
  })

  it('gives an amount that can be read whenever it gives one', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab 5.,+-*kLर१ '), maxLength: 24 }), (text) => {
        const { amountText } = splitPartyLine(text)
        if (amountText === null) return
        const read = parseAmount(amountText)
        if (!read.ok) expect(read.failure.code).not.toBe('money/not-a-number')
      })
    )
  })

  it('finds any name and any amount again', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zअ-ह]{1,8}( [a-zअ-ह]{1,8})?$/u),
        fc.integer({ min: 0, max: 9_999_999 }),
        (name, rupees) => {
          expect(splitPartyLine(`${name} ${rupees}`)).toEqual({ name, amountText: String(rupees) })
        }
      )
    )
  })
})
