import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { zReportQuery } from '#shared/reports/report.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

let shop: TestApp
let csv = ''
beforeEach(async () => {
  const dialogs = { ...noDialogs, chooseSaveFile: async (name: string) => (csv = path.join(shop.folder, name)) }
  shop = openTestApp({ facing: { dialogs } })
  await shop.call('shop.create', firstRun())
})
afterEach(() => shop.close())

async function party(name: string, change = {}): Promise<string> {
  return (await shop.call('party.add', { ...ask.party(name), ...change })).party.id
}
const ids = () => ({ outId: newId(), inId: newId() })
const statement = (partyId: string, beforeEntryNo: number | null = null, limit = 100) =>
  shop.call('party.statement', { partyId, beforeEntryNo, limit })
const isClean = async () => (await shop.call('ledger.verify', {})).isClean
const balanceOf = async (partyId: string) => (await shop.call('party.brief', { partyId })).balanceMinor

test('two that are one: one balance, one account in order of time, found by either name, nothing lost', async () => {
  const goes = await party('रमेश किराना', { phone: '+91 98290 11111', place: 'Agra' })
  const stays = await party('Ramesh General', { phone: '9414012345' })
  await shop.call('entry.record', ask.sale(goes, 500_00))
  await shop.call('entry.record', ask.sale(stays, 200_00))
  await shop.call('entry.record', ask.got(goes, { cashMinor: 100_00 }))
  const before = await shop.call('counter.summary', {})
  const plan = await shop.call('party.mergePlan', { partyId: goes, intoId: stays })
  expect(plan).toMatchObject({ balanceMinor: 600_00, entryCount: 3, endedPlans: 0 })
  expect(plan.stays).toMatchObject({ name: 'Ramesh General', alias: 'रमेश किराना', place: 'Agra' })
  const request = { partyId: goes, intoId: stays, ...ids() }
  const merged = await shop.call('party.merge', request)
  expect(merged).toMatchObject({ outcome: 'recorded', movedMinor: 400_00 })
  expect(merged.party).toMatchObject({ balanceMinor: 600_00, phone: '9414012345, +91 98290 11111' })
  expect(await shop.call('party.merge', request)).toMatchObject({ outcome: 'exists', movedMinor: 400_00 })
  const after = await shop.call('counter.summary', {})
  expect([after.getMinor, after.giveMinor, after.drawerMinor]).toEqual([before.getMinor, 0, before.drawerMinor])

  const hits = await shop.call('party.search', { text: 'ramesh kirana', limit: 5 })
  expect(hits.map((hit) => hit.id)).toEqual([stays])
  expect((await shop.call('party.search', { text: '98290', limit: 5 })).map((hit) => hit.id)).toEqual([stays])
  const account = await statement(stays)
  expect(account.lines.map((line) => [line.partyName, line.creditMinor, line.balanceAfterMinor])).toEqual([
    ['रमेश किराना', 500_00, 500_00],
    ['Ramesh General', 200_00, 700_00],
    ['रमेश किराना', -100_00, 600_00],
    ['रमेश किराना', -400_00, 200_00],
    ['Ramesh General', 400_00, 600_00]
  ])
  const [newest, older] = [await statement(stays, null, 2), await statement(stays, account.lines[3]?.entryNo ?? 0, 2)]
  expect([newest.openingMinor, newest.hasMore, older.openingMinor, older.hasMore]).toEqual([600_00, true, 500_00, true])
  const sale = await shop.call('entry.record', ask.sale(stays, 50_00))
  expect(sale.entry.balanceAfterMinor).toBe(650_00)
  await shop.call('export.statement', { partyId: stays })
  const file = readFileSync(csv, 'utf8').trim()
  expect(file.split('\n')).toHaveLength(7)
  expect(file).toContain('(रमेश किराना)')
  expect((await shop.call('party.merges', { partyId: goes })).into).toMatchObject({ id: stays })
  expect((await shop.call('party.merges', { partyId: stays })).members).toMatchObject([{ id: goes }])
  expect(await isClean()).toBe(true)
})

test('bills that were made out before are found under the name that stands, and its report holds their lines', async () => {
  const [goes, stays, last] = [await party('Old Name'), await party('New Name'), await party('Newest Name')]
  const line = some(await addItem(shop, 'Rice', { taxRule: 'gst-exempt' }), 1, 100_00)
  const made = await shop.call('bill.record', askBill('sale', [line], { partyId: goes }))
  const own = await shop.call('bill.record', askBill('sale', [line], { partyId: stays }))
  await shop.call('party.merge', { partyId: goes, intoId: stays, ...ids() })
  await shop.call('party.merge', { partyId: stays, intoId: last, ...ids() })
  const find = async (change: { partyId?: string; text?: string }) => {
    const asked = { partyId: null, kinds: null, text: '', isOpen: false, beforeBillId: null, limit: 10, ...change }
    return (await shop.call('bill.find', asked)).rows.map(({ id, partyName }) => [id, partyName])
  }
  const both = [
    [own.bill.row.id, 'New Name'],
    [made.bill.row.id, 'Old Name']
  ]
  expect(await find({ partyId: last })).toEqual(both)
  expect(await find({ text: 'newest' })).toEqual(both)
  expect(await find({ text: 'old name' })).toEqual([both[1]])
  expect(await find({ partyId: goes })).toEqual([both[1]])
  const query = zReportQuery.parse({ report: 'party-statement', fromOn: 19000101, toOn: 21001231, partyId: last })
  const { rows } = await shop.call('report.run', { runId: newId(), query, offset: 0, limit: 100 })
  expect(rows.at(-1)?.cells.at(-1)).toBe(200_00)
  expect(rows.filter(({ cells }) => String(cells[3]).includes('(Old Name)'))).not.toEqual([])
})

test('what was due stays due, and a plan of the one that goes ends', async () => {
  const [goes, stays] = [await party('One'), await party('Two')]
  const sale = await shop.call('entry.record', ask.sale(goes, 300_00))
  await shop.call('credit.date', { entryId: sale.entry.id, dueOn: 20261130, promisedOn: null })
  expect((await shop.call('party.mergePlan', { partyId: goes, intoId: stays })).openItems).toBe(1)
  await shop.call('party.merge', { partyId: goes, intoId: stays, ...ids() })
  const [before, after] = [goes, stays].map((partyId) => shop.call('credit.brief', { partyId }))
  expect((await before)?.items).toEqual([])
  expect((await after)?.items).toMatchObject([{ openMinor: 300_00, dueOn: 20261130 }])
  expect(await isClean()).toBe(true)
})

test('what comes to the account that was put away goes on to the one that stands for it', async () => {
  const [first, second, third] = [await party('One'), await party('Two'), await party('Three', { kind: 'supplier' })]
  const sale = await shop.call('entry.record', ask.sale(first, 300_00))
  await shop.call('party.merge', { partyId: first, intoId: second, ...ids() })
  await shop.call('party.merge', { partyId: second, intoId: third, ...ids() })
  expect(await balanceOf(third)).toBe(300_00)
  await shop.call('entry.reverse', { id: newId(), entryId: sale.entry.id, reason: 'wrong' })
  await shop.call('entry.record', ask.sale(first, 40_00))
  expect([await balanceOf(first), await balanceOf(second), await balanceOf(third)]).toEqual([0, 0, 40_00])
  expect((await statement(third)).lines.at(-1)?.balanceAfterMinor).toBe(40_00)
  expect(await isClean()).toBe(true)
})

test('a merge is taken back with all that went over since, and as a whole', async () => {
  const [goes, stays] = [await party('One'), await party('Two')]
  const sale = await shop.call('entry.record', ask.sale(goes, 300_00))
  await shop.call('entry.record', ask.sale(goes, 50_00))
  await shop.call('entry.record', ask.sale(stays, 20_00))
  await shop.call('party.merge', { partyId: goes, intoId: stays, ...ids() })
  await shop.call('entry.reverse', { id: newId(), entryId: sale.entry.id, reason: 'wrong' })
  const moved = (await statement(goes)).lines.find((line) => line.kind === 'journal')
  const alone = { id: newId(), entryId: moved?.id ?? '', reason: 'no' }
  expect(await shop.failure('entry.reverse', alone)).toEqual({ code: 'entry/of-merge' })
  const undo = { partyId: goes, ...ids() }
  expect(await shop.call('party.unmerge', undo)).toMatchObject({ outcome: 'recorded', movedMinor: 50_00 })
  expect(await shop.call('party.unmerge', undo)).toMatchObject({ outcome: 'exists', movedMinor: 50_00 })
  expect([await balanceOf(goes), await balanceOf(stays)]).toEqual([50_00, 20_00])
  expect(await shop.failure('party.unmerge', { partyId: goes, ...ids() })).toEqual({ code: 'party/not-merged' })
  expect((await shop.call('party.search', { text: 'One', limit: 5 }))[0]?.id).toBe(goes)
  expect(await isClean()).toBe(true)
})

test('what is no merge is refused by name, and changes nothing', async () => {
  const [first, second, third] = [await party('One'), await party('Two'), await party('Three')]
  const merge = (partyId: string, intoId: string) => shop.failure('party.merge', { partyId, intoId, ...ids() })
  expect(await merge(first, first)).toMatchObject({ code: 'party/merge-with-itself' })
  expect(await merge(first, newId())).toMatchObject({ code: 'party/not-found' })
  expect(await merge(first, second)).toBeNull()
  expect(await merge(first, third)).toMatchObject({ code: 'party/merged-already', params: { name: 'One' } })
  expect(await merge(third, first)).toMatchObject({ code: 'party/merged-already' })
  const back = { ...ask.party('One'), id: first, isArchived: false }
  expect(await shop.failure('party.change', back)).toMatchObject({ code: 'party/merged-already' })
  await shop.call('party.change', { ...ask.party('Three'), id: third, isArchived: true })
  expect(await merge(third, second)).toMatchObject({ code: 'party/merge-put-away' })
  expect(await shop.failure('party.mergePlan', { partyId: second, intoId: third })).toMatchObject({
    code: 'party/merge-put-away'
  })
  expect(await isClean()).toBe(true)
})

test('a merge in the middle of two is taken back with what is its own, whatever came through it since', async () => {
  const [a, b, c] = [await party('A'), await party('B'), await party('C')]
  const sale = await shop.call('entry.record', ask.sale(a, 100_00))
  await shop.call('entry.record', ask.sale(b, 50_00))
  await shop.call('entry.record', ask.sale(c, 7_00))
  await shop.call('party.merge', { partyId: a, intoId: b, ...ids() })
  await shop.call('party.merge', { partyId: b, intoId: c, ...ids() })
  await shop.call('entry.reverse', { id: newId(), entryId: sale.entry.id, reason: 'typed twice' })
  await shop.call('party.unmerge', { partyId: b, ...ids() })
  expect([await balanceOf(b), await balanceOf(c)]).toEqual([50_00, 7_00])
  expect(await isClean()).toBe(true)
})

test('who does not want messages under one of the names is not written to under the other', async () => {
  const [goes, stays] = [await party('One', { phone: '9414012345' }), await party('Two', { phone: '9829011111' })]
  await shop.call('credit.terms', { partyId: stays, terms: { ...NO_TERMS, group: 'Agra', consent: 'given' } })
  await shop.call('credit.terms', { partyId: goes, terms: { ...NO_TERMS, consent: 'refused' } })
  await shop.call('party.merge', { partyId: goes, intoId: stays, ...ids() })
  const { consent, shut } = await shop.call('message.draft', { partyId: stays, purpose: null, language: null })
  expect([consent, shut.whatsapp]).toEqual(['refused', 'message/do-not-contact'])
  expect(await isClean()).toBe(true)
})
