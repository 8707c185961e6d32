import { setImmediate as nextTurn } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Currency } from '#shared/money/currency.ts'
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Report } from '#shared/reports/report.ts'

/** What the table thread makes, and in which words. The rows come after it, page by page. */
export interface TableOrder {
  readonly report: Report
  readonly format: 'xlsx' | 'csv'
  readonly language: ReceiptLanguage
  readonly currency: Currency
  readonly localesFolder: string
}

const PAGE = 2_000

/**
 * Makes the content of a workbook or a CSV on a thread of its own: a long one takes seconds, and the counter sells meanwhile. The
 * thread ends with its table. Rejects when it breaks.
 *
 * @param script `table-worker.ts` in the source tree, `table-worker.js` beside the main script in the built app.
 */
export async function makeTable(script: URL, order: TableOrder): Promise<Uint8Array> {
  const { rows } = order.report
  const workerData: TableOrder = { ...order, report: { ...order.report, rows: [] } }
  const worker = new Worker(script, { workerData, name: 'table' })
  const content = new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the table thread ended with code ${code}`)))
  })
  // Whoever waits hears of it; between the pages nobody does yet.
  content.catch(() => {})
  for (let at = 0; at < rows.length; at += PAGE) {
    worker.postMessage(rows.slice(at, at + PAGE))
    await nextTurn()
  }
  worker.postMessage(null)
  return content
}
