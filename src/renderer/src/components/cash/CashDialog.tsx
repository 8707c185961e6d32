import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { SuggestField } from '#renderer/components/SuggestField.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount, parseAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ExpensePlace } from '#shared/expenses/recurring-expense.ts'
import { PlaceField } from './RecurringForm.tsx'

/** Ways of cash that are no bill: between drawer, owner and bank. */
const WAYS = {
  'owner-took': { from: 'cash', to: 'owner' },
  'owner-put': { from: 'owner', to: 'cash' },
  'to-bank': { from: 'cash', to: 'bank' },
  'from-bank': { from: 'bank', to: 'cash' }
} as const
export type Way = keyof typeof WAYS
export type CashStart = Way | 'due'
const isWay = (what: string): what is Way => what in WAYS

/** Cash in and out of the drawer, and the expenses that are due: what, how much, and a word. `start`: what it begins with. */
export function CashDialog({ onClose, start }: { readonly onClose: () => void; readonly start?: CashStart }) {
  const t = useText()
  const failureText = useFailureText()
  const recurring = useLive('recurring.list', {}, ['ledger.changed'])
  const [what, setWhat] = useState<string>(start === undefined || start === 'due' ? 'owner-took' : start)
  const [place, setPlace] = useState<ExpensePlace>('cash')
  const [amount, setAmount] = useState('')
  const [note, setNote] = useState('')
  const [word, setWord] = useState<Word | null>(null)
  const id = useRef<string>(crypto.randomUUID())
  const isAsking = useRef(false)
  const due = (recurring.value?.due ?? []).map((one) => {
    const expense = recurring.value?.expenses.find((other) => other.id === one.id)
    const { title = '', amountMinor, place: from = 'cash' as const } = expense ?? {}
    return { ...one, key: `${one.id}/${one.period}`, title, amountMinor, from }
  })
  const chosen = due.find(({ key }) => key === what)
  const options = [
    { value: 'owner-took', label: t('closing:cash.ownerTook') },
    { value: 'owner-put', label: t('closing:cash.ownerPut') },
    { value: 'to-bank', label: t('closing:cash.toBank') },
    { value: 'from-bank', label: t('closing:cash.fromBank') },
    ...due.map(({ key, title, dueOn }) => ({ value: key, label: title, note: formatBookDate(dueOn) }))
  ]
  const choose = (next: string | null) => {
    if (next === null) return
    setWhat(next)
    const proposed = due.find(({ key }) => key === next)
    if (proposed?.amountMinor !== undefined) setAmount(formatAmount(proposed.amountMinor))
    if (proposed !== undefined) setPlace(proposed.from)
  }
  // What is due is chosen as soon as it is known, where the dialog was asked for it.
  const firstDue = start === 'due' ? due[0]?.key : undefined
  const isChosen = useRef(false)
  useEffect(() => {
    if (firstDue === undefined || isChosen.current) return
    isChosen.current = true
    choose(firstDue)
  })
  const done = (text: string) => {
    id.current = crypto.randomUUID()
    setAmount('')
    setNote('')
    setWhat('owner-took')
    setWord({ tone: 'good', text })
  }
  const once = async (ask: () => Promise<void>) => {
    if (isAsking.current) return
    isAsking.current = true
    await ask()
    isAsking.current = false
  }
  const accept = () =>
    once(async () => {
      const read = parseAmount(amount)
      if (!read.ok) return setWord({ tone: 'bad', text: failureText(read.failure) })
      const amountMinor = read.value
      const about = { id: id.current, bookOn: null, occurredOn: null, text: '', note: note.trim() }
      const answer = isWay(what)
        ? await call('entry.record', { ...about, kind: 'contra', ...WAYS[what], amountMinor })
        : await call('recurring.pay', {
            ...{ id: id.current, recurringId: chosen?.id ?? '', period: chosen?.period ?? '' },
            ...{ amountMinor, place }
          })
      if (!answer.ok) return setWord({ tone: 'bad', text: failureText(answer.failure) })
      done(t('closing:cash.done', { amount: formatAmount(amountMinor) }))
    })
  const skip = () =>
    once(async () => {
      if (chosen === undefined) return
      const asked = { recurringId: chosen.id, period: chosen.period, reason: note.trim() }
      const answer = await call('recurring.skip', asked)
      if (!answer.ok) return setWord({ tone: 'bad', text: failureText(answer.failure) })
      done(t('closing:cash.skipped', { title: chosen.title }))
    })
  return (
    <Dialog title={t('closing:cash.title')} onClose={onClose} onAccept={() => void accept()}>
      <SkipKey onSkip={() => void skip()} canSkip={chosen !== undefined} />
      <FormWalk onDone={() => void accept()}>
        <SuggestField label={t('closing:cash.what')} options={options} value={what} onChange={choose} />
        <AmountField label={t('closing:cash.amount')} value={amount} onChange={setAmount} />
        {chosen === undefined ? null : <PlaceField value={place} onChange={setPlace} />}
        <Field
          label={t('closing:cash.note')}
          value={note}
          onChange={setNote}
          hint={chosen === undefined ? '' : t('closing:cash.skipHint')}
          input={{ maxLength: 200 }}
        />
      </FormWalk>
      <Notice tone={word?.tone ?? 'plain'}>{word?.text}</Notice>
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        {chosen === undefined ? null : <CommandButton command="dialog.remove" />}
        <CommandButton command="dialog.accept" tone="main" />
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the key belongs to the dialog's layer. */
function SkipKey({ onSkip, canSkip }: { readonly onSkip: () => void; readonly canSkip: boolean }) {
  useCommand('dialog.remove', onSkip, canSkip)
  return null
}
