import { PARTY_FILTERS, PARTY_SORTS } from '#shared/contract/book-endpoints.ts'

export const FILTERS = PARTY_FILTERS
export const SORTS = PARTY_SORTS
export type PartyFilter = (typeof PARTY_FILTERS)[number]
export type PartySort = (typeof PARTY_SORTS)[number]

/** The next of a few, the first after the last: one key goes through them all. */
export function afterIn<Value extends string>(values: readonly Value[], now: Value): Value {
  return values[(values.indexOf(now) + 1) % values.length] ?? now
}
