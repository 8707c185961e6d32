import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { BillStore } from '#main/ports/goods-store.ts'

type Held = { id: string; title: string; heldAt: number; person: string; draft: string }

/** Bills that wait on the counter: no part of the books, so they are changed and thrown away. */
export function createHeldBills(db: Sqlite.Database): Pick<BillStore, 'hold' | 'held' | 'drop'> {
  const put = prepare<Held>(db, (slot) =>
    build
      .insertInto('held_bill')
      .values({
        held_no: null as unknown as number,
        id: slot('id'),
        title: slot('title'),
        held_at: slot('heldAt'),
        person: slot('person'),
        draft: slot('draft')
      })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({
          title: sql<string>`excluded.title`,
          held_at: sql<number>`excluded.held_at`,
          person: sql<string>`excluded.person`,
          draft: sql<string>`excluded.draft`
        })
      )
  )
  const all = prepare<Record<never, never>, Held>(db, () =>
    build
      .selectFrom('held_bill')
      .select(['id', 'title', 'held_at as heldAt', 'person', 'draft'])
      .orderBy('held_at', 'desc')
      .orderBy('held_no', 'desc')
  )
  const drop = prepare<{ id: string }>(db, (slot) => build.deleteFrom('held_bill').where('id', '=', slot('id')))
  return {
    hold: (held, stamp) => void put.run({ ...held, heldAt: stamp.atMs, person: stamp.person }),
    held: () => all.all({}),
    drop: (id) => void drop.run({ id })
  }
}
