import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare, query } from '#main/db/prepared.ts'
import type { ShiftRow as Row } from '#main/db/projected-schema.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { ShiftEnd, ShiftRow, ShiftStore } from '#main/ports/closing-store.ts'
import type { FactStore } from '#main/ports/fact-store.ts'
import type {} from '#main/ports/ledger-store.ts'
import { zPeriodTotals } from '#shared/closing/day-figures.ts'
import { zShiftView } from '#shared/contract/views.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { assert } from '#shared/kernel/assert.ts'
import { minor } from '#shared/money/money.ts'

const zEnd = z.strictObject({ view: zShiftView, totals: z.array(zPeriodTotals) })
/** How many of the newest entries are looked through for names. */
const ENTRIES_FOR_NAMES = 2_000

const NEWEST = query<Record<never, never>, Row>(() =>
  build.selectFrom('shift').selectAll().where('shift_no', '=', sql<number>`(select max(shift_no) from shift)`)
)
const PEOPLE = query<{ entries: number; limit: number }, { person: string }>((slot) =>
  build
    .selectFrom((from) =>
      from
        .selectFrom('entry')
        .select(['person', 'recorded_at as at'])
        .where(sql<boolean>`entry_no > (select coalesce(max(entry_no), 0) from entry) - ${slot('entries')}`)
        .unionAll(from.selectFrom('shift').select(['person', 'opened_at as at']))
        .as('worked')
    )
    .select('person')
    .where('person', '<>', '')
    .groupBy('person')
    .orderBy((order) => order.fn.max('at'), 'desc')
    .limit(slot('limit'))
)

/** Who had the drawer. The rows follow from their ops; the open shift is kept, for every entry bears its person. */
export function createShiftStore(db: Sqlite.Database, memory: Memory, facts: FactStore): ShiftStore {
  const newest = prepare(db, NEWEST)
  const byId = prepare<{ id: Uint8Array }, Row>(db, (slot) =>
    build.selectFrom('shift').selectAll().where('id', '=', slot('id'))
  )
  const byNo = prepare<{ shiftNo: number }, Row>(db, (slot) =>
    build.selectFrom('shift').selectAll().where('shift_no', '=', slot('shiftNo'))
  )
  const ofPeriod = prepare<{ period: number }, Row>(db, (slot) =>
    build.selectFrom('shift').selectAll().where('period_no', '=', slot('period')).orderBy('shift_no')
  )
  const people = prepare(db, PEOPLE)
  const current = memory.keep((): ShiftRow | null => {
    const row = newest.first({})
    return row === undefined || row.ended_op !== null ? null : shiftOf(row)
  })

  return {
    current: () => current.get(),
    byId: (id) => shiftOrNull(byId.first({ id: uuidBytes(id) })),
    byNo: (shiftNo) => shiftOrNull(byNo.first({ shiftNo })),
    ofPeriod: (period) => ofPeriod.all({ period }).map(shiftOf),
    people: (limit) => people.all({ entries: ENTRIES_FOR_NAMES, limit }).map(({ person }) => person),
    begin(shift, stamp) {
      const { id, periodNo, person, openedAt, afterEntryNo, floatMinor } = shift
      facts.record('shift.open', stamp, { id, periodNo, person, at: openedAt, afterEntryNo, floatMinor })
      const begun = shiftOrNull(newest.first({}))
      assert(begun, 'a shift that was begun is there')
      current.put(begun)
      return begun
    },
    end(id, end, lastEntryNo, stamp) {
      const summary = end as unknown as Json
      facts.record('shift.end', stamp, { id, at: end.view.endedAt, lastEntryNo, summary })
      current.put(null)
    }
  }
}

const shiftOrNull = (row: Row | undefined): ShiftRow | null => (row === undefined ? null : shiftOf(row))

const shiftOf = (row: Row): ShiftRow => ({
  shiftNo: row.shift_no,
  id: uuidText(row.id),
  periodNo: row.period_no,
  person: row.person,
  openedAt: row.opened_at,
  afterEntryNo: row.after_entry_no,
  floatMinor: minor(row.float_minor),
  ended: row.summary === null ? null : endOf(row.summary)
})

function endOf(summary: string): ShiftEnd {
  const end = zEnd.parse(JSON.parse(summary))
  return { view: end.view, totals: end.totals }
}
