import { afterEach, describe, expect, test } from 'vitest'
import enLedger from '#locales/en/ledger.json' with { type: 'json' }
import enReports from '#locales/en/reports.json' with { type: 'json' }
import { REPORT_STEPS, REPORTS, type Report, type ReportCell } from '#shared/reports/report.ts'
import { askReport, seenRows } from '#tests/support/ask-report.ts'
import { ask, newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

let shop: TestApp | null = null
afterEach(async () => {
  await shop?.close()
  shop = null
})

const GSTIN = '07AAACR5055K1Z9'
const noCash = { cashMinor: 0, upiMinor: 0, bankMinor: 0 }

/** Ten soaps brought along at 50.00, ten bought at 60.00, five sold at 100.00, one of them brought back. All at 18 %. */
async function openGoods(): Promise<TestApp> {
  const of = await openTestShop()
  shop = of
  await of.call('settings.change', { shopGstin: GSTIN, shopState: '07' })
  const [gupta, mehta] = [ask.party('Gupta'), ask.party('Mehta', 'supplier')]
  await of.call('party.add', gupta)
  await of.call('party.add', { ...mehta, gstin: GSTIN })
  const soap = await addItem(of, 'Soap')
  await of.call('stock.adjust', {
    ...{ id: newId(), itemId: soap.id, countedTo: null, by: 10_000, costRate: 50_000, reason: 'opening' },
    ...{ note: '', batch: '', expiresOn: null }
  })
  await of.call(
    'bill.record',
    askBill('purchase', [some(soap, 10, 600_00)], { partyId: mehta.id, theirNumber: 'MM/77', paid: noCash })
  )
  const sale = askBill('sale', [some(soap, 5, 500_00)], { partyId: gupta.id, tender: { ...noCash, changeMinor: 0 } })
  await of.call('bill.record', sale)
  const back = { partyId: gupta.id, ofBillId: sale.id, paid: noCash }
  await of.call('bill.record', askBill('sale-return', [some(soap, 1, 0, { ofLine: 1 })], back))
  return of
}

describe('reports of goods, worked out by hand', () => {
  test('profit and loss takes the goods on hand at what they cost, and the balance sheet stands', async () => {
    const of = await openGoods()
    const profit = await askReport(of, 'profit-and-loss')
    expect(seenRows(profit.rows)).toEqual([
      ['head', 'trading', null, null],
      ['line', 'sales', 500_00, 12_500],
      ['line', 'sales-returns', -100_00, -2_500],
      ['sum', 'revenue', 400_00, 10_000],
      ['line', 'purchases', 600_00, 15_000],
      ['line', 'stockBrought', 500_00, 12_500],
      ['line', 'closingStock', -880_00, -22_000],
      ['sum', 'costOfGoods', 220_00, 5_500],
      ['sum', 'grossProfit', 180_00, 4_500],
      ['total', 'netProfit', 180_00, 4_500]
    ])
    const sheet = await askReport(of, 'balance-sheet')
    expect(seenRows(sheet.rows)).toEqual([
      ['head', 'asset', null],
      ['line', 'cash', 2_000_00],
      ['line', 'debtors', 472_00],
      ['line', 'input-cgst', 54_00],
      ['line', 'input-sgst', 54_00],
      ['line', 'stock', 880_00],
      ['sum', 'total', 3_460_00],
      ['head', 'liability', null],
      ['line', 'creditors', 708_00],
      ['line', 'output-cgst', 36_00],
      ['line', 'output-sgst', 36_00],
      ['sum', 'total', 780_00],
      ['head', 'equity', null],
      ['line', 'opening', 2_000_00],
      ['line', 'goodsOfOwner', 500_00],
      ['line', 'periodProfit', 180_00],
      ['sum', 'total', 2_680_00],
      ['total', 'difference', 0]
    ])
  })

  test('registers have what was brought back as less, and the tax is what they say', async () => {
    const of = await openGoods()
    const sales = await askReport(of, 'sales-register')
    expect(sales.columns.slice(5).map(({ key }) => key)).toEqual(['goods', 'cgst', 'sgst', 'total'])
    expect(seenRows(sales.rows).map((row) => row.slice(-4))).toEqual([
      [500_00, 45_00, 45_00, 590_00],
      [-100_00, -9_00, -9_00, -118_00],
      [400_00, 36_00, 36_00, 472_00]
    ])
    const bought = await askReport(of, 'purchase-register')
    expect(bought.rows[0]?.cells.slice(2, 6)).toEqual(['MM/77', { key: 'ledger:kind.purchase' }, 'Mehta', GSTIN])
    const gst = await askReport(of, 'gst-summary')
    expect(seenRows(gst.rows)).toEqual([
      ['head', 'outputTax', null, null, null, null, null],
      ['line', 'taxable', 1_800, 400_00, 36_00, 36_00, 72_00],
      ['sum', 'total', null, 400_00, 36_00, 36_00, 72_00],
      ['head', 'inputTax', null, null, null, null, null],
      ['line', 'taxable', 1_800, 600_00, 54_00, 54_00, 108_00],
      ['sum', 'total', null, 600_00, 54_00, 54_00, 108_00],
      ['total', 'taxToPay', null, null, -18_00, -18_00, -36_00]
    ])
  })

  test('goods say what came, what went, what is there and what they earned', async () => {
    const of = await openGoods()
    expect(seenRows((await askReport(of, 'stock-summary')).rows)).toEqual([
      ['line', 'Soap', '', 'PCS', 0, 21_000, 5_000, 16_000, 0, 1_155_00, 275_00, 880_00],
      ['total', 'total', '', '', null, null, null, null, 0, 1_155_00, 275_00, 880_00]
    ])
    expect(seenRows((await askReport(of, 'item-profit')).rows)).toEqual([
      ['line', 'Soap', 4_000, 'PCS', 400_00, 220_00, 180_00, 4_500],
      ['total', 'total', null, '', 400_00, 220_00, 180_00, 4_500]
    ])
    expect(seenRows((await askReport(of, 'party-profit')).rows)[0]).toEqual([
      'line',
      'Gupta',
      400_00,
      220_00,
      180_00,
      4_500
    ])
    const totals = await askReport(of, 'totals', { step: 'month' })
    expect(seenRows(totals.rows)[0]).toEqual([
      ...['line', 20261101, 20261130, 590_00, 118_00, 708_00, 0, 0, 0, 0, 590_00, 0]
    ])
  })

  test('goods that a challan delivered cost what they did then, and once', async () => {
    const of = await openGoods()
    const [gupta] = await of.call('party.search', { text: 'Gupta', limit: 1 })
    const { items } = await of.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 5 })
    const soap = items[0] as Parameters<typeof some>[0]
    const partyId = gupta?.id ?? null
    const challan = askBill('challan', [some(soap, 4, 400_00)], { partyId })
    await of.call('bill.record', challan)
    const bill = { partyId, ofBillId: challan.id, tender: { ...noCash, changeMinor: 0 } }
    await of.call('bill.record', askBill('sale', [some(soap, 2, 200_00, { ofLine: 1 })], bill))
    expect(seenRows((await askReport(of, 'item-profit')).rows)[0]).toEqual([
      ...['line', 'Soap', 6_000, 'PCS', 600_00, 330_00, 270_00, 4_500]
    ])
  })
})

/** Every text of the locales that a report names. */
const wordsOf = (report: Report): string[] => {
  const cells: ReportCell[] = [...report.rows.flatMap((row) => row.cells), ...(report.chart?.labels ?? [])]
  return [
    ...report.columns.map(({ key }) => `reports:column.${key}`),
    ...(report.chart?.series ?? []).map(({ key }) => `reports:column.${key}`),
    ...report.notes.map(({ key }) => `reports:note.${key}`),
    ...cells.flatMap((cell) => (cell !== null && typeof cell === 'object' ? [cell.key] : []))
  ]
}

function isSaid(key: string): boolean {
  const [part, path = ''] = key.split(':')
  const texts: unknown = part === 'reports' ? enReports : enLedger
  const text = path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown>)?.[name], texts)
  return typeof text === 'string'
}

describe('the sample shop', () => {
  test('has every report, in every step, each said in words and leading to what can be asked for', async () => {
    const of = openTestApp()
    shop = of
    await of.call('shop.trySample', { language: 'en' })
    const days = { fromOn: 20260101, toOn: 20261231 }
    const [party] = (
      await of.call('party.list', { filter: 'all', sort: 'balance', text: '', offset: 0, limit: 5 } as never)
    ).parties
    const words = new Set<string>(REPORTS.map((name) => `reports:report.${name}`))
    for (const report of REPORTS) {
      for (const step of REPORT_STEPS) {
        const query = { ...days, step, isCompared: step !== 'week', partyId: party?.id ?? null }
        const made = await askReport(of, report, query)
        expect(made.rows.length, report).toBeGreaterThan(report === 'bank-book' ? 0 : 1)
        for (const { cells } of made.rows) expect(cells).toHaveLength(made.columns.length)
        for (const word of wordsOf(made)) words.add(word)
        const target = made.rows.findLast((row) => row.target !== null && 'query' in row.target)?.target
        if (target && 'query' in target) await askReport(of, target.query.report, target.query)
      }
    }
    expect([...words].filter((key) => !isSaid(key))).toEqual([])
  })

  test('is owed by age what its collection list says', async () => {
    const of = openTestApp()
    shop = of
    await of.call('shop.trySample', { language: 'en' })
    for (const side of ['get', 'give'] as const) {
      const asked = { side, filter: 'all' as const, sort: 'amount' as const, group: '', route: '', silentDays: 1 }
      const list = await of.call('credit.collection', { ...asked, offset: 0, limit: 1_000 } as never)
      const made = await askReport(of, 'ageing', { toOn: 20261121, side })
      const sign = side === 'get' ? 1 : -1
      const { buckets, unsettledMinor } = list.ageing
      const amounts = [...buckets, unsettledMinor].map((amount) => (amount === 0 ? 0 : sign * amount))
      expect(made.rows.at(-1)?.cells.slice(3, 9)).toEqual(amounts)
    }
  })
})
