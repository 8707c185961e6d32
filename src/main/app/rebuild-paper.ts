import type { PrintJob } from '#main/ports/print-job-store.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { Book } from './book.ts'
import { closingPaper } from './print-day-report.ts'
import { receiptOf } from './queue-receipt.ts'

/** The paper of a job whose own was let go of: from the entry or the frozen closing. Null for a paper of neither. */
export function rebuildPaper(book: Book, job: PrintJob): ReceiptDocument | null {
  if (job.entryNo !== null) {
    const view = book.store.entries.viewByNo(job.entryNo)
    const entry = view === null ? null : book.store.entries.byId(view.id)
    return entry === null ? null : receiptOf(book, entry)
  }
  const closing = job.closingNo === null ? null : book.store.closings.byNo(job.closingNo)
  return closing === null ? null : closingPaper(book, { closing, counterName: null })
}
