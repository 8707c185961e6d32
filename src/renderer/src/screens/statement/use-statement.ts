import { useCallback, useEffect, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { fromFirstPage, olderThan, type StatementPages, withNewest, withOlder } from './statement-pages.ts'

const FIRST_PAGE = 200
/** Further back a page may be long: the person is looking for something. */
const OLDER_PAGE = 500

/** A party's statement: its newest page first, older ones when asked for, and the newest again when something is recorded. */
export function useStatement(partyId: string) {
  const [pages, setPages] = useState<StatementPages | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const latest = useRef<StatementPages | null>(null)
  const isReadingOlder = useRef(false)
  const isWanted = useRef(true)
  const hold = useCallback((next: StatementPages) => {
    latest.current = next
    setPages(next)
  }, [])

  const readNewest = useCallback(async () => {
    const answer = await call('party.statement', { partyId, beforeEntryNo: null, limit: FIRST_PAGE })
    if (!isWanted.current) return
    if (!answer.ok) return setFailure(answer.failure)
    setFailure(null)
    hold(latest.current === null ? fromFirstPage(answer.value) : withNewest(latest.current, answer.value))
  }, [partyId, hold])

  const readOlder = useCallback(async () => {
    const before = latest.current === null ? null : olderThan(latest.current)
    if (before === null || isReadingOlder.current) return
    isReadingOlder.current = true
    const answer = await call('party.statement', { partyId, beforeEntryNo: before, limit: OLDER_PAGE })
    isReadingOlder.current = false
    if (!isWanted.current || latest.current === null) return
    if (answer.ok) hold(withOlder(latest.current, answer.value))
    else setFailure(answer.failure)
  }, [partyId, hold])

  useEffect(() => {
    isWanted.current = true
    void readNewest()
    const stops = [listen('ledger.changed', () => void readNewest()), listen('print.changed', () => void readNewest())]
    return () => {
      isWanted.current = false
      for (const stop of stops) stop()
    }
  }, [readNewest])
  return { pages, failure, readOlder }
}
