import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { UpiStore } from '#main/ports/ledger-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { UpiState } from '#shared/ledger/upi-state.ts'

export function createUpiStore(db: Sqlite.Database): UpiStore {
  const insert = prepare<{ id: string; op: number; entryNo: number; state: string; at: number; person: string }>(
    db,
    (slot) =>
      build.insertInto('upi_step').values({
        step_no: null as unknown as number,
        id: slot('id'),
        op_n: slot('op'),
        entry_no: slot('entryNo'),
        state: slot('state'),
        at: slot('at'),
        person: slot('person')
      })
  )
  const byId = prepare<{ id: string }, { entry_no: number }>(db, (slot) =>
    build.selectFrom('upi_step').select('entry_no').where('id', '=', slot('id'))
  )
  const newest = prepare<{ entryNo: number }, { state: string }>(db, (slot) =>
    build
      .selectFrom('upi_step')
      .select('state')
      .where('entry_no', '=', slot('entryNo'))
      .orderBy('step_no', 'desc')
      .limit(1)
  )
  const payment = prepare<{ entryNo: number }, { period_no: number; upi_minor: number }>(db, (slot) =>
    build.selectFrom('entry').select(['period_no', 'upi_minor']).where('entry_no', '=', slot('entryNo'))
  )
  const putOpen = prepare<{ entryNo: number; period: number; state: string; amount: number }>(db, (slot) =>
    build
      .insertInto('upi_open')
      .values({
        entry_no: slot('entryNo'),
        period_no: slot('period'),
        state: slot('state'),
        amount_minor: slot('amount')
      })
      .onConflict((on) => on.column('entry_no').doUpdateSet({ state: slot('state') }))
  )
  const dropOpen = prepare<{ entryNo: number }>(db, (slot) =>
    build.deleteFrom('upi_open').where('entry_no', '=', slot('entryNo'))
  )
  const count = prepare<{ period: number }, { open: number }>(db, (slot) =>
    build.selectFrom('upi_open').select(sql<number>`count(*)`.as('open')).where('period_no', '=', slot('period'))
  )

  return {
    mark(step, op, stamp) {
      assert(db.inTransaction, 'a payment state is recorded inside a transaction')
      insert.run({ ...step, op, at: stamp.atMs, person: stamp.person })
      const entry = payment.first({ entryNo: step.entryNo })
      assert(entry, 'a payment belongs to an entry')
      if (step.state === 'proved') dropOpen.run({ entryNo: step.entryNo })
      else putOpen.run({ entryNo: step.entryNo, period: entry.period_no, state: step.state, amount: entry.upi_minor })
    },
    close: (entryNo) => void dropOpen.run({ entryNo }),
    stepById(id) {
      const row = byId.first({ id })
      return row ? { entryNo: row.entry_no } : null
    },
    stateOf: (entryNo) => (newest.first({ entryNo })?.state as UpiState | undefined) ?? null,
    unprovedCount: (periodNo) => count.first({ period: periodNo })?.open ?? 0
  }
}
