import type { PartyHit } from '#shared/contract/views.ts'

/** A party that was chosen, a name that shall be a new one, or nobody. */
export type Picked =
  | { readonly type: 'party'; readonly party: PartyHit }
  | { readonly type: 'new'; readonly name: string }
  | null

export type Option = Exclude<Picked, null>

/** Everybody that fits what was typed, and the name itself as somebody new where that may be. */
export function optionsOf(text: string, hits: readonly PartyHit[], canBeNew: boolean, without: string): Option[] {
  const name = text.trim()
  const known = hits.filter((hit) => hit.id !== without).map((party): Option => ({ type: 'party', party }))
  return canBeNew && name !== '' ? [...known, { type: 'new', name }] : known
}
