import { formatAmount } from '#renderer/i18n/amounts.ts'
import type { Item } from '#shared/items/item.ts'
import { minor } from '#shared/money/money.ts'
import { formatPlainRate, formatSaid } from '#shared/quantity/format-quantity.ts'
import type { DraftLine } from './bill-draft.ts'
import type { BillFigures } from './bill-figures.ts'

/** A line as it is read in the grid: text alone, so that a row whose words stay is not drawn again. */
export interface ShownLine {
  readonly item: string
  readonly hsn: string
  readonly quantity: string
  readonly rate: string
  readonly discount: string
  readonly tax: string
  readonly amount: string
  readonly isWrong: boolean
}

export function shownLine(
  line: DraftLine,
  figures: BillFigures,
  index: number,
  items: ReadonlyMap<string, Item>
): ShownLine {
  const item = line.itemId === null ? undefined : items.get(line.itemId)
  const read = figures.read.reads[index] ?? null
  const worked = figures.bill?.lines[figures.read.places[index] ?? -1]
  const isRead = read !== null && read.problem === null
  const rateUnit = read?.rateUnit ?? null
  const saidUnit = read?.said[0]?.unit ?? null
  const amountMinor = worked?.amountMinor ?? (isRead && !read.isUnfinished ? read.amountMinor : null)
  return {
    item: line.item,
    hsn: item?.hsn ?? '',
    quantity: isRead && read.said.length > 0 ? formatSaid(read.said, item?.units ?? []) : line.quantity,
    rate:
      isRead && read.rate !== null
        ? `${formatPlainRate(read.rate)}${rateUnit === saidUnit || rateUnit === null ? '' : `/${rateUnit}`}`
        : line.rate,
    discount: line.discount,
    tax: worked === undefined || worked.rateBp === 0 ? '' : `${worked.rateBp / 100}%`,
    amount: amountMinor === null ? line.amount : formatAmount(minor(amountMinor)),
    isWrong: (read !== null && read.problem !== null) || (line.item.trim() !== '' && line.itemId === null)
  }
}
