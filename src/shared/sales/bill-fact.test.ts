import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { zBill } from './bill.ts'
import { billFact, readBillFact } from './bill-fact.ts'

const amount = fc.oneof(fc.constant(0), fc.nat(1_000_000))
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const text = fc.oneof(fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 8 }))
const taxes = fc.record({ cgst: amount, sgst: amount, igst: amount, cess: amount }, { requiredKeys: [] })
const discount = orNull(fc.record({ by: fc.constant('percent'), percentBp: fc.nat(10_000) }))
const id = fc.uuid()

const line = fc.record({
  itemId: orNull(id),
  text,
  hsn: text,
  taxRule: text,
  isTaxInPrice: fc.boolean(),
  said: fc.array(fc.record({ count: fc.integer({ min: 1, max: 9_000 }), unit: fc.constant('PCS') }), { maxLength: 2 }),
  quantity: amount,
  baseUnit: orNull(fc.constant('PCS')),
  rate: orNull(amount),
  rateUnit: orNull(fc.constant('BOX')),
  amountMinor: amount,
  discount,
  discountMinor: amount,
  billDiscountMinor: amount,
  chargesMinor: amount,
  taxableMinor: amount,
  assessedMinor: orNull(amount),
  rateBp: amount,
  cessBp: amount,
  cessPerUnitMinor: amount,
  nature: fc.constantFrom('taxable', 'nil'),
  taxes,
  totalMinor: amount,
  batch: orNull(fc.record({ batch: text, expiresOn: orNull(fc.constant(20270131)) })),
  retailPriceMinor: orNull(amount),
  ofLine: orNull(fc.integer({ min: 1, max: 9 })),
  movesStock: fc.boolean()
})
const bill = fc.record({
  id,
  kind: fc.constantFrom('sale', 'quotation'),
  party: orNull(
    fc.record({
      id,
      name: text,
      place: text,
      phone: text,
      address: text,
      state: text,
      gstin: text,
      taxKind: fc.constant('')
    })
  ),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  discount,
  charges: fc.array(fc.record({ charge: fc.constant('freight'), text, amountMinor: amount, isTaxed: fc.boolean() }), {
    maxLength: 2
  }),
  grossMinor: amount,
  discountMinor: amount,
  taxableMinor: amount,
  taxes,
  taxSums: fc.array(fc.record({ rateBp: amount, nature: fc.constant('taxable'), taxableMinor: amount, taxes }), {
    maxLength: 2
  }),
  roundOffMinor: fc.integer({ min: -50, max: 50 }),
  totalMinor: amount,
  paper: fc.constant('tax-invoice'),
  supply: fc.record({
    scheme: fc.constant('in-gst'),
    registration: fc.constant('regular'),
    shopState: text,
    placeOfSupply: text,
    reach: fc.constant('intra'),
    isReverseCharge: fc.boolean()
  }),
  deliveryAddress: text,
  deliveryState: text,
  ofBillId: orNull(id),
  noteReason: fc.constantFrom('', 'price'),
  theirNumber: text,
  theirDate: orNull(fc.constant(20261121))
})

test('a bill that went through the journal is the bill that was written, field for field', () => {
  fc.assert(
    fc.property(bill, text, (made, number) => {
      const whole = zBill.parse(made)
      const fact = { bill: whole, bookOn: 20261121 as BookDate, recordedAt: 1_795_000_000_000, number }
      const bytes = canonicalJson(billFact(fact))
      expect(readBillFact(JSON.parse(bytes) as { [key: string]: Json })).toEqual(fact)
      expect(Object.keys(readBillFact(JSON.parse(bytes)).bill).sort()).toEqual(Object.keys(whole).sort())
    })
  )
})
