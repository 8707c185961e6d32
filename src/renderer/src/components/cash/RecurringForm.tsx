import { useMemo, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { Notice } from '#renderer/components/Notice.tsx'
import { SuggestField } from '#renderer/components/SuggestField.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount, parseAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import { EXPENSE_PLACES, type ExpensePlace, type RecurringExpense } from '#shared/expenses/recurring-expense.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { useTimeWords } from './recurring-words.ts'

type Expense = Output<'recurring.list'>['expenses'][number]

const DAYS = Array.from({ length: 31 }, (_, at) => at + 1)
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6]
const keyOf = (every: RecurringExpense['every']): string =>
  every.unit === 'month' ? `m${every.day}` : `w${every.weekday}`

/** Lays down an expense that comes again, or changes one: what, how much, when, and from where it is paid. */
export function RecurringForm(props: {
  readonly expense: Expense | null
  readonly onClose: () => void
  readonly onSaved: () => void
}) {
  const before = props.expense
  const t = useText()
  const failureText = useFailureText()
  const { summary } = useShop()
  const heads = useHeads()
  const times = useTimes()
  const [title, setTitle] = useState(before?.title ?? '')
  const [head, setHead] = useState<string | null>(before?.accountCode ?? null)
  const [amount, setAmount] = useState(before === null ? '' : formatAmount(before.amountMinor))
  const [when, setWhen] = useState<string>(before === null ? 'm1' : keyOf(before.every))
  const [place, setPlace] = useState<ExpensePlace>(before?.place ?? 'cash')
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useRef<string>(before?.id ?? crypto.randomUUID())
  const accept = async () => {
    const read = parseAmount(amount)
    if (!read.ok) return setFailure(read.failure)
    const count = Number(when.slice(1))
    const every = when.startsWith('m')
      ? { unit: 'month' as const, day: count }
      : { unit: 'week' as const, weekday: count }
    const fromOn = before?.fromOn ?? summary?.bookOn ?? (0 as BookDate)
    const expense = {
      ...{ title: title.trim(), accountCode: head ?? '', amountMinor: read.value, place, every },
      ...{ fromOn, isPaused: before?.isPaused ?? false }
    }
    const answer = await call('recurring.put', { id: id.current, expense })
    if (!answer.ok) return setFailure(answer.failure)
    props.onSaved()
  }
  return (
    <Dialog title={t('closing:recurring.title')} onClose={props.onClose} onAccept={() => void accept()}>
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
        <PlaceField value={place} onChange={setPlace} />
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** From where an expense is paid. */
export function PlaceField(props: { readonly value: ExpensePlace; readonly onChange: (place: ExpensePlace) => void }) {
  const t = useText()
  const options = EXPENSE_PLACES.map((value) => ({ value, label: t(`closing:recurring.by.${value}`) }))
  return (
    <SuggestField
      label={t('closing:recurring.place')}
      options={options}
      value={props.value}
      onChange={(next) => next !== null && props.onChange(next)}
    />
  )
}

function useHeads() {
  const words = useLedgerWords()
  const accounts = useLive('account.list', {}).value ?? []
  return accounts
    .filter(({ code }) => code.startsWith('expense:'))
    .map(({ code, name }) => ({ value: code, label: words.account(code, name) }))
}

function useTimes() {
  const timeWords = useTimeWords()
  return useMemo(() => {
    const all = [
      ...DAYS.map((day) => ({ unit: 'month' as const, day })),
      ...WEEKDAYS.map((weekday) => ({ unit: 'week' as const, weekday }))
    ]
    return all.map((every) => ({ value: keyOf(every), label: timeWords(every) }))
  }, [timeWords])
}
