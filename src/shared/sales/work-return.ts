import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { add, type Minor, minor, subtract, sum, ZERO } from '#shared/money/money.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import { saidQuantity } from '#shared/quantity/parse-quantity.ts'
import { NO_QUANTITY, type Quantity, quantity, roundedQuotient, shareOf } from '#shared/quantity/quantity.ts'
import { TAX_HEADS } from '#shared/tax/tax-scheme.ts'
import type { Bill, Taxes, WorkedLine } from './bill.ts'
import type { BillContext, BillOrigin, Returned } from './bill-context.ts'
import type { BillLine, BillRequest } from './bill-request.ts'
import { taxTotal } from './bill-totals.ts'
import { fieldOf } from './work-lines.ts'

/** The lines that come back, the charges that come back with them, and whether nothing of the bill's value is left. */
export interface WorkedReturn {
  readonly lines: WorkedLine[]
  readonly charges: Bill['charges']
  readonly isWhole: boolean
}

/** A lower price or a later discount takes back value, and no goods. */
export const isPriceNote = (request: Pick<BillRequest, 'noteReason'>): boolean =>
  request.noteReason === 'price' || request.noteReason === 'discount'

const NOTHING: Returned = { quantity: NO_QUANTITY, amountMinor: ZERO }

/**
 * Works out what of a bill comes back. A line gives back its part of what is left of its amount, and every other figure in
 * proportion to the amount that has come back so far, less what came back before: in whatever steps all of it returns, the
 * figures end at those of the bill. Fails with `bill/returned-too-much`, `bill/origin-not-fitting`, and the codes of quantities.
 */
export function workReturn(request: BillRequest, origin: BillOrigin, context: BillContext): Result<WorkedReturn> {
  const soFar = origin.bill.lines.map((_, at) => origin.returned[at] ?? NOTHING)
  const lines: WorkedLine[] = []
  for (const [index, line] of request.lines.entries()) {
    const at = (line.ofLine ?? 0) - 1
    const old = origin.bill.lines[at]
    if (old === undefined || old.itemId !== line.itemId) {
      return fail('bill/origin-not-fitting', {}, fieldOf(index, 'ofLine'))
    }
    const before = soFar[at] ?? NOTHING
    const taken = isPriceNote(request)
      ? takeValue(line, old, before, index)
      : takeGoods(line, old, before, { index, context })
    if (!taken.ok) return taken
    const after = {
      quantity: quantity(before.quantity + taken.value.quantity),
      amountMinor: add(before.amountMinor, taken.value.amountMinor)
    }
    soFar[at] = after
    const movesStock = movesGoods(old, taken.value.quantity, context)
    lines.push({ ...partOfLine(old, before, after), said: line.said, ofLine: at + 1, movesStock })
  }
  const isWhole = origin.bill.lines.every((old, at) => soFar[at]?.amountMinor === old.amountMinor)
  return ok({ lines, charges: chargesBack(origin, soFar), isWhole })
}

/** Goods that were delivered on a challan moved then; when they come back they move like any others. */
function movesGoods(old: WorkedLine, count: Quantity, { items }: BillContext): boolean {
  if (count === 0) return false
  return (old.itemId !== null && items.get(old.itemId)?.keepsStock) || old.movesStock
}

function takeValue(line: BillLine, old: WorkedLine, before: Returned, index: number): Result<Returned> {
  const leftMinor = subtract(old.amountMinor, before.amountMinor)
  if (line.amountMinor > leftMinor) return tooMuch(index, leftMinor / 100)
  return ok({ quantity: NO_QUANTITY, amountMinor: line.amountMinor })
}

function takeGoods(
  line: BillLine,
  old: WorkedLine,
  before: Returned,
  { index, context }: { index: number; context: BillContext }
): Result<Returned> {
  if (old.quantity === 0 || old.baseUnit === null) return takeValue(line, old, before, index)
  const item = old.itemId === null ? undefined : context.items.get(old.itemId)
  const counted = saidQuantity(line.said, { baseUnit: old.baseUnit, units: item?.units ?? [] })
  if (!counted.ok) return { ok: false, failure: { ...counted.failure, field: fieldOf(index, 'quantity') } }
  const left = quantity(old.quantity - before.quantity)
  if (counted.value > left) return tooMuch(index, `${formatQuantity(left)} ${old.baseUnit}`)
  const leftMinor = subtract(old.amountMinor, before.amountMinor)
  return ok({ quantity: counted.value, amountMinor: shareOf(leftMinor, counted.value, left) })
}

const tooMuch = (index: number, left: string | number): Result<never> =>
  fail('bill/returned-too-much', { line: index + 1, left }, fieldOf(index, 'quantity'))

/** What of each figure comes back between two points of what has come back. */
function partOfLine(old: WorkedLine, before: Returned, after: Returned): WorkedLine {
  const part = (value: Minor) => between(value, old, before, after)
  const taxes: Taxes = Object.fromEntries(
    TAX_HEADS.flatMap((head) => (old.taxes[head] === undefined ? [] : [[head, part(old.taxes[head])]]))
  )
  const taxableMinor = part(old.taxableMinor)
  // What the other side was asked for without tax stays so: then the line's total was its taxable value.
  const bore = old.totalMinor === add(old.taxableMinor, taxTotal(old.taxes))
  return {
    ...old,
    quantity: quantity(after.quantity - before.quantity),
    amountMinor: subtract(after.amountMinor, before.amountMinor),
    discount: null,
    discountMinor: part(old.discountMinor),
    billDiscountMinor: part(old.billDiscountMinor),
    chargesMinor: part(old.chargesMinor),
    taxableMinor,
    assessedMinor: old.assessedMinor === null ? null : part(old.assessedMinor),
    taxes,
    totalMinor: bore ? add(taxableMinor, taxTotal(taxes)) : part(old.totalMinor)
  }
}

const between = (value: Minor, old: WorkedLine, before: Returned, after: Returned): Minor =>
  subtract(upTo(value, old, after), upTo(value, old, before))

/** How much of a figure has come back at a point; goods that cost nothing go by their quantity. */
function upTo(value: Minor, old: WorkedLine, at: Returned): Minor {
  if (old.amountMinor > 0) return shareOf(value, at.amountMinor, old.amountMinor)
  return old.quantity > 0 ? shareOf(value, at.quantity, old.quantity) : ZERO
}

/** Charges of the bill in proportion to the totals of its lines: those in the lines' values, and those beside them. */
function chargesBack({ bill, returned }: BillOrigin, soFar: readonly Returned[]): Bill['charges'] {
  const whole = sum(bill.lines.map(({ totalMinor }) => totalMinor))
  if (whole === 0) return []
  const totalUpTo = (points: readonly Returned[]) =>
    BigInt(sum(bill.lines.map((old, at) => upTo(old.totalMinor, old, points[at] ?? NOTHING))))
  const [before, after] = [totalUpTo(returned), totalUpTo(soFar)]
  const share = (amount: Minor, to: bigint) => minor(Number(roundedQuotient(BigInt(amount) * to, BigInt(whole))))
  return bill.charges
    .map((charge) => ({
      ...charge,
      amountMinor: subtract(share(charge.amountMinor, after), share(charge.amountMinor, before))
    }))
    .filter(({ amountMinor }) => amountMinor !== 0)
}
