import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Item } from '#shared/items/item.ts'
import type { Minor } from '#shared/money/money.ts'
import type { Series } from '#shared/numbering/document-number.ts'
import type { Quantity, Rate } from '#shared/quantity/quantity.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import type { Bill } from '#shared/sales/bill.ts'
import type { Returned } from '#shared/sales/bill-context.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import type { CostLayer } from '#shared/stock/fifo.ts'
import type { OpNumber, Stamp } from './ledger-store.ts'

export interface ItemRecord {
  readonly itemNo: number
  readonly item: Item
}

export interface ItemPage {
  readonly filter: 'all' | 'low' | 'negative' | 'in-stock' | 'expiring' | 'archived'
  /** Empty: every group. */
  readonly group: string
  /** Batches that end on or before this day count as expiring. */
  readonly expiringOn: BookDate
  readonly offset: number
  readonly limit: number
}

export interface ItemStore {
  byId(id: string): ItemRecord | null
  byNo(itemNo: number): ItemRecord | null
  /** Items in use that bear this barcode or this very code. */
  byBarcode(code: string): ItemRecord[]
  /** Items in use with this code, whatever its capitals. */
  sameCode(code: string): ItemRecord[]
  /** Items in use with exactly this name. */
  sameName(name: string): ItemRecord[]
  add(item: Item, op: OpNumber): ItemRecord
  change(item: Item, op: OpNumber): void
  page(page: ItemPage): { items: ItemRecord[]; total: number }
  /** Groups of items in use, by name. */
  groups(): string[]
  /** In the order of adding, for the search index. */
  forSearch(afterItemNo: number, limit: number): ItemRecord[]
  changedAfter(op: OpNumber): ItemRecord[]
  /** Items in use of the newest bills, used last first. */
  usedLast(limit: number): ItemRecord[]
  /** How often each item stands in the newest bills, and the day of the last time. */
  usesInNewest(bills: number): { itemNo: number; uses: number; lastUsedOn: BookDate }[]
  /** Items, put away or not, whose name or code holds this text as it is written. It reads all. */
  written(text: string, limit: number, isArchived: boolean): ItemRecord[]
  count(): number
  agreedPrice(partyNo: number, itemNo: number): { readonly unit: UnitCode; readonly rate: Rate } | null
  setPrice(partyNo: number, itemNo: number, price: { unit: UnitCode; rate: Rate | null }, op: OpNumber): void
}

/** Goods on hand of one item. `cost…`: value and quantity of the newest incoming move that had a cost and was not undone. */
export interface OnHand {
  readonly quantity: Quantity
  readonly valueMinor: Minor
  readonly costMinor: Minor
  readonly costQuantity: Quantity
  readonly lastMoveNo: number
}

/**
 * A move before its value is known, signed: in positive, out negative, value alike. In: what the goods cost. Out: what they
 * came in for, when they go back. `valueMinor` null: at the average of the moment.
 */
export interface NewMove {
  readonly itemNo: number
  readonly bookOn: BookDate
  readonly cause:
    | { readonly billNo: number; readonly lineNo: number; readonly isUndone: boolean }
    | { readonly adjustmentNo: number }
  readonly quantity: Quantity
  readonly valueMinor: Minor | null
  /** Goods that come back at what they went out for: no cost of their own. */
  readonly isBack?: boolean
  readonly batch: string
  readonly expiresOn: BookDate | null
}

export interface StoredMove extends Omit<NewMove, 'valueMinor' | 'isBack'> {
  readonly moveNo: number
  /** By how much the move changed what is on hand is worth: signed as the quantity, but for goods that fill a shortage. */
  readonly valueMinor: Minor
  /** What goods that came in from outside cost; null for every other move. */
  readonly costMinor: Minor | null
}

export interface StockStore {
  onHand(itemNo: number): OnHand
  batches(itemNo: number): { batch: string; expiresOn: BookDate | null; quantity: Quantity }[]
  /** Appends a move and changes what is kept. Fails with `stock/too-large`. Only inside `transact`. */
  move(move: NewMove): StoredMove
  /** Moves of a bill, those that undid it not among them. */
  movesOfBill(billNo: number): StoredMove[]
  /** Turns each move of a bill round, at the value that it had. Fails with `stock/too-large`. Only inside `transact`. */
  undoBill(billNo: number, bookOn: BookDate): void
  /** Newest first. */
  moves(itemNo: number, beforeMoveNo: number | null, limit: number): StoredMove[]
  /** What came in at a cost of its own and neither was undone nor went back, newest first. Read as far as it is asked for. */
  costLayers(itemNo: number): Iterable<CostLayer>
  adjustmentById(
    id: string
  ): { adjustmentNo: number; itemNo: number; quantity: Quantity; valueMinor: Minor | null } | null
  addAdjustment(
    row: {
      readonly id: string
      readonly itemNo: number
      readonly bookOn: BookDate
      readonly reason: string
      readonly note: string
      readonly quantity: Quantity
      readonly valueMinor: Minor | null
      readonly batch: string
      readonly expiresOn: BookDate | null
    },
    op: OpNumber,
    stamp: Stamp
  ): number
  /** Sum of the kept values of all items. */
  totalValue(): Minor
}

/** A move as a screen shows it. */
export interface StockMoveRow {
  readonly moveNo: number
  readonly bookOn: BookDate
  /** The bill's number, or the reason of an adjustment. */
  readonly number: string
  readonly cause: BillKind | 'adjustment'
  readonly isUndone: boolean
  readonly billId: string | null
  readonly partyName: string
  readonly quantity: Quantity
  readonly valueMinor: Minor
  readonly batch: string
  readonly expiresOn: BookDate | null
  readonly note: string
}

export interface StockLedger {
  /** Newest first, from the one before `beforeMoveNo` on, or from the newest. */
  moves(itemNo: number, beforeMoveNo: number | null, limit: number): StockMoveRow[]
  /** What moved in this move and all after it, taken together. */
  movedSince(itemNo: number, fromMoveNo: number): Quantity
  /** Whether goods of it moved, or a bill names it. */
  isUsed(itemNo: number): boolean
}

/** A bill with its place in the book, ready to be stored. */
export interface BillRecord {
  readonly bill: Bill
  /** Null for a quotation or a challan. */
  readonly entryNo: number | null
  readonly bookOn: BookDate
  /** The series and number of a paper without an entry; null: the bill bears its entry's number, or none. */
  readonly numbered: { readonly series: Series; readonly number: string } | null
}

export interface StoredBill {
  readonly billNo: number
  readonly bill: Bill
  readonly entryNo: number | null
  readonly number: string
  readonly bookOn: BookDate
  readonly recordedAt: number
  readonly person: string
}

export interface BillRowRecord {
  readonly billNo: number
  readonly id: string
  readonly kind: BillKind
  readonly number: string
  readonly bookOn: BookDate
  readonly recordedAt: number
  readonly partyId: string | null
  readonly partyName: string
  readonly lineCount: number
  readonly totalMinor: Minor
  readonly state: 'open' | 'part' | 'done' | 'cancelled'
}

export interface BillFilter {
  readonly partyNo: number | null
  readonly kinds: readonly BillKind[] | null
  readonly text: string
  readonly isOpen: boolean
  readonly beforeBillNo: number | null
  readonly limit: number
  /** How many papers are looked at in one call, at most, where no party narrows them down. */
  readonly scan: number
}

export interface BillStore {
  has(id: string): boolean
  byId(id: string): StoredBill | null
  byEntry(entryNo: number): StoredBill | null
  row(id: string): BillRowRecord | null
  /** Chains the bill's op and appends bill, lines, tax sums, last prices and returned quantities. Only inside `transact`. */
  post(record: BillRecord, stamp: Stamp): StoredBill
  /** The next number of a quotation or a challan. */
  nextNumber(series: Series): number
  /**
   * A bill was undone: what it took back of its origin is there again, and the prices before it are the last ones. Only
   * inside `transact`, when the reversal of its entry stands.
   */
  undo(billNo: number): void
  /** Calls a quotation or a challan off, and undoes it. Only inside `transact`. */
  cancel(billNo: number, reason: string, op: OpNumber, stamp: Stamp): void
  /** Called off, or undone by the reversal of its entry. */
  isCancelled(billNo: number): boolean
  /** What came back of each line, in order; of a quotation or a challan, what became a bill. */
  returned(billNo: number): Returned[]
  /** What its returns came to together, those that were undone left out. */
  returnedTotal(billNo: number): Minor
  /** Whether a return, or a bill that was made of it, stands. */
  hasReturns(billNo: number): boolean
  /** Newest first. `nextBelow`: the number of the bill below which the search goes on; null when nothing older is left. */
  find(filter: BillFilter): { rows: BillRowRecord[]; nextBelow: number | null }
  idOf(billNo: number): string
  lastPrice(
    partyNo: number,
    itemNo: number,
    side: 'sale' | 'purchase'
  ): { rate: Rate; unit: UnitCode; isTaxInPrice: boolean; bookOn: BookDate; number: string } | null
  hold(held: { id: string; title: string; draft: string }, stamp: Stamp): void
  held(): { id: string; title: string; heldAt: number; person: string; draft: string }[]
  drop(id: string): void
}
