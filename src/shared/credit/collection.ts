import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import { absolute } from '#shared/money/money.ts'
import type { Dues } from './dues.ts'
import { hasWords, type PartyWords } from './party-words.ts'

export const COLLECTION_FILTERS = ['all', 'overdue', 'promised', 'broken-promise', 'over-limit', 'silent'] as const
export type CollectionFilter = (typeof COLLECTION_FILTERS)[number]
export const COLLECTION_SORTS = ['oldest', 'amount', 'name', 'route'] as const
export type CollectionSort = (typeof COLLECTION_SORTS)[number]

/** What a line of the collection list is chosen and sorted by. */
export interface Collectable {
  readonly name: string
  readonly lastEntryOn: BookDate | null
  readonly group: string
  readonly route: string
  readonly tags: readonly string[]
  readonly dues: Dues
  readonly isOverLimit: boolean
}

export interface CollectionChoice extends PartyWords {
  readonly filter: CollectionFilter
  readonly silentDays: number
  readonly today: BookDate
}

/** Whether a party stands on the list that was asked for. */
export function isChosen(one: Collectable, { filter, silentDays, today, ...words }: CollectionChoice): boolean {
  if (!hasWords(one, words)) return false
  const { overdueMinor, promisedOn } = one.dues
  switch (filter) {
    case 'all':
      return true
    case 'overdue':
      return overdueMinor !== 0
    case 'promised':
      return promisedOn !== null
    case 'broken-promise':
      return promisedOn !== null && promisedOn < today
    case 'over-limit':
      return one.isOverLimit
    case 'silent':
      return one.lastEntryOn === null || one.lastEntryOn < addDays(today, -silentDays)
  }
}

const NEVER = Number.MAX_SAFE_INTEGER

const ORDERS: Record<CollectionSort, (one: Collectable, other: Collectable) => number> = {
  oldest: (one, other) => (one.dues.oldestDueOn ?? NEVER) - (other.dues.oldestDueOn ?? NEVER) || byAmount(one, other),
  amount: (one, other) => byAmount(one, other) || byName(one, other),
  name: (one, other) => byName(one, other),
  route: (one, other) => byText(one.route, other.route) || byName(one, other)
}

const byAmount = (one: Collectable, other: Collectable) => absolute(other.dues.dueMinor) - absolute(one.dues.dueMinor)
const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
const byName = (one: Collectable, other: Collectable) => byText(one.name.toLowerCase(), other.name.toLowerCase())

/** The lines in the order that was asked for; the list itself stays as it is. */
export const sortCollection = <Line extends Collectable>(lines: readonly Line[], sort: CollectionSort): Line[] =>
  lines.toSorted(ORDERS[sort])
