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

/** Papers of goods, the newest first; more of them are read as the end comes into sight. */
export function useBillRows(question: BillQuestion) {
  const [rows, setRows] = useState<readonly BillRow[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const asked = useRef(0)
  const hasMore = useRef(true)
  const key = JSON.stringify(question)
  const read = useCallback(
    async (before: readonly BillRow[]) => {
      asked.current += 1
      const mine = asked.current
      const { kinds, ...rest } = JSON.parse(key) as BillQuestion
      const answer = await call('bill.find', {
        ...rest,
        kinds: kinds === null ? null : [...kinds],
        beforeBillId: before.at(-1)?.id ?? null,
        limit: PAGE
      })
      if (mine !== asked.current) return
      if (!answer.ok) return setFailure(answer.failure)
      setFailure(null)
      hasMore.current = answer.value.length === PAGE
      setRows([...before, ...answer.value])
    },
    [key]
  )
  useEffect(() => {
    void read([])
    const stop = listen('ledger.changed', () => void read([]))
    return () => {
      asked.current += 1
      stop()
    }
  }, [read])
  const readMore = useCallback(() => {
    if (hasMore.current && rows !== null && rows.length > 0) {
      hasMore.current = false
      void read(rows)
    }
  }, [read, rows])
  return { rows, failure, readMore }
}
