import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import type { Bill, WorkedLine } from './bill.ts'

/** A bill as its journal op holds it: all of it, and what it got when it was recorded. */
export interface BillFact {
  readonly bill: Bill
  readonly bookOn: BookDate
  readonly recordedAt: number
  /** Of a paper without an entry; empty for a bill, which bears the number of its entry. */
  readonly number: string
}

/** The body of a `bill.post` op. What is nothing (null, no text, 0, no, an empty list) is left out of bill and lines. */
export const billFact = ({ bill, bookOn, recordedAt, number }: BillFact): { readonly [key: string]: Json } => ({
  at: recordedAt,
  on: bookOn,
  ...filled({ number }),
  bill: { ...filled(bill), lines: bill.lines.map(filled) }
})

/**
 * Reads the body of a `bill.post` op of our own journal: the chain proves that it is what was recorded, so that it is not
 * checked field by field again.
 */
export function readBillFact(body: { readonly [key: string]: Json }): BillFact {
  const said = body.bill as { readonly lines: readonly object[] }
  const lines = said.lines.map((line) => ({ ...EMPTY_LINE, ...line }))
  return {
    bill: { ...EMPTY_BILL, ...said, lines } as unknown as Bill,
    bookOn: body.on as BookDate,
    recordedAt: body.at as number,
    number: (body.number ?? '') as string
  }
}

const EMPTY_LINE = {
  itemId: null,
  text: '',
  hsn: '',
  taxRule: '',
  isTaxInPrice: false,
  said: [],
  quantity: 0,
  baseUnit: null,
  rate: null,
  rateUnit: null,
  amountMinor: 0,
  discount: null,
  discountMinor: 0,
  billDiscountMinor: 0,
  chargesMinor: 0,
  taxableMinor: 0,
  assessedMinor: null,
  rateBp: 0,
  cessBp: 0,
  cessPerUnitMinor: 0,
  taxes: {},
  totalMinor: 0,
  batch: null,
  retailPriceMinor: null,
  ofLine: null,
  movesStock: false
} satisfies Record<Exclude<keyof WorkedLine, 'nature'>, unknown>

const EMPTY_BILL = {
  party: null,
  discount: null,
  charges: [],
  grossMinor: 0,
  discountMinor: 0,
  taxableMinor: 0,
  taxes: {},
  taxSums: [],
  roundOffMinor: 0,
  totalMinor: 0,
  deliveryAddress: '',
  deliveryState: '',
  ofBillId: null,
  noteReason: '',
  theirNumber: '',
  theirDate: null
} satisfies Partial<Record<keyof Bill, unknown>>

/** A rate of 0 that was typed is something else than none: of what may be null, only null is nothing. */
const MAY_BE_ZERO: ReadonlySet<string> = new Set(['rate', 'retailPriceMinor', 'assessedMinor'])

const isNothing = (name: string, value: unknown): boolean =>
  value === null || value === '' || value === false || (value === 0 && !MAY_BE_ZERO.has(name)) || isEmptyList(value)
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

const filled = (object: object): { readonly [key: string]: Json } =>
  Object.fromEntries(Object.entries(object).filter(([name, value]) => value !== undefined && !isNothing(name, value)))
