import { useCallback, useEffect, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import type { BillRow } from '#shared/contract/goods-views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'

/** Which papers are looked for. `partyId` null: of everybody. */
export interface BillQuestion {
  readonly partyId: string | null
  readonly kinds: readonly BillKind[] | null
  readonly text: string
  readonly isOpen: boolean
}

const PAGE = 100

/**
 * Papers of goods, the newest first; more of them are read as the end comes into sight. Main looks through so many at a time and says
 * where to go on; a page is filled before the hand has to ask, and what is found so far is shown.
 */
export function useBillRows(question: BillQuestion) {
  const [rows, setRows] = useState<readonly BillRow[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isSearching, setSearching] = useState(false)
  const asked = useRef(0)
  const next = useRef<string | null>(null)
  const key = JSON.stringify(question)
  const read = useCallback(
    async (before: readonly BillRow[], from: string | null) => {
      asked.current += 1
      const mine = asked.current
      const { kinds, ...rest } = JSON.parse(key) as BillQuestion
      const wanted = before.length + PAGE
      setSearching(true)
      for (let found = before, beforeBillId = from; ; ) {
        const limit = wanted - found.length
        const asking = { ...rest, kinds: kinds === null ? null : [...kinds], beforeBillId, limit }
        const answer = await call('bill.find', asking)
        if (mine !== asked.current) return
        setFailure(answer.ok ? null : answer.failure)
        if (!answer.ok) return setSearching(false)
        found = [...found, ...answer.value.rows]
        beforeBillId = answer.value.next
        next.current = beforeBillId
        setRows(found)
        if (beforeBillId === null || found.length >= wanted) return setSearching(false)
      }
    },
    [key]
  )
  useEffect(() => {
    void read([], null)
    const stop = listen('ledger.changed', () => void read([], null))
    return () => {
      asked.current += 1
      stop()
    }
  }, [read])
  const readMore = useCallback(() => {
    if (next.current === null || isSearching || rows === null) return
    const from = next.current
    next.current = null
    void read(rows, from)
  }, [read, rows, isSearching])
  return { rows, failure, isSearching, readMore }
}
