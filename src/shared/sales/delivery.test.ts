import { describe, expect, it } from 'vitest'
import { billContext, billLine, billRequest, parsed, pieces, sampleItem } from '#tests/support/bill-request.ts'
import type { Bill } from './bill.ts'
import { billFact, readBillFact } from './bill-fact.ts'
import { stateOfDelivery } from './delivery.ts'
import { workBill } from './work-bill.ts'

const soap = sampleItem(1)

function saleWith(change: object): Bill {
  const request = billRequest('sale', [billLine(soap, { amountMinor: 1_000, said: pieces(2) })], change)
  const worked = workBill(parsed(request), billContext([soap]))
  if (!worked.ok) throw new Error(worked.failure.code)
  return worked.value
}
const fact = (bill: Bill) => billFact({ bill, bookOn: 20261121 as never, recordedAt: 1, number: '' })

describe('the address that goods are delivered to', () => {
  it('stands on the bill as it was typed, with the state that was chosen, else the place of supply', () => {
    const sent = saleWith({ deliveryAddress: ' Godown 3, Narela ', deliveryState: '27' })
    expect(sent).toMatchObject({ deliveryAddress: 'Godown 3, Narela', deliveryState: '27' })
    expect(stateOfDelivery(sent)).toBe('27')
    expect(stateOfDelivery(saleWith({ deliveryAddress: 'Godown 3' }))).toBe('07')
    expect(stateOfDelivery(saleWith({ deliveryAddress: 'Godown 3', placeOfSupply: '27' }))).toBe('27')
  })

  it('is none by a state alone', () => {
    const plain = saleWith({ deliveryAddress: '  ', deliveryState: '27' })
    expect(plain).toMatchObject({ deliveryAddress: '', deliveryState: '' })
    expect(stateOfDelivery(plain)).toBe('')
  })

  it('leaves the op of a bill without one as it was before there were any', () => {
    expect(Object.keys(fact(saleWith({})).bill as object)).not.toContain('deliveryAddress')
    expect(Object.keys(fact(saleWith({})).bill as object)).not.toContain('deliveryState')
    const sent = saleWith({ deliveryAddress: 'Godown 3' })
    expect(readBillFact(fact(sent)).bill).toEqual(sent)
  })
})
