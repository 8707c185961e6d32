import type { PaperBitmap, PaperFormat, RenderedJob, RenderedPicture } from '#main/ports/printer.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { bitmapPng } from './bitmap-png.ts'
import { drawPaper } from './draw-paper.ts'
import { encodeEscpos } from './encode-escpos.ts'
import type { LaidOutPaper } from './laid-out-paper.ts'
import { layOutPaper } from './layout-paper.ts'
import type { PaperFonts } from './paper-fonts.ts'

/** Lays a document out and draws it: the one bitmap behind preview and print. */
export function renderBitmap(
  document: ReceiptDocument,
  widthDots: number,
  fonts: PaperFonts
): { paper: LaidOutPaper; bitmap: PaperBitmap } {
  const paper = layOutPaper(document, widthDots, fonts)
  return { paper, bitmap: drawPaper(paper, fonts) }
}

export function renderJob(document: ReceiptDocument, format: PaperFormat, fonts: PaperFonts): RenderedJob {
  const { paper, bitmap } = renderBitmap(document, format.widthDots, fonts)
  const { isCut, opensDrawer, missing, isQrLeftOut } = paper
  const { hasCutter, hasDrawer } = format
  return { bytes: encodeEscpos(bitmap, { isCut, opensDrawer, hasCutter, hasDrawer }), missing, isQrLeftOut }
}

export function renderPng(document: ReceiptDocument, widthDots: number, fonts: PaperFonts): RenderedPicture {
  const { bitmap } = renderBitmap(document, widthDots, fonts)
  return { png: new Uint8Array(bitmapPng(bitmap)), widthDots, heightDots: bitmap.heightDots }
}
