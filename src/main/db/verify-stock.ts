import type Sqlite from 'better-sqlite3'
import type { Minor } from '#shared/money/money.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { WentOut } from '#shared/stock/bill-moves.ts'
import {
  applyMove,
  costOf,
  type KnownCost,
  NO_STOCK,
  type StockFigures,
  withoutCost
} from '#shared/stock/moving-average.ts'
import { type Fault, fault } from './fault.ts'
import { compareRows, RowsInTurn, type RowsTable, type RowValues } from './verify-rows.ts'

const MOVES: RowsTable = {
  table: 'stock_move',
  columns: [
    ...['move_no', 'item_no', 'book_on', 'bill_no', 'line_no', 'is_undone', 'adjustment_no'],
    ...['quantity', 'value_minor', 'cost_minor', 'batch', 'expires_on']
  ],
  keys: 1
}
const ON_HAND: RowsTable = {
  table: 'stock_on_hand',
  columns: ['item_no', 'quantity', 'value_minor', 'cost_minor', 'cost_quantity', 'last_move_no'],
  keys: 1
}
const BATCHES: RowsTable = {
  table: 'stock_batch',
  columns: ['item_no', 'batch', 'expires_on', 'quantity'],
  keys: 3
}

/** A move as the ops make it, before it is valued. */
export interface MoveMade {
  readonly itemNo: number
  readonly bookOn: number
  readonly billNo: number | null
  readonly lineNo: number | null
  readonly isUndone: boolean
  /** Goods that come back at what they went out for. */
  readonly isBack: boolean
  readonly adjustmentNo: number | null
  readonly quantity: number
  readonly valueMinor: number | null
  readonly batch: string
  readonly expiresOn: number | null
}

interface MoveRow {
  readonly item_no: number
  readonly line_no: number
  readonly quantity: number
  readonly value_minor: number
  readonly cost_minor: number | null
  readonly batch: string
  readonly expires_on: number | null
}

/** Plays the moves of goods again, in the order of the chain, by the same rules that valued them. */
export class StockReplay {
  private moveNo = 0
  private readonly onHand = new Map<number, StockFigures & { readonly lastMoveNo: number }>()
  private readonly batches = new Map<string, [itemNo: number, batch: string, expiresOn: number, quantity: number]>()
  private readonly db: Sqlite.Database
  private readonly rows: RowsInTurn

  constructor(db: Sqlite.Database) {
    this.db = db
    this.rows = new RowsInTurn(db, MOVES)
  }

  move(made: MoveMade): Fault | null {
    const { itemNo, bookOn, billNo, lineNo, isUndone, adjustmentNo, batch, expiresOn } = made
    const unvalued = {
      quantity: made.quantity as Quantity,
      valueMinor: made.valueMinor as Minor | null,
      isUndone: isUndone || made.isBack
    }
    const moveNo = ++this.moveNo
    const applied = applyMove(this.onHand.get(itemNo) ?? NO_STOCK, unvalued)
    if (!applied.ok) return fault('facts', 'stock_move', moveNo, 'is more than a book can hold')
    const { valueMinor, after } = applied.value
    this.onHand.set(itemNo, { ...after, lastMoveNo: moveNo })
    if (batch !== '' || expiresOn !== null) this.addToBatch(made)
    return this.rows.expect([
      ...[moveNo, itemNo, bookOn, billNo, lineNo, isUndone ? 1 : 0, adjustmentNo],
      ...[made.quantity, valueMinor, costOf(unvalued), batch, expiresOn]
    ])
  }

  /** Turns the moves of a bill round. They are read back from the table: each of them was found right before. */
  undo(billNo: number, bookOn: number): Fault | null {
    const moves = this.db.prepare<[number, number], MoveRow>(
      `select item_no, line_no, quantity, value_minor, cost_minor, batch, expires_on from stock_move
        where bill_no = ? and is_undone = 0 and move_no <= ? order by move_no`
    )
    for (const row of moves.all(billNo, this.moveNo)) {
      const found = this.move({
        itemNo: row.item_no,
        bookOn,
        billNo,
        lineNo: row.line_no,
        isUndone: true,
        isBack: false,
        adjustmentNo: null,
        quantity: -row.quantity,
        valueMinor: row.value_minor === 0 ? 0 : -row.value_minor,
        batch: row.batch,
        expiresOn: row.expires_on
      })
      if (found) return found
      this.forgetCost(row)
    }
    return null
  }

  /** What a line of a bill took out, read back from the table as its undoing is. */
  wentOut(billNo: number, lineNo: number): WentOut | null {
    const moved = this.db.prepare<[number, number, number], { quantity: number; value_minor: number }>(
      `select quantity, value_minor from stock_move
        where bill_no = ? and line_no = ? and is_undone = 0 and quantity < 0 and move_no <= ?`
    )
    const row = moved.get(billNo, lineNo, this.moveNo)
    return row === undefined ? null : { quantity: row.quantity as Quantity, valueMinor: row.value_minor as Minor }
  }

  finish(): Fault | null {
    const onHand = [...this.onHand].map(([itemNo, now]): RowValues => {
      const { quantity, valueMinor, costMinor, costQuantity, lastMoveNo } = now
      return [itemNo, quantity, valueMinor, costMinor, costQuantity, lastMoveNo]
    })
    return (
      this.rows.end() ??
      compareRows(this.db, ON_HAND, onHand) ??
      compareRows(this.db, BATCHES, [...this.batches.values()])
    )
  }

  close(): void {
    this.rows.close()
  }

  /** Goods whose move was turned round are no longer the last known cost. */
  private forgetCost({ item_no: itemNo, cost_minor: costMinor, quantity }: MoveRow): void {
    const now = this.onHand.get(itemNo)
    if (now === undefined) return
    const undone = { costMinor: (costMinor ?? 0) as Minor, costQuantity: quantity as Quantity }
    this.onHand.set(
      itemNo,
      withoutCost(now, undone, () => this.standingCost(itemNo))
    )
  }

  /** The newest goods that came in, cost something and were not undone, of the moves that were found right so far. */
  private standingCost(itemNo: number): KnownCost | null {
    const standing = this.db.prepare<{ itemNo: number; upTo: number }, KnownCost>(
      `select cost_minor as costMinor, quantity as costQuantity from stock_move as came
        where item_no = :itemNo and cost_minor > 0 and move_no <= :upTo and not exists (
          select 1 from stock_move as undone where undone.bill_no = came.bill_no and undone.line_no = came.line_no
            and undone.is_undone = 1 and undone.move_no <= :upTo)
        order by move_no desc limit 1`
    )
    return standing.get({ itemNo, upTo: this.moveNo }) ?? null
  }

  private addToBatch({ itemNo, batch, expiresOn, quantity }: MoveMade): void {
    const key = JSON.stringify([itemNo, batch, expiresOn])
    const known = this.batches.get(key)
    if (known === undefined) this.batches.set(key, [itemNo, batch, expiresOn ?? 0, quantity])
    else known[3] += quantity
  }
}
