import fs from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Book } from '#main/app/book.ts'
import { createItemFinder } from '#main/app/item-finder.ts'
import { createPartyFinder } from '#main/app/party-finder.ts'
import { readOpenFigures } from '#main/app/read-closings.ts'
import { readCounterSummary } from '#main/app/read-counter-summary.ts'
import { readDayBook } from '#main/app/read-day-book.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { drawerLines } from '#shared/closing/day-figures.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { minor } from '#shared/money/money.ts'
import { ask, firstRun, newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
afterEach(() => shop.close())

/** A second look at the shop's file, in which the shop itself sells something in the middle of whatever is read. */
function lookedAt(sell: () => void): { book: Book; close: () => void } {
  const store = openLedgerStore(shop.file())
  const settings = store.shop.settings()
  const row = store.shop.read()
  if (row === null) throw new Error('no shop')
  const soldBetween = {
    ...store,
    closings: {
      ...store.closings,
      buckets(periodNo: number) {
        const found = store.closings.buckets(periodNo)
        sell()
        return found
      }
    },
    entries: {
      ...store.entries,
      dayBook(...asked: Parameters<typeof store.entries.dayBook>) {
        const found = store.entries.dayBook(...asked)
        sell()
        return found
      }
    }
  }
  const book: Book = {
    store: soldBetween,
    clock: shop.clock,
    randomness: { newId, newNumber: () => 0 },
    finder: createPartyFinder(store.parties),
    itemFinder: createItemFinder(store.items),
    words: () => String,
    shop: () => row,
    settings: () => settings,
    present: { now: 'anybody' },
    standings: store.keep(() => new Map()),
    reportWords: () => (key) => key,
    taxScheme: () => ({ scheme: 'none', country: null, from: null, places: [], rules: [] }),
    committed() {}
  }
  return { book, close: () => store.close() }
}

test('figures that stand side by side are of one moment, whoever writes meanwhile', async () => {
  shop = await openTestShop({ run: { openingCashMinor: minor(1_000_00) } })
  const record = shop.app.handlers['entry.record']
  const { book, close } = lookedAt(() => {
    record(zEntryRequest.parse(ask.sale(null, 50_00, { cashMinor: 50_00 })))
  })
  try {
    const summary = readCounterSummary(book)
    expect(summary.drawerMinor - summary.cashInTodayMinor).toBe(1_000_00)
    const figures = readOpenFigures(book)
    expect(drawerLines(figures)).toBe(figures.expectedMinor)
    const day = { fromOn: 20261121, toOn: 20261121, kinds: null, text: '', offset: 0, limit: 100 } as never
    const read = readDayBook(book, day)
    expect(read.entries).toHaveLength(read.total)
  } finally {
    close()
  }
})

test('a first run that is refused leaves no file behind, and the next one finds its place free', async () => {
  shop = openTestApp()
  const run = firstRun({ upiAddress: 'no address' })
  expect(await shop.failure('shop.create', run)).toMatchObject({ code: 'payment-qr/address-invalid' })
  expect(fs.readdirSync(path.join(shop.folder, 'Counterbook'))).toEqual([])
  const made = await shop.call('shop.create', { ...run, upiAddress: '' })
  expect(path.basename(made.file)).toBe('Sharma Traders.counterbook')
})

test('a ledger whose first run was cut off is said to be unfinished, and is taken up by the next first run in it', async () => {
  shop = openTestApp()
  const file = path.join(shop.folder, 'half.counterbook')
  openLedgerStore(file, { create: true }).close()
  expect(() => shop.app.terminal.open(file)).toThrow('ledger/unfinished')
  shop.app.terminal.found(firstRun(), file)
  expect(shop.file()).toBe(file)
})

test('a party that was put away is found by its name among those that were', async () => {
  shop = await openTestShop()
  const id = await addParty(shop, 'Kamal Kishor')
  const party = { id, name: 'Kamal Kishor', kind: 'customer' as const, isArchived: true }
  await shop.call('party.change', party)
  const list = { text: 'kamal', sort: 'name' as const, offset: 0, limit: 50 }
  expect((await shop.call('party.list', { ...list, filter: 'archived' })).parties.map((one) => one.id)).toEqual([id])
  expect((await shop.call('party.list', { ...list, filter: 'all' })).total).toBe(0)
})
