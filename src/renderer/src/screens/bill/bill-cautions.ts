import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'
import { minor } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { unitSize } from '#shared/quantity/standard-units.ts'
import type { Bill, WorkedLine } from '#shared/sales/bill.ts'
import { type BillWarning, billWarnings, type LineFacts } from '#shared/sales/bill-warnings.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'

/** What the screen knows of the goods while a bill is typed. Main looks again when it is accepted. */
export interface KnownGoods {
  readonly on: BookDate | null
  readonly isAboveFiveCrore: boolean
  readonly scheme: TaxScheme | null
  readonly items: ReadonlyMap<string, ItemView>
  readonly briefOf: (itemId: string | null) => ItemBrief | null
}

/** What the bill would warn of as it stands. It never stops it. */
export function cautionsOf(bill: Bill | null, known: KnownGoods): readonly BillWarning[] {
  const { on, isAboveFiveCrore, scheme } = known
  if (bill === null || on === null || scheme === null) return []
  const lines = bill.lines.map((line) => factsOf(line, known))
  return billWarnings(bill, { on, isAboveFiveCrore, scheme, lines })
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
