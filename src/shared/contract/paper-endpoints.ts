import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { PRINT_DECISIONS } from '#shared/printing/print-job.ts'
import { command, query } from './endpoint.ts'
import { zPrinterView, zPrintJobView } from './views.ts'

export const paperEndpoints = {
  /** Newest first; jobs that need a decision stand before the others. */
  'print.queue': query(z.strictObject({ limit: z.int().min(1).max(500) }), z.array(zPrintJobView)),
  /** The very bitmap that the printer gets, as a PNG. */
  'print.paper': query(
    z.strictObject({ jobId: zId }),
    z.strictObject({ png: z.instanceof(Uint8Array), widthDots: z.int(), heightDots: z.int() })
  ),
  /** `id` names the copy that `print-again` makes; the answer is the job that the decision leads to. */
  'print.decide': command(z.strictObject({ id: zId, jobId: zId, decision: z.enum(PRINT_DECISIONS) }), zPrintJobView),
  /**
   * Takes a job to another printer. One that may have printed stays where it is, and its copy goes there, marked
   * DUPLICATE, under `id`. The answer is the job that shall come out there.
   */
  'print.move': command(z.strictObject({ id: zId, jobId: zId, printerId: zLine(40).min(1) }), zPrintJobView),
  /** What is known of each printer of the settings now, in their order. */
  'print.printers': query(z.strictObject({}), z.array(zPrinterView)),
  /** Prints an entry's receipt: the first time as it is, later as a DUPLICATE. `id` names the new job. */
  /** On the printer that its kind goes to, or on `printerId`: so a bill comes out of the roll and on a sheet. */
  'print.entry': command(
    z.strictObject({ id: zId, entryId: zId, printerId: zLine(40).nullable().default(null) }),
    zPrintJobView
  ),
  'print.closing': command(z.strictObject({ id: zId, closingId: zId }), zPrintJobView),
  /** The paper of a shift that was handed over. */
  'print.shift': command(z.strictObject({ id: zId, shiftId: zId }), zPrintJobView),
  /** The invoice of a day's small sales once more, as a DUPLICATE. */
  'print.dayInvoice': command(z.strictObject({ id: zId, invoiceId: zId }), zPrintJobView),
  /** An X of the day so far, or of the shift that is open. */
  'print.figures': command(z.strictObject({ id: zId, ofShift: z.boolean().default(false) }), zPrintJobView),
  'print.statement': command(z.strictObject({ id: zId, partyId: zId }), zPrintJobView),
  'print.testPage': command(z.strictObject({ id: zId, printerId: z.string().max(40) }), zPrintJobView)
}
