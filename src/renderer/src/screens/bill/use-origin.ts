import { useEffect, useMemo, useState } from 'react'
import { callGoods } from '#renderer/bill-api.ts'
import type { BillView } from '#shared/contract/goods-views.ts'
import type { BillOrigin } from '#shared/sales/bill-context.ts'

/** The paper that this bill comes from, as it stands in the book now; null while it is read, or when there is none. */
export function useOrigin(billId: string | null): {
  readonly view: BillView | null
  readonly origin: BillOrigin | null
} {
  const [view, setView] = useState<BillView | null>(null)
  useEffect(() => {
    if (billId === null) return
    let isWanted = true
    void callGoods('bill.get', { billId }).then((answer) => isWanted && answer.ok && setView(answer.value))
    return () => {
      isWanted = false
    }
  }, [billId])
  const current = view !== null && view.row.id === billId ? view : null
  return useMemo(() => ({ view: current, origin: current === null ? null : originOf(current) }), [current])
}

export const originOf = (view: BillView): BillOrigin => ({
  bill: view.bill,
  on: view.row.bookOn,
  returned: view.returned,
  returnedTotalMinor: view.returnedTotalMinor
})
