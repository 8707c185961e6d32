import { readDate } from '#renderer/components/date-text.ts'
import { parseAmount } from '#renderer/i18n/amounts.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Item } from '#shared/items/item.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'
import type { BillLine, BillRequest, Charge, Discount } from '#shared/sales/bill-request.ts'
import { deliveryOf } from '#shared/sales/delivery.ts'
import type { BillDraft, BillField, DraftLine, LineCell } from './bill-draft.ts'
import { isEmptyLine, isValueNote } from './bill-draft.ts'
import { isDelivered, isPosting, isSelling, type Payment } from './bill-payment.ts'
import { readDiscount } from './discount-text.ts'
import { itemOf } from './free-line.ts'
import { type ReadLine, readLineOnce, readValue } from './line-reading.ts'

/** What stops a bill: a cell of a line, or a field. */
export type Stop =
  | { readonly at: 'line'; readonly key: number; readonly cell: LineCell; readonly failure: Failure }
  | { readonly at: 'field'; readonly field: BillField; readonly failure: Failure }

/** A draft read as far as it can be: the lines that are whole, and the first thing that stops it. */
export interface ReadBill {
  readonly lines: readonly BillLine[]
  /** For each line of the draft: its place among `lines`, or -1. */
  readonly places: readonly number[]
  readonly reads: readonly (ReadLine | null)[]
  readonly discount: Discount | null
  readonly charges: readonly Charge[]
  readonly stop: Stop | null
}

/** Lines of a return that nothing was typed into stay with the buyer; they are no part of it. */
const isLeftOut = (line: DraftLine, isValue: boolean): boolean =>
  isEmptyLine(line) || (line.ofLine !== null && (isValue || line.quantity.trim() === '') && line.amount.trim() === '')

export function readBill(draft: BillDraft, items: ReadonlyMap<string, Item>): ReadBill {
  const lines: BillLine[] = []
  const places: number[] = []
  const reads: (ReadLine | null)[] = []
  let stop: Stop | null = null
  const isValue = isValueNote(draft)
  for (const line of draft.lines) {
    const item = itemOf(line, items)
    const read = item === undefined ? null : isValue ? readValue(line) : readLineOnce(line, item)
    const isWhole = read !== null && item !== undefined && read.problem === null && !read.isUnfinished
    reads.push(read)
    const isLeft = isLeftOut(line, isValue)
    places.push(isWhole && !isLeft ? lines.push(billLine(line, item, read, isSelling(draft.kind))) - 1 : -1)
    if (stop === null && !isWhole && !isLeft) stop = lineStop(line, item, read, isValue)
  }
  const discount = readPart(draft, 'discount', readDiscount)
  const charges = readCharges(draft)
  return {
    lines,
    places,
    reads,
    discount: discount.value,
    charges: charges.value,
    stop: stop ?? discount.stop ?? charges.stop
  }
}

function lineStop(line: DraftLine, item: Item | undefined, read: ReadLine | null, isValue: boolean): Stop {
  const stop = (cell: LineCell, failure: Failure): Stop => ({ at: 'line', key: line.key, cell, failure })
  if (item === undefined || read === null) return stop('item', { code: 'item/not-chosen', params: { text: line.item } })
  if (read.problem !== null) return stop(read.problem.cell, read.problem.failure)
  if (isValue || line.isAmountAlone) return stop('amount', { code: 'money/not-a-number' })
  if (line.quantity.trim() === '') return stop('quantity', { code: 'quantity/missing' })
  return stop('rate', { code: 'quantity/rate-missing' })
}

function billLine(line: DraftLine, item: Item, read: ReadLine, isForSale: boolean): BillLine {
  return {
    itemId: line.itemId,
    text: line.itemId === null ? line.item.trim() : item.name,
    hsn: item.hsn,
    taxRule: item.taxRule,
    isTaxInPrice: line.isTaxInPrice ?? (isForSale && item.isTaxInPrice),
    said: [...read.said],
    rate: read.rate,
    rateUnit: read.rateUnit,
    amountMinor: read.amountMinor,
    discount: read.discount,
    batch: read.batch,
    retailPriceMinor: item.retailPriceMinor,
    ofLine: line.ofLine
  }
}

interface Part<Value> {
  readonly value: Value
  readonly stop: Stop | null
}

function readPart<Value>(
  draft: BillDraft,
  field: BillField,
  read: (text: string) => Result<Value>
): Part<Value | null> {
  if (draft[field].trim() === '') return { value: null, stop: null }
  const value = read(draft[field])
  return value.ok
    ? { value: value.value, stop: null }
    : { value: null, stop: { at: 'field', field, failure: value.failure } }
}

/** What is wrong with the text of a field of head or foot; null when it can be read, or when nothing was typed. */
export function fieldProblem(draft: BillDraft, field: BillField, today: BookDate | null): Failure | null {
  const read = readField(draft, field, today)
  return read === null || read.ok ? null : read.failure
}

function readField(draft: BillDraft, field: BillField, today: BookDate | null): Result<unknown> | null {
  const text = draft[field]
  if (text.trim() === '') return null
  switch (field) {
    case 'date':
    case 'theirDate':
      return today === null ? null : readDay(text, today)
    case 'discount':
      return readDiscount(text)
    case 'freight':
    case 'packing':
    case 'other':
    case 'cash':
    case 'change':
    case 'upi':
    case 'bank':
      return parseAmount(text)
    default:
      return null
  }
}

function readCharges(draft: BillDraft): Part<Charge[]> {
  const charges: Charge[] = []
  let stop: Stop | null = null
  for (const charge of ['freight', 'packing', 'other'] as const) {
    const read = readPart<Minor>(draft, charge, parseAmount)
    stop ??= read.stop
    const amountMinor = read.value ?? ZERO
    if (amountMinor > 0) charges.push({ charge, text: '', amountMinor, isTaxed: draft.areChargesTaxed })
  }
  return { value: charges, stop }
}

/** Which day the bill is of: null is the day of the book. `isOfField` says where a day that cannot be read was typed. */
export function readDay(text: string, today: BookDate): Result<BookDate | null> {
  if (text.trim() === '') return { ok: true, value: null }
  const read = readDate(text, today)
  return read.ok && read.value === today ? { ok: true, value: null } : read
}

/** The day of the supplier's paper; null when none was typed. */
export function readTheirDay(text: string, today: BookDate): Result<BookDate | null> {
  const read = readDay(text, today)
  return text.trim() === '' || !read.ok ? read : { ok: true, value: read.value ?? today }
}

/** Days that were said; nothing said is nothing sent. */
const creditDaysSaid = ({ dueOn, promisedOn }: BillDraft) => ({
  ...(dueOn === null ? {} : { dueOn }),
  ...(promisedOn === null ? {} : { promisedOn })
})

const NOT_DELIVERED = { deliveryAddress: '', deliveryState: '' }

/** What is asked of `workBill` for the lines that are whole; null while there are none. */
export function requestOf(
  draft: BillDraft,
  read: ReadBill,
  payment: Pick<Payment, 'cashMinor' | 'changeMinor' | 'upiMinor' | 'bankMinor'>,
  days: { readonly day: BookDate | null; readonly theirDate: BookDate | null }
): BillRequest | null {
  if (read.lines.length === 0) return null
  const bill = {
    id: draft.id,
    partyId: draft.target?.id ?? null,
    bookOn: draft.isLate ? null : days.day,
    occurredOn: draft.isLate ? days.day : null,
    text: draft.text.trim(),
    note: draft.note.trim(),
    ...(isPosting(draft.kind) ? creditDaysSaid(draft) : {}),
    lines: [...read.lines],
    discount: read.discount,
    charges: [...read.charges],
    roundOff: draft.isRounded ? ('rupee' as const) : ('none' as const),
    ofBillId: draft.origin?.billId ?? null,
    noteReason: draft.reason,
    placeOfSupply: draft.place === '' ? null : draft.place,
    isReverseCharge: draft.isReverseCharge,
    ...(isDelivered(draft.kind) ? deliveryOf(draft) : NOT_DELIVERED),
    theirNumber: draft.theirNumber.trim(),
    theirDate: days.theirDate,
    expectedTotalMinor: null
  }
  const { cashMinor, changeMinor, upiMinor, bankMinor } = payment
  switch (draft.kind) {
    case 'sale':
    case 'purchase-return':
      return { ...bill, kind: draft.kind, tender: { cashMinor, changeMinor, upiMinor, bankMinor } }
    case 'purchase':
    case 'sale-return':
      return { ...bill, kind: draft.kind, paid: { cashMinor, upiMinor, bankMinor } }
    case 'quotation':
    case 'challan':
      return { ...bill, kind: draft.kind }
  }
}
