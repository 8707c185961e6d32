import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindOf } from '#main/db/entry-kinds.ts'
import { build, prepare } from '#main/db/prepared.ts'
import type { UpiStore } from '#main/ports/payment-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import { isWaitedFor, type UpiState } from '#shared/ledger/upi-state.ts'

import { NO_PERIOD } from './closing-store.ts'
import { isOthers } from './own-entries.ts'

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
  const payment = prepare<{ entryNo: number }, { kind_no: number; upi_minor: number }>(db, (slot) =>
    build.selectFrom('entry').select(['kind_no', 'upi_minor']).where('entry_no', '=', slot('entryNo'))
  )
  const putOpen = prepare<{ entryNo: number; period: number; amount: number }>(db, (slot) =>
    build.insertInto('upi_open').values({
      entry_no: slot('entryNo'),
      period_no: slot('period'),
      is_claimed: 0,
      amount_minor: slot('amount')
    })
  )
  const claim = prepare<{ entryNo: number }>(db, (slot) =>
    build.updateTable('upi_open').set({ is_claimed: 1 }).where('entry_no', '=', slot('entryNo'))
  )
  const dropOpen = prepare<{ entryNo: number }>(db, (slot) =>
    build.deleteFrom('upi_open').where('entry_no', '=', slot('entryNo'))
  )
  const proof = prepare<{ entryNo: number }, { line_no: number }>(db, (slot) =>
    build.selectFrom('proof').select('line_no').where('entry_no', '=', slot('entryNo'))
  )
  // The period of an entry is the first that was closed after it, or the open one.
  const reopen = prepare<{ entryNo: number }>(db, (slot) =>
    build
      .insertInto('upi_open')
      .columns(['entry_no', 'period_no', 'is_claimed', 'amount_minor'])
      .expression(
        build
          .selectFrom('entry')
          .select([
            'entry_no',
            sql<number>`case when ${isOthers('entry.op_n')} then ${sql.lit(NO_PERIOD)} else coalesce((select min(z_no) from closing where last_entry_no >= entry.entry_no),
              (select coalesce(max(z_no), 0) + 1 from closing)) end`.as('period_no'),
            sql<0 | 1>`exists (select 1 from upi_step where upi_step.entry_no = entry.entry_no)`.as('is_claimed'),
            'upi_minor'
          ])
          .where('entry_no', '=', slot('entryNo'))
      )
  )
  const count = prepare<{ period: number }, { open: number }>(db, (slot) =>
    build.selectFrom('upi_open').select(sql<number>`count(*)`.as('open')).where('period_no', '=', slot('period'))
  )

  return {
    mark(step, op, stamp) {
      assert(db.inTransaction, 'a payment state is recorded inside a transaction')
      insert.run({ ...step, op, at: stamp.atMs, person: stamp.person })
      if (step.state === 'proved') dropOpen.run({ entryNo: step.entryNo })
      else claim.run({ entryNo: step.entryNo })
    },
    open: (entryNo, periodNo, amountMinor) => void putOpen.run({ entryNo, period: periodNo, amount: amountMinor }),
    close: (entryNo) => void dropOpen.run({ entryNo }),
    prove: (entryNo) => void dropOpen.run({ entryNo }),
    doubt: (entryNo) => void reopen.run({ entryNo }),
    stepById(id) {
      const row = byId.first({ id })
      return row ? { entryNo: row.entry_no } : null
    },
    stateOf(entryNo) {
      const entry = payment.first({ entryNo })
      if (entry === undefined || !isWaitedFor(kindOf(entry.kind_no), entry.upi_minor)) return null
      if (proof.first({ entryNo }) !== undefined) return 'proved'
      return (newest.first({ entryNo })?.state as UpiState | undefined) ?? 'waiting'
    },
    unprovedCount: (periodNo) => count.first({ period: periodNo })?.open ?? 0
  }
}
