import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { listen } from '#renderer/app-api.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { emptyCache, PAGE_SIZE, type PageCache, rowAt, withPage } from './page-cache.ts'

/** One place of a long list, with its row once that has been read. */
export interface Slot<Row> {
  readonly at: number
  readonly row: Row | null
}

export interface PageRead<Row, Rest> {
  readonly rows: readonly Row[]
  readonly total: number
  /** What comes with every page: totals of the whole list. */
  readonly rest: Rest
}

export interface PagedRows<Row, Rest> {
  readonly slots: readonly Slot<Row>[]
  readonly rest: Rest | null
  readonly failure: Failure | null
  /** Asks for the page of a row that has come into sight. */
  readonly need: (at: number) => void
}

interface Held<Row, Rest> {
  readonly cache: PageCache<Row>
  readonly rest: Rest | null
  readonly failure: Failure | null
}

/**
 * Rows of a list that is too long to be read at once. Another `question` starts anew, but what is on the screen stays
 * until the first new page is there; after something was recorded, the page around `anchorAt` is read again first.
 */
export function usePagedRows<Row, Rest>(
  question: string,
  readPage: (offset: number, limit: number) => Promise<Result<PageRead<Row, Rest>>>,
  anchorAt: number
): PagedRows<Row, Rest> {
  const [held, setHeld] = useState<Held<Row, Rest>>({ cache: emptyCache(), rest: null, failure: null })
  const reader = useRef(readPage)
  reader.current = readPage
  const anchor = useRef(anchorAt)
  anchor.current = anchorAt
  const era = useRef(0)
  const asked = useRef(new Set<number>())

  const fetchPage = useCallback(async (page: number, isFresh: boolean) => {
    if (isFresh) {
      era.current += 1
      asked.current = new Set()
    }
    if (asked.current.has(page)) return
    asked.current.add(page)
    const mine = era.current
    const answer = await reader.current(page * PAGE_SIZE, PAGE_SIZE)
    if (mine !== era.current) return
    if (!answer.ok) return setHeld((now) => ({ ...now, failure: answer.failure }))
    const { rows, total, rest } = answer.value
    setHeld((now) => ({
      cache: withPage(isFresh ? emptyCache<Row>() : now.cache, page, rows, total),
      rest,
      failure: null
    }))
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is the reason to start anew.
  useEffect(() => void fetchPage(0, true), [question, fetchPage])
  useEffect(
    () => listen('ledger.changed', () => void fetchPage(Math.floor(Math.max(0, anchor.current) / PAGE_SIZE), true)),
    [fetchPage]
  )
  useEffect(
    () => () => {
      era.current += 1
    },
    []
  )
  const need = useCallback((at: number) => void fetchPage(Math.floor(at / PAGE_SIZE), false), [fetchPage])
  const { cache } = held
  const slots = useMemo(
    () => Array.from({ length: cache.total }, (_, at): Slot<Row> => ({ at, row: rowAt(cache, at) })),
    [cache]
  )
  return { slots, rest: held.rest, failure: held.failure, need }
}
