import { describe, expect, it } from 'vitest'
import {
  billContext,
  billLine,
  billRequest,
  originOf,
  parsed,
  pieces,
  sampleItem,
  sampleParty
} from '#tests/support/bill-request.ts'
import type { Bill } from './bill.ts'
import type { BillContext } from './bill-context.ts'
import { workBill } from './work-bill.ts'

const newPartyId = '018f0000-0000-7000-8000-000000900002'
const soap = sampleItem(1)
const rice = sampleItem(2, { taxRule: 'exempt' })
const tea = sampleItem(3, { taxRule: 'g5', isTaxInPrice: true })

function work(request: Parameters<typeof parsed>[0], context: BillContext = billContext([soap, rice, tea])): Bill {
  const answer = workBill(parsed(request), context)
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure))
  return answer.value
}
const codeOf = (request: Parameters<typeof parsed>[0], context: BillContext = billContext([soap, rice, tea])) => {
  const answer = workBill(parsed(request), context)
  return answer.ok ? 'ok' : answer.failure.code
}

describe('a bill', () => {
  it('works out each half from the taxable value: 421.94 at 18 %', () => {
    const bill = work(billRequest('sale', [billLine(soap, { amountMinor: 42_194, said: pieces(3) })]))
    expect(bill.taxes).toEqual({ cgst: 3_797, sgst: 3_797 })
    expect(bill.totalMinor).toBe(49_788)
    expect(bill.lines[0]).toMatchObject({ quantity: 3_000, baseUnit: 'PCS', totalMinor: 49_788, movesStock: true })
    expect(bill.paper).toBe('tax-invoice')
  })

  it('shares discounts and taxed charges out by value, and adds the others after tax', () => {
    const lines = [
      billLine(soap, { amountMinor: 10_000, discount: { by: 'percent', percentBp: 1_000 } }),
      billLine(rice, { amountMinor: 3_000, discount: { by: 'amount', amountMinor: 500 } })
    ]
    const bill = work(
      billRequest('sale', lines, {
        discount: { by: 'amount', amountMinor: 100 },
        charges: [
          { charge: 'freight', amountMinor: 1_140 },
          { charge: 'other', amountMinor: 250, isTaxed: false }
        ],
        roundOff: 'rupee'
      })
    )
    // 9,000 and 2,500; 78 and 22 of the discount; 8,922 and 2,478 carry 892 and 248 of the freight.
    expect(bill.lines.map((line) => [line.discountMinor, line.billDiscountMinor, line.chargesMinor])).toEqual([
      [1_000, 78, 892],
      [500, 22, 248]
    ])
    expect(bill.lines.map((line) => line.taxableMinor)).toEqual([9_814, 2_726])
    expect(bill.taxes).toEqual({ cgst: 883, sgst: 883 })
    expect([bill.roundOffMinor, bill.totalMinor]).toEqual([44, 14_600])
    expect([bill.grossMinor, bill.discountMinor, bill.taxableMinor]).toEqual([13_000, 1_600, 12_540])
    expect(bill.paper).toBe('invoice-cum-bill-of-supply')
    expect(bill.taxSums.map((sum) => [sum.rateBp, sum.nature, sum.taxableMinor])).toEqual([
      [0, 'exempt', 2_726],
      [1_800, 'taxable', 9_814]
    ])
  })

  it('keeps what was asked where the price holds the tax', () => {
    const bill = work(billRequest('sale', [billLine(tea, { amountMinor: 10_500, said: pieces(1) })]))
    expect([bill.taxableMinor, bill.taxes, bill.totalMinor]).toEqual([10_000, { cgst: 250, sgst: 250 }, 10_500])
  })

  it('goes by place and registration', () => {
    const lines = [billLine(soap, { amountMinor: 10_000 })]
    const far = billContext([soap], { party: sampleParty({ gstin: '27AAPFU0939F1ZV', state: '27' }) })
    expect(work(billRequest('sale', lines, { partyId: far.party?.id ?? null }), far).taxes).toEqual({ igst: 1_800 })
    const shop = (registration: 'composition' | 'unregistered') =>
      billContext([soap], { shop: { state: '07', registration, currency: 'INR' } })
    expect(work(billRequest('sale', lines), shop('composition'))).toMatchObject({ taxes: {}, paper: 'bill-of-supply' })
    expect(work(billRequest('sale', lines), shop('unregistered'))).toMatchObject({ taxes: {}, paper: 'bill' })
  })

  describe('under reverse charge', () => {
    const shopIs = (registration: 'unregistered' | 'composition') =>
      billContext([soap, rice], { shop: { state: '07', registration, currency: 'INR' }, party: seller })
    const seller = sampleParty({ gstin: '07AAACR5055K1Z9', state: '07' })
    const cashew = billLine(soap, { amountMinor: 10_000, taxRule: 'gta' })

    it('by its rule leaves the tax of what is bought to the buyer', () => {
      const bill = work(billRequest('purchase', [cashew, billLine(rice, { amountMinor: 500 })]))
      expect(bill).toMatchObject({
        totalMinor: 10_500,
        taxes: { cgst: 250, sgst: 250 },
        supply: { isReverseCharge: true }
      })
    })

    it('by its rule does not hold of what the shop sells: a dealer who sells it on charges tax', () => {
      const charged = { totalMinor: 10_500, taxes: { cgst: 250, sgst: 250 }, supply: { isReverseCharge: false } }
      expect(work(billRequest('sale', [cashew]))).toMatchObject(charged)
      expect(work(billRequest('sale', [cashew], { isReverseCharge: true }))).toMatchObject({
        totalMinor: 10_000,
        supply: { isReverseCharge: true }
      })
    })

    it('by its rule holds for registered buyers alone', () => {
      const bought = (registration: 'unregistered' | 'composition') =>
        work(billRequest('purchase', [cashew]), shopIs(registration))
      expect(bought('composition')).toMatchObject({ totalMinor: 10_000, supply: { isReverseCharge: true } })
      expect(bought('unregistered')).toMatchObject({ totalMinor: 10_500, supply: { isReverseCharge: false } })
    })

    it('is of a whole purchase: with goods that the seller charges tax on it is two bills', () => {
      const mixed = [cashew, billLine(soap, { amountMinor: 10_000 })]
      expect(workBill(parsed(billRequest('purchase', mixed)), billContext([soap]))).toMatchObject({
        failure: { code: 'bill/reverse-charge-mixed', params: { line: 2 }, field: 'lines.1.taxRule' }
      })
      expect(codeOf(billRequest('sale', mixed))).toBe('ok')
    })
  })

  it.each([
    ['an item that is gone', billRequest('sale', [billLine(sampleItem(9), { amountMinor: 1 })]), 'bill/item-gone'],
    ['nothing to pay', billRequest('sale', [billLine(soap, { amountMinor: 0 })]), 'money/zero'],
    [
      'too much',
      billRequest(
        'sale',
        Array.from({ length: 2 }, () => billLine(soap, { amountMinor: 1_000_000_000_000 }))
      ),
      'money/too-large'
    ],
    [
      'a discount above the line',
      billRequest('sale', [billLine(soap, { amountMinor: 5, discount: { by: 'amount', amountMinor: 6 } })]),
      'bill/discount-too-large'
    ],
    [
      'a discount above the bill',
      billRequest('sale', [billLine(soap, { amountMinor: 5 })], { discount: { by: 'amount', amountMinor: 6 } }),
      'bill/discount-too-large'
    ],
    [
      'another total than was shown',
      billRequest('sale', [billLine(soap, { amountMinor: 100 })], { expectedTotalMinor: 117 }),
      'bill/total-changed'
    ],
    [
      'a unit that the item has not',
      billRequest('sale', [billLine(soap, { amountMinor: 100, said: [{ count: 1_000, unit: 'KGS' }] })]),
      'quantity/unit-unknown'
    ],
    [
      'a rule that nobody knows',
      billRequest('sale', [billLine(soap, { amountMinor: 100, taxRule: 'x' })]),
      'tax/rule-unknown'
    ],
    [
      'a line of no bill',
      billRequest('sale', [billLine(soap, { amountMinor: 100, ofLine: 1 })]),
      'bill/origin-not-fitting'
    ]
  ])('refuses %s', (_, request, code) => expect(codeOf(request)).toBe(code))
})

describe('what comes back', () => {
  const sold = work(
    billRequest(
      'sale',
      [billLine(soap, { amountMinor: 10_000, said: pieces(3) }), billLine(tea, { amountMinor: 777, said: pieces(2) })],
      {
        discount: { by: 'amount', amountMinor: 101 },
        charges: [{ charge: 'freight', amountMinor: 331, isTaxed: false }],
        roundOff: 'rupee'
      }
    )
  )
  const back = (origin: ReturnType<typeof originOf>, lines: [item: typeof soap, ofLine: number, count: number][]) =>
    work(
      billRequest(
        'sale-return',
        lines.map(([item, ofLine, count]) => billLine(item, { amountMinor: 0, said: pieces(count), ofLine })),
        { ofBillId: sold.id }
      ),
      billContext([soap, tea], { origin })
    )

  it('ends at the bill to the paisa, in any steps', () => {
    const first = back(originOf(sold), [[soap, 1, 1]])
    const second = back(originOf(sold, [first]), [
      [soap, 1, 1],
      [tea, 2, 2]
    ])
    const third = back(originOf(sold, [first, second]), [[soap, 1, 1]])
    const all = [first, second, third]
    const total = (of: (bill: Bill) => number) => all.reduce((sum, bill) => sum + of(bill), 0)
    expect(total((bill) => bill.totalMinor)).toBe(sold.totalMinor)
    expect(total((bill) => bill.taxableMinor)).toBe(sold.taxableMinor)
    expect(total((bill) => bill.taxes.cgst ?? 0)).toBe(sold.taxes.cgst)
    expect(total((bill) => bill.roundOffMinor)).toBe(sold.roundOffMinor)
    expect(third.lines[0]).toMatchObject({ rateBp: 1_800, rate: null, quantity: 1_000, ofLine: 1, movesStock: true })
  })

  it('ends at the total after a step was cancelled, though a head may be a paisa off', () => {
    // CGST of 91 over three pieces: steps of 30, 31 and 30; without the first, the last two give back 31 and 61.
    const three = work(billRequest('sale', [billLine(soap, { amountMinor: 1_011, said: pieces(3) })]))
    const step = (count: number, before: readonly Bill[]) =>
      work(
        billRequest('sale-return', [billLine(soap, { amountMinor: 0, said: pieces(count), ofLine: 1 })], {
          ofBillId: three.id
        }),
        billContext([soap], { origin: originOf(three, before) })
      )
    const first = step(1, [])
    const second = step(1, [first])
    const rest = step(2, [second])
    const back = [second, rest]
    const heads = back.reduce((sum, bill) => sum + (bill.taxes.cgst ?? 0), 0)
    expect(three.taxes.cgst).toBe(91)
    expect(Math.abs(heads - 91)).toBe(1)
    expect(back.reduce((sum, bill) => sum + bill.totalMinor, 0)).toBe(three.totalMinor)
    expect(Math.abs(back.reduce((sum, bill) => sum + bill.roundOffMinor, 0))).toBeLessThanOrEqual(2)
  })

  it('in small steps of a small bill is not rounded away', () => {
    const small = work(billRequest('sale', [billLine(rice, { amountMinor: 100, said: pieces(2) })]))
    const step = (returns: readonly Bill[]) =>
      work(
        billRequest('sale-return', [billLine(rice, { amountMinor: 0, said: pieces(1), ofLine: 1 })], {
          ofBillId: small.id,
          roundOff: 'rupee'
        }),
        billContext([rice], { origin: originOf(small, returns) })
      )
    const first = step([])
    expect([first.totalMinor, step([first]).totalMinor]).toEqual([50, 50])
  })

  it('is never more than was sold', () => {
    const request = billRequest('sale-return', [billLine(soap, { amountMinor: 0, said: pieces(4), ofLine: 1 })], {
      ofBillId: sold.id
    })
    expect(codeOf(request, billContext([soap], { origin: originOf(sold) }))).toBe('bill/returned-too-much')
    const twice = [2, 2].map((count) => billLine(soap, { amountMinor: 0, said: pieces(count), ofLine: 1 }))
    const again = billRequest('sale-return', twice, { ofBillId: sold.id })
    expect(codeOf(again, billContext([soap], { origin: originOf(sold) }))).toBe('bill/returned-too-much')
  })

  it('may be value alone: a lower price takes back no goods', () => {
    const note = work(
      billRequest('sale-return', [billLine(soap, { amountMinor: 1_000, ofLine: 1 })], {
        ofBillId: sold.id,
        noteReason: 'price'
      }),
      billContext([soap], { origin: originOf(sold) })
    )
    expect(note.lines[0]).toMatchObject({ quantity: 0, amountMinor: 1_000, movesStock: false })
    // The goods come back at what is left of their price.
    const rest = back(originOf(sold, [note]), [
      [soap, 1, 3],
      [tea, 2, 2]
    ])
    expect(note.totalMinor + rest.totalMinor).toBe(sold.totalMinor)
  })

  it('is not made of goods that have no value left: a note of nothing cannot be in the books', () => {
    const took = work(
      billRequest('sale-return', [billLine(soap, { amountMinor: 10_000, ofLine: 1 })], {
        ofBillId: sold.id,
        noteReason: 'price'
      }),
      billContext([soap], { origin: originOf(sold) })
    )
    const goods = [billLine(soap, { amountMinor: 0, said: pieces(3), ofLine: 1 })]
    const context = billContext([soap], { origin: originOf(sold, [took]) })
    expect(codeOf(billRequest('sale-return', goods, { ofBillId: sold.id }), context)).toBe('bill/nothing-to-give-back')
    const free = work(
      billRequest('sale', [
        billLine(soap, { amountMinor: 10_000, said: pieces(10) }),
        billLine(soap, { amountMinor: 0, said: pieces(1) })
      ])
    )
    const ofFree = (lines: Parameters<typeof billRequest>[1]) =>
      codeOf(billRequest('sale-return', lines, { ofBillId: free.id }), billContext([soap], { origin: originOf(free) }))
    const extra = billLine(soap, { amountMinor: 0, said: pieces(1), ofLine: 2 })
    expect(ofFree([extra])).toBe('bill/nothing-to-give-back')
    expect(ofFree([billLine(soap, { amountMinor: 0, said: pieces(1), ofLine: 1 }), extra])).toBe('ok')
    // A note that takes back neither goods nor value is an amount that was not typed.
    const nothing = billRequest('sale-return', [billLine(soap, { amountMinor: 0, ofLine: 1 })], {
      ofBillId: sold.id,
      noteReason: 'price'
    })
    expect(codeOf(nothing, billContext([soap], { origin: originOf(sold) }))).toBe('money/zero')
  })

  it('fits its bill', () => {
    const request = billRequest('purchase-return', [billLine(soap, { amountMinor: 1, ofLine: 1 })], {
      ofBillId: sold.id
    })
    expect(codeOf(request, billContext([soap], { origin: originOf(sold) }))).toBe('bill/origin-not-fitting')
  })
})

describe('a challan that becomes a bill', () => {
  const sent = work(billRequest('challan', [billLine(soap, { amountMinor: 1_000, said: pieces(10) })]))
  const bill = (count: number) =>
    billRequest(
      'sale',
      [
        billLine(soap, { amountMinor: 100, said: pieces(count), ofLine: 1 }),
        billLine(rice, { amountMinor: 5, said: pieces(1) })
      ],
      {
        ofBillId: sent.id
      }
    )

  it('moves nothing again, and bills no more than was delivered', () => {
    const context = billContext([soap, rice], { origin: originOf(sent) })
    expect(work(bill(10), context).lines.map((line) => line.movesStock)).toEqual([false, true])
    expect(codeOf(bill(11), context)).toBe('bill/returned-too-much')
  })

  it.each(['quotation', 'challan'] as const)('a %s to one party is not billed to another', (kind) => {
    const to = sampleParty()
    const given = (party: typeof to | null) =>
      work(
        billRequest(kind, [billLine(soap, { amountMinor: 1_000, said: pieces(10) })]),
        billContext([soap], { party })
      )
    const billedTo = (party: typeof to | null, origin: Bill) =>
      codeOf(
        billRequest('sale', [billLine(soap, { amountMinor: 100, said: pieces(1), ofLine: 1 })], {
          ofBillId: origin.id
        }),
        billContext([soap], { party, origin: originOf(origin) })
      )
    const other = sampleParty({ id: newPartyId })
    expect([billedTo(to, given(to)), billedTo(to, given(null)), billedTo(null, given(null))]).toEqual([
      'ok',
      'ok',
      'ok'
    ])
    expect(billedTo(other, given(to))).toBe('bill/origin-not-fitting')
    expect(billedTo(null, given(to))).toBe('bill/origin-not-fitting')
  })
})
