import type { ContactView } from '#shared/contract/contact-endpoints.ts'

/** A contact with its place in the plan, by which it is asked for. */
export interface Row {
  readonly contact: ContactView
  readonly place: number
}

/** The places of the contacts in one of these states. */
export const placesOf = (
  contacts: readonly ContactView[],
  ...states: readonly ContactView['state'][]
): ReadonlySet<number> => new Set(contacts.flatMap(({ state }, place) => (states.includes(state) ? [place] : [])))
