import { CancelBillDialog } from '#renderer/components/bill-list/CancelBillDialog.tsx'
import type { BillRow } from '#shared/contract/goods-views.ts'
import type { BillState } from './use-bill.ts'

/** Calls off the paper that was looked at. */
export function CancelHere({ bill, row }: { readonly bill: BillState; readonly row: BillRow }) {
  return (
    <CancelBillDialog
      row={row}
      onClose={() => bill.showDialog({ name: 'look', billId: row.id })}
      onDone={() => {
        bill.showDialog(null)
        bill.say({ tone: 'good', key: 'bill:cancel.done', params: { number: row.number } })
      }}
    />
  )
}
