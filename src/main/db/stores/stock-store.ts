import type Sqlite from 'better-sqlite3'
import type { Memory } from '#main/db/memory.ts'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import type { NewMove, OnHand, StockStore, StoredMove } from '#main/ports/goods-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { assert } from '#shared/kernel/assert.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { type Minor, minor, negate, ZERO } from '#shared/money/money.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import { type CostLayer, layerLeft } from '#shared/stock/fifo.ts'
import { applyMove, costOf, NO_STOCK, withoutCost } from '#shared/stock/moving-average.ts'
import { type MoveRow, type PricedRow, prepareStockStatements } from './stock-statements.ts'

/** Items whose stock is kept in memory at once, at most. */
const MOST_REMEMBERED = 10_000
/** Moves that are read back at once for the layers of cost. */
const PAGE = 200
/** Larger than any number of a move: where a page that starts at the newest ends. */
const NEWEST = Number.MAX_SAFE_INTEGER
/** In the key of a batch, which holds no null. */
const NO_EXPIRY = 0

/** What the ledger's transaction asks of it beside what use cases do. */
export interface Stock extends StockStore {
  /** Writes what was changed and is not written yet. */
  settle(): void
  /** The transaction was given up. */
  forget(): void
}

/** Goods: their moves, appended in order, and what there is of each item, written once at the end of a transaction. */
export function createStockStore(db: Sqlite.Database, memory: Memory): Stock {
  const statements = prepareStockStatements(db)
  const known = memory.keepMany<number, OnHand>(MOST_REMEMBERED)
  const pending = new Map<number, OnHand>()
  const newest = memory.keep(() => statements.lastMove.first({})?.move_no ?? 0)

  function onHand(itemNo: number): OnHand {
    const remembered = pending.get(itemNo) ?? known.get(itemNo)
    if (remembered !== undefined) return remembered
    const row = statements.onHand.first({ itemNo })
    const read = row === undefined ? { ...NO_STOCK, lastMoveNo: 0 } : onHandOf(row)
    known.put(itemNo, read)
    return read
  }

  function keep(itemNo: number, now: OnHand): void {
    pending.set(itemNo, now)
    known.put(itemNo, now)
  }

  function move(asked: NewMove): StoredMove {
    assert(memory.isWriting(), 'goods move inside a transaction')
    const { isBack, ...rest } = asked
    const isUndone = isBack === true || ('billNo' in asked.cause && asked.cause.isUndone)
    const unvalued = { quantity: asked.quantity, valueMinor: asked.valueMinor, isUndone }
    const { valueMinor, after } = orThrow(applyMove(onHand(asked.itemNo), unvalued))
    const moveNo = newest.get() + 1
    const stored: StoredMove = { ...rest, moveNo, valueMinor, costMinor: costOf(unvalued) }
    statements.insertMove.run(rowOf(stored))
    newest.put(moveNo)
    keep(asked.itemNo, { ...after, lastMoveNo: moveNo })
    if (asked.batch !== '' || asked.expiresOn !== null) {
      const { itemNo, batch, expiresOn } = asked
      statements.addToBatch.run({ itemNo, batch, expiresOn: expiresOn ?? NO_EXPIRY, quantity: asked.quantity })
    }
    return stored
  }

  /** Goods whose move was turned round are no longer the last known cost. */
  function forgetCost({ itemNo, costMinor, quantity: count }: StoredMove): void {
    const undone = { costMinor: costMinor ?? ZERO, costQuantity: count }
    const standing = () => {
      const row = statements.standingCost.first({ itemNo })
      return row === undefined ? null : { costMinor: minor(row.cost_minor), costQuantity: quantity(row.quantity) }
    }
    keep(itemNo, withoutCost(onHand(itemNo), undone, standing))
  }

  const movesOfBill = (billNo: number) => statements.movesOfBill.all({ billNo }).map(moveOf)

  return {
    onHand,
    move,
    movesOfBill,
    undoBill(billNo, bookOn) {
      for (const done of movesOfBill(billNo)) {
        const { lineNo } = done.cause as { lineNo: number }
        move({
          itemNo: done.itemNo,
          bookOn,
          cause: { billNo, lineNo, isUndone: true },
          quantity: quantity(-done.quantity),
          valueMinor: negate(done.valueMinor),
          batch: done.batch,
          expiresOn: done.expiresOn
        })
        forgetCost(done)
      }
    },
    batches: (itemNo) =>
      statements.batches.all({ itemNo }).map((row) => ({
        batch: row.batch,
        expiresOn: row.expires_on === NO_EXPIRY ? null : (row.expires_on as BookDate),
        quantity: quantity(row.quantity)
      })),
    moves: (itemNo, before, limit) => statements.moves.all({ itemNo, before: before ?? NEWEST, limit }).map(moveOf),
    costLayers: (itemNo) => costLayers(itemNo, (before) => statements.priced.all({ itemNo, before, limit: PAGE })),
    adjustmentById(id) {
      const row = statements.adjustment.first({ id: uuidBytes(id) })
      if (row === undefined) return null
      return {
        adjustmentNo: row.adjustment_no,
        itemNo: row.item_no,
        quantity: quantity(row.quantity),
        valueMinor: row.value_minor as Minor | null
      }
    },
    addAdjustment(row, op, stamp) {
      const id = uuidBytes(row.id)
      const { itemNo, bookOn, reason, note, quantity: count, valueMinor, batch, expiresOn } = row
      statements.insertAdjustment.run({
        ...{ id, op, itemNo, bookOn, at: stamp.atMs, person: stamp.person, reason, note },
        ...{ quantity: count, value: valueMinor, batch, expiresOn }
      })
      const added = statements.adjustment.first({ id })
      assert(added, 'an adjustment that was added is there')
      return added.adjustment_no
    },
    totalValue: () => minor(statements.totalValue.first({})?.value ?? 0),
    settle() {
      for (const [itemNo, now] of pending)
        statements.putOnHand.run({
          itemNo,
          quantity: now.quantity,
          value: now.valueMinor,
          cost: now.costMinor,
          costQuantity: now.costQuantity,
          lastMoveNo: now.lastMoveNo
        })
      pending.clear()
    },
    forget: () => pending.clear()
  }
}

/**
 * Newest first. What an undone bill brought in is no layer: its undoing is read before it. What went back to the supplier is
 * none either; it is taken off the line that it came in on.
 */
function* costLayers(itemNo: number, page: (before: number) => PricedRow[]): Generator<CostLayer> {
  const undone = new Set<string>()
  for (let before = NEWEST; ; ) {
    const rows = page(before)
    for (const row of rows) {
      const place = `${row.bill_no} ${row.line_no}`
      if (row.is_undone === 1) undone.add(place)
      else if (row.cost_minor !== null && (row.bill_no === null || !undone.has(place))) {
        const layer = layerLeft(quantity(row.quantity), minor(row.cost_minor), quantity(row.went_back ?? 0))
        if (layer !== null) yield layer
      }
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    before = last.move_no
    assert(last.item_no === itemNo, 'a page of moves is of one item')
  }
}

const onHandOf = (row: {
  quantity: number
  value_minor: number
  cost_minor: number
  cost_quantity: number
  last_move_no: number
}): OnHand => ({
  quantity: quantity(row.quantity),
  valueMinor: minor(row.value_minor),
  costMinor: minor(row.cost_minor),
  costQuantity: quantity(row.cost_quantity),
  lastMoveNo: row.last_move_no
})

const moveOf = (row: MoveRow): StoredMove => ({
  moveNo: row.move_no,
  itemNo: row.item_no,
  bookOn: row.book_on as BookDate,
  cause:
    row.bill_no !== null && row.line_no !== null
      ? { billNo: row.bill_no, lineNo: row.line_no, isUndone: row.is_undone === 1 }
      : { adjustmentNo: row.adjustment_no ?? 0 },
  quantity: row.quantity as Quantity,
  valueMinor: minor(row.value_minor),
  costMinor: row.cost_minor as Minor | null,
  batch: row.batch,
  expiresOn: row.expires_on as BookDate | null
})

function rowOf(move: StoredMove): MoveRow {
  const { cause } = move
  const ofBill = 'billNo' in cause ? cause : null
  return {
    move_no: move.moveNo,
    item_no: move.itemNo,
    book_on: move.bookOn,
    bill_no: ofBill?.billNo ?? null,
    line_no: ofBill?.lineNo ?? null,
    is_undone: ofBill?.isUndone === true ? 1 : 0,
    adjustment_no: 'adjustmentNo' in cause ? cause.adjustmentNo : null,
    quantity: move.quantity,
    value_minor: move.valueMinor,
    cost_minor: move.costMinor,
    batch: move.batch,
    expires_on: move.expiresOn
  }
}
