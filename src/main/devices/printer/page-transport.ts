import type { PagePrinter } from '#main/ports/page-printer.ts'
import type { PrinterTransport } from '#main/ports/printer.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { Sheet } from '#shared/receipt/page-css.ts'
import type { Pages } from '#shared/receipt/page-html.ts'
import { cupsWith } from './cups-spooler.ts'
import { SpoolerTransport } from './spooler-transport.ts'

const MEDIA: Readonly<Record<Sheet, string>> = { a4: 'A4', a5: 'A5', 'a4-wide': 'A4' }

/** What a job for sheets is on this system: a PDF for CUPS, the pages themselves where only the window can print. */
export async function pageJob(pages: Pages, platform: string, printer: PagePrinter): Promise<Result<Uint8Array>> {
  return platform === 'win32' ? ok(Buffer.from(JSON.stringify(pages))) : await printer.toPdf(pages)
}

/** The way to a queue of the system that takes sheets. CUPS is fed a PDF and followed as every queue is. */
export function pageTransport(queue: string, sheet: Sheet, platform: string, printer: PagePrinter): PrinterTransport {
  if (platform === 'win32') return windowTransport(queue, printer)
  // The page has its own edges and its own size: nothing of it may be scaled.
  return new SpoolerTransport(cupsWith([`media=${MEDIA[sheet]}`, 'print-scaling=none']), queue)
}

/** Through the driver, by the window that drew the pages. It says that the system took them, never that they came out. */
const windowTransport = (queue: string, printer: PagePrinter): PrinterTransport => ({
  open: async () =>
    ok({
      // These are the bytes of `pageJob`, made a moment ago in this process.
      send: ({ bytes }) => printer.print(JSON.parse(Buffer.from(bytes).toString('utf8')) as Pages, queue),
      abandon: () => {}
    }),
  watch: () => {},
  look: async () => {},
  close: () => {}
})
