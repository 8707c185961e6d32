import type { PaperBitmap, PaperFormat, RenderedJob, RenderedPicture } from '#main/ports/printer.ts'
import type { Logo } from '#shared/receipt/logo.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { bitmapPng } from './bitmap-png.ts'
import { drawPaper } from './draw-paper.ts'
import { encodeEscpos } from './encode-escpos.ts'
import type { LaidOutPaper } from './laid-out-paper.ts'
import { layOutPaper } from './layout-paper.ts'
import { unpackLogo } from './logo-picture.ts'
import type { PaperFonts } from './paper-fonts.ts'

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

export function renderJob(
  document: ReceiptDocument,
  format: PaperFormat,
  fonts: PaperFonts,
  logo: Logo | null = null
): RenderedJob {
  const { paper, bitmap } = renderBitmap(document, format.widthDots, fonts, logo)
  const { isCut, isCutByHand, opensDrawer, missing, isQrLeftOut } = paper
  const { hasDrawer } = format
  const hasCutter = format.hasCutter && !isCutByHand
  return { bytes: encodeEscpos(bitmap, { isCut, opensDrawer, hasCutter, hasDrawer }), missing, isQrLeftOut }
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
