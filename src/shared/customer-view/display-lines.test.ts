import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import english from '#locales/en/line-display.json' with { type: 'json' }
import hindi from '#locales/hi/line-display.json' with { type: 'json' }
import { MAX_ENTRY_MINOR, minor, ZERO } from '#shared/money/money.ts'
import type { CustomerStage, CustomerView } from './customer-view.ts'
import { DISPLAY_COLUMNS, displayLines, latinText } from './display-lines.ts'

const view = (stage: CustomerStage, change: Partial<CustomerView> = {}): CustomerView => ({
  language: 'en',
  currency: 'INR',
  theme: 'system',
  shopName: 'Sharma Traders',
  shopPlace: '',
  message: '',
  stage,
  ...change
})
const customer = { kind: 'sale', customerName: 'Ramesh Kirana' } as const
const live: Extract<CustomerStage, { name: 'live' }> = {
  name: 'live',
  ...customer,
  amountMinor: minor(124_950),
  lines: [{ text: 'Rice', amountMinor: minor(124_950) }],
  cashMinor: ZERO,
  changeMinor: ZERO,
  balanceMinor: null
}

describe('the two lines', () => {
  it.each<[string, CustomerView, [string, string]]>([
    ['idle', view({ name: 'idle' }), ['   Sharma Traders   ', '      WELCOME       ']],
    ['item and total', view(live), ['Rice                ', 'TOTAL        1249.50']],
    [
      'an item in another script',
      view({ ...live, lines: [{ text: 'चावल', amountMinor: minor(5) }] }),
      ['Chaval              ', 'TOTAL        1249.50']
    ],
    [
      'what is asked for',
      view({
        name: 'due',
        ...customer,
        amountMinor: minor(70_000),
        billMinor: minor(124_950),
        qr: null,
        payeeAddress: ''
      }),
      ['TOTAL        1249.50', 'UPI           700.00']
    ],
    [
      'change',
      view({
        name: 'thanks',
        ...customer,
        amountMinor: minor(124_950),
        paidMinor: minor(124_950),
        changeMinor: minor(25_050),
        balanceMinor: minor(999),
        step: null
      }),
      ['TOTAL        1249.50', 'CHANGE        250.50']
    ]
  ])('say %s', (_what, shown, lines) => {
    expect(displayLines(shown, english)).toEqual(lines)
  })

  it('are always twice twenty letters that the display has, and the amount is whole', () => {
    const stage = fc.record({
      name: fc.constant('live' as const),
      kind: fc.constantFrom('sale' as const, 'got' as const, 'sale-return' as const),
      customerName: fc.string({ unit: 'grapheme' }),
      amountMinor: fc.integer({ min: 1, max: MAX_ENTRY_MINOR }).map(minor),
      lines: fc.array(fc.record({ text: fc.string({ unit: 'grapheme' }), amountMinor: fc.constant(ZERO) })),
      cashMinor: fc.constant(ZERO),
      changeMinor: fc.constant(ZERO),
      balanceMinor: fc.constant(null)
    })
    fc.assert(
      fc.property(stage, fc.constantFrom(english, hindi), (shown, words) => {
        for (const line of displayLines(view(shown), words)) expect(line).toMatch(/^[\x20-\x7e]{20}$/)
        const [, lower] = displayLines(view(shown), words)
        expect(lower.slice(lower.lastIndexOf(' ') + 1)).toBe((shown.amountMinor / 100).toFixed(2))
        expect(lower).toHaveLength(DISPLAY_COLUMNS)
      })
    )
  })
})

it.each([
  ['Ramesh', 'Ramesh'],
  ['रमेश किराना', 'Ramesh Kirana'],
  ['Café Élan', 'Cafe Elan'],
  ['中文', ''],
  ['', '']
])('%j is written %j', (text, latin) => {
  expect(latinText(text)).toBe(latin)
})
