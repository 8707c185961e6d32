import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NO_TERMS } from '#shared/credit/terms.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
let ramesh: string
beforeEach(async () => {
  shop = await openTestShop()
  ramesh = await addParty(shop, 'Ramesh')
})
afterEach(async () => {
  // Whatever a test did, every row of it follows from the journal.
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
  await shop.close()
})

const sale = async (amount: number, party = ramesh) =>
  (await shop.call('entry.record', ask.sale(party, amount * 100))).entry.id
const got = async (amount: number, party = ramesh) =>
  (await shop.call('entry.record', ask.got(party, { cashMinor: amount * 100 }))).entry.id
const brief = (partyId = ramesh) => shop.call('credit.brief', { partyId })
const open = async (partyId = ramesh) =>
  (await brief(partyId)).items.map(({ openMinor, dueOn }) => [openMinor / 100, dueOn])

test('an entry may say its due day and a promise; the same again is the same, another day is not', async () => {
  const request = { ...ask.sale(ramesh, 500_00), dueOn: 20261130, promisedOn: 20261125 }
  expect(await shop.call('entry.record', request)).toMatchObject({ outcome: 'recorded' })
  expect((await brief()).items).toMatchObject([{ dueOn: 20261130, promisedOn: 20261125 }])
  expect(await shop.call('entry.record', request)).toMatchObject({ outcome: 'exists' })
  // What was said of it later does not make the first word another one.
  await shop.call('credit.date', { entryId: request.id, dueOn: 20261231, promisedOn: null })
  expect(await shop.call('entry.record', request)).toMatchObject({ outcome: 'exists' })
  expect(await shop.failure('entry.record', { ...request, dueOn: 20261201 })).toEqual({ code: 'entry/id-reused' })
  expect(await shop.failure('entry.record', { ...request, promisedOn: null })).toEqual({ code: 'entry/id-reused' })
  const { dueOn: _, promisedOn: __, ...bare } = request
  expect(await shop.failure('entry.record', bare)).toEqual({ code: 'entry/id-reused' })
})

test('a payment may say at once what it settles; the same again is the same', async () => {
  const [one, two] = [await sale(300), await sale(200)]
  const settles = { way: 'against' as const, against: [{ entryId: two, amountMinor: 200_00 }] }
  const payment = { ...ask.got(ramesh, { cashMinor: 200_00 }), settles }
  await shop.call('entry.record', payment)
  expect((await brief()).items.map(({ entryId, openMinor }) => [entryId, openMinor])).toEqual([[one, 300_00]])
  expect(await shop.call('entry.record', payment)).toMatchObject({ outcome: 'exists' })
  expect(await shop.failure('entry.record', { ...payment, settles: { way: 'advance', against: [] } })).toEqual({
    code: 'entry/id-reused'
  })
  // What cannot be settled leaves no entry behind.
  const wrong = { ...ask.got(ramesh, { cashMinor: 100_00 }), settles }
  expect(await shop.failure('entry.record', wrong)).toMatchObject({ code: 'credit/charge-exceeded' })
  expect((await brief()).balanceMinor).toBe(300_00)
})

test('pain 65: a sale over the limit, to a party that is late, is warned of at entry, logged and never stopped', async () => {
  await shop.call('settings.change', { creditLimitMinor: 1_000_00, creditDays: 7 })
  const record = async (amount: number) =>
    (await shop.call('entry.record', ask.sale(ramesh, amount * 100))).warnings.map(({ rail }) => rail)
  expect(await record(600)).toEqual([])
  expect(await record(500)).toEqual(['over-limit'])
  shop.clock.set(20261210)
  expect(await record(10)).toEqual(['over-limit', 'overdue'])
  await shop.call('credit.promise', { partyId: ramesh, promisedOn: 20261211 })
  shop.clock.set(20261215)
  expect(await record(10)).toEqual(['over-limit', 'broken-promise'])
  expect((await shop.call('party.brief', { partyId: ramesh })).credit).toEqual({
    limitMinor: 1_000_00,
    leftMinor: -120_00,
    overdueMinor: 1_100_00,
    oldestDueOn: 20261128,
    promisedOn: 20261211,
    brokenMinor: 1_100_00
  })
  expect((await shop.call('entry.record', ask.got(ramesh, { cashMinor: 100_00 }))).warnings).toEqual([])
})

test('pain 44: what is not paid stays due in the account, with its day, without a word being asked', async () => {
  const { entry } = await shop.call('entry.record', ask.sale(ramesh, 1_500_00, { cashMinor: 500_00 }))
  expect(entry).toMatchObject({ amountMinor: 1_500_00, cashMinor: 500_00, creditMinor: 1_000_00 })
  expect(await open()).toEqual([[1_000, 20261221]])
})

test('pain 45: money for old dues is taken before the new sale, and settles the old', async () => {
  const old = await sale(800)
  await got(300)
  await sale(200)
  expect((await brief()).items.map(({ entryId, openMinor }) => [entryId === old, openMinor])).toEqual([
    [true, 500_00],
    [false, 200_00]
  ])
})

test('pain 46: the rest of a part-paid sale is paid later without touching the sale', async () => {
  const { entry } = await shop.call('entry.record', ask.sale(ramesh, 1_500_00, { cashMinor: 500_00 }))
  await got(1_000)
  const after = await shop.call('entry.get', { entryId: entry.id })
  expect([after.number, after.reversedById, after.cashMinor]).toEqual([entry.number, null, 500_00])
  expect(await open()).toEqual([])
})

/** Names and amounts on the newest paper, as it was queued. */
function newestPairs(): Map<string, string> {
  const db = new Sqlite(shop.file(), { readonly: true })
  const document = db.prepare('select document from print_job order by job_no desc limit 1').pluck().get() as string
  db.close()
  const { blocks } = JSON.parse(document) as ReceiptDocument
  return new Map(blocks.flatMap((block) => (block.type === 'pair' ? [[block.label, block.value] as const] : [])))
}

test('pain 47: the receipt of a part-paid sale says what came in and what is left, then and after a reprint', async () => {
  const { entry } = await shop.call('entry.record', ask.sale(ramesh, 1_500_00, { cashMinor: 500_00 }))
  const said = newestPairs()
  expect([said.get('Cash'), said.get('On credit'), said.get('You owe')]).toEqual(['500.00', '1,000.00', '1,000.00'])
  expect(said.get('Paid')).toContain('500.00')
  expect([...said.values()].filter((value) => value.includes('1,500.00'))).toHaveLength(1)
  await got(1_000)
  await shop.call('print.entry', { id: newId(), entryId: entry.id })
  const again = newestPairs()
  expect([again.get('Cash'), again.get('On credit')]).toEqual(['500.00', '1,000.00'])
})

const DUE = 'Pay by'
const paper = async (id: string) => {
  await shop.call('print.entry', { id: newId(), entryId: id })
  return newestPairs().get(DUE)
}

test('a paper says until when the rest is to be paid: by the shop, the party, or the day that was set', async () => {
  const sale = async (change: object = {}) => {
    const { entry } = await shop.call('entry.record', {
      ...ask.sale(ramesh, 1_500_00, { cashMinor: 500_00 }),
      ...change
    })
    return { id: entry.id, due: newestPairs().get(DUE) }
  }
  const first = await sale()
  expect(first.due).toBe('21-12-2026')
  expect((await sale({ dueOn: 20261130 })).due).toBe('30-11-2026')
  // What one entry was given holds for no other.
  expect((await sale()).due).toBe('21-12-2026')
  await shop.call('credit.terms', { partyId: ramesh, terms: { ...NO_TERMS, tags: [], creditDays: 10 } })
  expect((await sale()).due).toBe('01-12-2026')
  expect((await sale()).due).toBe('01-12-2026')
  expect((await sale({ occurredOn: 20261101 })).due).toBe('11-11-2026')
  await shop.call('credit.terms', { partyId: ramesh, terms: { ...NO_TERMS, tags: [] } })
  await shop.call('settings.change', { creditDays: 7 })
  expect((await sale()).due).toBe('28-11-2026')
  // A second paper is as the first was; one that comes out later says what holds then, as the open item does.
  await shop.call('credit.date', { entryId: first.id, dueOn: 20261225, promisedOn: null })
  expect(await paper(first.id)).toBe('21-12-2026')
  await shop.call('settings.change', { printOnAccept: false })
  const { entry } = await shop.call('entry.record', ask.sale(ramesh, 900_00))
  await shop.call('credit.date', { entryId: entry.id, dueOn: 20261226, promisedOn: null })
  const dueOn = (await brief()).items.find(({ entryId }) => entryId === entry.id)?.dueOn
  expect([await paper(entry.id), dueOn]).toEqual(['26-12-2026', 20261226])
})

test('no day to pay by stands where nothing is owed, or where the shop leaves it out', async () => {
  await shop.call('entry.record', ask.sale(null, 500_00, { cashMinor: 500_00 }))
  expect(newestPairs().get(DUE)).toBeUndefined()
  await got(2_000)
  expect(newestPairs().get(DUE)).toBeUndefined()
  // The advance pays it.
  await shop.call('entry.record', ask.sale(ramesh, 1_500_00))
  expect(newestPairs().get(DUE)).toBeUndefined()
  await shop.call('entry.record', ask.sale(ramesh, 1_500_00))
  expect(newestPairs().get(DUE)).toBe('21-12-2026')
  await shop.call('settings.change', { printOnAccept: false })
  const undone = (await shop.call('entry.record', ask.sale(ramesh, 1_500_00))).entry.id
  await shop.call('entry.reverse', { id: newId(), entryId: undone, reason: 'goods back' })
  expect(await paper(undone)).toBeUndefined()
  await shop.call('settings.change', { printOnAccept: true })
  await shop.call('entry.record', ask.sale(ramesh, 1_500_00))
  expect(newestPairs().get(DUE)).toBe('21-12-2026')
  const { receiptLayout } = await shop.call('settings.read', {})
  await shop.call('settings.change', { receiptLayout: { ...receiptLayout, hasDueDay: false } })
  await shop.call('entry.record', ask.sale(ramesh, 1_500_00))
  expect(newestPairs().get(DUE)).toBeUndefined()
})
