import type { BookDate } from '#shared/calendar/book-date.ts'
import type { BillKind, NoteReason } from '#shared/sales/bill-request.ts'
import { isReturn } from './bill-payment.ts'
import type { FreeLine } from './free-line.ts'

/** The cells of a line that a person types into, from left to right. */
export const LINE_CELLS = ['item', 'quantity', 'batch', 'rate', 'discount', 'amount'] as const
export type LineCell = (typeof LINE_CELLS)[number]

/** The fields above and below the lines. Errors name them. */
export const BILL_FIELDS = [
  'party',
  'date',
  'theirNumber',
  'theirDate',
  'discount',
  'freight',
  'packing',
  'other',
  'cash',
  'change',
  'upi',
  'bank',
  'text',
  'note'
] as const
export type BillField = (typeof BILL_FIELDS)[number]

/** One line as it is being typed: plain text in every cell, so that nothing that was typed is ever lost. */
export interface DraftLine extends Readonly<Record<LineCell, string>> {
  /** Tells lines apart while they move; never given twice in a draft. */
  readonly key: number
  /** Null until an item was chosen for the text in `item`. */
  readonly itemId: string | null
  /** Goods or work without an item: what is said of them; null for every other line. */
  readonly free: FreeLine | null
  /** Of an old paper: its line was an amount alone, and nothing was counted. */
  readonly isAmountAlone: boolean
  /** The unit that a plain number counts in, and that the rate is for; empty: as the item says. */
  readonly unit: string
  /** The rate came from the price memory: another party or item brings another one. */
  readonly isRateKnown: boolean
  /** Of the newest price that was filled in: whether it holds the tax; null: as the item says. */
  readonly isTaxInPrice: boolean | null
  /** Of a batch that was chosen: until when it is good. With a typed batch the day stands in its text. */
  readonly expiresOn: number | null
  /** A return: the line of the old bill, from 1. */
  readonly ofLine: number | null
}

/** The party of the bill once it was chosen, as far as the draft itself needs it. */
export interface DraftParty {
  readonly id: string
  readonly name: string
}

/** The paper that is returned, or that becomes this bill. */
export interface DraftOrigin {
  readonly billId: string
  readonly number: string
  readonly kind: BillKind
  /** Whose it is; null: nobody's, so that anybody may take it on. Drafts that were kept before they said so have none. */
  readonly party?: DraftParty | null
}

/** A bill as it is being typed. */
export interface BillDraft extends Readonly<Record<BillField, string>> {
  /** The bill's id, made before the first try and kept when it is tried again. */
  readonly id: string
  readonly kind: BillKind
  readonly target: DraftParty | null
  /** Always at least one: the last line is where the next item is typed. */
  readonly lines: readonly DraftLine[]
  readonly nextKey: number
  readonly isRounded: boolean
  readonly origin: DraftOrigin | null
  /** Why a note is given; other papers have none. By `price` and `discount` value comes back, and no goods. */
  readonly reason: NoteReason
  /** A code of the tax scheme's places; empty: by rule. */
  readonly place: string
  readonly isReverseCharge: boolean
  /** Freight, packing and others are part of the value of the goods; else they are added after tax. */
  readonly areChargesTaxed: boolean
  /** Where the goods go, when that is not the buyer's own address, and a code of the places; empty: the place of supply. */
  readonly deliveryAddress: string
  readonly deliveryState: string
  /** When what stays on credit falls due, and for when payment was promised; null: by the party's days, and no promise. */
  readonly dueOn: BookDate | null
  readonly promisedOn: BookDate | null
  /** The day is closed already: the bill goes into the current day, with the typed date beside it. */
  readonly isLate: boolean
  /** Lines that were taken out, the newest last, with the place where each stood. */
  readonly removed: readonly { readonly at: number; readonly line: DraftLine }[]
}

const MOST_REMOVED = 20

export const emptyLine = (key: number): DraftLine => ({
  key,
  itemId: null,
  free: null,
  isAmountAlone: false,
  item: '',
  quantity: '',
  batch: '',
  rate: '',
  discount: '',
  amount: '',
  unit: '',
  isRateKnown: false,
  isTaxInPrice: null,
  expiresOn: null,
  ofLine: null
})

export function emptyBill(id: string, kind: BillKind, isRounded: boolean): BillDraft {
  const fields = Object.fromEntries(BILL_FIELDS.map((field) => [field, ''])) as Record<BillField, string>
  return {
    ...fields,
    id,
    kind,
    target: null,
    lines: [emptyLine(0)],
    nextKey: 1,
    isRounded,
    origin: null,
    reason: reasonFor(kind),
    place: '',
    isReverseCharge: false,
    areChargesTaxed: true,
    deliveryAddress: '',
    deliveryState: '',
    dueOn: null,
    promisedOn: null,
    isLate: false,
    removed: []
  }
}

const reasonFor = (kind: BillKind): NoteReason => (kind.endsWith('-return') ? 'returned' : '')

/** Whether the note is for value alone: its lines ask for an amount, and nothing moves in stock. */
export const isValueNote = ({ kind, reason }: Pick<BillDraft, 'kind' | 'reason'>): boolean =>
  kind.endsWith('-return') && (reason === 'price' || reason === 'discount')

/** Another reason for the note. Amounts that were asked for as value mean nothing beside goods; quantities wait for their return. */
export function withReason(draft: BillDraft, reason: NoteReason): BillDraft {
  const next = { ...draft, reason }
  if (!isValueNote(draft) || isValueNote(next)) return next
  return { ...next, lines: draft.lines.map((line) => ({ ...line, amount: '' })) }
}

/** Whether nothing stands in the line. What the price memory filled in is no work of a hand. */
export const isEmptyLine = (line: DraftLine): boolean =>
  line.itemId === null && LINE_CELLS.every((cell) => line[cell].trim() === '')

/** Whether nothing would be lost if the draft went away. */
export const isEmptyBill = (draft: BillDraft): boolean =>
  draft.target === null &&
  draft.deliveryAddress.trim() === '' &&
  draft.dueOn === null &&
  draft.promisedOn === null &&
  draft.lines.every(isEmptyLine) &&
  BILL_FIELDS.every((field) => draft[field].trim() === '')

/** Whether no more than a kind and a party stand in the draft, as when an old bill is sought for it. */
export const isBarelyBegun = (draft: BillDraft): boolean => isEmptyBill({ ...draft, target: null, party: '' })

export function withField(draft: BillDraft, field: BillField, text: string): BillDraft {
  if (field === 'party') return { ...draft, party: text, target: null }
  if (field === 'date') return { ...draft, date: text, isLate: false }
  return { ...draft, [field]: text }
}

export const withTarget = (draft: BillDraft, target: DraftParty): BillDraft => ({
  ...draft,
  target,
  party: target.name
})

/** Whether the draft cannot become this kind: it belongs to the paper that it comes from, and would count those goods once more. */
export const isTied = (draft: BillDraft, kind: BillKind): boolean => draft.origin !== null && draft.kind !== kind

/** The paper that this bill comes from, when it is another party's than the one that is chosen. */
export function originOfOther({ origin }: BillDraft, target: DraftParty | null): DraftOrigin | null {
  if (origin?.party == null || origin.party.id === target?.id) return null
  return origin
}

/** The bill by itself: what was offered to one may be sold to another, at the rates that stand there. */
export const withoutOrigin = (draft: BillDraft): BillDraft => ({
  ...draft,
  origin: null,
  lines: draft.lines.map((line) => (line.ofLine === null ? line : { ...line, ofLine: null }))
})

/** The draft as another kind of paper; one that is tied to its paper stays as it is. */
export const withKind = (draft: BillDraft, kind: BillKind): BillDraft =>
  draft.kind === kind || isTied(draft, kind) ? draft : { ...withReason(draft, reasonFor(kind)), kind }

/** The draft with one line made anew. Every other line stays the very same object: only what changed is drawn and read again. */
export function withLine(draft: BillDraft, at: number, make: (line: DraftLine) => DraftLine): BillDraft {
  const line = draft.lines[at]
  if (line === undefined) return draft
  const made = make(line)
  return made === line ? draft : { ...draft, lines: draft.lines.with(at, made) }
}

/**
 * Other text in one cell. Of quantity, rate and amount any two give the third: the two that were typed last stand, and what
 * came out of them before is given up. Another text for the item makes it another line.
 */
export function withCell(draft: BillDraft, at: number, cell: LineCell, text: string): BillDraft {
  return withLine(draft, at, (line) => {
    switch (cell) {
      case 'item':
        return {
          ...{ ...line, item: text, itemId: null, unit: '', batch: '', expiresOn: null, isTaxInPrice: null },
          // Another word for goods without an item leaves them what they are; without any they are nothing.
          free: text.trim() === '' ? null : line.free,
          ...withoutKnownRate(line)
        }
      case 'quantity':
        return { ...line, quantity: text, amount: line.rate === '' ? line.amount : '' }
      case 'rate':
        return { ...line, rate: text, isRateKnown: false, amount: line.quantity === '' ? line.amount : '' }
      case 'amount':
        if (isValueNote(draft)) return { ...line, amount: text }
        // A rate that stands beside a quantity gives way; without a quantity it is what the amount is divided by.
        if (text.trim() === '' || line.quantity.trim() === '') return { ...line, amount: text }
        return { ...line, amount: text, rate: '', isRateKnown: false }
      case 'batch':
        return { ...line, batch: text, expiresOn: null }
      case 'discount':
        return { ...line, discount: text }
    }
  })
}

const withoutKnownRate = (line: DraftLine) => (line.isRateKnown ? { rate: '', isRateKnown: false } : {})

/** The chosen item in a line, with the price that is known of it at once. */
export interface ChosenItem {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly rate: string
  readonly isTaxInPrice: boolean
}

export function withItem(draft: BillDraft, at: number, item: ChosenItem): BillDraft {
  return withLine(draft, at, (line) => ({
    ...line,
    itemId: item.id,
    free: null,
    item: item.name,
    ...knownPrice(line, item)
  }))
}

/** A price of the memory goes where no hand has typed one. */
export function withKnownPrice(draft: BillDraft, key: number, price: Omit<ChosenItem, 'id' | 'name'>): BillDraft {
  const at = draft.lines.findIndex((line) => line.key === key)
  return withLine(draft, at, (line) => {
    if (line.ofLine !== null) return line
    const known = knownPrice(line, price)
    const isSame = known.rate === line.rate && known.unit === line.unit && known.isTaxInPrice === line.isTaxInPrice
    return isSame ? line : { ...line, ...known }
  })
}

function knownPrice(line: DraftLine, price: Omit<ChosenItem, 'id' | 'name'>) {
  const isFree = line.rate.trim() === '' || line.isRateKnown
  const hasAmount = line.amount.trim() !== ''
  if (!isFree || hasAmount) {
    return {
      unit: line.unit || price.unit,
      rate: line.rate,
      isRateKnown: line.isRateKnown,
      isTaxInPrice: line.isTaxInPrice
    }
  }
  return { unit: price.unit, rate: price.rate, isRateKnown: price.rate !== '', isTaxInPrice: price.isTaxInPrice }
}

/** An empty line before `at`; at the end it is the next one to be typed. */
export function insertLine(draft: BillDraft, at: number): BillDraft {
  const lines = [...draft.lines]
  lines.splice(at, 0, emptyLine(draft.nextKey))
  return { ...draft, lines, nextKey: draft.nextKey + 1 }
}

/** Takes a line out; it can be put back. A draft always keeps one line to type into. */
export function removeLine(draft: BillDraft, at: number): BillDraft {
  const line = draft.lines[at]
  if (line === undefined) return draft
  const rest = draft.lines.filter((_, place) => place !== at)
  const removed = isEmptyLine(line) ? draft.removed : [...draft.removed, { at, line }].slice(-MOST_REMOVED)
  const base = { ...draft, removed }
  return rest.length > 0 ? { ...base, lines: rest } : insertLine({ ...base, lines: [] }, 0)
}

/** Puts the line that was taken out last back into its place. */
export function restoreLine(draft: BillDraft): BillDraft {
  const last = draft.removed.at(-1)
  if (last === undefined) return draft
  const lines = [...draft.lines]
  lines.splice(Math.min(last.at, lines.length), 0, last.line)
  return { ...draft, lines, removed: draft.removed.slice(0, -1) }
}

/** The draft with an empty line at its end, and where that is. */
export function withNextLine(draft: BillDraft): { readonly draft: BillDraft; readonly at: number } {
  const last = draft.lines.length - 1
  const line = draft.lines[last]
  if (line !== undefined && isEmptyLine(line)) return { draft, at: last }
  return { draft: insertLine(draft, draft.lines.length), at: draft.lines.length }
}

/** What is scanned for a return is one more of the old bill's line; `at` is -1 when it is not on that bill. */
function scannedBack(draft: BillDraft, item: ChosenItem, weighed: string | null) {
  const countOf = (line: DraftLine): number | null => {
    if (isValueNote(draft)) return 0
    if (line.quantity.trim() === '') return 0
    const [, count, unit] = /^(\d{1,6})(?: (\S+))?$/.exec(line.quantity.trim()) ?? []
    return weighed === null && count !== undefined && (unit ?? line.unit) === item.unit ? Number(count) : null
  }
  const at = draft.lines.findIndex((line) => line.itemId === item.id && line.ofLine !== null && countOf(line) !== null)
  // A note for value counts no goods: the line is found, and its amount asked for.
  if (isValueNote(draft)) return { draft, at }
  return {
    draft: withLine(draft, at, (line) => {
      const more = String((countOf(line) ?? 0) + 1)
      const quantity = weighed ?? (line.unit === item.unit ? more : `${more} ${item.unit}`)
      return { ...line, quantity, amount: '' }
    }),
    at
  }
}

/** One more of an item, or as much as its code says: where it stands already a plain count grows, else it gets a line. */
export function withScanned(
  draft: BillDraft,
  item: ChosenItem,
  weighed: string | null
): { readonly draft: BillDraft; readonly at: number } {
  if (draft.origin !== null && isReturn(draft.kind)) return scannedBack(draft, item, weighed)
  const at = weighed === null ? lastPlainLine(draft, item.id) : -1
  if (at !== -1) {
    const more = (line: DraftLine) => String(Number(line.quantity) + 1)
    return { draft: withLine(draft, at, (line) => ({ ...line, quantity: more(line), amount: '' })), at }
  }
  const next = withNextLine(draft)
  const chosen = withItem(next.draft, next.at, item)
  return { draft: withCell(chosen, next.at, 'quantity', weighed ?? '1'), at: next.at }
}

function lastPlainLine(draft: BillDraft, itemId: string): number {
  return draft.lines.findLastIndex(
    (line) => line.itemId === itemId && line.ofLine === null && /^\d{1,6}$/.test(line.quantity)
  )
}

/** The item, rate and discount of the line above once more; only how much is typed anew. */
export function repeatLine(draft: BillDraft, key: number): BillDraft {
  const at = draft.lines.findIndex((line) => line.key === key)
  const above = draft.lines[at - 1]
  if (above === undefined) return draft
  return withLine(draft, at, (line) => ({ ...above, key: line.key, quantity: line.quantity, amount: '', ofLine: null }))
}
