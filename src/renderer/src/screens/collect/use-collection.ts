import { useMemo, useState } from 'react'
import { useLive } from '#renderer/shop/use-live.ts'
import { COLLECTION_FILTERS, COLLECTION_SORTS } from '#shared/contract/credit-endpoints.ts'

const MOST_LINES = 1_000
const SILENT_DAYS = 60

export type CollectionFilter = (typeof COLLECTION_FILTERS)[number]
export type CollectionSort = (typeof COLLECTION_SORTS)[number]

interface Question {
  readonly filter: CollectionFilter
  readonly sort: CollectionSort
  readonly group: string
  readonly route: string
}

/** The next of a list, and after the last the first again. */
export const next = <Item>(list: readonly Item[], now: Item): Item => list[(list.indexOf(now) + 1) % list.length] ?? now

/** Who owes, by a filter, a group and a route, with the newest message to each. */
export function useCollection(isShown: boolean) {
  const [question, setQuestion] = useState<Question>({ filter: 'all', sort: 'oldest', group: '', route: '' })
  const input = { side: 'get' as const, ...question, silentDays: SILENT_DAYS, offset: 0, limit: MOST_LINES }
  const list = useLive('credit.collection', isShown ? input : null)
  const words = useLive('credit.words', {})
  const lines = list.value?.lines ?? []
  const partyIds = lines.map((line) => line.party.id)
  const messages = useLive('message.newest', partyIds.length === 0 ? null : { partyIds })
  const newest = useMemo(
    () => new Map((messages.value ?? []).map((message) => [message.partyId, message])),
    [messages.value]
  )
  const ask = (change: Partial<Question>) => setQuestion((now) => ({ ...now, ...change }))
  return {
    ...{ question, list, lines, newest, ask },
    nextFilter: () => ask({ filter: next(COLLECTION_FILTERS, question.filter) }),
    nextSort: () => ask({ sort: next(COLLECTION_SORTS, question.sort) }),
    nextGroup: () => ask({ group: next(['', ...(words.value?.groups ?? [])], question.group) }),
    nextRoute: () => ask({ route: next(['', ...(words.value?.routes ?? [])], question.route) })
  }
}
