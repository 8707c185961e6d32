import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { Dialog } from './Dialog.tsx'
import { DialogButtons } from './DialogButtons.tsx'
import { Field } from './Field.tsx'
import { Notice } from './Notice.tsx'

/** The payment that the cashier says came. */
export interface ClaimedPayment {
  readonly entryId: string
  readonly amountMinor: Minor
  readonly partyName: string
  readonly number: string
}

/** The cashier says that a UPI payment came, with the number that the payer's app shows where there is time to read it. */
export function ClaimDialog(props: {
  readonly payment: ClaimedPayment
  readonly onClose: () => void
  readonly onSaid: () => void
}) {
  const { payment } = props
  const t = useText()
  const failureText = useFailureText()
  const [reference, setReference] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useRef<string>(v7())
  const isAsking = useRef(false)
  const accept = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const asked = { id: id.current, entryId: payment.entryId, state: 'claimed' as const, reference: reference.trim() }
    const marked = await call('upi.mark', asked)
    isAsking.current = false
    if (marked.ok) return props.onSaid()
    setFailure(marked.failure)
  }
  return (
    <Dialog title={t('payments:claim.title')} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">
        <span>{[payment.partyName, payment.number].filter((word) => word !== '').join(' · ')}</span>
        <strong className="number">{formatAmount(payment.amountMinor)}</strong>
      </p>
      <FormWalk onDone={() => void accept()}>
        <Field
          label={t('payments:claim.reference')}
          value={reference}
          onChange={(next) => {
            setReference(next)
            setFailure(null)
          }}
          hint={t('payments:claim.hint')}
          error={failure?.field === 'reference' ? failureText(failure) : null}
          input={{ maxLength: 40, inputMode: 'numeric', autoComplete: 'off' }}
        />
      </FormWalk>
      <Notice tone="bad">{failure === null || failure.field === 'reference' ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
