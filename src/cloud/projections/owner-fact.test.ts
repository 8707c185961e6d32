import { afterEach, describe, expect, it } from 'vitest'
import { opsOfFile } from '#tests/support/book-ops.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { type OwnerFact, readOwnerFact } from './owner-fact.ts'

let shop: TestApp | null = null
afterEach(async () => {
  await shop?.close()
  shop = null
})

describe('what the ops of a real book tell the owner', () => {
  it('reads parties, entries, steps of UPI, proofs and closings', async () => {
    shop = await openTestShop()
    const party = newId()
    const sale = newId()
    await shop.call('party.add', ask.party('रमेश <b>', 'customer', party))
    await shop.call('entry.record', ask.sale(party, 500_00, { cashMinor: 100_00, upiMinor: 50_00 }, sale))
    await shop.call('upi.mark', { id: newId(), entryId: sale, state: 'claimed' })
    await shop.call('closing.close', {
      ...{ id: newId(), countId: null, reason: 'in a hurry', toOwnerMinor: 0, toBankMinor: 0 }
    })
    const read = opsOfFile(shop.file()).map(readOwnerFact)
    expect(read.filter(({ ok }) => !ok)).toEqual([])
    const facts = read.flatMap((one) => (one.ok && one.fact !== null ? [one.fact] : []))
    const of = <Type extends OwnerFact['type']>(type: Type) =>
      facts.filter((fact): fact is Extract<OwnerFact, { type: Type }> => fact.type === type)
    expect(of('shop')).toEqual([{ type: 'shop', currency: 'INR' }])
    expect(Object.assign({}, ...of('settings').map(({ values }) => values))).toMatchObject({
      shopName: 'Sharma Traders',
      upiAddress: 'sharma@examplebank'
    })
    expect(of('party')[0]?.party).toMatchObject({ id: party, name: 'रमेश <b>', isArchived: false })
    expect(of('entry').find(({ entry }) => entry.id === sale)?.entry).toMatchObject({
      ...{ kind: 'sale', on: 20261121, party, amount: 500_00, cash: 100_00, upi: 50_00, credit: 350_00 }
    })
    expect(of('upi')).toEqual([{ type: 'upi', entryId: sale, state: 'claimed' }])
    expect(of('closing')[0]?.closing).toMatchObject({ zNo: 1, bookOn: 20261121, reason: 'in a hurry' })
  })

  it.each([
    ['no JSON', '{', 'not-json'],
    ['a float for money', entryOp({ amount: 1.5 }), 'amount: invalid_type'],
    ['a day that is none', entryOp({ on: 20261399 }), 'on: custom'],
    ['an id that is none', entryOp({ id: "'; drop table account" }), 'id: invalid_format'],
    ['an amount beyond all books', entryOp({ credit: 2 ** 53 - 1 }), 'credit: too_big']
  ])('names %s and throws nothing', (_, op, reason) => {
    expect(readOwnerFact(op)).toEqual({ ok: false, reason })
  })

  it('makes a zero byte and half a letter readable, and passes over kinds that it does not know', () => {
    const read = readOwnerFact(entryOp({ text: 'a\0b\ud800' }))
    expect(read).toMatchObject({ ok: true, fact: { entry: { text: 'a\ufffdb\ufffd' } } })
    expect(readOwnerFact('{"b":0,"d":{},"k":"constructor","n":1,"t":"0000000000000000","u":"","v":9}')).toMatchObject({
      ...{ ok: true, fact: null }
    })
  })
})

function entryOp(change: Record<string, unknown>): string {
  const d = { id: newId(), kind: 'sale', on: 20261121, at: 1, ...change }
  return JSON.stringify({ b: 0, d, k: 'entry.post', n: 1, t: '0000000000000000', u: 'Ravi', v: 1 })
}
