import { canonicalJson } from '#shared/journal/canonical-json.ts'
import type { Projection } from './projection.ts'

/** What the owner lays down by name: the newest version stands, those before it are in the journal. */
export const definitionProjection: Projection = {
  tables: { definition: ['kind', 'key'] },
  writers: {
    'definition.put': (run, { kind, key, body }, { n }) =>
      body === null
        ? run('delete from definition where kind = :kind and key = :key', { kind, key })
        : run('insert or replace into definition (kind, key, op_n, body) values (:kind, :key, :n, :body)', {
            ...{ kind, key, n },
            body: canonicalJson(body)
          })
  }
}
