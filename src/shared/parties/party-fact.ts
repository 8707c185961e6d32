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
  readonly address: string
  readonly state: string
  readonly gstin: string
  readonly taxKind: string
  readonly priceLevel: string
}): { readonly [key: string]: Json } => ({
  id: party.id,
  name: party.name,
  kind: party.kind,
  phone: party.phone,
  place: party.place,
  alias: party.alias,
  isArchived: party.isArchived,
  at: party.changedAt,
  // Parties were recorded before these were asked for: what is empty is not in the op.
  ...filled({
    address: party.address,
    state: party.state,
    gstin: party.gstin,
    taxKind: party.taxKind,
    priceLevel: party.priceLevel
  })
})

const filled = (texts: Readonly<Record<string, string>>): { readonly [key: string]: Json } =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
