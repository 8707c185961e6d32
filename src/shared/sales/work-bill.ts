import { FailureError, fail, ok, type Result } from '#shared/kernel/result.ts'
import { add, smaller, subtract, ZERO } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { placeOfSupply, reachOf, type SupplySides } from '#shared/tax/place-of-supply.ts'
import { type TaxedLine, workTax } from '#shared/tax/work-tax.ts'
import type { Bill, WorkedLine } from './bill.ts'
import type { BillContext, BillOrigin } from './bill-context.ts'
import { paperOf } from './bill-paper.ts'
import type { BillKind, BillRequest } from './bill-request.ts'
import { checkTotal, roundOffOf, taxTotal, totalsOf, unroundedTotal } from './bill-totals.ts'
import { deliveryOf } from './delivery.ts'
import { reverseChargeOf } from './reverse-charge.ts'
import { fieldOf, type ValuedLine, valueLines } from './work-lines.ts'
import { workReturn } from './work-return.ts'

/** Which papers a bill may be made from. */
const ORIGINS: Readonly<Record<BillKind, readonly BillKind[]>> = {
  sale: ['quotation', 'challan'],
  'sale-return': ['sale'],
  purchase: [],
  'purchase-return': ['purchase'],
  quotation: [],
  challan: ['quotation']
}

export const isReturn = (kind: BillKind): boolean => kind === 'sale-return' || kind === 'purchase-return'

/**
 * Works a bill out: every figure that screen, paper, ledger and later returns read. It asks nobody; what it depends on is
 * in `context`. The same request and context always give the same bill.
 *
 * Expected failures: `bill/item-gone`, `bill/discount-too-large`, `bill/origin-not-fitting`, `bill/returned-too-much`,
 * `bill/reverse-charge-mixed`, `bill/nothing-to-give-back`, `bill/total-changed`, `money/zero`, `money/too-large`, and the
 * codes of quantities and of tax.
 */
export function workBill(request: BillRequest, context: BillContext): Result<Bill> {
  const { origin } = context
  if (!fitsOrigin(request, context)) return fail('bill/origin-not-fitting', {}, 'ofBillId')
  if (origin !== null && isReturn(request.kind)) return returnOf(request, origin, context)
  const valued = valueLines(request, context.items)
  if (!valued.ok) return valued
  const reversed = reverseChargeOf(request, { ...context, registration: context.shop.registration })
  if (!reversed.ok) return reversed
  const supply = supplyOf(request, reversed.value, context)
  const taxed = taxLines(valued.value, supply, context)
  if (!taxed.ok) return taxed
  const lines = valued.value.map((line, at) => {
    const worked = workedLine(line, taxed.value[at] as TaxedLine, supply.isReverseCharge)
    return { ...worked, movesStock: movesStock(request, worked, line, context) }
  })
  const delivered = origin === null ? null : checkDelivered(lines, origin)
  if (delivered !== null) return delivered
  const charges = request.charges.map(({ charge, text, amountMinor, isTaxed }) => ({
    charge,
    text,
    amountMinor,
    isTaxed
  }))
  const unrounded = unroundedTotal(lines, charges)
  const roundOffMinor = roundOffOf(unrounded, request.roundOff, context.shop.currency)
  const total = checkTotal(add(unrounded, roundOffMinor), request.expectedTotalMinor)
  if (!total.ok) return total
  return ok({
    ...headOf(request, context),
    lines,
    discount: request.discount,
    charges,
    ...totalsOf(lines),
    roundOffMinor,
    totalMinor: total.value,
    paper: paperOf(supply, lines, context.party?.gstin ?? ''),
    supply
  })
}

/** A return has the heads, rates and rounding of its bill. The last step of it takes what is left of the bill's total. */
function returnOf(request: BillRequest, origin: BillOrigin, context: BillContext): Result<Bill> {
  const worked = workReturn(request, origin, context)
  if (!worked.ok) return worked
  const { lines, charges, isWhole } = worked.value
  const unrounded = unroundedTotal(lines, charges)
  const left = subtract(origin.bill.totalMinor, origin.returnedTotalMinor)
  const rounded = add(unrounded, roundOffOf(unrounded, request.roundOff, context.shop.currency))
  // A step before the last may not be rounded to nothing, nor to all that is left: the others would come back for nothing.
  const isRoundable = rounded > 0 && rounded < left
  const step = isRoundable ? rounded : smaller(unrounded, left)
  const total = checkTotal(isWhole ? left : step, request.expectedTotalMinor)
  if (!total.ok) return isOfGoodsAlone(total, lines) ? fail('bill/nothing-to-give-back', {}, 'lines') : total
  return ok({
    ...headOf(request, context),
    party: context.party?.id === origin.bill.party?.id ? origin.bill.party : context.party,
    lines,
    discount: null,
    charges,
    ...totalsOf(lines),
    roundOffMinor: subtract(total.value, unrounded),
    totalMinor: total.value,
    paper: origin.bill.paper,
    supply: origin.bill.supply
  })
}

/** Goods that were free, or whose whole value a note took back: no entry is of nothing, so no note can be made of them. */
const isOfGoodsAlone = (total: Result<unknown>, lines: readonly WorkedLine[]): boolean =>
  !total.ok && total.failure.code === 'money/zero' && lines.some((line) => line.quantity > 0)

const headOf = (request: BillRequest, { party }: BillContext) => ({
  id: request.id,
  kind: request.kind,
  party,
  ...deliveryOf(request),
  ofBillId: request.ofBillId,
  noteReason: request.noteReason,
  theirNumber: request.theirNumber.trim(),
  theirDate: request.theirDate
})

function fitsOrigin(request: BillRequest, { origin, party }: BillContext): boolean {
  if (request.ofBillId === null || origin === null) {
    return request.ofBillId === null && origin === null && request.lines.every(({ ofLine }) => ofLine === null)
  }
  if (origin.bill.id !== request.ofBillId || !ORIGINS[request.kind].includes(origin.bill.kind)) return false
  return origin.bill.party === null || origin.bill.party.id === party?.id
}

const isBought = (kind: BillKind): boolean => kind === 'purchase' || kind === 'purchase-return'

function supplyOf(request: BillRequest, isReverseCharge: boolean, context: BillContext): Bill['supply'] {
  const { scheme, shop, party } = context
  const sides: SupplySides = {
    side: isBought(request.kind) ? 'purchase' : 'sale',
    shop,
    party,
    chosen: request.placeOfSupply,
    isReverseCharge
  }
  return {
    scheme: scheme.scheme,
    registration: shop.registration,
    shopState: shop.state,
    placeOfSupply: placeOfSupply(scheme, sides),
    reach: reachOf(scheme, sides),
    isReverseCharge
  }
}

function taxLines(
  lines: readonly ValuedLine[],
  { reach, isReverseCharge }: Bill['supply'],
  { on, scheme }: BillContext
): Result<readonly TaxedLine[]> {
  const taxable = lines.map(({ line, item, quantity: count, valueMinor }) => ({
    ruleId: line.taxRule,
    valueMinor,
    isTaxInPrice: line.isTaxInPrice,
    quantity: count,
    retailPriceMinor: line.retailPriceMinor ?? item?.retailPriceMinor ?? null,
    fixed: null
  }))
  try {
    return ok(workTax(taxable, { on, reach, isReverseCharge }, scheme))
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    throw error
  }
}

function workedLine(valued: ValuedLine, taxed: TaxedLine, isReverseCharge: boolean): Omit<WorkedLine, 'movesStock'> {
  const { line, item } = valued
  const { taxableMinor, rateBp, cessBp, cessPerUnitMinor, nature, taxes } = taxed
  return {
    itemId: line.itemId,
    text: line.text.trim() === '' ? (item?.name ?? '') : line.text.trim(),
    hsn: line.hsn,
    taxRule: line.taxRule,
    isTaxInPrice: line.isTaxInPrice,
    said: line.said,
    quantity: valued.quantity,
    baseUnit: valued.baseUnit,
    rate: line.rate,
    rateUnit: line.rateUnit,
    amountMinor: line.amountMinor,
    discount: line.discount,
    discountMinor: valued.discountMinor,
    billDiscountMinor: valued.billDiscountMinor,
    chargesMinor: valued.chargesMinor,
    taxableMinor,
    assessedMinor: taxed.assessedMinor === taxableMinor ? null : taxed.assessedMinor,
    rateBp,
    cessBp,
    cessPerUnitMinor,
    nature,
    taxes,
    totalMinor: add(taxableMinor, isReverseCharge ? ZERO : taxTotal(taxes)),
    batch: line.batch,
    retailPriceMinor: line.retailPriceMinor ?? item?.retailPriceMinor ?? null,
    ofLine: line.ofLine
  }
}

/** A quotation moves nothing, and what a challan delivered does not move again with its bill. */
function movesStock(
  request: BillRequest,
  worked: Omit<WorkedLine, 'movesStock'>,
  { item }: ValuedLine,
  { origin }: BillContext
): boolean {
  if (request.kind === 'quotation' || worked.quantity === 0 || item === null || !item.keepsStock) return false
  return !(origin?.bill.kind === 'challan' && worked.ofLine !== null)
}

/**
 * Lines of a bill that tell which line of a paper they come from. More than a challan delivered cannot be billed as delivered;
 * of a quotation more may be sold than was offered.
 */
function checkDelivered(lines: readonly WorkedLine[], { bill, returned }: BillOrigin): Result<never> | null {
  const left = bill.lines.map((old, at) => old.quantity - (returned[at]?.quantity ?? 0))
  for (const [index, line] of lines.entries()) {
    if (line.ofLine === null) continue
    const at = line.ofLine - 1
    const old = bill.lines[at]
    if (old === undefined || old.itemId !== line.itemId) {
      return fail('bill/origin-not-fitting', {}, fieldOf(index, 'ofLine'))
    }
    const rest = (left[at] ?? 0) - line.quantity
    if (rest < 0 && bill.kind === 'challan') {
      const params = { line: index + 1, left: quantity(Math.max(0, left[at] ?? 0)) / 1_000 }
      return fail('bill/returned-too-much', params, fieldOf(index, 'quantity'))
    }
    left[at] = rest
  }
  return null
}
