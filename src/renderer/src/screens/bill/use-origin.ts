import { useMemo } from 'react'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BillView } from '#shared/contract/goods-views.ts'
import type { BillOrigin } from '#shared/sales/bill-context.ts'

/** The paper that this bill comes from, as it stands in the book now; null while it is read, or when there is none. */
export function useOrigin(billId: string | null): {
  readonly view: BillView | null
  readonly origin: BillOrigin | null
} {
  const view = useLive('bill.get', billId === null ? null : { billId }).value
  const current = view !== null && view.row.id === billId ? view : null
  return useMemo(() => ({ view: current, origin: current === null ? null : originOf(current) }), [current])
}

export const originOf = (view: BillView): BillOrigin => ({
  bill: view.bill,
  on: view.row.bookOn,
  returned: view.returned,
  returnedTotalMinor: view.returnedTotalMinor
})
