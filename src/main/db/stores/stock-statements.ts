import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { Schema, StockMoveRow, StockOnHandRow } from '#main/db/schema.ts'

export type MoveRow = StockMoveRow
/** `went_back`: what of its line stands as gone back to the supplier; null: nothing ever did. */
export type PricedRow = MoveRow & { readonly went_back: number | null }
type Nothing = Record<never, never>

/** Every statement on goods: moves, adjustments, and what is kept of them. */
export const prepareStockStatements = (db: Sqlite.Database) => ({
  ...prepareMoves(db),
  ...prepareAdjustments(db),
  ...prepareKept(db)
})

const prepareMoves = (db: Sqlite.Database) => ({
  lastMove: prepare<Nothing, { move_no: number }>(db, () =>
    build.selectFrom('stock_move').select('move_no').orderBy('move_no', 'desc').limit(1)
  ),
  insertMove: prepare<MoveRow>(db, (slot) =>
    build.insertInto('stock_move').values({
      move_no: slot('move_no'),
      item_no: slot('item_no'),
      book_on: slot('book_on'),
      bill_no: slot('bill_no'),
      line_no: slot('line_no'),
      is_undone: slot('is_undone'),
      adjustment_no: slot('adjustment_no'),
      quantity: slot('quantity'),
      value_minor: slot('value_minor'),
      cost_minor: slot('cost_minor'),
      batch: slot('batch'),
      expires_on: slot('expires_on')
    })
  ),
  movesOfBill: prepare<{ billNo: number }, MoveRow>(db, (slot) =>
    build
      .selectFrom('stock_move')
      .selectAll()
      .where('bill_no', '=', slot('billNo'))
      .where('is_undone', '=', 0)
      .orderBy('move_no')
  ),
  moves: prepare<{ itemNo: number; before: number; limit: number }, MoveRow>(db, (slot) =>
    build
      .selectFrom('stock_move')
      .selectAll()
      .where('item_no', '=', slot('itemNo'))
      .where('move_no', '<', slot('before'))
      .orderBy('move_no', 'desc')
      .limit(slot('limit'))
  ),
  /** Moves that came in at a cost, with what of them stands as gone back, and moves that may have undone one. */
  priced: prepare<{ itemNo: number; before: number; limit: number }, PricedRow>(db, (slot) =>
    build
      .selectFrom('stock_move')
      .leftJoin('returned_line', (join) =>
        join
          .onRef('returned_line.bill_no', '=', 'stock_move.bill_no')
          .onRef('returned_line.line_no', '=', 'stock_move.line_no')
      )
      .selectAll('stock_move')
      .select('returned_line.quantity as went_back')
      .where('item_no', '=', slot('itemNo'))
      .where('move_no', '<', slot('before'))
      .where(sql<boolean>`(cost_minor is not null or is_undone = 1)`)
      .orderBy('move_no', 'desc')
      .limit(slot('limit'))
  ),
  /** The newest goods that came in, cost something and were not undone. */
  standingCost: prepare<{ itemNo: number }, { cost_minor: number; quantity: number }>(db, (slot) =>
    build
      .selectFrom('stock_move as came')
      .select([sql<number>`came.cost_minor`.as('cost_minor'), 'came.quantity'])
      .where('came.item_no', '=', slot('itemNo'))
      .where('came.cost_minor', '>', 0)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('stock_move as undone')
              .select('undone.move_no')
              .whereRef('undone.bill_no', '=', 'came.bill_no')
              .whereRef('undone.line_no', '=', 'came.line_no')
              .where('undone.is_undone', '=', 1)
          )
        )
      )
      .orderBy('came.move_no', 'desc')
      .limit(1)
  )
})

const prepareAdjustments = (db: Sqlite.Database) => ({
  adjustment: prepare<
    { id: Uint8Array },
    Pick<Schema['stock_adjustment'], 'adjustment_no' | 'item_no' | 'quantity' | 'value_minor'>
  >(db, (slot) =>
    build
      .selectFrom('stock_adjustment')
      .select(['adjustment_no', 'item_no', 'quantity', 'value_minor'])
      .where('id', '=', slot('id'))
  ),
  insertAdjustment: prepare<{
    id: Uint8Array
    op: number
    itemNo: number
    bookOn: number
    at: number
    person: string
    reason: string
    note: string
    quantity: number
    value: number | null
    batch: string
    expiresOn: number | null
  }>(db, (slot) =>
    build.insertInto('stock_adjustment').values({
      adjustment_no: null as unknown as number,
      id: slot('id'),
      op_n: slot('op'),
      item_no: slot('itemNo'),
      book_on: slot('bookOn'),
      at: slot('at'),
      person: slot('person'),
      reason: slot('reason'),
      note: slot('note'),
      quantity: slot('quantity'),
      value_minor: slot('value'),
      batch: slot('batch'),
      expires_on: slot('expiresOn')
    })
  )
})

const prepareKept = (db: Sqlite.Database) => ({
  onHand: prepare<{ itemNo: number }, StockOnHandRow>(
    db,
    (slot) => build.selectFrom('stock_on_hand').selectAll().where('item_no', '=', slot('itemNo')),
    // Asked only for what is not in memory, and what is not written yet is.
    { seesKept: false }
  ),
  putOnHand: prepare<{
    itemNo: number
    quantity: number
    value: number
    cost: number
    costQuantity: number
    lastMoveNo: number
  }>(db, (slot) =>
    build
      .insertInto('stock_on_hand')
      .values({
        item_no: slot('itemNo'),
        quantity: slot('quantity'),
        value_minor: slot('value'),
        cost_minor: slot('cost'),
        cost_quantity: slot('costQuantity'),
        last_move_no: slot('lastMoveNo')
      })
      .onConflict((on) =>
        on.column('item_no').doUpdateSet({
          quantity: sql`excluded.quantity`,
          value_minor: sql`excluded.value_minor`,
          cost_minor: sql`excluded.cost_minor`,
          cost_quantity: sql`excluded.cost_quantity`,
          last_move_no: sql`excluded.last_move_no`
        })
      )
  ),
  addToBatch: prepare<{ itemNo: number; batch: string; expiresOn: number; quantity: number }>(db, (slot) =>
    build
      .insertInto('stock_batch')
      .values({
        item_no: slot('itemNo'),
        batch: slot('batch'),
        expires_on: slot('expiresOn'),
        quantity: slot('quantity')
      })
      .onConflict((on) =>
        on
          .columns(['item_no', 'batch', 'expires_on'])
          .doUpdateSet({ quantity: sql`stock_batch.quantity + excluded.quantity` })
      )
  ),
  batches: prepare<{ itemNo: number }, { batch: string; expires_on: number; quantity: number }>(db, (slot) =>
    build
      .selectFrom('stock_batch')
      .select(['batch', 'expires_on', 'quantity'])
      .where('item_no', '=', slot('itemNo'))
      .where('quantity', '<>', 0)
      // What spoils first is used first; what never does, last.
      .orderBy(sql`expires_on = 0`)
      .orderBy('expires_on')
      .orderBy('batch')
  ),
  totalValue: prepare<Nothing, { value: number | null }>(db, () =>
    build.selectFrom('stock_on_hand').select(sql<number | null>`sum(value_minor)`.as('value'))
  )
})
