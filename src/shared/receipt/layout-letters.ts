import { unreachable } from '#shared/kernel/assert.ts'
import { type LetterPaper, runColumns } from './letter-paper.ts'
import { LetterSetter, type LetterStyle, PLAIN, wrapLetters } from './letter-setter.ts'
import { layOutLetterTable } from './letter-table.ts'
import { onRoll, type RollBlock } from './on-roll.ts'
import { packed } from './packed.ts'
import type { GoodsRow, ReceiptBlock, ReceiptDocument } from './receipt-document.ts'

const BOLD: LetterStyle = { ...PLAIN, isBold: true }
const TALL: LetterStyle = { ...BOLD, height: 2 }
const LARGE: LetterStyle = { ...BOLD, width: 2, height: 2 }

/**
 * Puts a document into lines of letters for a printer that has `columns` of them. The texts must already be in letters
 * that the printer has (`writtenIn`). `fitsQr` says whether a code stays readable on this paper.
 */
export function layOutLetters(
  document: ReceiptDocument,
  columns: number,
  fitsQr: (payload: string) => boolean
): LetterPaper {
  const setter = new LetterSetter(columns)
  let isQrLeftOut = false
  for (const block of onRoll(document).blocks) {
    if (block.type !== 'qr' || fitsQr(block.payload)) layOutBlock(setter, block)
    else {
      isQrLeftOut = true
      for (const words of block.instead ?? [block.detail]) setter.putText(words, 'center', PLAIN, 3)
    }
  }
  return {
    columns,
    isQrLeftOut,
    items: setter.items,
    isCutByHand: document.blocks.some((block) => block.type === 'cut' && block.byHand === true),
    isCut: document.blocks.some((block) => block.type === 'cut'),
    opensDrawer: document.blocks.some((block) => block.type === 'drawer')
  }
}

function layOutBlock(setter: LetterSetter, block: RollBlock): void {
  switch (block.type) {
    case 'text':
      setter.putText(block.text, block.align, textStyle(setter, block), block.maxLines)
      break
    case 'pair':
      putPair(setter, block)
      break
    case 'table':
      layOutLetterTable(setter, block)
      break
    case 'goods':
      for (const row of block.rows) putGoods(setter, row)
      break
    case 'big-amount':
      putBigAmount(setter, block)
      break
    case 'banner':
      putBanner(setter, block.text)
      break
    case 'rule':
      setter.putRuns([{ ...PLAIN, text: ruleText(block.style, setter.columns) }])
      break
    case 'qr':
      setter.putText(block.caption, 'center', BOLD, 2)
      setter.putQr(block.payload)
      setter.putText(block.detail, 'center', PLAIN, 3)
      break
    case 'space':
      for (let line = 0; line < BLANK_LINES[block.size]; line++) setter.putRuns([])
      break
    case 'ruler':
      putRuler(setter)
      break
    // A logo would take as long on a slow line as the whole receipt in letters: it is for pictures.
    case 'label':
    case 'picture':
    case 'letter-samples':
    case 'cut':
    case 'drawer':
      break
    default:
      unreachable(block)
  }
}

const BLANK_LINES = { small: 0, medium: 1, large: 2 } as const

/** A title is twice as wide while it fits on two lines; a longer one gives up its size before its letters. */
function textStyle(setter: LetterSetter, block: Extract<ReceiptBlock, { type: 'text' }>): LetterStyle {
  const isBold = block.weight === 'bold'
  if (block.size === 'large') return { ...TALL, isBold }
  if (block.size !== 'title') return { ...PLAIN, isBold }
  const isShort = wrapLetters(block.text, Math.floor(setter.columns / 2), 3).length <= 2
  return isShort ? { ...LARGE, isBold } : { ...TALL, isBold }
}

/** Label left and value right on one line, or the label above when the two do not fit side by side. */
function putPair(setter: LetterSetter, block: Extract<ReceiptBlock, { type: 'pair' }>): void {
  const { columns } = setter
  const style: LetterStyle = { ...PLAIN, isBold: block.weight === 'bold', height: block.size === 'large' ? 2 : 1 }
  const label = block.label.trim()
  const value = block.value.trim()
  const free = columns - [...value].length
  if ([...label].length < free || (value === '' && [...label].length <= columns)) {
    setter.putCells(
      [
        { text: label, at: 0, columns: Math.max(free, 0), align: 'left' },
        { text: value, at: Math.max(free, 0), columns: [...value].length, align: 'right' }
      ],
      style
    )
    return
  }
  setter.putText(label, 'left', style, 3)
  setter.putText(value, 'right', style, 3)
}

/** The name on a line of its own, count and price with the amount under it, the rest below. */
function putGoods(setter: LetterSetter, row: GoodsRow): void {
  const style = { size: 'body', weight: 'regular', type: 'pair' } as const
  if (row.reckoning === '') putPair(setter, { ...style, label: row.name, value: row.amount })
  else {
    setter.putText(row.name, 'left', BOLD, 3)
    putPair(setter, { ...style, label: row.reckoning, value: row.amount })
  }
  const lines = packed(row.details, DETAIL_GAP, (line) => [...line].length <= setter.columns)
  for (const line of lines) setter.putText(line, 'left', PLAIN, 4)
}

const DETAIL_GAP = ', '

/** The amount that decides, twice as wide and high when it fits beside its label or on a line of its own. */
function putBigAmount(setter: LetterSetter, block: Extract<ReceiptBlock, { type: 'big-amount' }>): void {
  const { columns } = setter
  const label = { ...TALL, text: block.label }
  const style = [LARGE, TALL].find((one) => runColumns([{ ...one, text: block.amount }]) <= columns)
  if (style === undefined) {
    setter.putText(block.label, 'left', TALL, 2)
    setter.putText(block.amount, 'right', BOLD, 3)
    return
  }
  const amount = { ...style, text: block.amount }
  const free = columns - runColumns([label, amount])
  if (free > 0) {
    setter.putRuns([label, { ...TALL, text: ' '.repeat(free) }, amount])
    return
  }
  setter.putText(block.label, 'left', TALL, 2)
  setter.putRuns([{ ...TALL, text: ' '.repeat(columns - runColumns([amount])) }, amount])
}

/** A bar of white letters on black over the whole width. */
function putBanner(setter: LetterSetter, words: string): void {
  const { columns } = setter
  for (const line of wrapLetters(words, columns - 2, 2)) {
    const before = Math.floor((columns - [...line].length) / 2)
    const text = `${' '.repeat(before)}${line}`.padEnd(columns)
    setter.putRuns([{ ...BOLD, isInverted: true, text }])
  }
}

type RuleStyle = Extract<ReceiptBlock, { type: 'rule' }>['style']

const RULE_SIGNS: Readonly<Record<RuleStyle, string>> = { thin: '-', thick: '=', double: '=', dashed: '- ' }

const ruleText = (style: RuleStyle, columns: number): string =>
  RULE_SIGNS[style].repeat(columns).slice(0, columns).trimEnd()

/** A sign on every column: tens by their number, fives by a plus. */
function putRuler(setter: LetterSetter): void {
  const { columns } = setter
  const marks = Array.from({ length: columns }, (_, at) => ((at + 1) % 10 === 0 ? '|' : (at + 1) % 5 === 0 ? '+' : '.'))
  const tens = Array.from({ length: Math.floor(columns / 10) }, (_, ten) => String((ten + 1) * 10).padStart(10))
  setter.putRuns([{ ...PLAIN, text: marks.join('') }])
  setter.putRuns([{ ...PLAIN, text: tens.join('') }])
}
