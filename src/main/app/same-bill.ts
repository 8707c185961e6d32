import type { StoredBill } from '#main/ports/goods-store.ts'
import type { StoredEntry } from '#main/ports/ledger-store.ts'
import type { Currency } from '#shared/money/currency.ts'
import { subtract } from '#shared/money/money.ts'
import type { Bill, WorkedLine } from '#shared/sales/bill.ts'
import { paymentOf } from '#shared/sales/bill-entry.ts'
import type { BillLine, BillRequest } from '#shared/sales/bill-request.ts'
import { roundOffOf } from '#shared/sales/bill-totals.ts'
import { deliveryOf } from '#shared/sales/delivery.ts'
import { reverseChargeOf } from '#shared/sales/reverse-charge.ts'
import { isReturn } from '#shared/sales/work-bill.ts'
import { placeOfSupply } from '#shared/tax/place-of-supply.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'

/** What of the shop the figures of a bill go by. */
export interface SameBillFacts {
  readonly scheme: TaxScheme
  readonly currency: Currency
}

/**
 * Whether a request asks for the very bill that was recorded under its id. What was typed is compared, not what was worked
 * out of it: items and rates may have changed since. What a bill keeps only as it came out (place, reverse charge, rounding)
 * is worked out again from the bill's own facts.
 */
export function isSameBill(
  existing: StoredBill,
  entry: StoredEntry | null,
  request: BillRequest,
  facts: SameBillFacts
): boolean {
  const { bill } = existing
  return (
    headOf(bill) === headOf({ ...request, party: request.partyId === null ? null : { id: request.partyId } }) &&
    linesOf(bill, bill) === linesOf(request, bill) &&
    (request.bookOn === null || request.bookOn === existing.bookOn) &&
    // A return has the supply of its bill, and is rounded by what is left of it.
    (isOfBill(bill) || (isSuppliedSo(existing, request, facts) && isRoundedSo(bill, request, facts))) &&
    isPaidSo(entry, request)
  )
}

const headOf = (
  of: Pick<Bill, 'kind' | 'ofBillId' | 'noteReason' | 'theirDate' | 'deliveryAddress' | 'deliveryState'> & {
    party: { id: string } | null
    theirNumber: string
  }
): string =>
  JSON.stringify([
    ...[of.kind, of.party?.id ?? null, of.ofBillId, of.noteReason, of.theirNumber.trim(), of.theirDate],
    deliveryOf(of)
  ])

const isOfBill = (of: Pick<Bill, 'kind' | 'ofBillId'>): boolean => isReturn(of.kind) && of.ofBillId !== null

function linesOf(of: Bill | BillRequest, stored: Bill): string {
  const charges = of.charges.map((charge) => [charge.charge, charge.text, charge.amountMinor, charge.isTaxed])
  const lines = of.lines.map((line, at) => whatOf(line, stored.lines[at], isOfBill(of)))
  // The discount and the charges of a return are those of its bill.
  return JSON.stringify(isOfBill(of) ? lines : [lines, charges, discountOf(of.discount)])
}

function whatOf(line: BillLine | WorkedLine, stored: WorkedLine | undefined, isOfOrigin: boolean): unknown[] {
  const what = [line.itemId, line.ofLine, line.said.map(({ count, unit }) => [count, unit])]
  // So are the rates of its lines, and the amounts of its goods; a note of value alone bears the amount that was typed.
  if (isOfOrigin) return stored?.quantity === 0 ? [...what, line.amountMinor] : what
  return [
    ...[...what, line.itemId === null ? line.text.trim() : '', line.hsn, line.taxRule, line.isTaxInPrice],
    ...[line.rate, line.rateUnit, line.amountMinor, discountOf(line.discount), line.batch],
    line.retailPriceMinor ?? stored?.retailPriceMinor ?? null
  ]
}

function isSuppliedSo({ bill, bookOn }: StoredBill, request: BillRequest, { scheme }: SameBillFacts): boolean {
  const { registration, shopState, placeOfSupply: place, isReverseCharge } = bill.supply
  const on = request.occurredOn ?? request.theirDate ?? bookOn
  const reversed = reverseChargeOf(request, { scheme, registration, on })
  const side = bill.kind === 'purchase' || bill.kind === 'purchase-return' ? 'purchase' : 'sale'
  const sides = { side, shop: { state: shopState, registration }, party: bill.party, isReverseCharge } as const
  return (
    reversed.ok &&
    reversed.value === isReverseCharge &&
    placeOfSupply(scheme, { ...sides, chosen: request.placeOfSupply }) === place
  )
}

function isRoundedSo(bill: Bill, { roundOff }: BillRequest, { currency }: SameBillFacts): boolean {
  return roundOffOf(subtract(bill.totalMinor, bill.roundOffMinor), roundOff, currency) === bill.roundOffMinor
}

const discountOf = (discount: Bill['discount']) =>
  discount === null ? null : discount.by === 'percent' ? ['%', discount.percentBp] : [discount.amountMinor]

function isPaidSo(entry: StoredEntry | null, request: BillRequest): boolean {
  const payment = paymentOf(request)
  if (payment === null || entry === null) return payment === null && entry === null
  const { cashMinor, upiMinor, bankMinor, changeMinor } =
    'tender' in payment
      ? { ...payment.tender, cashMinor: payment.tender.cashMinor - payment.tender.changeMinor }
      : {
          cashMinor: -payment.paid.cashMinor,
          upiMinor: -payment.paid.upiMinor,
          bankMinor: -payment.paid.bankMinor,
          changeMinor: 0
        }
  return (
    entry.cashMinor - cashMinor === 0 &&
    entry.upiMinor - upiMinor === 0 &&
    entry.bankMinor - bankMinor === 0 &&
    entry.changeMinor === changeMinor &&
    entry.note === request.note.trim() &&
    entry.occurredOn === request.occurredOn
  )
}
