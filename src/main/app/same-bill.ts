import type { StoredBill } from '#main/ports/goods-store.ts'
import type { StoredEntry } from '#main/ports/ledger-store.ts'
import type { Bill } from '#shared/sales/bill.ts'
import { paymentOf } from '#shared/sales/bill-entry.ts'
import type { BillRequest } from '#shared/sales/bill-request.ts'
import { isReturn } from '#shared/sales/work-bill.ts'

/**
 * Whether a request asks for the very bill that was recorded under its id. What was typed is compared, not what was worked
 * out of it: items and rates may have changed since.
 */
export function isSameBill(existing: StoredBill, entry: StoredEntry | null, request: BillRequest): boolean {
  const { bill } = existing
  return (
    headOf(bill) === headOf({ ...request, party: request.partyId === null ? null : { id: request.partyId } }) &&
    linesOf(bill) === linesOf(request) &&
    (request.bookOn === null || request.bookOn === existing.bookOn) &&
    isPaidSo(entry, request)
  )
}

const headOf = (
  of: Pick<Bill, 'kind' | 'ofBillId' | 'noteReason'> & { party: { id: string } | null; theirNumber: string }
): string => JSON.stringify([of.kind, of.party?.id ?? null, of.ofBillId, of.noteReason, of.theirNumber.trim()])

function linesOf(of: Bill | BillRequest): string {
  // The discount and the charges of a return are those of its bill, and so are the rates of its lines.
  const isOfBill = isReturn(of.kind) && of.ofBillId !== null
  const charges = of.charges.map((charge) => [charge.charge, charge.text, charge.amountMinor, charge.isTaxed])
  const lines = of.lines.map((line) => {
    const what = [line.itemId, line.ofLine, line.said.map(({ count, unit }) => [count, unit])]
    if (isOfBill) return what
    return [...what, line.taxRule, line.rate, line.rateUnit, line.amountMinor, discountOf(line.discount), line.batch]
  })
  return JSON.stringify(isOfBill ? lines : [lines, charges, discountOf(of.discount)])
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
