import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { BillRow } from '#shared/contract/goods-views.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** Asks why, and calls the paper off. Its number stays: a bill is reversed with its goods, an offer only marked. */
export function CancelBillDialog(props: {
  readonly row: BillRow
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { row } = props
  const t = useText()
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  // One id for all tries, so that pressing twice cancels once.
  const id = useRef(crypto.randomUUID())
  const isAsking = useRef(false)
  const cancel = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const isOffer = row.kind === 'quotation' || row.kind === 'challan'
    const answer = isOffer
      ? await call('bill.cancel', { id: id.current, billId: row.id, reason: reason.trim() })
      : await call('entry.reverse', { id: id.current, entryId: row.id, reason: reason.trim() })
    isAsking.current = false
    if (answer.ok) props.onDone()
    else setFailure(answer.failure)
  }
  const isOfReason = failure?.field === 'reason' || failure?.code === 'entry/reason-needed'
  return (
    <Dialog title={t('bill:cancel.title')} onClose={props.onClose} onAccept={() => void cancel()}>
      <p className="dialog-lead">
        <strong>{`${t(`bill:kind.${row.kind}`)} ${row.number}`}</strong>
        <span>{row.partyName}</span>
        <span className="number is-strong">{formatAmount(row.totalMinor)}</span>
      </p>
      <p>{t('bill:cancel.what')}</p>
      <FormWalk onDone={() => void cancel()}>
        <Field
          label={t('bill:cancel.reason')}
          value={reason}
          onChange={setReason}
          hint={t('bill:cancel.hint')}
          error={failure !== null && isOfReason ? failureText(failure) : null}
          input={{ maxLength: 200 }}
        />
      </FormWalk>
      <Notice tone="bad">{failure !== null && !isOfReason ? failureText(failure) : ''}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
