import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'
import { minor } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { unitSize } from '#shared/quantity/standard-units.ts'
import type { Bill, WorkedLine } from '#shared/sales/bill.ts'
import { type BillWarning, billWarnings, type LineFacts } from '#shared/sales/bill-warnings.ts'

/** What the screen knows of the goods while a bill is typed. Main looks again when it is accepted. */
export interface KnownGoods {
  readonly on: BookDate | null
  readonly isAboveFiveCrore: boolean
  readonly items: ReadonlyMap<string, ItemView>
  readonly briefOf: (itemId: string | null) => ItemBrief | null
}

/** What the bill would warn of as it stands. It never stops it. */
export function cautionsOf(bill: Bill | null, known: KnownGoods): readonly BillWarning[] {
  if (bill === null || known.on === null) return []
  const lines = bill.lines.map((line) => factsOf(line, known))
  return billWarnings(bill, { on: known.on, isAboveFiveCrore: known.isAboveFiveCrore, lines })
}

function factsOf(line: WorkedLine, { items, briefOf }: KnownGoods): LineFacts {
  const item = line.itemId === null ? undefined : items.get(line.itemId)
  if (item === undefined) return { onHand: null, last: null, size: null }
  const { last } = briefOf(item.id) ?? { last: null }
  const lastSize = last === null ? null : unitSize(last.unit, item)
  return {
    onHand: item.keepsStock
      ? {
          quantity: item.onHand,
          costMinor: minor(Math.max(0, item.valueMinor ?? 0)),
          costQuantity: item.valueMinor === null || item.onHand < 0 ? quantity(0) : item.onHand
        }
      : null,
    last: last === null || lastSize === null ? null : { rate: last.rate, size: lastSize },
    size: line.rateUnit === null ? null : unitSize(line.rateUnit, item)
  }
}
