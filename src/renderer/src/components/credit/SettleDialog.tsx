import { useEffect, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount, formatPlain, parseAmount } from '#renderer/i18n/amounts.ts'
import { readable, useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import { minor, sum, ZERO } from '#shared/money/money.ts'
import { useCommandCall } from './use-command-call.ts'
import './credit-dialogs.css'

type Charges = Output<'credit.charges'>
const WAYS = ['oldest', 'against', 'advance', 'on-account'] as const

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
  const [way, setWay] = useState<Charges['way']>('oldest')
  const [amounts, setAmounts] = useState<ReadonlyMap<string, string>>(new Map())
  const { failure, send, forget } = useCommandCall()
  const { entryId } = props
  useEffect(() => {
    void call('credit.charges', { entryId }).then((answer) => {
      if (!answer.ok) return
      setCharges(answer.value)
      setWay(answer.value.way === 'oldest' ? 'against' : answer.value.way)
      setAmounts(new Map(answer.value.charges.map((one) => [one.entryId, typedOf(one.settlesMinor)])))
    })
  }, [entryId])
  const named = (charges?.charges ?? []).flatMap((one) => {
    const read = parseAmount(amounts.get(one.entryId) || '0')
    return read.ok && read.value > 0 ? [{ entryId: one.entryId, amountMinor: read.value }] : []
  })
  const left = minor((charges?.paymentMinor ?? 0) - sum(named.map(({ amountMinor }) => amountMinor)))
  const takesNames = way === 'against' || way === 'advance'
  const accept = () =>
    void send(() => call('credit.settle', { entryId, way, against: takesNames ? named : [] }), props.onDone)
  return (
    <Dialog title={t('credit:settle.title')} onClose={props.onClose} onAccept={accept} className="credit-dialog">
      <p className="dialog-lead">
        <strong>{props.what}</strong>
        <span className="number is-strong">{formatAmount(charges?.paymentMinor ?? ZERO)}</span>
      </p>
      <FormWalk onDone={accept} label={t('credit:settle.title')} className="credit-walk">
        <Choice
          label={t('credit:settle.way')}
          options={WAYS.map((value) => ({ value, label: t(`credit:settle.ways.${value}`) }))}
          value={way}
          onChange={(value) => {
            forget()
            setWay(value)
          }}
          isFirstFocus
        />
        {takesNames ? (
          <div className="credit-charges">
            {(charges?.charges ?? []).map((one) => (
              <AmountField
                key={one.entryId}
                label={t('credit:settle.charge', {
                  what: one.number || t(`ledger:kind.${one.kind}`),
                  ...readable({ openMinor: one.openMinor, dueOn: one.dueOn })
                })}
                value={amounts.get(one.entryId) ?? ''}
                onChange={(text) => {
                  forget()
                  setAmounts((now) => new Map(now).set(one.entryId, text))
                }}
                hint={formatBookDate(one.bookOn)}
              />
            ))}
          </div>
        ) : null}
      </FormWalk>
      <p className="credit-left">
        {takesNames ? t('credit:settle.left', readable({ leftMinor: left })) : t('credit:settle.none')}
      </p>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

const typedOf = (amount: Charges['paymentMinor']): string => (amount === 0 ? '' : formatPlain(amount))
