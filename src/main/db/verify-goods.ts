import type Sqlite from 'better-sqlite3'
import type { Item } from '#shared/items/item.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import type { Op } from '#shared/journal/op.ts'
import { type Fault, fault } from './fault.ts'
import { type JournalFacts, readOp } from './journal-facts.ts'
import { compareRows, hexOf, RowsInTurn, type RowsTable, type RowValue, type RowValues } from './verify-rows.ts'
import type { StockReplay } from './verify-stock.ts'

const ITEMS: RowsTable = {
  table: 'item',
  columns: [
    ...['item_no', 'lower(hex(id))', 'op_n', 'name', 'code', 'item_group', 'keeps_stock', 'low_stock'],
    ...['is_archived', 'details']
  ],
  keys: 1
}
const BARCODES: RowsTable = { table: 'item_barcode', columns: ['barcode', 'item_no'], keys: 2 }
const PRICES: RowsTable = {
  table: 'party_price',
  columns: ['party_no', 'item_no', 'op_n', 'unit', 'rate'],
  keys: 2
}
const ADJUSTMENTS: RowsTable = {
  table: 'stock_adjustment',
  columns: [
    ...['adjustment_no', 'lower(hex(id))', 'op_n', 'item_no', 'book_on', 'at', 'person', 'reason', 'note'],
    ...['quantity', 'value_minor', 'batch', 'expires_on']
  ],
  keys: 1
}

/** Items, prices and adjustments, as the ops make them. Items are numbered in the order in which they were added. */
export class GoodsReplay {
  private adjustmentNo = 0
  private readonly itemNos = new Map<string, number>()
  /** The newest op of each item. */
  private readonly newestOf = new Map<number, number>()
  private readonly prices = new Map<string, RowValue[]>()
  private readonly adjustments: RowsInTurn
  private readonly db: Sqlite.Database
  private readonly facts: JournalFacts
  private readonly stock: StockReplay

  constructor(db: Sqlite.Database, facts: JournalFacts, stock: StockReplay) {
    this.db = db
    this.facts = facts
    this.stock = stock
    this.adjustments = new RowsInTurn(db, ADJUSTMENTS)
  }

  itemNo(id: string): number {
    return this.itemNos.get(id) ?? 0
  }

  op(op: Op): Fault | null {
    if (op.k === 'item.add') this.itemNos.set(String(op.d.id), this.itemNos.size + 1)
    if (op.k === 'item.add' || op.k === 'item.change') this.newestOf.set(this.itemNo(String(op.d.id)), op.n)
    if (op.k === 'price.set') this.setPrice(op)
    return op.k === 'stock.adjust' ? this.adjust(op) : null
  }

  finish(): Fault | null {
    const items: RowValues[] = []
    const barcodes: RowValues[] = []
    const bytes = this.db.prepare<[number], string>('select bytes from journal_op where n = ?').pluck()
    for (const [itemNo, n] of this.newestOf) {
      const op = readOp(bytes.get(n) ?? '')
      if (op === null) return fault('facts', 'item', itemNo, 'there is no such op')
      items.push(itemRow(itemNo, op))
      for (const barcode of op.d.barcodes as readonly string[]) barcodes.push([barcode, itemNo])
    }
    return (
      this.adjustments.end() ??
      compareRows(this.db, ITEMS, items) ??
      compareRows(this.db, BARCODES, barcodes) ??
      compareRows(this.db, PRICES, [...this.prices.values()])
    )
  }

  close(): void {
    this.adjustments.close()
  }

  private setPrice({ n, d }: Op): void {
    const partyNo = this.facts.partyNos.get(String(d.partyId)) ?? 0
    const itemNo = this.itemNo(String(d.itemId))
    this.prices.set(`${partyNo} ${itemNo}`, [partyNo, itemNo, n, d.unit as string, d.rate as number | null])
  }

  private adjust(op: Op): Fault | null {
    const said = op.d as unknown as AdjustmentSaid
    const { id, bookOn, at, reason, note, quantity, valueMinor, batch, expiresOn } = said
    const adjustmentNo = ++this.adjustmentNo
    const itemNo = this.itemNo(said.itemId)
    return (
      this.adjustments.expect([
        ...[adjustmentNo, hexOf(id), op.n, itemNo, bookOn, at, op.u, reason, note, quantity, valueMinor],
        ...[batch, expiresOn]
      ]) ??
      this.stock.move({
        ...{ itemNo, bookOn, billNo: null, lineNo: null, isUndone: false, isBack: false, adjustmentNo },
        ...{ quantity, valueMinor, batch, expiresOn }
      })
    )
  }
}

/** What the op of an adjustment says. */
interface AdjustmentSaid {
  readonly id: string
  readonly itemId: string
  readonly bookOn: number
  readonly at: number
  readonly reason: string
  readonly note: string
  readonly quantity: number
  readonly valueMinor: number | null
  readonly batch: string
  readonly expiresOn: number | null
}

/** An item's row repeats of its newest op what is asked for, and holds the whole of it. */
function itemRow(itemNo: number, { n, d }: Op): RowValues {
  const { id, name, code, group, keepsStock, lowStock, isArchived } = d as unknown as Item
  return [
    ...[itemNo, hexOf(id), n, name, code, group, keepsStock ? 1 : 0, lowStock],
    ...[isArchived ? 1 : 0, canonicalJson(d)]
  ]
}
