// The thread that makes a workbook or a CSV of a report. An entry of its own: from source in plain Node, from `out/main` in the app.
import { parentPort, workerData } from 'node:worker_threads'
import { writeCsv } from '#shared/export/csv.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { ReportRow } from '#shared/reports/report.ts'
import { reportCsv } from '#shared/reports/report-csv.ts'
import { createLocaleTexts } from './locale-files.ts'
import type { TableOrder } from './table-thread.ts'
import { workbookOf } from './write-workbook.ts'

const port = parentPort
assert(port !== null, 'the table thread is a worker')
const { report, format, language, currency, localesFolder } = workerData as TableOrder
const voice = { words: createLocaleTexts(localesFolder).report(language), currency }
const texts: string[] = []
const rows: ReportRow[] = []

/** A page of a CSV is text at once; only the first bears the mark of its letters and the headings. */
function takePage(page: readonly ReportRow[]): void {
  const [head = [], ...lines] = reportCsv({ ...report, rows: [...page] }, voice.words)
  texts.push(texts.length === 0 ? writeCsv([head, ...lines]) : writeCsv(lines).slice(1))
}

port.on('message', (page: readonly ReportRow[] | null) => {
  if (page !== null) {
    if (format === 'csv') takePage(page)
    else rows.push(...page)
    return
  }
  if (texts.length === 0 && format === 'csv') takePage([])
  const made = format === 'csv' ? Promise.resolve(Buffer.from(texts.join(''))) : workbookOf({ ...report, rows }, voice)
  void made.then((content) => {
    port.postMessage(new Uint8Array(content))
    port.close()
  })
})
