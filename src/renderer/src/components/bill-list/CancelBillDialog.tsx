import { call } from '#renderer/app-api.ts'
import { ReasonForm } from '#renderer/components/ReasonForm.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { BillRow } from '#shared/contract/goods-views.ts'
import type { Result } from '#shared/kernel/result.ts'

/** Asks why, and calls the paper off. Its number stays: a bill is reversed with its goods, an offer only marked. */
export function CancelBillDialog(props: {
  readonly row: BillRow
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { row } = props
  const t = useText()
  const isOffer = row.kind === 'quotation' || row.kind === 'challan'
  const undo = (id: string, reason: string): Promise<Result<unknown>> =>
    isOffer
      ? call('bill.cancel', { id, billId: row.id, reason })
      : call('entry.reverse', { id, entryId: row.id, reason })
  return (
    <ReasonForm
      title={t('bill:cancel.title')}
      undone={{
        what: `${t(`bill:kind.${row.kind}`)} ${row.number}`,
        whom: row.partyName,
        amount: formatAmount(row.totalMinor)
      }}
      consequence={t('bill:cancel.what')}
      label={t('bill:cancel.reason')}
      hint={t('bill:cancel.hint')}
      onClose={props.onClose}
      undo={undo}
      onDone={() => props.onDone()}
    />
  )
}
