import type { Bill, BillPaper, WorkedLine } from './bill.ts'

/**
 * The paper that the law asks for: a composition dealer and goods without tax take a bill of supply, both sorts to a buyer
 * without a GSTIN may stand on one paper, a shop outside of the tax writes a plain bill.
 */
export function paperOf(
  supply: Pick<Bill['supply'], 'scheme' | 'registration' | 'reach'>,
  lines: readonly Pick<WorkedLine, 'nature'>[],
  gstin: string
): BillPaper {
  if (supply.scheme === 'none' || supply.registration === 'unregistered') return 'bill'
  if (supply.registration === 'composition') return 'bill-of-supply'
  const taxable = lines.filter(({ nature }) => nature === 'taxable').length
  if (supply.scheme === 'vat') return taxable > 0 ? 'tax-invoice' : 'bill'
  if (taxable === 0) return 'bill-of-supply'
  return taxable < lines.length && gstin === '' ? 'invoice-cum-bill-of-supply' : 'tax-invoice'
}
