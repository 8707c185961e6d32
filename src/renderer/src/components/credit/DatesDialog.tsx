import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import type { OpenItemView } from '#shared/contract/credit-endpoints.ts'
import { absolute } from '#shared/money/money.ts'
import { ComingDateField, dayTyped } from './ComingDateField.tsx'
import { CreditDayFields } from './CreditDayFields.tsx'
import { useCommandCall } from './use-command-call.ts'

/** When one open charge falls due, and for when its payment was promised. */
export function DatesDialog(props: {
  readonly item: OpenItemView
  readonly what: string
  readonly today: BookDate
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { item, today } = props
  const t = useText()
  const failureText = useFailureText()
  const [due, setDue] = useState(formatBookDate(item.dueOn))
  const [promise, setPromise] = useState(item.promisedOn === null ? '' : formatBookDate(item.promisedOn))
  const { failure, send } = useCommandCall()
  const accept = () => {
    const [dueOn, promisedOn] = [dayTyped(due, today), dayTyped(promise, today)]
    if (dueOn === undefined || promisedOn === undefined) return
    // A due day that was left as it came out of the terms goes on following them.
    const set = dueOn === item.dueOn && !item.isDueSet ? null : dueOn
    void send(() => call('credit.date', { entryId: item.entryId, dueOn: set, promisedOn }), props.onDone)
  }
  return (
    <Dialog title={t('credit:dates.title')} onClose={props.onClose} onAccept={accept}>
      <p className="dialog-lead">
        <strong>{props.what}</strong>
        <span className="number is-strong">{formatAmount(absolute(item.openMinor))}</span>
      </p>
      <FormWalk onDone={accept} label={t('credit:dates.title')}>
        <CreditDayFields due={due} onDue={setDue} promise={promise} onPromise={setPromise} today={today} />
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** A visit without a payment: one day for whatever is due. */
export function PromiseDialog(props: {
  readonly partyId: string
  readonly partyName: string
  readonly today: BookDate
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [promise, setPromise] = useState('')
  const { failure, send } = useCommandCall()
  const accept = () => {
    const promisedOn = dayTyped(promise, props.today)
    if (promisedOn === undefined) return
    void send(() => call('credit.promise', { partyId: props.partyId, promisedOn }), props.onDone)
  }
  return (
    <Dialog title={t('credit:promise.title', { name: props.partyName })} onClose={props.onClose} onAccept={accept}>
      <p>{t('credit:promise.what')}</p>
      <FormWalk onDone={accept}>
        <ComingDateField
          label={t('credit:dates.promised')}
          value={promise}
          onChange={setPromise}
          today={props.today}
          hint={t('credit:dates.promisedHint')}
        />
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
