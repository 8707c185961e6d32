import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tender } from '#shared/ledger/entry-request.ts'
import { minor } from '#shared/money/money.ts'
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
import type { Bill, WorkedLine } from './bill.ts'
import { bareCharges, billEntry, lineCosts, paymentOf } from './bill-entry.ts'
import { ENTRY_BILL_KINDS, type EntryBillKind } from './bill-request.ts'
import { workBill } from './work-bill.ts'

const soap = sampleItem(1)
const party = sampleParty({ gstin: '07AAACR5055K1Z9', state: '07' })
const context = billContext([soap], { party })

function built(request: Parameters<typeof parsed>[0], partyKind: 'customer' | 'supplier' | null) {
  const asked = parsed(request)
  const bill = workBill(asked, partyKind === null ? billContext([soap]) : context)
  if (!bill.ok) throw new Error(JSON.stringify(bill.failure))
  const payment = paymentOf(asked)
  if (payment === null) throw new Error('no payment')
  const entry = billEntry(bill.value, payment, partyKind === null ? null : { id: party.id, kind: partyKind })
  return { bill: bill.value, entry }
}
const postingsOf = ({ entry }: ReturnType<typeof built>) =>
  entry.ok
    ? entry.value.postings.map(({ accountCode, amountMinor }) => `${accountCode} ${amountMinor}`)
    : entry.failure.code

const charges = [
  { charge: 'freight' as const, amountMinor: 1_000 },
  { charge: 'packing' as const, amountMinor: 50, isTaxed: false }
]
const lines = [billLine(soap, { amountMinor: 10_020, said: pieces(10) })]
const partyId = party.id

describe('the entry of a bill', () => {
  it('of a sale: money and dues against goods, charges, tax and rounding', () => {
    const tender = { cashMinor: 5_000, changeMinor: 0, upiMinor: 2_000, bankMinor: 0 }
    const sale = built(billRequest('sale', lines, { partyId, charges, roundOff: 'rupee', tender }), 'customer')
    // 110.20 and 19.84 tax and 0.50 packing: 130.54, 131.00 rounded.
    expect(postingsOf(sale)).toEqual([
      'cash 5000',
      'upi 2000',
      'debtors 6100',
      'sales -10020',
      'freight-charged -1000',
      'packing-charged -50',
      'output-cgst -992',
      'output-sgst -992',
      'round-off -46'
    ])
  })

  it('of a purchase: input tax where it may be set off, else it is a cost', () => {
    const purchase = built(billRequest('purchase', lines, { partyId, charges }), 'supplier')
    expect(postingsOf(purchase)).toEqual([
      'creditors -13054',
      'purchases 10020',
      'freight-paid 1050',
      'input-cgst 992',
      'input-sgst 992'
    ])
    expect(lineCosts(purchase.bill)).toEqual([11_070])
    const cost = { ...purchase.bill, supply: { ...purchase.bill.supply, registration: 'composition' as const } }
    expect(lineCosts(cost)).toEqual([13_054])
    const entry = billEntry(
      cost,
      { paid: { cashMinor: minor(0), upiMinor: minor(0), bankMinor: minor(0) } },
      { id: partyId, kind: 'supplier' }
    )
    expect(entry).toMatchObject({ value: { postings: [{}, { accountCode: 'purchases', amountMinor: 12_004 }, {}] } })
  })

  it('under reverse charge: the buyer owes the state', () => {
    const request = billRequest('purchase', lines, { partyId, isReverseCharge: true })
    expect(postingsOf(built(request, 'supplier'))).toEqual([
      'creditors -10020',
      'purchases 10020',
      'input-cgst 902',
      'input-sgst 902',
      'reverse-charge-cgst -902',
      'reverse-charge-sgst -902'
    ])
    const sale = billRequest('sale', lines, { partyId, isReverseCharge: true })
    expect(postingsOf(built(sale, 'customer'))).toEqual(['debtors 10020', 'sales -10020'])
  })

  it('of goods that come back, and of goods sent back', () => {
    const paid = { cashMinor: 11_824, upiMinor: 0, bankMinor: 0 }
    expect(postingsOf(built(billRequest('sale-return', lines, { paid }), null))).toEqual([
      'cash -11824',
      'sales-returns 10020',
      'output-cgst 902',
      'output-sgst 902'
    ])
    expect(postingsOf(built(billRequest('purchase-return', lines, { partyId }), 'supplier'))).toEqual([
      'creditors 11824',
      'purchase-returns -10020',
      'input-cgst -902',
      'input-sgst -902'
    ])
  })

  it.each([
    ['sale', { tender: { cashMinor: 1, changeMinor: 2, upiMinor: 0, bankMinor: 0 } }, 'entry/change-exceeds-cash'],
    ['sale', {}, 'entry/cash-sale-must-be-paid'],
    [
      'sale',
      { tender: { cashMinor: 20_000, changeMinor: 0, upiMinor: 0, bankMinor: 0 } },
      'entry/overpaid-without-party'
    ],
    ['purchase', {}, 'entry/party-needed'],
    ['sale-return', {}, 'entry/party-needed']
  ] as const)('%s without a party is paid in full', (kind, change, code) => {
    expect(postingsOf(built(billRequest(kind, lines, change as object), null))).toBe(code)
  })

  it('is right for parts of a few paise, whose shares are rounded each for itself', () => {
    const small = fc.integer({ min: 0, max: 20 })
    const line = fc.record({ amountMinor: small, off: small, count: fc.integer({ min: 1, max: 4 }), tax: fc.boolean() })
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 6 }),
        small,
        small,
        (made, steps, off, freight) => {
          const asked = made.map((one) =>
            billLine(soap, {
              amountMinor: one.amountMinor,
              said: pieces(one.count),
              isTaxInPrice: one.tax,
              discount: { by: 'amount', amountMinor: one.off }
            })
          )
          const charges = [{ charge: 'freight' as const, amountMinor: freight }]
          const request = billRequest('sale', asked, { partyId, discount: { by: 'amount', amountMinor: off }, charges })
          const sold = workBill(parsed(request), context)
          if (!sold.ok) return
          const returns: Bill[] = []
          for (const [at, count] of steps) {
            const back = billLine(soap, { amountMinor: 0, said: pieces(count), ofLine: (at % made.length) + 1 })
            const wanted = parsed(billRequest('sale-return', [back], { partyId, ofBillId: sold.value.id }))
            const bill = workBill(wanted, { ...context, origin: originOf(sold.value, returns) })
            if (!bill.ok) continue
            const payment = { paid: { cashMinor: minor(0), upiMinor: minor(0), bankMinor: minor(0) } }
            expect(billEntry(bill.value, payment, { id: partyId, kind: 'customer' }).ok).toBe(true)
            returns.push(bill.value)
          }
        }
      ),
      { numRuns: 1_000 }
    )
  })

  it('of a part that is worth less than its share of the charges', () => {
    const asked = [
      billLine(soap, { amountMinor: 3, said: pieces(3), discount: { by: 'amount', amountMinor: 2 } }),
      billLine(soap, { amountMinor: 3, said: pieces(1) })
    ]
    const change = {
      partyId,
      discount: { by: 'amount' as const, amountMinor: 2 },
      charges: [{ charge: 'freight' as const, amountMinor: 14 }]
    }
    const sold = workBill(parsed(billRequest('sale', asked, change)), context)
    if (!sold.ok) throw new Error(sold.failure.code)
    for (const line of sold.value.lines) expect(bareCharges(line)).toBeLessThanOrEqual(line.taxableMinor)
    const part = { ...(sold.value.lines[0] as WorkedLine), amountMinor: minor(1), discountMinor: minor(1) }
    const odd = { ...part, billDiscountMinor: minor(1), chargesMinor: minor(5), taxableMinor: minor(4) }
    expect(bareCharges(odd)).toBe(4)
    expect(bareCharges({ ...odd, chargesMinor: minor(1), taxableMinor: minor(1) })).toBe(0)
  })

  it('is always the total of the bill, tax by head and rounding to the paisa', () => {
    const amount = fc.integer({ min: 1, max: 5_000_000 })
    const line = fc.record({
      amountMinor: amount,
      isTaxInPrice: fc.boolean(),
      taxRule: fc.constantFrom('g5', 'g18', 'exempt')
    })
    const kinds = fc.constantFrom<EntryBillKind>(...ENTRY_BILL_KINDS)
    const money = fc.record({ cashMinor: amount, upiMinor: amount, bankMinor: amount, changeMinor: amount })
    fc.assert(
      fc.property(
        kinds,
        fc.array(line, { minLength: 1, maxLength: 12 }),
        fc.nat(9_000),
        // Charges of a rupee: a bill that rounds to nothing is refused, which is told elsewhere.
        fc.integer({ min: 50, max: 9_999 }),
        fc.constantFrom<'none' | 'rupee'>('none', 'rupee'),
        money,
        (kind, made, percentBp, freight, roundOff, { changeMinor, ...paid }) => {
          const tender = { ...paid, changeMinor: Math.min(changeMinor, paid.cashMinor) }
          const request = billRequest(
            kind as 'sale',
            made.map((one) => billLine(soap, one)),
            {
              partyId,
              discount: { by: 'percent', percentBp },
              charges: [
                { charge: 'freight', amountMinor: freight },
                { charge: 'other', amountMinor: freight, isTaxed: false }
              ],
              roundOff,
              ...((kind === 'sale' || kind === 'purchase-return' ? { tender } : { paid }) as object)
            }
          )
          const { bill, entry } = built(request, 'customer')
          expect(entry.ok).toBe(true)
          if (entry.ok) holds(bill, entry.value.postings, tender as Tender)
        }
      )
    )
  })
})

/** The heads of the bill stand on their accounts, and everything adds up to what the party owes. */
function holds(bill: Bill, postings: readonly { accountCode: string; amountMinor: number }[], tender: Tender) {
  const signed = (code: string) => postings.find(({ accountCode }) => accountCode === code)?.amountMinor ?? 0
  const on = (code: string) => Math.abs(signed(code))
  const side = bill.kind.startsWith('sale') ? 'output' : 'input'
  expect([on(`${side}-cgst`), on(`${side}-sgst`)]).toEqual([bill.taxes.cgst ?? 0, bill.taxes.sgst ?? 0])
  expect(on('round-off')).toBe(Math.abs(bill.roundOffMinor))
  // Goods that go out ask for money, goods that come in owe it; what is not paid now, or too much of it, is the party's.
  const isOut = bill.kind === 'sale' || bill.kind === 'purchase-return'
  const cash = isOut ? tender.cashMinor - tender.changeMinor : tender.cashMinor
  expect([on('cash'), on('upi'), on('bank')]).toEqual([cash, tender.upiMinor, tender.bankMinor])
  const left = bill.totalMinor - cash - tender.upiMinor - tender.bankMinor
  expect(signed('debtors')).toBe(isOut ? left : 0 - left)
  const ofLines = bill.lines.reduce((sum, line) => sum + line.totalMinor, 0)
  const beside = bill.charges.filter(({ isTaxed }) => !isTaxed).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  expect(ofLines + beside + bill.roundOffMinor).toBe(bill.totalMinor)
}
