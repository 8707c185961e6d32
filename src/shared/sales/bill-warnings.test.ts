import { describe, expect, it } from 'vitest'
import { minor } from '#shared/money/money.ts'
import { quantity, rate } from '#shared/quantity/quantity.ts'
import {
  billContext,
  billLine,
  billRequest,
  parsed,
  pieces,
  sampleItem,
  sampleParty,
  sampleScheme
} from '#tests/support/bill-request.ts'
import type { BillParty } from './bill.ts'
import { billWarnings, type LineFacts } from './bill-warnings.ts'
import { workBill } from './work-bill.ts'

const soap = sampleItem(1)
const NOTHING_KNOWN: LineFacts = { onHand: null, last: null, size: null }
const hand = (count: number, cost: number) => ({
  ...NOTHING_KNOWN,
  onHand: { quantity: quantity(count * 1_000), costMinor: minor(cost), costQuantity: quantity(count * 1_000) }
})

function railsOf(
  kind: 'sale' | 'purchase' | 'challan',
  lines: Parameters<typeof billRequest>[1],
  change: {
    party?: Partial<BillParty>
    facts?: LineFacts
    isAboveFiveCrore?: boolean
    theirNumber?: string
    request?: object
  } = {}
): string[] {
  const party = change.party === undefined ? null : sampleParty(change.party)
  const request = billRequest(kind, lines, {
    partyId: party?.id ?? null,
    theirNumber: change.theirNumber ?? '',
    ...change.request
  })
  const bill = workBill(parsed(request), billContext([soap], { party }))
  if (!bill.ok) throw new Error(JSON.stringify(bill.failure))
  return billWarnings(bill.value, {
    on: 20261121 as never,
    isAboveFiveCrore: change.isAboveFiveCrore ?? false,
    scheme: sampleScheme,
    lines: lines.map(() => change.facts ?? NOTHING_KNOWN)
  }).map(({ rail, line }) => (line === null ? rail : `${rail} ${line}`))
}
const line = (amountMinor: number, change: object = {}) => billLine(soap, { amountMinor, said: pieces(2), ...change })

describe('the rails of a bill', () => {
  it('nothing to say of a plain one', () => {
    expect(railsOf('sale', [line(1_000)], { facts: hand(5, 1_000) })).toEqual([])
  })

  it('the address of a buyer without a GSTIN, from fifty thousand', () => {
    // Each half of the tax is 3,813.56: together 49,999.99, and with a paisa more 50,000.00.
    expect(railsOf('sale', [line(4_237_287)])).toEqual([])
    expect(railsOf('sale', [line(4_237_288)])).toEqual(['address-missing'])
    expect(railsOf('sale', [line(4_237_288)], { party: { address: '12 MG Road' } })).toEqual([])
    expect(railsOf('sale', [line(4_237_288, { hsn: '3401' })], { party: { gstin: '07AAACR5055K1Z9' } })).toEqual([])
  })

  it('a state that turns the tax of a buyer without a GSTIN', () => {
    expect(railsOf('sale', [line(1_000)], { party: { state: '27' } })).toEqual(['state-turns-tax'])
    expect(railsOf('sale', [line(1_000)], { party: { state: '07' } })).toEqual([])
  })

  it('goods that go to another state than their tax, of a buyer without a GSTIN', () => {
    const goesTo = (deliveryState: string) => ({ deliveryAddress: 'Godown 3', deliveryState })
    expect(railsOf('sale', [line(1_000)], { request: goesTo('27') })).toEqual(['delivered-elsewhere'])
    expect(railsOf('sale', [line(1_000)], { request: { ...goesTo('27'), placeOfSupply: '27' } })).not.toContain(
      'delivered-elsewhere'
    )
    for (const state of ['', '07']) expect(railsOf('sale', [line(1_000)], { request: goesTo(state) })).toEqual([])
    const registered = { gstin: '07AAACR5055K1Z9' }
    expect(railsOf('sale', [line(1_000)], { party: registered, request: goesTo('27') })).toEqual([])
  })

  it('HSN: four digits to registered buyers, six for all above five crore', () => {
    const registered = { gstin: '07AAACR5055K1Z9' }
    expect(railsOf('sale', [line(1_000, { hsn: '' })])).toEqual([])
    expect(railsOf('sale', [line(1_000, { hsn: '' })], { party: registered })).toEqual(['hsn-missing 1'])
    expect(railsOf('sale', [line(1_000, { hsn: '34' })], { party: registered })).toEqual(['hsn-digits 1'])
    expect(railsOf('sale', [line(1_000, { hsn: '3401' })], { isAboveFiveCrore: true })).toEqual(['hsn-digits 1'])
    expect(railsOf('sale', [line(1_000, { hsn: '340111' })], { isAboveFiveCrore: true })).toEqual([])
  })

  it('stock below zero counts an item on two lines once', () => {
    expect(railsOf('challan', [line(1_000), line(1_000)], { facts: hand(3, 1) })).toEqual(['stock-below-zero 2'])
  })

  it('below cost, an expired batch, a price far from the last', () => {
    expect(railsOf('sale', [line(1_000)], { facts: hand(4, 2_004) })).toEqual(['sold-below-cost 1'])
    const old = line(1_000, { batch: { batch: 'B1', expiresOn: 20261120 } })
    expect(railsOf('sale', [old])).toEqual(['batch-expired 1'])
    const facts = { onHand: null, last: { rate: rate(4_000), size: quantity(1_000) }, size: quantity(24_000) }
    const at = (price: number) => railsOf('sale', [line(1_000, { rate: price, rateUnit: 'BOX' })], { facts })
    expect([at(120_000), at(120_001), at(72_000), at(71_999)]).toEqual([
      [],
      ['price-far-from-last 1'],
      [],
      ['price-far-from-last 1']
    ])
  })

  it('a bill of supply by a shop that charges tax; a number that is too long', () => {
    expect(railsOf('sale', [line(1_000, { taxRule: 'exempt' })])).toEqual(['due-bill-of-supply'])
    expect(railsOf('purchase', [line(1_000)], { theirNumber: '12345678901234567' })).toEqual(['number-of-sixteen'])
    expect(railsOf('purchase', [line(1_000)], { theirNumber: '1234567890123456' })).toEqual([])
  })

  it('a printed price that the tax would be worked out from', () => {
    expect(railsOf('sale', [line(1_000, { taxRule: 'tobacco' })])).toEqual(['retail-price-missing 1'])
    expect(railsOf('sale', [line(1_000, { taxRule: 'tobacco', retailPriceMinor: 1_500 })])).toEqual([])
  })
})
