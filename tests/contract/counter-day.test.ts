import { afterEach, expect, test } from 'vitest'
import { ask, newId, openTestApp, openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

async function party(name: string): Promise<string> {
  return (await shop.call('party.add', ask.party(name))).party.id
}

test('a whole day: sales, dues, expenses, a reversal, a close with a shortage, and an entry after the Z', async () => {
  shop = await openTestShop()
  const ramesh = await party('रमेश किराना')
  const sale = await shop.call('entry.record', ask.sale(ramesh, 1_250_00, { cashMinor: 500_00 }))
  expect(sale.entry).toMatchObject({ kind: 'sale', creditMinor: 750_00, balanceAfterMinor: 750_00 })
  expect(sale.entry.number).toMatch(/^[A-Z]{2}B\/26-27\/00001$/)
  await shop.call('entry.record', ask.sale(null, 260_00, { cashMinor: 500_00, changeMinor: 240_00 }))
  await shop.call('entry.record', ask.got(ramesh, { cashMinor: 200_00, upiMinor: 100_00 }))
  await shop.call('entry.record', ask.expense('tea', 60_00))
  await shop.call('entry.record', ask.contra('cash', 'bank', 1_000_00))
  const wrong = await shop.call('entry.record', ask.sale(null, 99_00, { cashMinor: 99_00 }))
  await shop.call('entry.reverse', { id: newId(), entryId: wrong.entry.id, reason: 'typed twice' })

  const summary = await shop.call('counter.summary', {})
  expect(summary).toMatchObject({ drawerMinor: 1_900_00, getMinor: 450_00, giveMinor: 0, upiUnprovedCount: 1 })

  const count = { id: newId(), count: ask.count({ notes: [{ value: 500, pieces: 3 }], loose: 390_00 }) }
  const counted = await shop.call('closing.count', count)
  expect(counted.result).toMatchObject({ countedMinor: 1_890_00, overShortMinor: -10_00 })
  const close = { id: newId(), countId: count.id, reason: '', toOwnerMinor: 890_00, toBankMinor: 0 }
  expect(await shop.failure('closing.close', close)).toMatchObject({ code: 'closing/reason-needed' })
  const z = await shop.call('closing.close', { ...close, reason: 'change' })
  expect(z.closing).toMatchObject({ zNo: 1, bookOn: 20261121, overShortMinor: -10_00, nextFloatMinor: 1_000_00 })
  expect((await shop.call('closing.close', { ...close, reason: 'change' })).outcome).toBe('exists')

  const after = await shop.call('entry.record', ask.sale(ramesh, 10_00))
  expect(after.entry.bookOn).toBe(20261122)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
})

test('the same id changes nothing, and says so', async () => {
  shop = await openTestShop()
  const ramesh = await party('Ramesh')
  const request = ask.sale(ramesh, 100_00)
  const first = await shop.call('entry.record', request)
  const again = await shop.call('entry.record', request)
  expect(again).toMatchObject({ outcome: 'exists', entry: { entryNo: first.entry.entryNo, balanceAfterMinor: 100_00 } })
  expect(await shop.failure('entry.record', { ...request, amountMinor: 200_00 })).toEqual({ code: 'entry/id-reused' })
})

test('work after midnight belongs to the day before, and a clock that jumps back is logged and obeyed', async () => {
  shop = await openTestShop({ clock: testClock(20261122, '01:30') })
  const ramesh = await party('Ramesh')
  expect((await shop.call('entry.record', ask.sale(ramesh, 100_00))).entry.bookOn).toBe(20261121)
  shop.clock.set(20261120, '09:00')
  const early = await shop.call('entry.record', ask.sale(ramesh, 100_00))
  expect(early.entry).toMatchObject({ bookOn: 20261120, balanceAfterMinor: 200_00 })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('a shop that was closed is there again, with its finder', async () => {
  const first = openTestApp({ keep: true })
  const { firstRun } = await import('#tests/support/open-app.ts')
  await first.call('shop.create', firstRun())
  await first.call('party.add', ask.party('रमेश किराना'))
  await first.close()
  shop = openTestApp({ folder: first.folder })
  expect((await shop.call('app.state', {})).ledger?.file).toContain('Sharma Traders')
  expect((await shop.call('party.search', { text: 'ramesh', limit: 5 })).map((hit) => hit.name)).toEqual(['रमेश किराना'])
})
