import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input, Output } from '#shared/contract/contract.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { billLine, billRequest, pieces } from '#tests/support/bill-request.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
let soap: Output<'item.add'>['item']
let rice: Output<'item.add'>['item']

beforeEach(() => open())
afterEach(() => shop.close())

async function open(): Promise<void> {
  shop = await openTestShop()
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  const item = async (name: string, taxRule: string, hsn: string) =>
    (await shop.call('item.add', { id: newId(), name, taxRule, hsn })).item
  soap = await item('Soap', 'gst-18', '3401')
  rice = await item('Biscuits', 'gst-5', '1905')
}

/** A bill of walk-in goods, paid in cash; amounts are before tax. */
async function sell(soapMinor: number, riceMinor = 0, change: object = {}) {
  const line = (item: typeof soap, amountMinor: number) =>
    billLine(item as never, { amountMinor, said: pieces(1), rate: null })
  const lines = [...(soapMinor > 0 ? [line(soap, soapMinor)] : []), ...(riceMinor > 0 ? [line(rice, riceMinor)] : [])]
  const due = soapMinor + 2 * Math.round(soapMinor * 0.09) + riceMinor + 2 * Math.round(riceMinor * 0.025)
  const cashMinor = Math.round(due / 100) * 100
  const asked = {
    ...billRequest('sale', lines),
    id: newId(),
    tender: { cashMinor, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
  }
  const paid = { ...asked, roundOff: 'rupee', ...change } as unknown as Input<'bill.record'>
  const failure = await shop.failure('bill.record', paid)
  if (failure === null) return shop.call('bill.get', { billId: asked.id })
  throw new Error(JSON.stringify(failure))
}

async function close() {
  const countId = newId()
  const { drawerMinor } = await shop.call('counter.summary', {})
  await shop.call('closing.count', { id: countId, count: ask.count({ loose: drawerMinor }) })
  await shop.call('closing.close', { id: newId(), countId, reason: '', toOwnerMinor: 0, toBankMinor: 0 })
  return shop.call('dayInvoice.list', { limit: 50, beforeNo: null })
}
const isClean = async () =>
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })

test('small walk-in sales of a day stand on one numbered invoice, by rate and head to the paisa', async () => {
  await sell(42_19)
  await sell(100_07, 13_33)
  await sell(500_00)
  const [invoice, ...others] = await close()
  expect(others).toEqual([])
  expect(invoice).toMatchObject({
    bookOn: 20261121,
    periodNo: 1,
    details: { sums: { billCount: 2, taxableMinor: 155_59 }, returnedMinor: 0 }
  })
  expect(invoice?.number).toMatch(/^[A-Z]{2}S\/26-27\/00001$/)
  expect(invoice?.details.sums.taxSums.map(({ rateBp, taxableMinor, taxes }) => [rateBp, taxableMinor, taxes])).toEqual(
    [
      [500, 13_33, { cgst: 33, sgst: 33 }],
      [1_800, 142_26, { cgst: 3_80 + 9_01, sgst: 3_80 + 9_01 }]
    ]
  )
  await isClean()
})

test('a day without a small sale, a shop without a limit, and one that is not registered make no invoice', async () => {
  await sell(300_00)
  expect(await close()).toEqual([])
  await shop.call('settings.change', { smallSaleLimitMinor: 0 })
  shop.clock.set(20261122)
  await sell(20_00)
  expect(await close()).toEqual([])
  await shop.call('settings.change', { smallSaleLimitMinor: 200_00, taxRegistration: 'composition' })
  shop.clock.set(20261123)
  await shop.call('entry.record', ask.sale(null, 20_00, { cashMinor: 20_00 }))
  expect(await close()).toEqual([])
  await isClean()
})

test('who gave his name asked for a bill of his own, and what was called off before the close is on no invoice', async () => {
  const { party } = await shop.call('party.add', { id: newId(), name: 'Ramesh', kind: 'customer' })
  await sell(50_00, 0, { partyId: party.id })
  const wrong = await sell(60_00)
  await shop.call('entry.reverse', { id: newId(), entryId: wrong.row.id, reason: 'typed twice' })
  await sell(70_00)
  const [invoice] = await close()
  expect(invoice?.details.sums).toMatchObject({ billCount: 1, taxableMinor: 70_00 })
  await isClean()
})

test('a bill that is called off after the close stays on its invoice, which says so when it is printed again', async () => {
  const one = await sell(50_00)
  await sell(60_00)
  const [invoice] = await close()
  shop.clock.set(20261122)
  await shop.call('entry.reverse', { id: newId(), entryId: one.row.id, reason: 'came back' })
  await sell(20_00)
  const [next, before] = await close()
  expect(before).toMatchObject({ number: invoice?.number, totalMinor: invoice?.totalMinor, undone: [one.row.number] })
  expect(next).toMatchObject({ undone: [], details: { sums: { billCount: 1 } } })
  expect(next?.number.slice(-5)).toBe('00002')
  const id = newId()
  await shop.call('print.dayInvoice', { id, invoiceId: before?.id ?? '' })
  expect(paper(id)).toContain(one.row.number)
  expect(paper(id)).toContain('DUPLICATE')
  await isClean()
})

test('the invoice is printed at the close, and its paper bears number, rates and total', async () => {
  await sell(100_00)
  const [invoice] = await close()
  const jobs = (await shop.call('print.queue', { limit: 20 })).filter(({ kind }) => kind === 'day-invoice')
  expect(jobs).toHaveLength(1)
  const words = paper(jobs[0]?.id ?? '')
  for (const word of [invoice?.number ?? '?', 'CGST 9 %', '100.00', '9.00', '118.00']) expect(words).toContain(word)
})

test('today’s sales are on today’s invoice when yesterday is closed late', async () => {
  await sell(50_00)
  shop.clock.set(20261122, '10:00')
  await sell(60_00)
  const late = { id: newId(), countId: null, reason: 'forgot', toOwnerMinor: 0, toBankMinor: 0, isForgotten: true }
  await shop.call('closing.close', late)
  const invoices = await close()
  expect(invoices.map(({ bookOn, details }) => [bookOn, details.sums.taxableMinor])).toEqual([
    [20261122, 60_00],
    [20261121, 50_00]
  ])
  await isClean()
})

test('whatever is sold, an invoice is the sum of its bills by rate, by head and in all, and numbers have no gap', async () => {
  const day = fc.array(fc.tuple(fc.integer({ min: 50, max: 150_00 }), fc.integer({ min: 50, max: 90_00 })), {
    maxLength: 6
  })
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 3 }), async (days) => {
      await shop.close()
      await open()
      const made: number[] = []
      for (const [at, sales] of days.entries()) {
        shop.clock.set(20261101 + at)
        const bills = []
        for (const [one, other] of sales) bills.push(await sell(one, other))
        const small = bills.filter(({ bill }) => bill.totalMinor < 200_00).map(({ bill }) => bill)
        const before = made.length
        const invoices = await close()
        if (small.length > 0) made.push(1)
        expect(invoices).toHaveLength(made.length)
        if (made.length === before) continue
        const { number, totalMinor, details } = invoices[0] ?? expect.fail()
        expect(number.slice(-5)).toBe(String(made.length).padStart(5, '0'))
        expect(totalMinor).toBe(small.reduce((sum, bill) => sum + bill.totalMinor, 0))
        const { sums } = details
        const heads = Object.values(sums.taxes).reduce((sum, amount) => sum + (amount ?? 0), 0)
        expect(sums.taxableMinor + heads + sums.untaxedMinor + sums.roundOffMinor).toBe(totalMinor)
        expect(sums.taxSums.reduce((sum, one) => sum + one.taxableMinor, 0)).toBe(sums.taxableMinor)
        const ofRates = sums.taxSums.flatMap(({ taxes }) => Object.values(taxes))
        expect(ofRates.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)).toBe(heads)
      }
      await isClean()
    }),
    { numRuns: 5 }
  )
}, 120_000)

/** All words of a paper in the queue. */
function paper(jobId: string): string {
  const db = new Sqlite(shop.file(), { readonly: true })
  const document = db.prepare('select document from print_job where id = ?').pluck().get(jobId) as string
  db.close()
  return JSON.stringify((JSON.parse(document) as ReceiptDocument).blocks).replaceAll('\u00a0', ' ')
}
