import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount, formatPlain, parseAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { addDays, formatBookDate } from '#shared/calendar/book-date.ts'
import type { CreditBrief } from '#shared/contract/credit-endpoints.ts'
import { type FilledPart, PLAN_RHYTHMS, type PlanRhythm, proposeParts } from '#shared/credit/plan-progress.ts'
import { absolute, ZERO } from '#shared/money/money.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { ComingDateField, dayTyped } from './ComingDateField.tsx'
import { RunningPlan } from './RunningPlan.tsx'
import { useCommandCall } from './use-command-call.ts'
import './credit-dialogs.css'

interface Props {
  readonly brief: CreditBrief
  readonly partyName: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The plan that runs for a party, to be changed or ended; without one, a new one. */
export function PlanDialog(props: Props) {
  const running = props.brief.plans[0]
  return running === undefined ? (
    <NewPlan {...props} />
  ) : (
    <RunningPlan {...props} plan={running} today={props.brief.today} />
  )
}

/** A total in equal parts from a first day on, weekly or monthly, seen before it is made. */
function NewPlan({ brief, partyName, onClose, onDone }: Props) {
  const t = useText()
  const failureText = useFailureText()
  const [total, setTotal] = useState(formatPlain(absolute(brief.balanceMinor)))
  const [count, setCount] = useState('3')
  const [first, setFirst] = useState(formatBookDate(addDays(brief.today, 30)))
  const [rhythm, setRhythm] = useState<PlanRhythm>('monthly')
  const id = useRef(crypto.randomUUID())
  const { failure, send } = useCommandCall()
  const amount = parseAmount(total.trim() === '' ? '0' : total)
  const firstOn = dayTyped(first, brief.today)
  const isCount = /^(?:[1-9]\d?|1[01]\d|120)$/.test(latinDigits(count).trim())
  const parts =
    amount.ok && amount.value > 0 && firstOn && isCount
      ? proposeParts(amount.value, Number(latinDigits(count)), firstOn, rhythm)
      : []
  const accept = () => {
    if (parts.length === 0) return
    const side = brief.balanceMinor < 0 ? 'give' : 'get'
    const plan = { id: id.current, partyId: brief.partyId, title: '', parts: [...parts] }
    void send(() => call('credit.plan', { ...plan, side }), onDone)
  }
  const title = t('credit:plan.title', { name: partyName })
  return (
    <Dialog title={title} onClose={onClose} onAccept={accept} className="credit-dialog">
      <FormWalk onDone={accept} label={title} className="credit-walk">
        <AmountField label={t('credit:plan.total')} value={total} onChange={setTotal} />
        <Field
          label={t('credit:plan.count')}
          value={count}
          onChange={setCount}
          error={isCount ? null : t('credit:plan.countHint')}
          hint={t('credit:plan.countHint')}
          input={{ maxLength: 3 }}
        />
        <ComingDateField label={t('credit:plan.first')} value={first} onChange={setFirst} today={brief.today} />
        <Choice
          label={t('credit:plan.rhythm')}
          options={PLAN_RHYTHMS.map((value) => ({ value, label: t(`credit:plan.rhythms.${value}`) }))}
          value={rhythm}
          onChange={setRhythm}
        />
      </FormWalk>
      <Parts parts={parts.map((part) => ({ ...part, openMinor: part.amountMinor }))} />
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

function Parts({ parts }: { readonly parts: readonly FilledPart[] }) {
  const t = useText()
  return (
    <ol className="credit-parts" aria-label={t('credit:plan.parts')}>
      {parts.map(({ dueOn, amountMinor, openMinor }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two parts may fall due on one day, and nothing of a row is kept.
        <li key={at} className={openMinor === ZERO ? 'is-paid' : ''}>
          <span className="number">{formatBookDate(dueOn)}</span>
          <span className="number is-strong">{formatAmount(amountMinor)}</span>
          <span>
            {openMinor === 0
              ? t('credit:plan.paid')
              : openMinor < amountMinor
                ? t('credit:plan.open', { amount: formatAmount(openMinor) })
                : ''}
          </span>
        </li>
      ))}
    </ol>
  )
}
