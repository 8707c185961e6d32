import { useCallback, useEffect, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import { atRest } from '#renderer/shop/at-rest.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import type { CollectionLine } from '#shared/contract/credit-endpoints.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** What main answers at once. */
const PAGE = 1_000
/** Lists of many pages are read again once the book rests. */
const REST_MS = 400

type Question = Omit<Input<'credit.collection'>, 'offset' | 'limit'>

/** As much of the list as was asked for, with its sums over all of it and the newest message to each. */
export interface CollectionPages {
  readonly lines: readonly CollectionLine[]
  readonly newest: ReadonlyMap<string, MessageView>
  /** Null until the first page came. */
  readonly sums: Omit<Output<'credit.collection'>, 'lines'> | null
  readonly failure: Failure | null
}

const NOTHING: CollectionPages = { lines: [], newest: new Map(), sums: null, failure: null }

/**
 * Reads a list page by page: the first at once, each further one when the last row that is known was reached. What changed in the book
 * is read anew, as many pages as are known. `question` null asks nothing.
 */
export function useCollectionPages(question: Question | null): CollectionPages & { readonly readMore: () => void } {
  const [pages, setPages] = useState<CollectionPages>(NOTHING)
  const [wanted, setWanted] = useState(1)
  const asked = useRef(0)
  const key = question === null ? null : JSON.stringify(question)
  // Another question begins with its first page.
  const [askedKey, setAskedKey] = useState(key)
  if (askedKey !== key) {
    setAskedKey(key)
    setWanted(1)
  }
  const read = useCallback(async () => {
    asked.current += 1
    const mine = asked.current
    if (key === null) return
    const next = await readPages(JSON.parse(key) as Question, wanted, () => mine === asked.current)
    if (mine !== asked.current) return
    setPages((before) => ('failure' in next ? { ...before, failure: next.failure } : { ...next.pages, failure: null }))
  }, [key, wanted])
  useEffect(() => {
    void read()
    const news = atRest(() => void read(), wanted === 1 ? 0 : REST_MS)
    const stop = listen('ledger.changed', news.tell)
    return () => {
      asked.current += 1
      news.stop()
      stop()
    }
  }, [read, wanted])
  const known = pages.lines.length
  const total = pages.sums?.total ?? 0
  return { ...pages, readMore: () => known < total && known >= wanted * PAGE && setWanted(wanted + 1) }
}

type Read = { readonly pages: Omit<CollectionPages, 'failure'> } | { readonly failure: Failure }

async function readPages(question: Question, count: number, isWanted: () => boolean): Promise<Read> {
  const lines: CollectionLine[] = []
  const newest = new Map<string, MessageView>()
  let sums: CollectionPages['sums'] = null
  for (let page = 0; page < count; page++) {
    const list = await call('credit.collection', { ...question, offset: page * PAGE, limit: PAGE })
    if (!list.ok) return { failure: list.failure }
    const { lines: own, ...rest } = list.value
    sums = rest
    lines.push(...own)
    const partyIds = own.map(({ party }) => party.id)
    const messages = partyIds.length === 0 ? null : await call('message.newest', { partyIds })
    if (messages?.ok) for (const message of messages.value) newest.set(message.partyId, message)
    if (own.length < PAGE || !isWanted()) break
  }
  return { pages: { lines, newest, sums } }
}
