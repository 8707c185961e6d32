import type { PagePrinter } from '#main/ports/page-printer.ts'
import type { PaperFormat, PaperRenderer, RenderedJob, RenderedPicture } from '#main/ports/printer.ts'
import { orThrow } from '#shared/kernel/result.ts'
import type { Logo } from '#shared/receipt/logo.ts'
import type { Sheet } from '#shared/receipt/page-css.ts'
import type { Pages } from '#shared/receipt/page-html.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import type { PageMaker } from './make-pages.ts'
import { pageJob } from './page-transport.ts'
import { sheetOf } from './sheet-of.ts'

/** What the renderer needs of the open shop and of the computer. */
export interface ShopPaperParts {
  readonly roll: PaperRenderer
  readonly pageMaker: PageMaker
  readonly pagePrinter: PagePrinter
  readonly platform: string
  /** The logo that the shop has now. */
  logo(): Logo | null
  words(document: ReceiptDocument): Translate
}

/**
 * The papers of one shop, for rolls and for sheets. A stored paper only says where the logo stands: what comes out bears
 * the one that the shop has now, so that a queue of a thousand papers does not hold a thousand logos.
 */
export class ShopPaperRenderer implements PaperRenderer {
  readonly #parts: ShopPaperParts

  constructor(parts: ShopPaperParts) {
    this.#parts = parts
  }

  /** A job for a printer of sheets is what its queue takes. Rejects with the coded failure of pages that cannot be made. */
  async renderJob(document: ReceiptDocument, format: PaperFormat): Promise<RenderedJob> {
    const { roll, pagePrinter, platform, logo } = this.#parts
    const sheet = sheetOf(format)
    if (sheet === null) return roll.renderJob(document, format, logo())
    const pages = this.pages(document, sheet)
    // Where the way is a file, a PDF is what a person can use; only a queue takes something of its own.
    const job = format.transport?.type === 'page' ? pageJob(pages, platform, pagePrinter) : pagePrinter.toPdf(pages)
    return { bytes: orThrow(await job), missing: [], isQrLeftOut: false }
  }

  renderPng(document: ReceiptDocument, widthDots: number, logo = this.#parts.logo()): Promise<RenderedPicture> {
    return this.#parts.roll.renderPng(document, widthDots, logo)
  }

  pages(document: ReceiptDocument, sheet: Sheet, logo = this.#parts.logo()): Pages {
    return this.#parts.pageMaker.make(document, sheet, logo, this.#parts.words(document))
  }

  close(): Promise<void> {
    return this.#parts.roll.close()
  }
}
