import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidTextOrNull } from '#main/db/uuid-bytes.ts'
import type { StockLedger, StockMoveRow } from '#main/ports/goods-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import type { NumberTexts } from './number-texts.ts'

interface Row {
  move_no: number
  book_on: number
  quantity: number
  value_minor: number
  batch: string
  expires_on: number | null
  is_undone: number
  bill_id: Uint8Array | null
  kind: string | null
  series_no: number | null
  number_no: number | null
  party_name: string | null
  reason: string | null
  note: string | null
}

/** Larger than any number of a move. */
const NEWEST = Number.MAX_SAFE_INTEGER

/** Moves of goods as a screen shows them, with what stands in other tables: every lookup is by an index. */
export function createStockLedger(db: Sqlite.Database, numbers: NumberTexts): StockLedger {
  const moves = prepare<{ itemNo: number; before: number; limit: number }, Row>(db, (slot) =>
    selectMove()
      .where('stock_move.item_no', '=', slot('itemNo'))
      .where('stock_move.move_no', '<', slot('before'))
      .orderBy('stock_move.move_no', 'desc')
      .limit(slot('limit'))
  )
  const movedSince = prepare<{ itemNo: number; from: number }, { moved: number }>(db, (slot) =>
    build
      .selectFrom('stock_move')
      .select(sql<number>`coalesce(sum(quantity), 0)`.as('moved'))
      .where('item_no', '=', slot('itemNo'))
      .where('move_no', '>=', slot('from'))
  )
  const anyMove = prepare<{ itemNo: number }, { move_no: number }>(db, (slot) =>
    build.selectFrom('stock_move').select('move_no').where('item_no', '=', slot('itemNo')).limit(1)
  )
  const anyLine = prepare<{ itemNo: number }, { bill_no: number }>(db, (slot) =>
    build.selectFrom('bill_line').select('bill_no').where('item_no', '=', slot('itemNo')).limit(1)
  )
  return {
    moves: (itemNo, before, limit) =>
      moves.all({ itemNo, before: before ?? NEWEST, limit }).map((row) => moveOf(row, numbers)),
    movedSince: (itemNo, from) => quantity(movedSince.first({ itemNo, from })?.moved ?? 0),
    isUsed: (itemNo) => anyMove.first({ itemNo }) !== undefined || anyLine.first({ itemNo }) !== undefined
  }
}

const selectMove = () =>
  build
    .selectFrom('stock_move')
    .leftJoin('bill', 'bill.bill_no', 'stock_move.bill_no')
    .leftJoin('bill_kind', 'bill_kind.kind_no', 'bill.kind_no')
    .leftJoin('entry', 'entry.entry_no', 'bill.entry_no')
    .leftJoin('party', 'party.party_no', 'bill.party_no')
    .leftJoin('stock_adjustment', 'stock_adjustment.adjustment_no', 'stock_move.adjustment_no')
    .select([
      'stock_move.move_no',
      'stock_move.book_on',
      'stock_move.quantity',
      'stock_move.value_minor',
      'stock_move.batch',
      'stock_move.expires_on',
      'stock_move.is_undone',
      'bill.id as bill_id',
      'bill_kind.kind',
      // A bill that posts bears the number of its entry.
      sql<number | null>`coalesce(bill.series_no, entry.series_no)`.as('series_no'),
      sql<number | null>`coalesce(bill.number_no, entry.number_no)`.as('number_no'),
      'party.name as party_name',
      'stock_adjustment.reason',
      'stock_adjustment.note'
    ])

function moveOf(row: Row, numbers: NumberTexts): StockMoveRow {
  return {
    moveNo: row.move_no,
    bookOn: row.book_on as BookDate,
    number: row.bill_id === null ? (row.reason ?? '') : numbers.textOf(row),
    cause: row.kind === null ? 'adjustment' : (row.kind as BillKind),
    isUndone: row.is_undone === 1,
    billId: uuidTextOrNull(row.bill_id),
    partyName: row.party_name ?? '',
    quantity: quantity(row.quantity),
    valueMinor: minor(row.value_minor),
    batch: row.batch,
    expiresOn: row.expires_on as BookDate | null,
    note: row.note ?? ''
  }
}
