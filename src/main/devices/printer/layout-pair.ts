import type { ReceiptBlock } from '#shared/receipt/receipt-document.ts'
import type { PaperCursor, PlacedText } from './paper-cursor.ts'

/** Beside a wrapped label the value keeps its line only if the label has this share of the width; else each has its own lines. */
const LABEL_SHARE = 0.38
const MAX_LINES = 6

type Pair = Extract<ReceiptBlock, { type: 'pair' }>
type BigAmount = Extract<ReceiptBlock, { type: 'big-amount' }>

/**
 * A label where reading begins and its value at the other edge; the value stands on the last line of the label, and is
 * never broken while it fits a line. The label in a second language stands beside the first where both have room, else
 * small under it.
 */
export function layOutPair(cursor: PaperCursor, block: Pair): void {
  const { left, right, innerWidth, metrics, setter } = cursor
  const { label, second, weight } = block
  const sizePx = metrics.textSizes[block.size]
  const value = setter.line(block.value, weight, sizePx)
  const labelWidth = innerWidth - value.width - metrics.columnGap
  const beside = second === undefined ? null : besideLabel(cursor, block, labelWidth)
  if (beside !== null) {
    cursor.putLine([...beside, { text: value, align: 'right', left, right }], weight, sizePx)
    return
  }
  if (labelWidth < innerWidth * LABEL_SHARE && setter.line(label, weight, sizePx).width > labelWidth) {
    cursor.putText(label, 'left', weight, sizePx, MAX_LINES)
    cursor.putSecond(second, 'left')
    cursor.putText(block.value, 'right', weight, sizePx, MAX_LINES)
    return
  }
  const lines = setter.wrap(label, weight, sizePx, labelWidth, MAX_LINES)
  const count = Math.max(lines.length, 1)
  for (let index = 0; index < count; index++) {
    const text = lines[index]
    const placed: PlacedText[] = text === undefined ? [] : [{ text, align: 'left', left, right }]
    if (index === count - 1) placed.push({ text: value, align: 'right', left, right })
    cursor.putLine(placed, weight, sizePx)
  }
  cursor.putSecond(second, 'left')
}

/** Both labels on one line, the second small behind the first; null when they have no room. */
function besideLabel(cursor: PaperCursor, block: Pair, labelWidth: number): PlacedText[] | null {
  const { left, right, metrics, setter } = cursor
  const sizePx = metrics.textSizes.small
  const first = setter.line(block.label, block.weight, metrics.textSizes[block.size])
  const stroke = setter.line('/', 'regular', sizePx)
  const second = setter.line(block.second ?? '', 'regular', sizePx)
  const gap = Math.round(sizePx / 3)
  const strokeLeft = left + first.width + gap
  const secondLeft = strokeLeft + stroke.width + gap
  if (secondLeft + second.width > left + labelWidth) return null
  // Texts of their own, each where it stands: on a paper from right to left they are mirrored with all the rest.
  return [
    { text: first, align: 'left', left, right },
    { text: stroke, align: 'left', left: strokeLeft, right, weight: 'regular', sizePx },
    { text: second, align: 'left', left: secondLeft, right, weight: 'regular', sizePx }
  ]
}

/** The deciding amount: as large as it fits beside its label, or under it. The second language stands under the label. */
export function layOutBigAmount(cursor: PaperCursor, block: BigAmount): void {
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
    cursor.putLine(
      [
        { text: label, align: 'left', left, right, sizePx: labelSize },
        { text: amount, align: 'right', left, right }
      ],
      'bold',
      beside
    )
    cursor.putSecond(block.second, 'left')
  } else {
    cursor.putText(block.label, 'left', 'bold', labelSize, 2)
    cursor.putSecond(block.second, 'left')
    cursor.putText(block.amount, 'right', 'bold', alone ?? metrics.textSizes.body, MAX_LINES)
  }
}
