import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { drawerLines } from '#shared/closing/day-figures.ts'
import { minor } from '#shared/money/money.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { ask, newId, openTestApp, openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
afterEach(() => shop.close())

async function closeDay(looseMinor?: number) {
  const { drawerMinor } = await shop.call('counter.summary', {})
  const countId = newId()
  await shop.call('closing.count', { id: countId, count: ask.count({ loose: looseMinor ?? Math.max(0, drawerMinor) }) })
  const close = { id: newId(), countId, reason: 'counted', toOwnerMinor: 0, toBankMinor: 0 }
  return (await shop.call('closing.close', close)).closing
}

test('a clock that stood a month ahead for an hour does not carry the shop into next month', async () => {
  shop = await openTestShop()
  shop.clock.set(20261221, '10:00')
  const ahead = await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  expect(ahead.entry.bookOn).toBe(20261221)
  shop.clock.set(20261121, '11:00')
  const set = await shop.call('entry.record', ask.sale(null, 20_00, { cashMinor: 20_00 }))
  expect(set.entry.bookOn).toBe(20261121)
  expect((await shop.call('closing.status', {})).bookOn).toBe(20261121)
  const z = await closeDay()
  // Every entry since the last Z is in it, also the one that bears a day to come.
  expect(z).toMatchObject({ bookOn: 20261121, figures: { salesMinor: 30_00 } })
  shop.clock.set(20261122, '10:00')
  const next = await shop.call('entry.record', ask.sale(null, 30_00, { cashMinor: 30_00 }))
  expect(next.entry.bookOn).toBe(20261122)
  expect((await closeDay()).bookOn).toBe(20261122)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('an expense goes to an expense head, never to the account of shortages or of goods', async () => {
  shop = await openTestShop()
  for (const accountCode of ['over-short', 'purchases', 'sales', 'cash']) {
    const wrong = { ...ask.expense('tea', 10_00), accountCode }
    expect(await shop.failure('entry.record', wrong)).toMatchObject({ code: 'account/not-an-expense' })
  }
})

test('cash that was typed by mistake and reversed does not count towards the limits of the day', async () => {
  shop = await openTestShop()
  const ramesh = await addParty(shop, 'Ramesh')
  const wrong = await shop.call('entry.record', ask.got(ramesh, { cashMinor: 1_50_000_00 }))
  await shop.call('entry.reverse', { id: newId(), entryId: wrong.entry.id, reason: 'wrong party' })
  expect(await shop.call('party.brief', { partyId: ramesh })).toMatchObject({ cashInTodayMinor: 0 })
  const right = await shop.call('entry.record', ask.got(ramesh, { cashMinor: 1_20_000_00 }))
  expect(right.warnings).toEqual([])
  const more = await shop.call('entry.record', ask.got(ramesh, { cashMinor: 90_000_00 }))
  expect(more.warnings).toMatchObject([{ rail: 'cash-receipt', totalMinor: 2_10_000_00 }])
})

test('only what is paid out to a person counts towards the limit of cash expenses, not goods that he brought back', async () => {
  shop = await openTestShop({ run: { openingCashMinor: minor(1_00_000_00) } })
  const ramesh = await addParty(shop, 'Ramesh')
  const back = {
    ...ask.gave(ramesh, 9_000_00),
    kind: 'sale-return' as const,
    amountMinor: 9_000_00
  }
  await shop.call('entry.record', back)
  expect((await shop.call('entry.record', ask.gave(ramesh, 5_000_00))).warnings).toEqual([])
})

test('the drawer of a Z adds up, also when something was sold between count and close', async () => {
  shop = await openTestShop({ run: { openingCashMinor: minor(1_000_00) } })
  await shop.call('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }))
  const countId = newId()
  await shop.call('closing.count', { id: countId, count: ask.count({ loose: 1_090_00 }) })
  await shop.call('entry.record', ask.sale(null, 50_00, { cashMinor: 50_00 }))
  await shop.call('entry.record', ask.expense('tea', 20_00))
  const { closing } = await shop.call('closing.close', {
    id: newId(),
    countId,
    reason: 'short',
    toOwnerMinor: 120_00,
    toBankMinor: 0
  })
  expect(closing).toMatchObject({
    countedMinor: 1_090_00,
    overShortMinor: -10_00,
    nextFloatMinor: 1_000_00,
    figures: { expectedMinor: 1_100_00, cashSalesMinor: 150_00, cashExpensesMinor: 20_00 }
  })
  const accounts = await shop.call('account.list', {})
  expect(accounts.find((account) => account.code === 'over-short')?.balanceMinor).toBe(10_00)
  const lines = zPaper(shop.file())
  const drawer = lines.slice(lines.indexOf('Opening float 1,000.00'))
  expect(drawer).toEqual([
    'Opening float 1,000.00',
    'Cash sales, less change + 150.00',
    'Expenses − 20.00',
    'Since the count − 30.00',
    'Expected 1,100.00',
    'Counted 1,090.00',
    'Since the count + 30.00',
    'Given to owner − 120.00',
    'Left for the next day 1,000.00'
  ])
})

test('what is reversed on a later day leaves the drawer, the payments that wait and the figures right', async () => {
  shop = await openTestShop({ run: { openingCashMinor: minor(1_000_00) } })
  const ramesh = await addParty(shop, 'Ramesh')
  const sale = await shop.call('entry.record', ask.sale(ramesh, 500_00, { cashMinor: 300_00, upiMinor: 50_00 }))
  const dues = await shop.call('entry.record', ask.sale(ramesh, 10_00, { cashMinor: 110_00 }))
  const tea = await shop.call('entry.record', ask.expense('tea', 60_00))
  const { entries } = await shop.call('dayBook.read', {
    ...{ fromOn: 20261121, toOn: 20261121, kinds: ['opening'], text: '', offset: 0, limit: 10 }
  })
  await closeDay()
  shop.clock.set(20261122, '10:00')
  for (const entryId of [sale.entry.id, dues.entry.id, tea.entry.id, entries[0]?.id ?? '']) {
    await shop.call('entry.reverse', { id: newId(), entryId, reason: 'wrong shop' })
    const figures = await shop.call('closing.figures', {})
    expect(drawerLines(figures)).toBe(figures.expectedMinor)
  }
  expect(await shop.call('counter.summary', {})).toMatchObject({
    drawerMinor: 0,
    upiUnprovedCount: 0,
    getMinor: 0,
    giveMinor: 0,
    salesTodayMinor: -510_00
  })
  expect((await closeDay(0)).figures).toMatchObject({ creditGivenMinor: -150_00, otherCashInMinor: 60_00 })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('a bill for the last day of the financial year, made after the first of the new one, goes on with the old series', async () => {
  shop = await openTestShop({ clock: testClock(20270331) })
  const bill = async (bookOn: number | null) =>
    (await shop.call('entry.record', { ...ask.sale(null, 10_00, { cashMinor: 10_00 }), bookOn })).entry.number.slice(4)
  expect(await bill(null)).toBe('26-27/00001')
  shop.clock.set(20270401, '10:00')
  expect(await bill(null)).toBe('27-28/00001')
  expect(await bill(20270331)).toBe('26-27/00002')
  expect(await bill(null)).toBe('27-28/00002')
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('who works at another window of the same book has its settings at once', async () => {
  shop = await openTestShop()
  const other = openTestApp({ folder: shop.folder, keep: true, clock: shop.clock })
  try {
    expect((await other.call('settings.read', {})).personName).toBe('Ravi')
    await shop.call('settings.change', { personName: 'Asha' })
    const sale = await other.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
    expect(sale.entry.personName).toBe('Asha')
  } finally {
    await other.close()
  }
})

/** The lines of the Z as it was queued: what they are and how much. */
function zPaper(file: string): string[] {
  const db = new Sqlite(file, { readonly: true })
  const document = db.prepare("select document from print_job where kind = 'closing'").pluck().get() as string
  db.close()
  const { blocks } = JSON.parse(document) as ReceiptDocument
  return blocks.flatMap((block) =>
    block.type === 'pair' ? [`${block.label} ${block.value}`.replaceAll('\u00a0', ' ')] : []
  )
}
