import { unreachable } from '#shared/kernel/assert.ts'
import { onRoll, type RollBlock } from '#shared/receipt/on-roll.ts'
import type { ReceiptBlock, ReceiptDocument, TextSize } from '#shared/receipt/receipt-document.ts'
import { dither, type GreyPicture } from './dither.ts'
import type { LaidOutPaper } from './laid-out-paper.ts'
import { layOutGoods } from './layout-goods.ts'
import { layOutLabel } from './layout-label.ts'
import { layOutBigAmount, layOutPair } from './layout-pair.ts'
import { layOutTable } from './layout-table.ts'
import { scaledDown } from './logo-picture.ts'
import { PaperCursor } from './paper-cursor.ts'
import type { PaperFonts } from './paper-fonts.ts'
import { type PaperMetrics, paperMetrics } from './paper-metrics.ts'
import { printedQr, QUIET_MODULES } from './qr-matrix.ts'
import { TextSetter } from './text-setter.ts'

/** Puts every block of a document at its place on paper of this width, with the shop's logo where the document wants it. */
export function layOutPaper(
  paper: ReceiptDocument,
  widthDots: number,
  fonts: PaperFonts,
  logo: GreyPicture | null = null
): LaidOutPaper {
  const document = onRoll(paper)
  const { language, secondLanguage } = document
  const setter = new TextSetter(fonts, secondLanguage === undefined ? [language] : [language, secondLanguage])
  const cursor = new PaperCursor(paperMetrics(widthDots, document.spacing === 'compact'), setter)
  cursor.down(cursor.metrics.blockGap)
  for (const block of document.blocks) {
    // A logo that was taken away leaves no gap.
    if (block.type === 'picture' && logo === null) continue
    if (block.type === 'picture') layOutPicture(cursor, block, logo)
    else layOutBlock(cursor, block)
    cursor.down(cursor.metrics.blockGap)
  }
  return {
    widthDots,
    heightDots: Math.ceil(cursor.y) + cursor.metrics.blockGap,
    items: cursor.items,
    isCut: document.blocks.some((block) => block.type === 'cut'),
    isCutByHand: document.blocks.some((block) => block.type === 'cut' && block.byHand === true),
    opensDrawer: document.blocks.some((block) => block.type === 'drawer'),
    missing: setter.missing,
    isQrLeftOut: cursor.items.filter((item) => item.type === 'qr').length < qrCount(document)
  }
}

const qrCount = (document: ReceiptDocument): number => document.blocks.filter((block) => block.type === 'qr').length

function layOutBlock(cursor: PaperCursor, block: Exclude<RollBlock, { type: 'picture' }>): void {
  const { metrics } = cursor
  switch (block.type) {
    case 'text':
      cursor.putInLargest(block.text, block.align, block.weight, sizesFrom(block.size, metrics), block.maxLines)
      cursor.putSecond(block.second, block.align)
      break
    case 'pair':
      layOutPair(cursor, block)
      break
    case 'table':
      layOutTable(cursor, block)
      break
    case 'goods':
      layOutGoods(cursor, block.rows)
      break
    case 'big-amount':
      layOutBigAmount(cursor, block)
      break
    case 'banner':
      layOutBanner(cursor, block)
      break
    case 'label':
      layOutLabel(cursor, block)
      break
    case 'rule':
      layOutRule(cursor, block.style)
      break
    case 'qr':
      layOutQr(cursor, block)
      break
    case 'space':
      cursor.down({ small: 8, medium: 20, large: 56 }[block.size])
      break
    case 'ruler':
      layOutRuler(cursor)
      break
    // Drawn by the printer itself, below the picture.
    case 'letter-samples':
    case 'cut':
    case 'drawer':
      break
    default:
      unreachable(block)
  }
}

const SMALLER: Readonly<Record<TextSize, readonly TextSize[]>> = {
  title: ['title', 'large', 'body'],
  large: ['large', 'body'],
  body: ['body'],
  small: ['small']
}

/** A long name gives up its size before it gives up its letters. */
const sizesFrom = (size: TextSize, metrics: PaperMetrics): number[] =>
  SMALLER[size].map((one) => metrics.textSizes[one])

function layOutBanner(cursor: PaperCursor, block: Extract<ReceiptBlock, { type: 'banner' }>): void {
  const { metrics } = cursor
  const padding = 6
  const top = cursor.y
  cursor.down(padding)
  cursor.putText(block.text, 'center', 'bold', metrics.textSizes.large, 2)
  cursor.putSecond(block.second, 'center')
  cursor.down(padding - metrics.leading)
  cursor.items.push({ type: 'invert', x: 0, y: top, width: metrics.widthDots, height: cursor.y - top })
}

function layOutRule(cursor: PaperCursor, style: Extract<ReceiptBlock, { type: 'rule' }>['style']): void {
  const { left, innerWidth, metrics } = cursor
  cursor.down(metrics.blockGap)
  switch (style) {
    case 'thin':
      cursor.fill(left, innerWidth, 2)
      break
    case 'thick':
      cursor.fill(left, innerWidth, 4)
      break
    case 'double':
      cursor.fill(left, innerWidth, 2)
      cursor.fill(left, innerWidth, 2, 5)
      break
    case 'dashed':
      for (let x = left; x < left + innerWidth; x += 12) cursor.fill(x, Math.min(7, left + innerWidth - x), 2)
      break
  }
  cursor.down((style === 'double' ? 7 : style === 'thick' ? 4 : 2) + metrics.blockGap)
}

/**
 * The code in the middle of the paper with its quiet zone, what it asks for above it, whom it pays below. Where it would
 * be too fine for a phone, words stand instead.
 */
function layOutQr(cursor: PaperCursor, block: Extract<ReceiptBlock, { type: 'qr' }>): void {
  const { metrics } = cursor
  const usual = block.size === 'medium' ? metrics.mediumQrModule : metrics.largestQrModule
  const largest = block.moduleDots ?? usual
  const qr = printedQr(block.payload, metrics.widthDots, largest)
  if (qr === null) {
    for (const words of block.instead ?? [block.detail]) {
      cursor.putText(words, 'center', 'regular', metrics.textSizes.body, 3)
    }
    return
  }
  cursor.putText(block.caption, 'center', 'bold', metrics.textSizes.large, 2)
  cursor.putSecond(block.second, 'center')
  const side = qr.size * qr.moduleDots
  const quiet = QUIET_MODULES * qr.moduleDots
  cursor.down(quiet - metrics.leading)
  cursor.items.push({ type: 'qr', x: Math.floor((metrics.widthDots - side) / 2), y: Math.ceil(cursor.y), qr })
  cursor.down(side + quiet)
  cursor.putText(block.detail, 'center', 'regular', metrics.textSizes.small, 3)
}

const PICTURE_SHARE: Readonly<Record<'small' | 'medium' | 'wide', number>> = { small: 0.3, medium: 0.55, wide: 1 }

/** In the middle, as wide as its size says, in dots of black and white made for this very width. */
function layOutPicture(
  cursor: PaperCursor,
  block: Extract<ReceiptBlock, { type: 'picture' }>,
  logo: GreyPicture | null
): void {
  if (logo === null) return
  const dots = dither(scaledDown(logo, cursor.innerWidth * PICTURE_SHARE[block.size]))
  const x = Math.floor((cursor.metrics.widthDots - dots.widthDots) / 2)
  cursor.items.push({ type: 'picture', x, y: Math.ceil(cursor.y), dots })
  cursor.down(dots.heightDots + cursor.metrics.blockGap)
}

/** Marks every 8 dots, longer ones every 40, numbers every 80; the very first and last column have a mark of full height. */
function layOutRuler(cursor: PaperCursor): void {
  const { widthDots } = cursor.metrics
  const height = 36
  cursor.fill(0, 1, height)
  cursor.fill(widthDots - 1, 1, height)
  for (let x = 8; x < widthDots - 8; x += 8) cursor.fill(x, 1, x % 80 === 0 ? 28 : x % 40 === 0 ? 20 : 10)
  cursor.fill(0, widthDots, 1)
  cursor.down(height)
  for (let x = 80; x < widthDots - 40; x += 80) {
    const text = cursor.setter.line(String(x), 'regular', 18)
    const baseline = cursor.y + Math.ceil(text.ascent)
    cursor.items.push({
      type: 'text',
      x: Math.round(x - text.width / 2),
      baseline,
      text,
      weight: 'regular',
      sizePx: 18
    })
  }
  cursor.down(26)
}
