import { assert } from '#shared/kernel/assert.ts'
import { BILL_KINDS, type BillKind } from '#shared/sales/bill-request.ts'

/** The number that stands in a row for a kind of bill, as the table `bill_kind` has it. It never changes: old rows bear it. */
const NUMBERS: Readonly<Record<BillKind, number>> = {
  sale: 1,
  'sale-return': 2,
  purchase: 3,
  'purchase-return': 4,
  quotation: 5,
  challan: 6
}

export const billKindNumber = (kind: BillKind): number => NUMBERS[kind]

export function billKindOf(number: number): BillKind {
  const kind = BILL_KINDS.find((one) => NUMBERS[one] === number)
  assert(kind !== undefined, 'a kind of bill that is known')
  return kind
}
