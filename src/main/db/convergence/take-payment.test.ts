import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '#main/db/stores/journal-store.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import { sum } from '#shared/money/money.ts'
import { zPaymentReceived } from '#shared/sync/link-wire.ts'
import { receiptId, receiptOf } from '#shared/sync/received-payment.ts'
import { isReceiptOf } from './take-payment.ts'

const PARTY = '0b8f7c3e-3f4c-4a3b-9a53-0d8a31c7f0cc'
const received = fc.record({
  amount: fc.integer({ min: 1, max: 1_000_000_00 }),
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  link: fc.uuid(),
  off: fc.constantFrom(-300, 0, 330),
  on: fc.constant(20261121),
  party: fc.constant(PARTY),
  payment: fc.string({ minLength: 1, maxLength: 20 }),
  provider: fc.constantFrom('razorpay', 'other')
})
type Body = { readonly [key: string]: Json }

const opOf = (body: Body, kind: 'customer' | 'supplier') => {
  const fact = zPaymentReceived.parse(body)
  const receipt = receiptOf(fact, { id: PARTY, kind }, receiptId(sha256, fact))
  expect(sum(receipt.postings.map(({ amountMinor }) => amountMinor))).toBe(0)
  return { k: 'entry.post' as const, d: JSON.parse(entryFact({ ...receipt, periodNo: 0 }, receipt)) as Body }
}

test('a receipt is that of its payment alone, to the paisa, whatever is changed of it', () => {
  fc.assert(
    fc.property(received, fc.constantFrom('customer', 'supplier'), (body, kind) => {
      const op = opOf(body, kind)
      expect(isReceiptOf(op, body)).toBe(true)
      for (const change of [{ amount: body.amount + 1 }, { payment: `${body.payment}x` }, { at: body.at + 1 }])
        expect(isReceiptOf(op, { ...body, ...change })).toBe(false)
      // What an entry waits for, and what is nobody's, makes none.
      expect(isReceiptOf(op, { ...body, entry: body.link })).toBe(false)
      const { party, ...nobody } = body
      expect(isReceiptOf(op, nobody)).toBe(false)
    })
  )
})

test('two payments never make one receipt', () => {
  fc.assert(
    fc.property(received, received, (one, other) => {
      const isSame = one.payment === other.payment && one.provider === other.provider
      const [first, second] = [one, other].map((body) => receiptId(sha256, zPaymentReceived.parse(body)))
      expect(first === second).toBe(isSame)
    })
  )
})
