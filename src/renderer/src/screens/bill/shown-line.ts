import { formatAmount } from '#renderer/i18n/amounts.ts'
import type { UnitWords } from '#renderer/i18n/unit-words.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { BillView } from '#shared/contract/goods-views.ts'
import type { Item } from '#shared/items/item.ts'
import { minor } from '#shared/money/money.ts'
import { formatPlainRate, formatQuantity, formatSaid } from '#shared/quantity/format-quantity.ts'
import type { ItemUnit, UnitCode } from '#shared/quantity/unit.ts'
import type { Batch } from '#shared/sales/bill-request.ts'
import type { DraftLine } from './bill-draft.ts'
import type { BillFigures } from './bill-figures.ts'
import { leftOf } from './draft-of-bill.ts'
import { itemOf } from './free-line.ts'
import type { ReadLine } from './line-reading.ts'

/** A line as it is read in the grid: text alone, so that a row whose words stay is not drawn again. */
export interface ShownLine {
  readonly item: string
  /** Of a line that comes back: how much of it is still with the buyer. */
  readonly left: string
  /** The batch and the day until which it is good, where there is one. */
  readonly batch: string
  readonly hsn: string
  readonly quantity: string
  readonly rate: string
  readonly discount: string
  readonly tax: string
  readonly amount: string
  readonly isWrong: boolean
  readonly isWarned: boolean
}

export function shownLine(
  line: DraftLine,
  figures: BillFigures,
  index: number,
  around: {
    readonly items: ReadonlyMap<string, Item>
    readonly originView: BillView | null
    readonly warned: ReadonlySet<number>
    readonly words: UnitWords
    readonly isValue: boolean
  }
): ShownLine {
  const { items } = around
  const item = itemOf(line, items)
  const read = figures.read.reads[index] ?? null
  const worked = figures.bill?.lines[figures.read.places[index] ?? -1]
  const isRead = read !== null && read.problem === null
  const rateUnit = read?.rateUnit ?? null
  const saidUnit = read?.said[0]?.unit ?? null
  const amountMinor = worked?.amountMinor ?? (isRead && !read.isUnfinished ? read.amountMinor : null)
  return {
    item: line.item,
    left: leftText(line, around.originView, around),
    batch: batchText(read?.batch ?? null),
    hsn: item?.hsn ?? '',
    quantity:
      isRead && read.said.length > 0
        ? formatSaid(read.said, named(read, item, around.words))
        : around.isValue
          ? ''
          : line.quantity,
    rate:
      isRead && read.rate !== null
        ? `${formatPlainRate(read.rate)}${rateUnit === saidUnit || rateUnit === null ? '' : `/${around.words.short(rateUnit, shopName(item, rateUnit))}`}`
        : line.rate,
    discount: line.discount,
    tax: worked === undefined || worked.rateBp === 0 ? '' : `${worked.rateBp / 100}%`,
    amount: amountMinor === null ? line.amount : formatAmount(minor(amountMinor)),
    isWarned: around.warned.has((figures.read.places[index] ?? -1) + 1),
    isWrong:
      (read !== null && read.problem !== null) ||
      (line.item.trim() !== '' && line.itemId === null && line.free === null)
  }
}

/** A batch as it is read beside its item. */
export const batchText = (batch: Batch | null): string =>
  batch === null
    ? ''
    : [batch.batch, batch.expiresOn === null ? '' : formatBookDate(batch.expiresOn)]
        .filter((word) => word !== '')
        .join(' · ')

function leftText(
  line: DraftLine,
  view: BillView | null,
  { words, isValue }: { readonly words: UnitWords; readonly isValue: boolean }
): string {
  const at = (line.ofLine ?? 0) - 1
  const old = view?.bill.lines[at]
  if (view === null || old === undefined) return ''
  const left = leftOf(view, at)
  return old.quantity > 0 && !isValue
    ? `${formatQuantity(left.quantity)} ${old.baseUnit === null ? '' : words.short(old.baseUnit)}`
    : formatAmount(left.amountMinor)
}

/** How this shop calls a unit of an item; empty where it has no word of its own. */
const shopName = (item: Item | undefined, unit: UnitCode): string =>
  item?.units.find((one) => one.unit === unit)?.name ?? ''

/** The units of a line with the words that people read. */
const named = (read: ReadLine, item: Item | undefined, words: UnitWords): ItemUnit[] =>
  read.said.map(({ unit, count }) => ({ unit, name: words.short(unit, shopName(item, unit)), size: count }))
