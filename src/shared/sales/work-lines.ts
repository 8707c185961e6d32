import type { Item } from '#shared/items/item.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { add, type Minor, minor, subtract, sum, ZERO } from '#shared/money/money.ts'
import { shareOut } from '#shared/money/share-out.ts'
import { saidQuantity } from '#shared/quantity/parse-quantity.ts'
import { NO_QUANTITY, type Quantity, shareOf } from '#shared/quantity/quantity.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import type { BillLine, BillRequest, Discount } from './bill-request.ts'

/** A line before tax: how much of what, at which value, with its share of what belongs to the whole bill. */
export interface ValuedLine {
  readonly line: BillLine
  /** Null for goods or work that is not in the list. */
  readonly item: Item | null
  readonly quantity: Quantity
  readonly baseUnit: UnitCode | null
  readonly discountMinor: Minor
  readonly billDiscountMinor: Minor
  readonly chargesMinor: Minor
  /** What is asked for it, discounts off and charges on; with tax or without, as the line has it. */
  readonly valueMinor: Minor
}

const PERCENT = 10_000

/** The field of a line, as the screen knows it. `index` is from 0. */
export const fieldOf = (index: number, name: string): string => `lines.${index}.${name}`

/**
 * Quantities, discounts and charges of a bill's lines. Fails with `bill/item-gone`, `bill/discount-too-large` and the codes of
 * quantities.
 */
export function valueLines(request: BillRequest, items: ReadonlyMap<string, Item>): Result<ValuedLine[]> {
  const started: Omit<ValuedLine, 'billDiscountMinor' | 'chargesMinor' | 'valueMinor'>[] = []
  for (const [index, line] of request.lines.entries()) {
    const item = line.itemId === null ? null : (items.get(line.itemId) ?? null)
    if (line.itemId !== null && (item === null || item.isArchived)) {
      return fail('bill/item-gone', { line: index + 1, name: item?.name ?? line.text }, fieldOf(index, 'itemId'))
    }
    const counted = quantityOf(line, item, index)
    if (!counted.ok) return counted
    const discountMinor = discountOf(line.discount, line.amountMinor)
    if (discountMinor > line.amountMinor) return fail('bill/discount-too-large', {}, fieldOf(index, 'discount'))
    started.push({ line, item, ...counted.value, discountMinor })
  }
  const nets = started.map(({ line, discountMinor }) => subtract(line.amountMinor, discountMinor))
  const net = sum(nets)
  const billDiscount = discountOf(request.discount, net)
  if (billDiscount > net) return fail('bill/discount-too-large', {}, 'discount')
  const discounts = shareOut(billDiscount, nets, nets)
  const reduced = nets.map((value, at) => subtract(value, discounts[at] ?? ZERO))
  const taxed = sum(request.charges.filter(({ isTaxed }) => isTaxed).map(({ amountMinor }) => amountMinor))
  const charges = shareOut(taxed, reduced)
  return ok(
    started.map((line, at) => ({
      ...line,
      billDiscountMinor: discounts[at] ?? ZERO,
      chargesMinor: charges[at] ?? ZERO,
      valueMinor: add(reduced[at] ?? ZERO, charges[at] ?? ZERO)
    }))
  )
}

function quantityOf(
  { said }: BillLine,
  item: Item | null,
  index: number
): Result<{ quantity: Quantity; baseUnit: UnitCode | null }> {
  const baseUnit = item?.baseUnit ?? said[0]?.unit ?? null
  if (baseUnit === null || said.length === 0) return ok({ quantity: NO_QUANTITY, baseUnit })
  const counted = saidQuantity(said, { baseUnit, units: item?.units ?? [] })
  if (counted.ok) return ok({ quantity: counted.value, baseUnit })
  return { ok: false, failure: { ...counted.failure, field: fieldOf(index, 'quantity') } }
}

/** A discount in money: a part is rounded half up to the minor unit. */
function discountOf(discount: Discount | null, of: Minor): Minor {
  if (discount === null) return ZERO
  return discount.by === 'amount' ? minor(discount.amountMinor) : shareOf(of, discount.percentBp, PERCENT)
}
