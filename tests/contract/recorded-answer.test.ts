import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

test('what is answered for a new entry is what is read back for it afterwards, of every kind', async () => {
  const ramesh = await addParty(shop, 'Ramesh')
  const head = await shop.call('account.add', { id: newId(), name: 'Diwali sweets' })
  const asked = [
    {
      ...ask.sale(ramesh, 500_00, { cashMinor: 300_00, changeMinor: 50_00, upiMinor: 20_00 }),
      text: 'rice',
      note: 'van'
    },
    ask.sale(null, 90_00, { cashMinor: 100_00, changeMinor: 10_00 }),
    { ...ask.sale(ramesh, 75_00), lines: [{ text: 'soap', amountMinor: 75_00 }], occurredOn: 20261101 },
    ask.got(ramesh, { upiMinor: 40_00 }),
    ask.gave(ramesh, 10_00),
    {
      ...ask.gave(ramesh, 0),
      kind: 'sale-return',
      amountMinor: 5_00,
      paid: { cashMinor: 5_00, upiMinor: 0, bankMinor: 0 }
    },
    {
      ...ask.gave(ramesh, 0),
      kind: 'purchase',
      amountMinor: 9_00,
      paid: { cashMinor: 0, upiMinor: 0, bankMinor: 9_00 }
    },
    { ...ask.expense('tea', 12_00), accountCode: head.account.code },
    ask.contra('cash', 'bank', 30_00)
  ]
  for (const request of asked) {
    const { entry } = await shop.call('entry.record', request as never)
    expect(await shop.call('entry.get', { entryId: entry.id }), entry.kind).toEqual(entry)
  }
})

test('what is kept in memory follows what another process writes, and what was given up is forgotten', async () => {
  const ramesh = await addParty(shop, 'Ramesh')
  await shop.call('entry.record', ask.sale(ramesh, 10_00))
  const store = openLedgerStore(shop.file())
  try {
    expect(() =>
      store.transact(() => {
        const party = store.parties.byId(ramesh)
        if (party === null) throw new Error('no party')
        store.parties.change({ ...party, name: 'Ramesh again' }, { atMs: 1, offsetMinutes: 0, person: '' })
        store.entries.nextNumber({ prefix: 'ZZB', financialYear: 2026 })
        throw new Error('given up')
      })
    ).toThrow('given up')
    expect(store.parties.byId(ramesh)).toMatchObject({ name: 'Ramesh', balanceMinor: 10_00 })
    const before = [store.entries.lastNo(), store.journal.lastNumber(), store.totals().getMinor]
    await shop.call('entry.record', ask.sale(ramesh, 5_00))
    expect(store.parties.byId(ramesh)).toMatchObject({ balanceMinor: 15_00, entryCount: 2 })
    expect([store.entries.lastNo(), store.journal.lastNumber(), store.totals().getMinor]).toEqual([
      (before[0] ?? 0) + 1,
      (before[1] ?? 0) + 1,
      15_00
    ])
    expect(store.accounts.balance('sales' as never)).toBe(-15_00)
  } finally {
    store.close()
  }
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})
