import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { billLine, billRequest, pieces } from '#tests/support/bill-request.ts'
import { ask, newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty, close } from '#tests/support/whole-book.ts'

/**
 * What is asked at every entry, at every look at the counter and at every paper must cost the same in the tenth year as
 * on the first day. So each statement that these ask is held against its plan: it finds its rows by an index.
 */

/** Tables that do not grow with the book: a dozen rows. */
const SMALL = [
  'shop',
  'device',
  'setting',
  'account',
  'account_balance',
  'control_total',
  // Bills that wait on the counter.
  'held_bill',
  'json_each',
  // Found by index, a party a step.
  'merged_into',
  'totals',
  'CONSTANT'
]

/** Statements that read a table or an index from its newest end and stop at the first row. */
const NEWEST_FIRST = [
  /^select [^?]* from "(journal_op|entry|closing|item|stock_move|bill)" order by "(n|entry_no|z_no|item_no|move_no|bill_no)" desc limit 1$/,
  // Asked only when the open period has an entry, and the newest day is one of these.
  /^select "book_on" from "book_day" where .* order by "book_on" desc limit 1$/,
  // The newest papers, beside those that need somebody, which an index finds.
  /indexed by print_job_to_do where .* union select job_no from \(select job_no from print_job order by job_no desc limit /s,
  // The first and the last bill of a period: a walk from its ends to the first sale.
  /^select "series_no", "number_no" from "entry" where "entry_no" > .* order by "entry_no" (asc|desc) limit 1$/,
  // Read once and then kept.
  /^select distinct "item_group" from "item" where /,
  /^select count\(\*\) as "total" from "item"( where "is_archived" = 0)?$/,
  // A guard stands before it, so SQLite plans for references that a statement leaves open: it looks only if there is one.
  /^insert into "(entry|bill)" /
]
/** Indexes of what is still open: jobs that wait, and payments that nobody has proved yet. */
const SHORT_LISTS = [
  'SCAN upi_open USING COVERING INDEX upi_open_by_period',
  'SCAN message USING INDEX message_to_do',
  'SCAN print_job USING INDEX print_job_to_do',
  'SCAN sync_notice USING INDEX sync_notice_to_see'
]

const asked = new Set<string>()
const prepare = Sqlite.prototype.prepare
let shop: TestApp

beforeEach(() => {
  asked.clear()
  vi.spyOn(Sqlite.prototype, 'prepare').mockImplementation(function (this: Sqlite.Database, sql: string) {
    asked.add(sql)
    return prepare.call(this, sql)
  } as typeof prepare)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await shop.close()
})

function planOf(db: Sqlite.Database, text: string): string[] {
  // Rows that follow from ops are written with named values.
  const sql = text.replaceAll(/(?<=[\s(]):[a-z]\w*/gi, '?')
  const plan = prepare.call(db, `EXPLAIN QUERY PLAN ${sql}`) as Sqlite.Statement<unknown[], { detail: string }>
  return plan.all(...Array(sql.split('?').length - 1).fill(null)).map((row) => row.detail)
}

/** The steps of a plan that read a table from one end to the other, though it grows. */
const walksOf = (plan: readonly string[]): string[] =>
  plan
    .filter((step) => step.startsWith('SCAN ') && !step.startsWith('SCAN (') && !SHORT_LISTS.includes(step))
    .filter((step) => !SMALL.includes(step.split(' ')[1] ?? ''))

/** Every statement that was prepared since the test began and does not find its rows by an index. */
function badPlans(): string[] {
  const statements = [...asked].filter((sql) => /^(select|insert|update|delete)\b/i.test(sql))
  expect(statements.length).toBeGreaterThan(20)
  const db = new Sqlite(shop.file(), { readonly: true })
  const bad = statements.flatMap((sql) => {
    const walks = NEWEST_FIRST.some((known) => known.test(sql)) ? [] : walksOf(planOf(db, sql))
    return walks.length === 0 ? [] : [`${walks.join(', ')}: ${sql}`]
  })
  db.close()
  return bad
}

/** The plans of the statements that were prepared since the test began and read so. */
function plansOf(statement: RegExp): string[][] {
  const db = new Sqlite(shop.file(), { readonly: true })
  const plans = [...asked].filter((sql) => statement.test(sql)).map((sql) => planOf(db, sql))
  db.close()
  return plans
}

test('an entry, the strip above it, the list below it and the party beside it cost the same in every year', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  const ramesh = await addParty(shop, 'Ramesh')
  const { entry } = await shop.call('entry.record', ask.sale(ramesh, 100_00, { upiMinor: 10_00 }))
  await shop.call('entry.record', ask.got(ramesh, { cashMinor: 3_00_000_00 }))
  await shop.call('upi.mark', { id: newId(), entryId: entry.id, state: 'claimed' })
  await shop.call('entry.reverse', { id: newId(), entryId: entry.id, reason: 'typed twice' })
  await shop.call('counter.summary', {})
  await shop.call('entry.recent', { beforeEntryNo: null, limit: 50 })
  await shop.call('party.brief', { partyId: ramesh })
  await shop.call('party.statement', { partyId: ramesh, beforeEntryNo: null, limit: 50 })
  await shop.call('party.add', ask.party('Suresh'))
  await shop.call('dayBook.read', { fromOn: 20261121, toOn: 20261121, kinds: null, text: '', offset: 0, limit: 50 })
  expect(badPlans()).toEqual([])
})

test('a count, a close, an X and a look at past closings cost the same in every year', async () => {
  shop = await openTestShop()
  await shop.call('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }))
  await close(shop, 0, 0)
  await shop.call('closing.status', {})
  await shop.call('closing.figures', {})
  await shop.call('closing.list', { limit: 50, beforeZNo: null })
  await shop.call('print.figures', { id: newId() })
  expect(badPlans()).toEqual([])
})

test('a forgotten day costs a count of what follows it, and sums when it is closed: no entry is read by itself', async () => {
  const app = await openTestShop()
  shop = app
  const sell = () => app.call('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }))
  await sell()
  app.clock.set(20261122, '10:00')
  for (let sale = 0; sale < 3; sale++) await sell()
  // Reads that a day of selling prepared say nothing of the close.
  const again = openTestApp({ folder: app.folder, keep: true, clock: app.clock })
  try {
    await again.call('counter.summary', {})
    asked.clear()
    expect(await again.call('closing.status', {})).toMatchObject({ forgotten: { laterCount: 3 } })
    const reads = [...asked].filter((sql) => /\bfrom "?entry\b|\bjoin "?entry\b/.test(sql))
    expect(reads.filter((sql) => !/count\(\*\)/.test(sql) && !/"recorded_at"/.test(sql))).toEqual([])
    const countId = newId()
    const count = ask.count({ loose: 100_00 })
    await again.call('closing.count', { id: countId, count, isForgotten: true })
    const request = { id: newId(), countId, reason: 'x', toOwnerMinor: 0, toBankMinor: 0, isForgotten: true }
    expect((await again.call('closing.close', request)).closing.figures.salesMinor).toBe(100_00)
    expect(badPlans()).toEqual([])
    for (const plan of plansOf(/from json_each\(/))
      expect(plan.join(' ')).toContain('SEARCH entry USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)')
  } finally {
    await again.close()
  }
})

test('a paper, the queue, and what is done when nobody waits cost the same in every year', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  const sale = ask.sale(null, 100_00, { cashMinor: 100_00 })
  await shop.call('entry.record', sale)
  const copy = await shop.call('print.entry', { id: newId(), entryId: sale.id })
  await shop.call('print.queue', { limit: 100 })
  await shop.call('print.paper', { jobId: copy.id })
  shop.clock.advance(60_000)
  // What the beat of an idle shop does.
  const store = openLedgerStore(shop.file())
  store.prints.forgetPapers(shop.clock.now().epochMs)
  store.checkpoint()
  store.close()
  expect([...asked].some((sql) => sql.includes('"print_job"') && sql.includes('document is not null'))).toBe(true)
  expect(badPlans()).toEqual([])
})

test('the warnings of the day are counted without those of the years before', async () => {
  shop = await openTestShop()
  await shop.call('counter.summary', {})
  const sql = [...asked].find((one) => one.includes('as "warnings"')) ?? ''
  const db = new Sqlite(shop.file(), { readonly: true })
  expect(planOf(db, sql)[0]).toBe('SEARCH audit_event USING COVERING INDEX audit_event_by_kind (kind=? AND rowid>?)')
  db.close()
})

test('an item that is typed, scanned, priced, changed or counted costs the same among fifty thousand', async () => {
  shop = await openTestShop()
  const ramesh = await addParty(shop, 'Ramesh')
  const soap = { id: newId(), name: 'Soap', code: 'S1', barcodes: ['8901030865278'] }
  // The index reads all items once, when the shop is opened.
  await shop.call('item.search', { text: 'soap', limit: 20 })
  asked.clear()
  await shop.call('item.add', soap)
  await shop.call('item.search', { text: 'sop', limit: 20 })
  await shop.call('item.scan', { code: '8901030865278' })
  await shop.call('item.add', { ...soap, id: newId(), name: 'Shampoo', code: 'S2', barcodes: [] })
  await shop.call('item.change', { ...soap, isArchived: false, alias: 'sabun' })
  await shop.call('price.set', { partyId: ramesh, itemId: soap.id, unit: 'PCS', rate: 20_000 })
  await shop.call('item.brief', { itemId: soap.id, partyId: ramesh, side: 'sale' })
  const change = {
    itemId: soap.id,
    by: 5_000,
    countedTo: null,
    costRate: 18_000,
    note: '',
    batch: 'B1',
    expiresOn: null
  }
  await shop.call('stock.adjust', { ...change, id: newId(), reason: 'opening' })
  await shop.call('stock.adjust', { ...change, id: newId(), by: -1_000, costRate: null, reason: 'damaged' })
  const ledger = { itemId: soap.id, limit: 50, valuation: 'fifo' } as const
  const { moves } = await shop.call('stock.ledger', { ...ledger, beforeMoveNo: null })
  await shop.call('stock.ledger', { ...ledger, beforeMoveNo: moves[0]?.moveNo ?? 0 })
  expect(badPlans()).toEqual([])
})

test('a bill, what comes back of it and what is asked of it cost the same among a hundred thousand', async () => {
  shop = await openTestShop()
  const partyId = await addParty(shop, 'Ramesh')
  const { item } = await shop.call('item.add', { id: newId(), name: 'Soap', taxRule: 'gst-18' })
  await shop.call('item.search', { text: 'soap', limit: 20 })
  asked.clear()
  const line = (change: object = {}) => billLine(item as never, { amountMinor: 100_00, said: pieces(2), ...change })
  const priced = line({ rate: 50_000, rateUnit: 'PCS' })
  const record = (request: Parameters<typeof shop.call<'bill.record'>>[1]) => shop.call('bill.record', request)
  const sale = { ...billRequest('sale', [priced], { partyId }), id: newId() }
  await record(sale)
  await record(sale)
  const back = { ...billRequest('sale-return', [line({ ofLine: 1 })], { partyId, ofBillId: sale.id }), id: newId() }
  await record(back)
  await shop.call('entry.reverse', { id: newId(), entryId: back.id, reason: 'kept after all' })
  await shop.call('entry.reverse', { id: newId(), entryId: sale.id, reason: 'not wanted' })
  const bought = {
    ...billRequest('purchase', [line()], { partyId: await addParty(shop, 'Mehta', 'supplier') }),
    id: newId()
  }
  await record(bought)
  await shop.call('entry.reverse', { id: newId(), entryId: bought.id, reason: 'mistyped' })
  await shop.call('stock.ledger', { itemId: item.id, limit: 50, valuation: 'fifo', beforeMoveNo: null })
  const sent = { ...billRequest('challan', [priced], { partyId }), id: newId() }
  await record(sent)
  await shop.call('bill.get', { billId: sent.id })
  const found = { partyId: null, kinds: null, text: '', isOpen: false, beforeBillId: null, limit: 20 }
  await shop.call('bill.find', found)
  await shop.call('bill.find', { ...found, partyId, isOpen: true, kinds: ['challan'] })
  await shop.call('bill.find', { ...found, text: '00001', beforeBillId: sent.id })
  await shop.call('bill.find', { ...found, kinds: ['quotation'] })
  const { row } = await shop.call('bill.get', { billId: sent.id })
  await shop.call('bill.find', { ...found, text: row.number })
  await shop.call('bill.cancel', { id: newId(), billId: sent.id, reason: 'not wanted' })
  await shop.call('item.brief', { itemId: item.id, partyId, side: 'sale' })
  await shop.call('bill.hold', { id: newId(), title: 'Ramesh', draft: '{}' })
  expect(badPlans()).toEqual([])
  // Neither a kind nor a part of a number has an index: a look through the papers has an end above and one below.
  const looks = plansOf(/from "bill" left join "entry" .* order by "bill"."bill_no" desc limit/s)
  expect(looks.length).toBeGreaterThan(3)
  for (const plan of looks)
    expect(plan.join(' ')).toMatch(/SEARCH bill USING .*(rowid|bill_no)>\? AND (rowid|bill_no)<\?/)
})

test('what is open of a party, its terms, days, settlements and plans cost the same in every year', async () => {
  shop = await openTestShop()
  const partyId = await addParty(shop, 'Ramesh')
  const { entry: charge } = await shop.call('entry.record', ask.sale(partyId, 500_00))
  const { entry: payment } = await shop.call('entry.record', ask.got(partyId, { cashMinor: 100_00 }))
  await shop.call('credit.terms', { partyId, terms: { ...NO_TERMS, tags: [], creditDays: 10 } })
  await shop.call('credit.date', { entryId: charge.id, dueOn: 20261201, promisedOn: null })
  await shop.call('credit.promise', { partyId, promisedOn: 20261202 })
  const against = [{ entryId: charge.id, amountMinor: 100_00 }]
  await shop.call('credit.settle', { entryId: payment.id, way: 'against', against })
  const plan = { id: newId(), partyId, side: 'get' as const, title: '' }
  await shop.call('credit.plan', { ...plan, parts: [{ dueOn: 20261201, amountMinor: 400_00 }] })
  const adjust = { id: newId(), partyId, account: 'discount-allowed' as const, creditMinor: -10_00, text: '' }
  await shop.call('credit.adjust', adjust)
  await shop.call('credit.brief', { partyId })
  await shop.call('credit.endPlan', { id: plan.id, reason: '' })
  expect(badPlans()).toEqual([])
})
