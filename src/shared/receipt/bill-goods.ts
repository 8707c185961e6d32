import { formatBookDate } from '#shared/calendar/book-date.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { add, type Minor, sum, ZERO } from '#shared/money/money.ts'
import type { Bill, WorkedLine } from '#shared/sales/bill.ts'
import { countText, percentText, priceText } from './bill-figures.ts'
import { headOfLine, headTotal, rateCell } from './bill-taxes.ts'
import { currencyOf } from './paper-blocks.ts'
import type { GoodsColumn, GoodsRow, ReceiptBlock, TextAlign } from './receipt-document.ts'
import type { ReceiptLayout } from './receipt-layout.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'
import { type Said, said } from './said.ts'

/** One column of the sheet, with what it says of a line and under all lines. */
interface Column {
  readonly label: Said
  readonly align: TextAlign
  readonly width: 'fit' | 'fill'
  cell(line: WorkedLine, index: number): string
  readonly sum: string
  readonly isExtra?: true
}

/** The lines of a bill: for a roll as names with their reckoning, for a sheet as a table of columns. */
export function goodsBlocks(bill: Bill, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const columns = columnsOf(bill, layout, t)
  const rows = bill.lines.map(
    (line, index): GoodsRow => ({
      name: layout.hasLineNumbers ? t('numberedLine', { number: index + 1, text: line.text }) : line.text,
      reckoning: reckoningOf(line, t),
      amount: formatAmount(line.amountMinor, t.currency),
      details: detailsOf(line, layout, t),
      cells: columns.map((column) => column.cell(line, index))
    })
  )
  return [{ type: 'goods', columns: columns.map(shownColumn), rows, sums: columns.map((column) => column.sum) }]
}

const shownColumn = ({ label: { text, second }, align, width, isExtra }: Column): GoodsColumn => ({
  label: text,
  ...(second === undefined ? {} : { second }),
  align,
  width,
  ...(isExtra === undefined ? {} : { isExtra })
})

function reckoningOf(line: WorkedLine, t: Translate): string {
  const count = countText(line)
  const rate = priceText(line, currencyOf(t), t)
  return count === '' || rate === '' ? count : t('reckoning', { count, rate })
}

/** What was taken off the line: by itself, and by its share of what was taken off the bill. */
const discountOf = (line: WorkedLine): Minor => add(line.discountMinor, line.billDiscountMinor)

function detailsOf(line: WorkedLine, layout: ReceiptLayout, t: Translate): string[] {
  const head = headOfLine(line, t)
  const isOther = line.taxableMinor !== line.amountMinor && head !== ''
  return [
    layout.hasHsn && line.hsn !== '' ? t('hsn', { hsn: line.hsn }) : '',
    head,
    ...(layout.hasDiscounts ? [discountWords(line, t)] : []),
    isOther ? t('taxableOf', { amount: formatAmount(line.taxableMinor, t.currency) }) : '',
    ...goodsWords(line, t)
  ].filter((words) => words !== '')
}

function discountWords(line: WorkedLine, t: Translate): string {
  const taken = discountOf(line)
  if (taken === 0) return ''
  const amount = formatAmount(taken, t.currency)
  return line.discount?.by === 'percent' && line.billDiscountMinor === 0
    ? t('lessPercent', { percent: percentText(line.discount.percentBp), amount })
    : t('less', { amount })
}

/** Batch, day until which it is good, printed price. */
function goodsWords({ batch, retailPriceMinor }: WorkedLine, t: Translate): string[] {
  return [
    batch === null || batch.batch === '' ? '' : t('batchOf', { batch: batch.batch }),
    batch === null || batch.expiresOn === null ? '' : t('goodUntil', { date: formatBookDate(batch.expiresOn) }),
    retailPriceMinor === null ? '' : t('mrp', { amount: formatAmount(retailPriceMinor, t.currency) })
  ]
}

function columnsOf(bill: Bill, layout: ReceiptLayout, t: Translate): Column[] {
  const { lines } = bill
  const hasHsn = layout.hasHsn && lines.some((line) => line.hsn !== '')
  const hasDiscount = layout.hasDiscounts && lines.some((line) => discountOf(line) > 0)
  const hasTax = bill.taxSums.some(({ taxes }) => headTotal(taxes) > 0)
  const right = (key: ReceiptTextKey | Said, cell: Column['cell'], total: Minor | null): Column => ({
    label: typeof key === 'string' ? said(t, key) : key,
    align: 'right',
    width: 'fit',
    cell,
    sum: total === null ? '' : formatAmount(total, t.currency)
  })
  const discounts = sum(lines.map(discountOf))
  const taxable = sum(lines.map((line) => line.taxableMinor))
  const tax = sum(lines.map((line) => headTotal(line.taxes)))
  const total = sum(lines.map((line) => (hasTax ? line.totalMinor : line.taxableMinor)))
  return [
    right({ text: '#' }, (_line, index) => String(index + 1), null),
    {
      label: said(t, 'columnItem'),
      align: 'left',
      width: 'fill',
      cell: (line) => lineBroken([line.text, goodsWords(line, t).filter(Boolean).join(' · ')]),
      sum: t('total')
    },
    ...(hasHsn ? [{ ...right({ text: 'HSN' }, (line) => line.hsn, null), align: 'left' as const }] : []),
    right('columnQuantity', (line) => countText(line), null),
    right('columnRate', (line) => priceText(line, currencyOf(t), t), null),
    ...(hasDiscount ? [right('columnDiscount', (line) => discountCell(line, t), discounts)] : []),
    ...(hasTax ? [right('columnTaxable', (line) => formatAmount(line.taxableMinor, t.currency), taxable)] : []),
    ...(hasTax ? [right({ text: '%' }, (line) => rateCell(line, t), null)] : []),
    ...(hasTax
      ? [
          {
            ...right('columnTax', (line) => formatAmount(headTotal(line.taxes), t.currency), tax),
            isExtra: true as const
          }
        ]
      : []),
    right('statementAmount', (line) => formatAmount(hasTax ? line.totalMinor : line.taxableMinor, t.currency), total)
  ]
}

const lineBroken = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n')

function discountCell(line: WorkedLine, t: Translate): string {
  const taken = discountOf(line)
  if (taken === ZERO) return ''
  const percent = line.discount?.by === 'percent' ? t('percent', { percent: percentText(line.discount.percentBp) }) : ''
  return lineBroken([formatAmount(taken, t.currency), percent])
}
