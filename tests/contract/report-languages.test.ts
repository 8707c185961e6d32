import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sourceWorkers } from '#main/compose/worker-scripts.ts'
import { makeTable } from '#main/files/table-thread.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { type ReportName, zReportQuery } from '#shared/reports/report.ts'
import { ask, newId, openTestShop, projectRoot, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop()
  const { party } = await shop.call('party.add', ask.party('Ramesh'))
  await shop.call('entry.record', ask.sale(party.id, 260_00))
  await shop.call('entry.record', ask.got(party.id, { cashMinor: 60_00 }))
})
afterEach(() => shop.close())

const REPORTS: readonly ReportName[] = ['trial-balance', 'profit-and-loss', 'day-book', 'totals']
const words = (report: ReportName) =>
  zReportQuery.parse({ report, fromOn: 20260401, toOn: 20270331, step: report === 'totals' ? 'month' : 'none' })

/** The newest paper as it was queued. */
function newestPaper(): ReceiptDocument {
  const db = new Sqlite(shop.file(), { readonly: true })
  const document = db.prepare('select document from print_job order by job_no desc limit 1').pluck().get() as string
  db.close()
  return JSON.parse(document) as ReceiptDocument
}

test('a report on paper and in a file is worded in the language of the papers, whatever the screens speak', async () => {
  const titles = new Set<string>()
  for (const receiptLanguage of RECEIPT_LANGUAGES) {
    await shop.call('settings.change', { receiptLanguage })
    for (const report of REPORTS) {
      await shop.call('report.print', { id: newId(), query: words(report), paper: 'roll' })
      const paper = newestPaper()
      expect(paper.language).toBe(receiptLanguage)
      if (report === 'trial-balance') titles.add(paper.title)
      // A text that is missing would stand there by its key.
      expect(JSON.stringify(paper)).not.toMatch(/(?:column|row|report|kind|account|head|note)\.[a-z]/u)
    }
  }
  expect(titles.size).toBeGreaterThan(8)
  expect((await shop.call('settings.read', {})).language).toBe('en')
})

test('a file of tables has its headings in that language', async () => {
  const report = await shop.call('report.run', { runId: newId(), query: words('day-book'), offset: 0, limit: 100 })
  const localesFolder = `${projectRoot}/locales`
  const made = await makeTable(sourceWorkers().table, {
    report,
    format: 'csv',
    localesFolder,
    language: 'ta',
    currency: 'INR'
  })
  expect(Buffer.from(made).toString('utf8').split('\n')[0]).toMatch(/நாள்.*தொகை/u)
})
