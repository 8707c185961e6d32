import type Sqlite from 'better-sqlite3'
import { project } from '#main/db/projections/index.ts'
import { statementsOn } from '#main/db/projections/projection.ts'
import type { FactStore } from '#main/ports/fact-store.ts'
import type { JournalStore } from '#main/ports/ledger-store.ts'
import type { Json } from '#shared/journal/canonical-json.ts'

/** Records facts whose rows follow from their ops: the op is written down, and its rows are written from it. */
export function createFactStore(db: Sqlite.Database, journal: JournalStore): FactStore {
  const run = statementsOn(db)
  let count = 0
  return {
    record(kind, stamp, body) {
      const n = journal.append(kind, stamp, body as unknown as { readonly [key: string]: Json })
      project(run, kind, body, { n, person: stamp.person })
      count++
      return n
    },
    count: () => count
  }
}
