import { barcodeModules } from '#main/devices/barcode-modules.ts'
import type { ReceiptBlock } from '#shared/receipt/receipt-document.ts'
import type { PaperCursor, PlacedText } from './paper-cursor.ts'

type Label = Extract<ReceiptBlock, { type: 'label' }>

/** Light beside the bars that a reader needs, in modules. */
const QUIET_MODULES = 10
const LARGEST_MODULE_DOTS = 3
/** Thinner bars run together on thermal paper. */
const SMALLEST_MODULE_DOTS = 2
const BAR_DOTS = 72

/** Labels one under the other, each with a line to cut along below it. */
export function layOutLabel(cursor: PaperCursor, label: Label): void {
  for (let copy = 0; copy < label.copies; copy++) {
    layOutOne(cursor, label)
    cursor.down(6)
    for (let x = cursor.left; x < cursor.right; x += 16) cursor.fill(x, Math.min(8, cursor.right - x), 1)
    cursor.down(10)
  }
}

function layOutOne(cursor: PaperCursor, { shop, name, price, mrp, barcode }: Label): void {
  const { textSizes } = cursor.metrics
  cursor.putText(shop, 'center', 'regular', textSizes.small, 1)
  cursor.putInLargest(name, 'center', 'bold', [textSizes.large, textSizes.body], 2)
  putPrices(cursor, price, mrp)
  if (barcode === null) return
  putBars(cursor, barcodeModules(barcode))
  cursor.putText(barcode.text, 'center', 'regular', textSizes.small, 1)
}

/** Price and printed price on one line, or the one that there is in the middle. */
function putPrices(cursor: PaperCursor, price: string, mrp: string): void {
  const { metrics, setter, left, right } = cursor
  if (price === '' || mrp === '') {
    cursor.putText(price === '' ? mrp : price, 'center', 'bold', metrics.textSizes.large, 1)
    return
  }
  const texts: PlacedText[] = [
    { text: setter.line(price, 'bold', metrics.textSizes.large), align: 'left', left, right },
    { text: setter.line(mrp, 'regular', metrics.textSizes.body), align: 'right', left, right }
  ]
  const width = texts.reduce((total, { text }) => total + text.width, metrics.columnGap)
  if (width > cursor.innerWidth) {
    cursor.putText(price, 'center', 'bold', metrics.textSizes.large, 1)
    cursor.putText(mrp, 'center', 'regular', metrics.textSizes.body, 1)
    return
  }
  const [first, second] = texts
  if (first === undefined || second === undefined) return
  cursor.putLine(
    [first, { ...second, weight: 'regular', sizePx: metrics.textSizes.body }],
    'bold',
    metrics.textSizes.large
  )
}

/** Every bar is as wide as whole dots: bars that are scaled are not read. Too many for the paper, only the digits stand. */
function putBars(cursor: PaperCursor, modules: string | null): void {
  if (modules === null) return
  const { widthDots } = cursor.metrics
  const fitting = Math.floor(widthDots / (modules.length + 2 * QUIET_MODULES))
  const moduleDots = Math.min(LARGEST_MODULE_DOTS, fitting)
  if (moduleDots < SMALLEST_MODULE_DOTS) return
  const left = Math.floor((widthDots - modules.length * moduleDots) / 2)
  const y = Math.ceil(cursor.y) + 4
  for (const { index, 0: run } of modules.matchAll(/1+/g)) {
    cursor.items.push({
      type: 'fill',
      x: left + index * moduleDots,
      y,
      width: run.length * moduleDots,
      height: BAR_DOTS
    })
  }
  cursor.down(BAR_DOTS + 8)
}
