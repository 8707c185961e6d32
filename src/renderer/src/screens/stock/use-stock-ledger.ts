import { useCallback, useEffect, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import type { VALUATIONS } from '#shared/contract/item-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { olderThan, type StockPages, withNewest, withOlder } from './stock-pages.ts'

export type Valuation = (typeof VALUATIONS)[number]

const FIRST_PAGE = 200
/** Further back a page may be long: the person is looking for something. */
const OLDER_PAGE = 500

/** An item's moves: the newest page first, older ones when asked for, the newest again when something is recorded. */
export function useStockLedger(itemId: string, valuation: Valuation) {
  const [pages, setPages] = useState<StockPages | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const latest = useRef<StockPages | null>(null)
  const isReadingOlder = useRef(false)
  const isWanted = useRef(true)
  const hold = useCallback((next: StockPages) => {
    latest.current = next
    setPages(next)
  }, [])

  const readNewest = useCallback(async () => {
    const answer = await call('stock.ledger', { itemId, beforeMoveNo: null, limit: FIRST_PAGE, valuation })
    if (!isWanted.current) return
    if (!answer.ok) return setFailure(answer.failure)
    setFailure(null)
    hold(latest.current === null ? answer.value : withNewest(latest.current, answer.value))
  }, [itemId, valuation, hold])

  const readOlder = useCallback(async () => {
    const before = latest.current === null ? null : olderThan(latest.current)
    if (before === null || isReadingOlder.current) return
    isReadingOlder.current = true
    const answer = await call('stock.ledger', { itemId, beforeMoveNo: before, limit: OLDER_PAGE, valuation })
    isReadingOlder.current = false
    if (!isWanted.current || latest.current === null) return
    if (answer.ok) hold(withOlder(latest.current, answer.value))
    else setFailure(answer.failure)
  }, [itemId, valuation, hold])

  useEffect(() => {
    isWanted.current = true
    void readNewest()
    const stop = listen('ledger.changed', () => void readNewest())
    return () => {
      isWanted.current = false
      stop()
    }
  }, [readNewest])
  return { pages, failure, readOlder: useCallback(() => void readOlder(), [readOlder]) }
}
