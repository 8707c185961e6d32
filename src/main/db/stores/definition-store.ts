import type Sqlite from 'better-sqlite3'
import { build, prepare } from '#main/db/prepared.ts'
import type { DefinitionStore } from '#main/ports/fact-store.ts'
import type { Json } from '#shared/journal/canonical-json.ts'

/** What the owner laid down by name, as it is now. It is written by the fact `definition.put`. */
export function createDefinitionStore(db: Sqlite.Database): DefinitionStore {
  const ofKind = prepare<{ kind: string }, { key: string; body: string }>(db, (slot) =>
    build.selectFrom('definition').select(['key', 'body']).where('kind', '=', slot('kind')).orderBy('key')
  )
  const one = prepare<{ kind: string; key: string }, { body: string }>(db, (slot) =>
    build.selectFrom('definition').select('body').where('kind', '=', slot('kind')).where('key', '=', slot('key'))
  )
  return {
    list: (kind) => ofKind.all({ kind }).map(({ key, body }) => ({ key, body: JSON.parse(body) as Json })),
    read(kind, key) {
      const row = one.first({ kind, key })
      return row === undefined ? null : (JSON.parse(row.body) as Json)
    }
  }
}
