import type { Json } from '#shared/journal/canonical-json.ts'
import type { FactBodies, FactKind } from '#shared/journal/fact-bodies.ts'
import type { OpNumber, Stamp } from './ledger-store.ts'

/** Facts whose rows follow from their ops. */
export interface FactStore {
  /** Writes the op down and its rows, and answers the op's number. Only inside `transact`. */
  record<Kind extends FactKind>(kind: Kind, stamp: Stamp, body: FactBodies[Kind]): OpNumber
  /** How many were recorded through this connection: what hangs on facts is asked again when it has grown. */
  count(): number
}

/** What the owner laid down by name. Each kind has a schema of its own, which its reader checks. */
export interface DefinitionStore {
  /** In the order of their keys. */
  list(kind: string): { readonly key: string; readonly body: Json }[]
  read(kind: string, key: string): Json | null
}
