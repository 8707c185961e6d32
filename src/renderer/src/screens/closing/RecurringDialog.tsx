import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { SuggestField } from '#renderer/components/SuggestField.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { parseAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Failure } from '#shared/kernel/result.ts'

const DAYS_OF_WEEK = ['0', '1', '2', '3', '4', '5', '6'] as const

/** Lays down an expense that comes again, on a day of the month or of the week. */
export function RecurringDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const words = useLedgerWords()
  const { summary } = useShop()
  const accounts = useLive('account.list', {})
  const [title, setTitle] = useState('')
  const [head, setHead] = useState<string | null>(null)
  const [amount, setAmount] = useState('')
  const [when, setWhen] = useState<string>('m1')
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useRef<string>(crypto.randomUUID())
  const heads = (accounts.value ?? [])
    .filter(({ code }) => code.startsWith('expense:'))
    .map(({ code, name }) => ({ value: code, label: words.account(code, name) }))
  const dayNames = [
    t('common:weekday.sun'),
    t('common:weekday.mon'),
    t('common:weekday.tue'),
    t('common:weekday.wed'),
    t('common:weekday.thu'),
    t('common:weekday.fri'),
    t('common:weekday.sat')
  ]
  const times = [
    ...Array.from({ length: 31 }, (_, at) => ({
      value: `m${at + 1}`,
      label: t('closing:recurring.monthly', { day: at + 1 })
    })),
    ...DAYS_OF_WEEK.map((day) => ({
      value: `w${day}`,
      label: t('closing:recurring.weekly', { day: dayNames[Number(day)] ?? '' })
    }))
  ]
  const accept = async () => {
    const read = parseAmount(amount)
    if (!read.ok) return setFailure(read.failure)
    const count = Number(when.slice(1))
    const every = when.startsWith('m')
      ? { unit: 'month' as const, day: count }
      : { unit: 'week' as const, weekday: count }
    const expense = {
      ...{ title: title.trim(), accountCode: head ?? '', amountMinor: read.value, place: 'cash' as const, every },
      ...{ fromOn: summary?.bookOn ?? (0 as BookDate), isPaused: false }
    }
    const answer = await call('recurring.put', { id: id.current, expense })
    if (!answer.ok) return setFailure(answer.failure)
    onClose()
  }
  return (
    <Dialog title={t('closing:recurring.title')} onClose={onClose} onAccept={() => void accept()}>
      <FormWalk onDone={() => void accept()}>
        <Field label={t('closing:recurring.name')} value={title} onChange={setTitle} input={{ maxLength: 60 }} />
        <SuggestField label={t('closing:recurring.head')} options={heads} value={head} onChange={setHead} />
        <AmountField label={t('closing:cash.amount')} value={amount} onChange={setAmount} />
        <SuggestField
          label={t('closing:recurring.when')}
          options={times}
          value={when}
          onChange={(next) => next !== null && setWhen(next)}
        />
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
