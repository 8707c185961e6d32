import type { BillKind } from '#shared/sales/bill-request.ts'
import { BILL_KINDS } from '#shared/sales/bill-request.ts'
import { BILL_FIELDS, type BillDraft, type DraftLine, emptyBill, isEmptyBill, LINE_CELLS } from './bill-draft.ts'

const placeOf = (shopId: string): string => `counterbook.bill.${shopId}`

/** Keeps the bill on this PC as it is typed, so that a power cut costs no line. */
export function storeBill(shopId: string, draft: BillDraft): void {
  try {
    localStorage.setItem(placeOf(shopId), JSON.stringify(draft))
  } catch {
    // A full or forbidden store costs only the unsaved bill after a crash: the work goes on.
  }
}

export function storedBill(shopId: string, freshId: string, isRounded: boolean): BillDraft {
  let text: string | null = null
  try {
    text = localStorage.getItem(placeOf(shopId))
  } catch {
    // Nothing was kept.
  }
  return readBillText(text, isRounded) ?? emptyBill(freshId, 'sale', isRounded)
}

/** A draft from the text that was kept of it, at this PC or among the held bills; null when it is none, or empty. */
export function readBillText(text: string | null, isRounded: boolean): BillDraft | null {
  try {
    const read = JSON.parse(text ?? 'null') as Partial<BillDraft> | null
    if (read === null || typeof read !== 'object' || typeof read.id !== 'string') return null
    if (!BILL_KINDS.includes(read.kind as BillKind) || !Array.isArray(read.lines) || read.lines.length === 0)
      return null
    if (!BILL_FIELDS.every((field) => typeof read[field] === 'string') || !read.lines.every(isLine)) return null
    const draft: BillDraft = { ...emptyBill(read.id, read.kind as BillKind, isRounded), ...read }
    return isEmptyBill(draft) ? null : draft
  } catch {
    return null
  }
}

const isLine = (line: Partial<DraftLine>): boolean =>
  typeof line === 'object' &&
  line !== null &&
  typeof line.key === 'number' &&
  LINE_CELLS.every((cell) => typeof line[cell] === 'string')
