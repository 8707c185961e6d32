import type { PaperBitmap, RenderedJob, RenderedPicture } from '#main/ports/printer.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { LettersJob } from '#shared/printing/printer-words.ts'
import { layOutLetters } from '#shared/receipt/layout-letters.ts'
import { columnsOf } from '#shared/receipt/letter-paper.ts'
import type { Logo } from '#shared/receipt/logo.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'

import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { bitmapPng } from './bitmap-png.ts'
import { drawPaper } from './draw-paper.ts'
import { encodeEscpos } from './encode-escpos.ts'
import { encodeLetters, qrFor } from './encode-letters.ts'
import type { LaidOutPaper } from './laid-out-paper.ts'
import { layOutPaper } from './layout-paper.ts'
import { unpackLogo } from './logo-picture.ts'
import type { PaperFonts } from './paper-fonts.ts'

/** Paper on a roll, as one printer takes it. `model` is the generic one when it is left out. */
export type RollFormat = Pick<PrinterSettings, 'widthDots' | 'hasCutter' | 'hasDrawer'> & {
  readonly model?: PrinterProfile
}

/** Lays a document out and draws it: the one bitmap behind preview and print. */
export function renderBitmap(
  document: ReceiptDocument,
  widthDots: number,
  fonts: PaperFonts,
  logo: Logo | null = null
): { paper: LaidOutPaper; bitmap: PaperBitmap } {
  const paper = layOutPaper(document, widthDots, fonts, logo === null ? null : unpackLogo(logo))
  return { paper, bitmap: drawPaper(paper, fonts) }
}

/** The job as a picture: any script, on any printer that prints pictures. */
export function renderJob(
  document: ReceiptDocument,
  format: RollFormat,
  fonts: PaperFonts,
  logo: Logo | null = null
): RenderedJob {
  const { paper, bitmap } = renderBitmap(document, format.widthDots, fonts, logo)
  const { isCut, isCutByHand, opensDrawer, missing, isQrLeftOut } = paper
  const samples = document.blocks.flatMap((block) => (block.type === 'letter-samples' ? block.pages : []))
  // A page that shall teach tries what the shop has not set up yet.
  const tries = samples.length > 0
  const hasCutter = (format.hasCutter || tries) && !isCutByHand
  const hasDrawer = format.hasDrawer || tries
  return {
    bytes: encodeEscpos(bitmap, { ...format, hasCutter, hasDrawer, isCut, opensDrawer, samples }),
    missing,
    isQrLeftOut
  }
}

/** The job in the printer's own letters: no font is needed, and none can be missing. */
export function renderLetters({ document, page }: LettersJob, format: RollFormat): RenderedJob {
  const { widthDots } = format
  const paper = layOutLetters(document, columnsOf(widthDots), (payload) => qrFor(payload, widthDots) !== null)
  const hasCutter = format.hasCutter && !paper.isCutByHand
  return { bytes: encodeLetters(paper, { ...format, hasCutter, page }), missing: [], isQrLeftOut: paper.isQrLeftOut }
}

export function renderPng(
  document: ReceiptDocument,
  widthDots: number,
  fonts: PaperFonts,
  logo: Logo | null = null
): RenderedPicture {
  const { paper, bitmap } = renderBitmap(document, widthDots, fonts, logo)
  const { missing, isQrLeftOut } = paper
  return { png: new Uint8Array(bitmapPng(bitmap)), widthDots, heightDots: bitmap.heightDots, missing, isQrLeftOut }
}
