import { useEffect, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { readable, useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { ZERO } from '#shared/money/money.ts'
import {
  boxesOf,
  type Charges,
  draftOfCharges,
  leftOf,
  SETTLE_WAYS,
  type SettleDraft,
  settledOf,
  takesNames,
  typeInto
} from './settle-draft.ts'
import { useCommandCall } from './use-command-call.ts'
import './credit-dialogs.css'

/** What a payment settles: the oldest first, charges by name, or nothing yet. */
export function SettleDialog(props: {
  readonly entryId: string
  readonly what: string
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [charges, setCharges] = useState<Charges | null>(null)
  const [unread, setUnread] = useState<Failure | null>(null)
  const [draft, setDraft] = useState<SettleDraft>({ way: 'oldest', typed: {} })
  const { failure, send, forget } = useCommandCall()
  const { entryId } = props
  useEffect(() => {
    void call('credit.charges', { entryId }).then((answer) => {
      if (!answer.ok) return setUnread(answer.failure)
      setCharges(answer.value)
      setDraft(draftOfCharges(answer.value))
    })
  }, [entryId])
  const { way } = draft
  const settled = charges === null ? null : settledOf(draft, charges)
  const boxes = charges === null ? null : boxesOf(draft, charges)
  const problem = failure ?? unread
  const accept = () => {
    // Before the book has answered, nobody knows what an earlier word would be replaced by.
    if (settled === null) return
    const ask = (): Promise<Result<unknown>> =>
      settled.ok ? call('credit.settle', { entryId, ...settled.value }) : Promise.resolve(settled)
    void send(ask, props.onDone)
  }
  return (
    <Dialog title={t('credit:settle.title')} onClose={props.onClose} onAccept={accept} className="credit-dialog">
      <p className="dialog-lead">
        <strong>{props.what}</strong>
        <span className="number is-strong">{formatAmount(charges?.paymentMinor ?? ZERO)}</span>
      </p>
      <FormWalk onDone={accept} label={t('credit:settle.title')} className="credit-walk">
        <Choice
          label={t('credit:settle.way')}
          options={SETTLE_WAYS.map((value) => ({ value, label: t(`credit:settle.ways.${value}`) }))}
          value={way}
          onChange={(value) => {
            forget()
            setDraft((now) => ({ ...now, way: value }))
          }}
          isFirstFocus
        />
        {charges !== null && takesNames(way) ? (
          <div className="credit-charges">
            {charges.charges.map((one) => (
              <AmountField
                key={one.entryId}
                label={t('credit:settle.charge', {
                  what: one.number || t(`ledger:kind.${one.kind}`),
                  ...readable({ openMinor: one.openMinor, dueOn: one.dueOn })
                })}
                value={boxes?.get(one.entryId) ?? ''}
                onChange={(text) => {
                  forget()
                  setDraft((now) => typeInto(now, charges, one.entryId, text))
                }}
                hint={formatBookDate(one.bookOn)}
              />
            ))}
          </div>
        ) : null}
      </FormWalk>
      {charges === null ? null : (
        <p className="credit-left">
          {takesNames(way)
            ? t('credit:settle.left', readable({ leftMinor: leftOf(draft, charges) }))
            : t('credit:settle.none')}
        </p>
      )}
      <Notice tone="bad">{problem === null ? '' : failureText(problem)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
