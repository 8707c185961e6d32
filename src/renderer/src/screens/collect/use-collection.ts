import { useState } from 'react'
import { useLive } from '#renderer/shop/use-live.ts'
import { COLLECTION_FILTERS, COLLECTION_SORTS } from '#shared/contract/credit-endpoints.ts'
import { ANY_WORDS, type PartyWords } from '#shared/credit/party-words.ts'
import { useCollectionPages } from './use-collection-pages.ts'

const SILENT_DAYS = 60

export type CollectionFilter = (typeof COLLECTION_FILTERS)[number]
export type CollectionSort = (typeof COLLECTION_SORTS)[number]

interface Question extends PartyWords {
  readonly filter: CollectionFilter
  readonly sort: CollectionSort
}

/** The next of a list, and after the last the first again. */
export const next = <Item>(list: readonly Item[], now: Item): Item => list[(list.indexOf(now) + 1) % list.length] ?? now

/** Who owes, by a filter, a group and a route, with the newest message to each. */
export function useCollection(isShown: boolean) {
  const [question, setQuestion] = useState<Question>({ filter: 'all', sort: 'oldest', ...ANY_WORDS })
  const list = useCollectionPages(isShown ? { side: 'get', ...question, silentDays: SILENT_DAYS } : null)
  const words = useLive('credit.words', {})
  const ask = (change: Partial<Question>) => setQuestion((now) => ({ ...now, ...change }))
  return {
    ...{ question, list, lines: list.lines, newest: list.newest, ask },
    nextFilter: () => ask({ filter: next(COLLECTION_FILTERS, question.filter) }),
    nextSort: () => ask({ sort: next(COLLECTION_SORTS, question.sort) }),
    nextGroup: () => ask({ group: next(['', ...(words.value?.groups ?? [])], question.group) }),
    nextRoute: () => ask({ route: next(['', ...(words.value?.routes ?? [])], question.route) })
  }
}
