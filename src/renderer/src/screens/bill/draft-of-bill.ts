import type { BillView } from '#shared/contract/goods-views.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { type Minor, subtract } from '#shared/money/money.ts'
import { formatPlainRate, formatQuantity, formatSaid } from '#shared/quantity/format-quantity.ts'
import { QUANTITY_PER_UNIT, type Quantity, quantity } from '#shared/quantity/quantity.ts'
import { workAmount } from '#shared/quantity/work-third.ts'
import type { WorkedLine } from '#shared/sales/bill.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { type BillDraft, type DraftLine, emptyBill, emptyLine, insertLine } from './bill-draft.ts'
import { discountText } from './discount-text.ts'
import type { FreeLine } from './free-line.ts'

/** What an old paper is taken for: goods that come back, a bill of what was offered, or the same once more. */
export type DraftFrom = 'return' | 'bill' | 'copy'

interface Fresh {
  readonly id: string
  readonly isRounded: boolean
}

/** A draft made of an old paper. A return names its lines and leaves it to the hand how much comes back. */
export function draftOfBill(view: BillView, kind: BillKind, how: DraftFrom, fresh: Fresh): BillDraft {
  const { bill, row } = view
  const lines = bill.lines.flatMap((line, at) => {
    const left = how === 'copy' ? line : leftOf(view, at)
    if (how !== 'copy' && line.quantity > 0 && left.quantity <= 0) return []
    return [lineOf(line, at, how, left)]
  })
  const party = bill.party === null ? null : { id: bill.party.id, name: bill.party.name }
  const draft: BillDraft = {
    ...emptyBill(fresh.id, kind, fresh.isRounded),
    target: party,
    party: bill.party?.name ?? '',
    lines: lines.length === 0 ? [emptyLine(0)] : lines,
    nextKey: Math.max(bill.lines.length, 1),
    origin: how === 'copy' ? null : { billId: row.id, number: row.number, kind: row.kind, party },
    place: how === 'return' ? '' : chosenPlace(view),
    ...(how === 'return' ? {} : wholeBill(view, how))
  }
  return how === 'return' ? draft : insertLine(draft, draft.lines.length)
}

/** How much of a line of an old paper has not come back, or was not billed yet. */
export function leftOf(view: BillView, at: number): { readonly quantity: Quantity; readonly amountMinor: Minor } {
  const line = view.bill.lines[at]
  const gone = view.returned[at]
  if (line === undefined) return { quantity: quantity(0), amountMinor: 0 as Minor }
  return {
    quantity: quantity(line.quantity - (gone?.quantity ?? 0)),
    amountMinor: subtract(line.amountMinor, gone?.amountMinor ?? (0 as Minor))
  }
}

/** Whether a bill was made of a part of the paper before: what was charged or taken off once is not so once more. */
const isTaken = ({ returned }: BillView, how: DraftFrom): boolean =>
  how === 'bill' && returned.some(({ quantity, amountMinor }) => quantity !== 0 || amountMinor !== 0)

/** Whether charges and discounts of the paper are left off, as an earlier bill of it has them. */
export const leavesOff = (view: BillView, how: DraftFrom): boolean =>
  isTaken(view, how) &&
  (view.bill.charges.some(({ amountMinor }) => amountMinor !== 0) || view.bill.discount?.by === 'amount')

/** Whether a line's amount is not its quantity times its rate: then the amount was typed, and stands. */
function isAmountTyped({ quantity, rate, rateUnit, baseUnit, said, amountMinor }: WorkedLine): boolean {
  if (rate === null) return true
  if (quantity === 0 || baseUnit === null) return false
  const [first, more] = said
  const isOne = first !== undefined && more === undefined && first.unit === rateUnit
  // The units of the item as it was then are not kept: one that was said alone tells its size by what it came to.
  const size = isOne ? Math.round((quantity * QUANTITY_PER_UNIT) / first.count) : null
  const known = rateUnit === baseUnit || rateUnit === null ? QUANTITY_PER_UNIT : size
  if (known === null) return true
  const worked = workAmount(quantity as Quantity, rate, known as Quantity)
  return !worked.ok || worked.value !== amountMinor
}

type Left = { readonly quantity: number; readonly amountMinor: Minor }

function lineOf(line: WorkedLine, at: number, how: DraftFrom, left: Left): DraftLine {
  const isWhole = left.quantity === line.quantity
  const hasAmount = how !== 'return' && (line.rate === null || (isWhole && isAmountTyped(line)))
  const isDiscountTaken = !isWhole && line.discount?.by === 'amount'
  const unit = line.rateUnit ?? line.said[0]?.unit ?? line.baseUnit ?? ''
  const said = isWhole ? formatSaid(line.said) : `${formatQuantity(quantity(left.quantity))} ${line.baseUnit ?? ''}`
  return {
    ...emptyLine(at),
    itemId: line.itemId,
    free: line.itemId === null ? freeOf(line) : null,
    isAmountAlone: line.quantity === 0,
    item: line.text,
    unit: line.said[0]?.unit ?? line.baseUnit ?? '',
    quantity: how === 'return' ? '' : said.trim(),
    rate: line.rate === null || hasAmount ? '' : `${formatPlainRate(line.rate)}${unit === '' ? '' : `/${unit}`}`,
    amount: hasAmount ? formatPlain(left.amountMinor) : '',
    discount: how === 'return' || isDiscountTaken ? '' : discountText(line.discount),
    isTaxInPrice: line.isTaxInPrice,
    batch: line.batch?.batch ?? '',
    expiresOn: line.batch?.expiresOn ?? null,
    ofLine: how === 'copy' ? null : at + 1
  }
}

const freeOf = ({ baseUnit, hsn, taxRule, isTaxInPrice }: WorkedLine): FreeLine => ({
  ...{ unit: baseUnit ?? 'NOS', hsn, taxRule, isTaxInPrice }
})

/** What stood below the lines and belongs to the next paper too. */
function wholeBill(view: BillView, how: DraftFrom): Partial<BillDraft> {
  const { bill } = view
  const isOnce = isTaken(view, how)
  const charge = (name: string) => {
    if (isOnce) return ''
    const amount = bill.charges.find((one) => one.charge === name)?.amountMinor ?? 0
    return amount === 0 ? '' : formatPlain(amount as Minor)
  }
  return {
    discount: isOnce && bill.discount?.by === 'amount' ? '' : discountText(bill.discount),
    isReverseCharge: bill.supply.isReverseCharge,
    areChargesTaxed: bill.charges.every(({ isTaxed }) => isTaxed),
    deliveryAddress: bill.deliveryAddress,
    deliveryState: bill.deliveryState,
    freight: charge('freight'),
    packing: charge('packing'),
    other: charge('other')
  }
}

/** A place that was chosen by hand stays chosen; one that came by rule comes by rule again. */
const chosenPlace = ({ bill }: BillView): string => {
  const own = bill.party === null || bill.party.state === '' ? bill.supply.shopState : bill.party.state
  return bill.supply.placeOfSupply === own ? '' : bill.supply.placeOfSupply
}
