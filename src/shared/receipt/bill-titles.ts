import type { Bill, BillPaper } from '#shared/sales/bill.ts'
import type { NOTE_REASONS } from '#shared/sales/bill-request.ts'
import type { ReceiptTextKey } from './receipt-texts.ts'

const PAPER_TITLES: Readonly<Record<Exclude<BillPaper, 'bill'>, ReceiptTextKey>> = {
  'tax-invoice': 'titleTaxInvoice',
  'bill-of-supply': 'titleBillOfSupply',
  'invoice-cum-bill-of-supply': 'titleInvoiceCumBill'
}

/** What the law calls this paper; null for a plain bill, which is called as every sale is. */
export function billTitleKey({ kind, paper }: Bill): ReceiptTextKey | null {
  switch (kind) {
    case 'sale':
      return paper === 'bill' ? null : PAPER_TITLES[paper]
    case 'sale-return':
      return 'titleCreditNote'
    case 'purchase-return':
      return 'titleDebitNote'
    case 'purchase':
      return 'titlePurchaseVoucher'
    case 'quotation':
      return 'titleQuotation'
    case 'challan':
      return 'titleChallan'
  }
}

/** Words that must stand under the title. */
export function billRemarkKeys({ kind, supply }: Bill): ReceiptTextKey[] {
  const isOurs = kind === 'sale' || kind === 'sale-return'
  return [
    ...(kind === 'quotation' || kind === 'challan' ? (['notABill'] as const) : []),
    ...(isOurs && supply.scheme === 'in-gst' && supply.registration === 'composition'
      ? (['compositionWords'] as const)
      : [])
  ]
}

/** Whether the paper is one that the tax law asks for, from this shop to another. */
export const isTaxPaper = ({ kind, paper }: Bill): boolean =>
  paper !== 'bill' && (kind === 'sale' || kind === 'sale-return' || kind === 'challan')

export const NOTE_REASON_KEYS: Readonly<Record<(typeof NOTE_REASONS)[number], ReceiptTextKey | null>> = {
  '': null,
  returned: 'noteReturned',
  price: 'notePrice',
  discount: 'noteDiscount',
  other: null
}

const COPY_MARKS = ['copyRecipient', 'copyTransporter', 'copySupplier'] as const

/** Whose the first papers of an invoice are, as many as the shop prints. None for papers that the rule does not name. */
export const copyMarkKeys = (bill: Bill, copies: number): readonly ReceiptTextKey[] =>
  bill.kind === 'sale' && bill.paper !== 'bill' && bill.supply.scheme === 'in-gst' ? COPY_MARKS.slice(0, copies) : []
