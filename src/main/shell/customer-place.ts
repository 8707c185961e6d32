import type { CustomerScreenState } from '#shared/contract/customer-endpoints.ts'
import type { Box } from './window-state.ts'

/** A display as the system tells of it. */
export interface DisplayFacts {
  readonly id: number
  /** What the system calls it; often empty. */
  readonly label: string
  /** In points of the whole desktop. */
  readonly bounds: Box
}

/** The display that was chosen, as it was then. Its id may be another after a restart, its place after a cable was pulled. */
export type RememberedDisplay = DisplayFacts

/**
 * The display that was chosen, found again: by its id as long as its name has not gone elsewhere, else by its name. Null
 * rather than a guess: the customer's picture never jumps onto a display that nobody chose.
 *
 * After a restart ids may be others, so until it was found once (`isFirstLook`) a display of the same name, place and size
 * is taken for it. Later that would be wrong: when a cable is pulled, another display may move into the free place.
 */
export function findDisplay<Facts extends DisplayFacts>(
  remembered: RememberedDisplay,
  displays: readonly Facts[],
  isFirstLook: boolean
): Facts | null {
  const { id, label, bounds } = remembered
  const only = (found: readonly Facts[]) => (found.length === 1 ? (found[0] ?? null) : null)
  const byId = displays.find((display) => display.id === id)
  if (byId?.label === label) return byId
  const namesakes = displays.filter((display) => display.label === label)
  const byName = label === '' ? null : only(namesakes)
  if (byName !== null) return byName
  // Another monitor in the same socket.
  if (byId !== undefined) return byId
  return isFirstLook ? only(namesakes.filter((display) => isSameBox(display.bounds, bounds))) : null
}

export interface PlaceQuestion<Facts extends DisplayFacts> {
  readonly isOn: boolean
  readonly remembered: RememberedDisplay | null
  readonly displays: readonly Facts[]
  /** The display was not found yet since the app was started. */
  readonly isFirstLook: boolean
  /** Where the cashier's window stands; null while it is minimised or not there. */
  readonly counter: Box | null
}

export type Place<Facts extends DisplayFacts> =
  | { readonly reason: 'shown'; readonly display: Facts }
  | { readonly reason: Exclude<CustomerScreenState['reason'], 'shown'>; readonly display: null }

/** Whether the customer's window is seen, and where; else why not. It never covers any part of the cashier's window. */
export function placeCustomer<Facts extends DisplayFacts>(question: PlaceQuestion<Facts>): Place<Facts> {
  const { isOn, remembered, displays, isFirstLook, counter } = question
  const hidden = (reason: Exclude<CustomerScreenState['reason'], 'shown'>) => ({ reason, display: null }) as const
  if (!isOn) return hidden('off')
  if (remembered === null) return hidden('not-chosen')
  if (displays.length < 2) return hidden('one-display')
  const display = findDisplay(remembered, displays, isFirstLook)
  if (display === null) return hidden('display-missing')
  if (counter !== null && overlaps(counter, display.bounds)) return hidden('counter-is-there')
  return { reason: 'shown', display }
}

/** A maximised window may reach a few points over the edge of its own display. */
const EDGE = 16

function overlaps(one: Box, other: Box): boolean {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return width > EDGE && height > EDGE
}

export const isSameBox = (one: Box, other: Box): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height
