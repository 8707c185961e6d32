import type { Json } from '#shared/journal/canonical-json.ts'

/** The body of a `party.add` or `party.change` op: all that is known of the party from then on. */
export const partyFact = (party: {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly phone: string
  readonly place: string
  readonly alias: string
  readonly isArchived: boolean
  readonly changedAt: number
}): { readonly [key: string]: Json } => ({
  id: party.id,
  name: party.name,
  kind: party.kind,
  phone: party.phone,
  place: party.place,
  alias: party.alias,
  isArchived: party.isArchived,
  at: party.changedAt
})
