import { afterEach, expect, test } from 'vitest'
import { openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'

let app: TestApp
afterEach(() => app.close())

test.each(['en', 'hi'] as const)('the sample shop in %s is a whole book, filled to this morning', async (language) => {
  app = openTestApp()
  const info = await app.call('shop.trySample', { language })
  expect(info.isSample).toBe(true)
  expect(await app.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
  const summary = await app.call('counter.summary', {})
  expect(summary).toMatchObject({ bookOn: 20261121, entryCountToday: 5, printWaiting: 0, partyCount: 15 })
  expect(summary.getMinor).toBeGreaterThan(0)
  expect((await app.call('closing.list', { limit: 50, beforeZNo: null })).length).toBe(18)
  const page = { text: '', group: '', offset: 0, limit: 100 }
  const goods = await app.call('item.list', { ...page, filter: 'all' })
  expect([goods.total, goods.groups.length, goods.valueMinor]).toEqual([57, 10, expect.any(Number)])
  for (const filter of ['low', 'expiring', 'in-stock'] as const)
    expect([filter, (await app.call('item.list', { ...page, filter })).total > 0]).toEqual([filter, true])
  const { rows: bills } = await app.call('bill.find', {
    ...{ partyId: null, kinds: null, text: '', isOpen: false, beforeBillId: null, limit: 100 }
  })
  const kinds = new Set(bills.map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(['purchase', 'quotation', 'sale', 'sale-return'])
  expect(await app.call('shop.trySample', { language })).toEqual(info)
})

test.each(['00:06', '03:59', '04:01', '23:59'])('made at %s, nothing in it lies ahead of the clock', async (time) => {
  app = openTestApp({ clock: testClock(20261122, time) })
  await app.call('shop.trySample', { language: 'en' })
  expect(await app.call('counter.summary', {})).toMatchObject({ clockBackMs: 0, entryCountToday: 5 })
  expect(await app.call('ledger.verify', {})).toMatchObject({ isClean: true })
})
