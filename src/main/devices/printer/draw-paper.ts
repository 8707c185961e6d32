import type { PaperBitmap } from '#main/ports/printer.ts'
import type { LaidOutPaper, PaperItem } from './laid-out-paper.ts'
import { breakRealTimeCommands, DotGrid, isBlack } from './paper-bitmap.ts'
import type { Canvas, PaperFonts } from './paper-fonts.ts'
import type { PrintedQr } from './qr-matrix.ts'

/** Text is drawn in strips, so that a statement of a thousand lines needs no picture of its own height. */
const STRIP_DOTS = 512
/** A pixel darker than this becomes a dot: strokes stay solid without dithering. */
const BLACK_BELOW = 156

type TextItem = Extract<PaperItem, { type: 'text' }>

/** Draws a paper in black and white dots. */
export function drawPaper(paper: LaidOutPaper, fonts: PaperFonts): PaperBitmap {
  const grid = new DotGrid(paper.widthDots, paper.heightDots)
  const texts = paper.items.filter((item) => item.type === 'text')
  // One canvas for all strips: a new one for each would be another megabyte each.
  const canvas = fonts.canvas.createCanvas(paper.widthDots, Math.min(STRIP_DOTS, Math.max(paper.heightDots, 1)))
  for (let top = 0; top < paper.heightDots; top += STRIP_DOTS) {
    const inStrip = texts.filter(
      (item) => item.baseline + item.text.descent >= top - 2 && item.baseline - item.text.ascent <= top + STRIP_DOTS + 2
    )
    if (inStrip.length > 0) drawStrip(grid, canvas, inStrip, top, fonts)
  }
  for (const item of paper.items) {
    if (item.type === 'fill') grid.fill(item.x, item.y, item.width, item.height)
    if (item.type === 'qr') drawQr(grid, item.x, item.y, item.qr)
    if (item.type === 'picture') drawPicture(grid, item.x, item.y, item.dots)
  }
  for (const item of paper.items) if (item.type === 'invert') grid.invert(item.x, item.y, item.width, item.height)
  breakRealTimeCommands(grid.bits)
  return grid
}

function drawStrip(grid: DotGrid, canvas: Canvas, texts: readonly TextItem[], top: number, fonts: PaperFonts): void {
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.fillStyle = '#000'
  // Without it a run from right to left would end where it should begin.
  pen.textAlign = 'left'
  let penStyle = ''
  for (const { x, baseline, text, weight, sizePx } of texts) {
    let at = x
    for (const { text: words, face, level, language, width } of text.runs) {
      const style = `${face} ${weight} ${sizePx} ${language}`
      if (style !== penStyle) fonts.take(pen, { face, weight, sizePx, language })
      penStyle = style
      pen.direction = level % 2 === 1 ? 'rtl' : 'ltr'
      if (words.trim() !== '') pen.fillText(words, at, baseline - top)
      at += width
    }
  }
  // Black on opaque white has no colour, so one channel tells the luminance.
  grid.darken(top, canvas.data(), BLACK_BELOW)
}

/** Each module as a square of whole dots: a picture that is scaled blurs, and a blurred code is not read. */
function drawQr(grid: DotGrid, left: number, top: number, qr: PrintedQr): void {
  for (let row = 0; row < qr.size; row++) {
    for (let column = 0; column < qr.size; column++) {
      if (qr.isDark(row, column))
        grid.fill(left + column * qr.moduleDots, top + row * qr.moduleDots, qr.moduleDots, qr.moduleDots)
    }
  }
}

function drawPicture(grid: DotGrid, left: number, top: number, dots: PaperBitmap): void {
  for (let y = 0; y < dots.heightDots; y++) {
    for (let x = 0; x < dots.widthDots; x++) if (isBlack(dots, x, y)) grid.set(left + x, top + y)
  }
}
