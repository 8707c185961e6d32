import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidBytes, uuidText, uuidTextOrNull } from '#main/db/uuid-bytes.ts'
import type { SlipRecord, SlipStore } from '#main/ports/slip-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import type { SlipState } from '#shared/slips/slip.ts'

interface Row {
  id: Uint8Array
  name: string
  amount_minor: number
  book_on: number
  at: number
  person: string
  state: string
  entry_id: Uint8Array | null
}

const slipOf = (row: Row): SlipRecord => ({
  id: uuidText(row.id),
  name: row.name,
  amountMinor: minor(row.amount_minor),
  bookOn: row.book_on as BookDate,
  at: row.at,
  person: row.person,
  state: row.state as SlipState,
  entryId: uuidTextOrNull(row.entry_id)
})

const selectSlip = () =>
  build
    .selectFrom('slip')
    .leftJoin('entry', 'entry.entry_no', 'slip.entry_no')
    .select(['slip.id', 'name', 'slip.amount_minor', 'slip.book_on', 'slip.at', 'slip.person', 'state'])
    .select('entry.id as entry_id')

/** Reads slips. The open ones have an index of their own, so that those of years ago cost nothing. */
export function createSlipStore(db: Sqlite.Database): SlipStore {
  const byId = prepare<{ id: Uint8Array }, Row>(db, (slot) => selectSlip().where('slip.id', '=', slot('id')))
  const open = prepare<{ limit: number }, Row>(db, (slot) =>
    selectSlip().where(sql<boolean>`slip.state = 'open'`).orderBy('slip_no', 'desc').limit(slot('limit'))
  )
  const totals = prepare<
    { today: number },
    { count: number; earlier: number | null; plus: number | null; minus: number | null }
  >(db, (slot) =>
    build
      .selectFrom('slip')
      .select([
        sql<number>`count(*)`.as('count'),
        sql<number | null>`sum(book_on < ${slot('today')})`.as('earlier'),
        sql<number | null>`sum(max(amount_minor, 0))`.as('plus'),
        sql<number | null>`sum(max(-amount_minor, 0))`.as('minus')
      ])
      .where(sql<boolean>`state = 'open'`)
  )
  return {
    byId(id) {
      const row = byId.first({ id: uuidBytes(id) })
      return row === undefined ? null : slipOf(row)
    },
    open: (limit) => open.all({ limit }).map(slipOf),
    openTotals(today) {
      const row = totals.first({ today })
      return {
        count: row?.count ?? 0,
        earlierCount: row?.earlier ?? 0,
        oweUsMinor: minor(row?.plus ?? 0),
        weOweMinor: minor(row?.minus ?? 0)
      }
    }
  }
}
