import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { AuditStore, JournalStore } from '#main/ports/ledger-store.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { assert } from '#shared/kernel/assert.ts'

/** What the book keeps beside its entries, in the same chain. */
export function createAuditStore(db: Sqlite.Database, journal: JournalStore): AuditStore {
  const insert = prepare<{
    op: number
    at: number
    person: string
    kind: string
    entryNo: number | null
    details: string
  }>(db, (slot) =>
    build.insertInto('audit_event').values({
      event_no: null as unknown as number,
      op_n: slot('op'),
      at: slot('at'),
      person: slot('person'),
      kind: slot('kind'),
      entry_no: slot('entryNo'),
      details: slot('details')
    })
  )
  const ofBill = prepare<{ kind: string; billId: string }, { notes: number }>(db, (slot) =>
    build
      .selectFrom('audit_event')
      .select(sql<number>`count(*)`.as('notes'))
      .where('kind', '=', slot('kind'))
      .where(sql<boolean>`json_extract(details, '$.bill') = ${slot('billId')}`)
  )
  return {
    countOfBill: (kind, billId) => ofBill.first({ kind, billId })?.notes ?? 0,
    note({ kind, entryNo, details }, stamp) {
      assert(db.inTransaction, 'an audit event is noted inside a transaction')
      const body: { readonly [key: string]: Json } = { at: stamp.atMs, details, entry: entryNo, kind }
      const op = journal.append('audit.note', stamp, body)
      insert.run({ op, at: stamp.atMs, person: stamp.person, kind, entryNo, details: canonicalJson(details) })
    }
  }
}
