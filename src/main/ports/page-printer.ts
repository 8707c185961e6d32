import { fail, type Result } from '#shared/kernel/result.ts'
import type { Pages } from '#shared/receipt/page-html.ts'
import type { SendOutcome } from './printer.ts'

/** A sheet as a picture. Measures in pixels. */
export interface PagePicture {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
}

/** Makes sheets of pages. Only a window can: without one every call fails with `print/no-pages`. No call rejects. */
export interface PagePrinter {
  /** The pages as a PDF with its fonts inside. Fails with `print/no-pages` or `print/pages-failed`. */
  toPdf(pages: Pages): Promise<Result<Uint8Array>>
  /** The first sheet as it will lie on paper, for the eye. Fails as `toPdf` does. */
  toPng(pages: Pages): Promise<Result<PagePicture>>
  /**
   * Hands the pages to a queue of the system through its driver, for systems whose queues take no PDF. Nothing tells of the
   * paper: at best they were handed over.
   */
  print(pages: Pages, queue: string): Promise<SendOutcome>
}

/** For places without a window: the command line, tests in plain Node. */
export const noPagePrinter: PagePrinter = {
  toPdf: async () => fail('print/no-pages'),
  toPng: async () => fail('print/no-pages'),
  print: async () => ({ type: 'nothing-sent', failure: fail('print/no-pages').failure })
}
