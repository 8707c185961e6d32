import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import type { SpooledJob, Submitted, SystemSpooler } from './system-spooler.ts'
import { openWinspool, type Winspool } from './winspool.ts'

// Written after the documented interface of Windows; it has not been run on Windows yet.

const ERROR_INVALID_PRINTER_NAME = 1801
const ERROR_FILE_NOT_FOUND = 2

const PRINTER_BITS: readonly (readonly [number, PrinterCondition])[] = [
  [0x10, 'paper-out'],
  [0x400000, 'cover-open'],
  [0x8 | 0x2 | 0x100000, 'error'],
  [0x80 | 0x1000, 'offline']
]
const JOB_BITS: readonly (readonly [number, PrinterCondition])[] = [
  [0x40, 'paper-out'],
  [0x2 | 0x200 | 0x400, 'error'],
  [0x20 | 0x1, 'offline']
]
const PRINTER_PAUSED = 0x1
const JOB_DELETED = 0x4 | 0x100
const JOB_DONE = 0x80 | 0x1000
const JOB_PRINTING = 0x10

const conditionOf = (status: number, bits: readonly (readonly [number, PrinterCondition])[]) =>
  bits.find(([bit]) => (status & bit) !== 0)?.[1] ?? null

/** The spooler of Windows, called directly: it alone tells whether every byte was taken and what became of the job. */
export const windowsSpooler: SystemSpooler = {
  async queueState(queue) {
    return withPrinter(queue, (printer) => {
      const status = printer.status()
      if (status === null) return fail('print/no-spooler', { queue })
      if ((status & PRINTER_PAUSED) !== 0) return fail('print/queue-stopped', { queue })
      return ok(conditionOf(status, PRINTER_BITS))
    })
  },

  async submit(queue, bytes, title): Promise<Submitted> {
    let isBegun = false
    const sent = await withPrinter(queue, async (printer) => {
      const job = printer.startDocument(title, printer.isXpsDriver() ? 'XPS_PASS' : 'RAW')
      if (job === 0) return fail('print/spooler-refused', { queue, reason: printer.lastError() })
      isBegun = true
      if (await printer.writeAll(bytes)) return ok(String(job))
      printer.abort()
      return fail('print/spooler-dropped', { queue, reason: printer.lastError() })
    })
    if (sent.ok) return { type: 'taken', job: sent.value }
    return { type: isBegun ? 'unknown' : 'refused', failure: sent.failure }
  },

  async jobState(queue, job) {
    return withPrinter(queue, (printer) => {
      const status = printer.jobStatus(Number(job))
      // A job that was printed leaves the list of Windows at once.
      if (status === null) return ok<SpooledJob>({ phase: 'gone', heldBy: null })
      if ((status & JOB_DELETED) !== 0) return ok<SpooledJob>({ phase: 'dropped', heldBy: null })
      if ((status & JOB_DONE) !== 0) return ok<SpooledJob>({ phase: 'done', heldBy: null })
      const heldBy = conditionOf(status, JOB_BITS)
      return ok<SpooledJob>({ phase: (status & JOB_PRINTING) !== 0 ? 'printing' : 'waiting', heldBy })
    })
  },

  async cancel(queue, job) {
    await withPrinter(queue, (printer) => ok(printer.deleteJob(Number(job))))
  }
}

async function withPrinter<Value>(
  queue: string,
  work: (printer: Winspool) => Result<Value> | Promise<Result<Value>>
): Promise<Result<Value>> {
  try {
    const opened = await openWinspool(queue)
    if (typeof opened === 'number') {
      const isGone = opened === ERROR_INVALID_PRINTER_NAME || opened === ERROR_FILE_NOT_FOUND
      return fail(isGone ? 'print/queue-gone' : 'print/no-spooler', { queue, reason: opened })
    }
    try {
      return await work(opened)
    } finally {
      opened.close()
    }
  } catch (error) {
    return fail('print/no-spooler', { queue, reason: error instanceof Error ? error.message : String(error) })
  }
}
