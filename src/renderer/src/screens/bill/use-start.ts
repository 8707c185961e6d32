import { useCallback, useRef } from 'react'
import { v7 } from 'uuid'
import type { BillStart } from '#renderer/navigation/screen-registry.ts'
import { emptyBill, isEmptyBill, withField, withKind, withTarget } from './bill-draft.ts'
import { callGoods } from './goods-call.ts'
import { fieldSpot } from './spots.ts'
import type { BillState } from './use-bill.ts'

/** How a bill begins: empty with a kind, with the party that was typed elsewhere. What stood here is held, not lost. */
export function useStart(bill: BillState) {
  const latest = useRef(bill)
  latest.current = bill
  const start = useCallback((begin: BillStart) => {
    const { now, put, focus, say, isRounded } = latest.current
    const standing = now()
    const brings = begin.party !== undefined || (begin.partyText ?? '') !== ''
    if (!isEmptyBill(standing)) {
      // Nothing new is brought along: the bill that was being typed goes on.
      if (!brings) return put(withKind(standing, begin.kind))
      void callGoods('bill.hold', { id: v7(), title: standing.party, draft: JSON.stringify(standing) })
      say({ tone: 'warn', key: 'bill:notice.held' })
    }
    const fresh = emptyBill(v7(), begin.kind, isRounded)
    if (begin.party !== undefined) put(withTarget(fresh, begin.party))
    else put(withField(fresh, 'party', begin.partyText ?? ''))
    if (begin.party !== undefined) latest.current.toLines()
    else focus(fieldSpot('party'))
  }, [])
  return { start }
}
