import type { BillKind } from '#shared/sales/bill-request.ts'
import { BILL_KINDS } from '#shared/sales/bill-request.ts'
import {
  BILL_FIELDS,
  type BillDraft,
  type DraftLine,
  emptyBill,
  emptyLine,
  isEmptyBill,
  LINE_CELLS
} from './bill-draft.ts'

const placeOf = (shopId: string): string => `counterbook.bill.${shopId}`

/** Keeps the bill on this PC as it is typed, so that a power cut costs no line. */
export function storeBill(shopId: string, draft: BillDraft): void {
  try {
    localStorage.setItem(placeOf(shopId), JSON.stringify(draft))
  } catch {
    // A full or forbidden store costs only the unsaved bill after a crash: the work goes on.
  }
}

const refusedPlaceOf = (shopId: string): string => `counterbook.bill-refused.${shopId}`
/** A book that can hold none of so many is in trouble that is seen elsewhere. */
const MOST_REFUSED = 50

/** Bills that were refused when the screen was gone already and the book could not hold them, the oldest first. */
export function refusedBills(shopId: string, isRounded: boolean): BillDraft[] {
  try {
    const read: unknown = JSON.parse(kept(refusedPlaceOf(shopId)) ?? '[]')
    const texts = (Array.isArray(read) ? read : [read]).map((one) => JSON.stringify(one))
    return texts.flatMap((text) => readBillText(text, isRounded) ?? [])
  } catch {
    return []
  }
}

/** Keeps a refused bill beside those that wait already: it comes back with the screen. */
export function storeRefused(shopId: string, draft: BillDraft): void {
  const others = refusedBills(shopId, draft.isRounded).filter(({ id }) => id !== draft.id)
  putRefused(shopId, [...others, draft].slice(-MOST_REFUSED))
}

/** A refused bill is safe elsewhere. */
export const dropRefused = (shopId: string, id: string): void =>
  putRefused(
    shopId,
    refusedBills(shopId, true).filter((one) => one.id !== id)
  )

function putRefused(shopId: string, drafts: readonly BillDraft[]): void {
  try {
    if (drafts.length === 0) localStorage.removeItem(refusedPlaceOf(shopId))
    else localStorage.setItem(refusedPlaceOf(shopId), JSON.stringify(drafts))
  } catch {
    // There is no other place left to keep them.
  }
}

/** The bill that was being typed; else the first that was refused and waits. */
export function storedBill(shopId: string, freshId: string, isRounded: boolean): BillDraft {
  const typed = readBillText(kept(placeOf(shopId)), isRounded)
  if (typed !== null) return typed
  const [refused] = refusedBills(shopId, isRounded)
  if (refused === undefined) return emptyBill(freshId, 'sale', isRounded)
  storeBill(shopId, refused)
  dropRefused(shopId, refused.id)
  return refused
}

function kept(place: string): string | null {
  try {
    return localStorage.getItem(place)
  } catch {
    return null
  }
}

/** A draft from the text that was kept of it, at this PC or among the held bills; null when it is none, or empty. */
export function readBillText(text: string | null, isRounded: boolean): BillDraft | null {
  try {
    const read = JSON.parse(text ?? 'null') as Partial<BillDraft> | null
    if (read === null || typeof read !== 'object' || typeof read.id !== 'string') return null
    if (!BILL_KINDS.includes(read.kind as BillKind) || !Array.isArray(read.lines) || read.lines.length === 0)
      return null
    if (!BILL_FIELDS.every((field) => typeof read[field] === 'string') || !read.lines.every(isLine)) return null
    // What a draft has learnt to hold since it was kept is as on an empty one.
    const lines = read.lines.map((line) => ({ ...emptyLine(line.key), ...line }))
    const draft: BillDraft = { ...emptyBill(read.id, read.kind as BillKind, isRounded), ...read, lines }
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
