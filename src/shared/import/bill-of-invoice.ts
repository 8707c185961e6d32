import { type Minor, minor, subtract, sum, ZERO } from '#shared/money/money.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import type { BillLine, BillRequest } from '#shared/sales/bill-request.ts'
import type { Moved } from './import-draft.ts'
import { countOf, type InvoiceGoods, type InvoiceItem, unitOf } from './invoice-goods.ts'
import { type Decimal, plus, ZERO_DECIMAL } from './read-decimal.ts'
import { exactRate } from './read-goods-cells.ts'
import type { InvoiceRow } from './read-invoice-row.ts'
import { toPaise } from './read-money.ts'

/** What the rows of an invoice come to as a bill. */
export interface InvoiceBill {
  readonly lines: readonly BillLine[]
  readonly discountMinor: Minor
  /** What makes the sum of rounded lines the rounded sum. */
  readonly roundOffMinor: Minor
  /** Goods that move against the bill, by item, in thousandths, signed as stock is. */
  readonly against: ReadonlyMap<string, Quantity>
  readonly moved: Moved
  /** Rows whose quantity the item's unit cannot hold: their amount stands, and no goods move. */
  readonly tooFine: readonly InvoiceRow[]
  /** Items of the bill by their ids. */
  readonly itemIds: ReadonlySet<string>
}

const absolute = (decimal: Decimal): Decimal => (decimal.value < 0n ? { ...decimal, value: -decimal.value } : decimal)

/**
 * The bill of an invoice that comes to `totalMinor`, in the direction of its total: `sign` is 1 for a sale, -1 for a return. Each
 * line is rounded for itself. A line of a bill cannot be negative: what is deducted is taken off the bill as a whole, and
 * goods of such a line move on their own. Null when a line is more than an amount may be.
 */
export function billOfInvoice(
  rows: readonly InvoiceRow[],
  goods: InvoiceGoods,
  sign: 1 | -1,
  totalMinor: Minor
): InvoiceBill | null {
  const lines: BillLine[] = []
  const against = new Map<string, Quantity>()
  const tooFine: InvoiceRow[] = []
  const itemIds = new Set<string>()
  let deducted = ZERO_DECIMAL
  let movedCount = 0
  for (const row of rows) {
    const item = goods.of(row)
    if (item !== null) itemIds.add(item.resolved.id)
    const count = countOf(item, row.quantity)
    if (count === null && row.quantity.value !== 0n) tooFine.push(row)
    const amount = toPaise(absolute(row.amount))
    if (!amount.ok) return null
    const isDeducted = row.amount.value !== 0n && row.amount.value > 0n !== sign > 0
    const isWithBill = count !== null && count > 0 === sign > 0
    if (isDeducted) deducted = plus(deducted, absolute(row.amount))
    else if (isWithBill || row.amount.value !== 0n || count === null)
      lines.push(billLine(row, item, isWithBill ? quantity(Math.abs(count)) : null, amount.amountMinor))
    if (item?.keepsStock !== true || count === null) continue
    if (isWithBill && !isDeducted) movedCount += Math.abs(count)
    else against.set(item.resolved.id, quantity((against.get(item.resolved.id) ?? 0) - count))
  }
  const net = sum(lines.map(({ amountMinor }) => amountMinor))
  const off = toPaise(deducted)
  const discountMinor = off.ok ? minor(Math.min(off.amountMinor, net)) : net
  const nothing = quantity(0)
  return {
    lines,
    discountMinor,
    roundOffMinor: subtract(totalMinor, subtract(net, discountMinor)),
    against: new Map([...against].filter(([, count]) => count !== 0)),
    moved:
      sign > 0
        ? { inQuantity: nothing, outQuantity: quantity(movedCount) }
        : { inQuantity: quantity(movedCount), outQuantity: nothing },
    tooFine,
    itemIds
  }
}

function billLine(row: InvoiceRow, item: InvoiceItem | null, count: Quantity | null, amountMinor: Minor): BillLine {
  const unit = unitOf(item)
  const rate = count === null ? null : exactRate(row.rate)
  return {
    itemId: item?.resolved.id ?? null,
    text: row.text,
    hsn: '',
    taxRule: '',
    isTaxInPrice: false,
    said: count === null ? [] : [{ count, unit }],
    rate,
    rateUnit: rate === null ? null : unit,
    amountMinor,
    discount: null,
    batch: null,
    retailPriceMinor: null,
    ofLine: null
  }
}

/** What of a request its lines do not say. */
export const plainBill = {
  note: '',
  charges: [],
  ofBillId: null,
  noteReason: '',
  placeOfSupply: null,
  isReverseCharge: false,
  deliveryAddress: '',
  deliveryState: '',
  theirNumber: '',
  theirDate: null
} satisfies Partial<BillRequest>

export const discountOf = (discountMinor: Minor): BillRequest['discount'] =>
  discountMinor === ZERO ? null : { by: 'amount', amountMinor: discountMinor }

export const roundOffOf = (amountMinor: Minor): BillRequest['roundOff'] =>
  amountMinor === ZERO ? 'none' : { amountMinor }
