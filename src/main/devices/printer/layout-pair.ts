import type { ReceiptBlock, TextWeight } from '#shared/receipt/receipt-document.ts'
import type { PaperCursor, PlacedText } from './paper-cursor.ts'
import type { MeasuredText } from './text-runs.ts'

/** Beside a wrapped label the value keeps its line only if the label has this share of the width; else each has its own lines. */
const LABEL_SHARE = 0.38
const MAX_LINES = 6

/** A label at the left and its value at the right; the value stands on the last line of the label, and is never broken while it fits a line. */
export function layOutPair(cursor: PaperCursor, block: Extract<ReceiptBlock, { type: 'pair' }>): void {
  const sizePx = cursor.metrics.textSizes[block.size]
  const value = cursor.setter.line(block.value, block.weight, sizePx)
  putLabelAndValue(cursor, block.label, value, block.value, block.weight, sizePx)
}

function putLabelAndValue(
  cursor: PaperCursor,
  label: string,
  value: MeasuredText,
  words: string,
  weight: TextWeight,
  sizePx: number
): void {
  const { left, right, innerWidth, metrics } = cursor
  const labelWidth = innerWidth - value.width - metrics.columnGap
  if (labelWidth < innerWidth * LABEL_SHARE && cursor.setter.line(label, weight, sizePx).width > labelWidth) {
    cursor.putText(label, 'left', weight, sizePx, MAX_LINES)
    cursor.putText(words, 'right', weight, sizePx, MAX_LINES)
    return
  }
  const lines = cursor.setter.wrap(label, weight, sizePx, labelWidth, MAX_LINES)
  const count = Math.max(lines.length, 1)
  for (let index = 0; index < count; index++) {
    const text = lines[index]
    const placed: PlacedText[] = text === undefined ? [] : [{ text, align: 'left', left, right }]
    if (index === count - 1) placed.push({ text: value, align: 'right', left, right })
    cursor.putLine(placed, weight, sizePx)
  }
}

/** The deciding amount: as large as it fits beside its label, or under it. */
export function layOutBigAmount(cursor: PaperCursor, block: Extract<ReceiptBlock, { type: 'big-amount' }>): void {
  const { metrics, setter, innerWidth, left, right } = cursor
  const labelSize = metrics.textSizes.large
  const label = setter.line(block.label, 'bold', labelSize)
  const sizes = metrics.bigAmountSizes
  const widthAt = (sizePx: number) => setter.line(block.amount, 'bold', sizePx).width
  const beside = sizes.find((sizePx) => widthAt(sizePx) + metrics.columnGap + label.width <= innerWidth)
  const alone = sizes.find((sizePx) => widthAt(sizePx) <= innerWidth)
  cursor.down(metrics.blockGap * 2)
  // A label beside the amount is worth a size or two of the amount, not more.
  if (beside !== undefined && (alone === undefined || sizes.indexOf(beside) - sizes.indexOf(alone) <= 2)) {
    const amount = setter.line(block.amount, 'bold', beside)
    const baseline = cursor.y + Math.ceil(Math.max(amount.ascent, label.ascent))
    cursor.items.push({ type: 'text', x: left, baseline, text: label, weight: 'bold', sizePx: labelSize })
    cursor.items.push({
      type: 'text',
      x: Math.round(right - amount.width),
      baseline,
      text: amount,
      weight: 'bold',
      sizePx: beside
    })
    cursor.y = baseline + Math.ceil(Math.max(amount.descent, label.descent)) + metrics.leading
  } else {
    cursor.putText(block.label, 'left', 'bold', labelSize, 2)
    cursor.putText(block.amount, 'right', 'bold', alone ?? metrics.textSizes.body, MAX_LINES)
  }
}
