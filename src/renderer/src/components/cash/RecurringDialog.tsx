import { useMemo, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import { RecurringForm } from './RecurringForm.tsx'
import { useTimeWords } from './recurring-words.ts'
import './cash.css'

type Expense = Output<'recurring.list'>['expenses'][number]

/** Expenses that come again: seen, changed by Enter, paused, ended, and new ones laid down. */
export function RecurringDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const list = useLive('recurring.list', {}, ['ledger.changed'])
  const [at, setAt] = useState(0)
  const [form, setForm] = useState<{ readonly expense: Expense | null } | null>(null)
  const columns = useRecurringColumns(list.value?.due ?? [])
  const expenses = list.value?.expenses ?? []
  const index = Math.min(at, expenses.length - 1)
  const chosen = expenses[index] ?? null
  const { word, put } = usePut()
  if (form !== null)
    return (
      <RecurringForm
        key={form.expense?.id ?? ''}
        expense={form.expense}
        onClose={() => setForm(null)}
        onSaved={() => setForm(null)}
      />
    )
  return (
    <Dialog title={t('closing:recurring.list')} onClose={onClose} className="recurring-dialog">
      <ListKeys
        chosen={chosen}
        onNew={() => setForm({ expense: null })}
        onPause={(one) => void put(one, { ...one, isPaused: !one.isPaused })}
        onEnd={(one) => void put(one, null)}
      />
      <DataTable
        label={t('closing:recurring.list')}
        columns={columns}
        rows={expenses}
        keyOf={({ id }) => id}
        selectedIndex={index}
        onSelect={setAt}
        onOpen={(expense) => setForm({ expense })}
        rowClass={({ isPaused }) => (isPaused ? 'is-paused' : '')}
        empty={
          list.value === null ? null : (
            <EmptyState title={t('closing:recurring.none')}>{t('closing:recurring.noneHint')}</EmptyState>
          )
        }
      />
      <Notice tone={word?.tone ?? 'plain'}>{word?.text ?? t('closing:recurring.hint')}</Notice>
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        {chosen === null ? null : (
          <>
            <CommandButton command="dialog.remove" />
            <CommandButton command="dialog.pause" />
          </>
        )}
        <CommandButton command="dialog.new" tone="main" />
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function ListKeys(props: {
  readonly chosen: Expense | null
  readonly onNew: () => void
  readonly onPause: (expense: Expense) => void
  readonly onEnd: (expense: Expense) => void
}) {
  const { chosen } = props
  useCommand('dialog.new', props.onNew)
  useCommand('dialog.pause', () => chosen !== null && props.onPause(chosen), chosen !== null)
  useCommand('dialog.remove', () => chosen !== null && props.onEnd(chosen), chosen !== null)
  return null
}

/** Changes one of the list, or takes it away; what was paid stays paid. */
function usePut() {
  const t = useText()
  const failureText = useFailureText()
  const [word, setWord] = useState<Word | null>(null)
  const isAsking = useRef(false)
  const put = async ({ id, title }: Expense, next: Expense | null) => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('recurring.put', { id, expense: next === null ? null : withoutId(next) })
    isAsking.current = false
    const said =
      next === null
        ? 'closing:recurring.ended'
        : next.isPaused
          ? 'closing:recurring.paused'
          : 'closing:recurring.goesOn'
    setWord(answer.ok ? { tone: 'good', text: t(said, { title }) } : { tone: 'bad', text: failureText(answer.failure) })
  }
  return { word, put }
}

const withoutId = ({ id: _, ...expense }: Expense) => expense

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { place: 56 }

function useRecurringColumns(due: Output<'recurring.list'>['due']): readonly Column<Expense>[] {
  const t = useText()
  const words = useLedgerWords()
  const timeWords = useTimeWords()
  const columns = useMemo(
    (): readonly Column<Expense>[] => [
      {
        id: 'title',
        header: t('closing:recurring.name'),
        width: 'minmax(8rem, 2fr)',
        draw: ({ title, accountCode }) => (
          <>
            <strong>{title}</strong> <span className="second">{words.account(accountCode, '')}</span>
          </>
        )
      },
      {
        id: 'amount',
        header: t('closing:cash.amount'),
        width: '8rem',
        align: 'right',
        draw: ({ amountMinor }) => <MoneyText amount={amountMinor} />
      },
      {
        id: 'when',
        header: t('closing:recurring.when'),
        width: 'minmax(9rem, 2fr)',
        draw: ({ every }) => timeWords(every)
      },
      {
        id: 'place',
        header: t('closing:recurring.place'),
        width: '5rem',
        draw: ({ place }) => t(`closing:recurring.by.${place}`)
      },
      {
        id: 'state',
        header: t('closing:recurring.state'),
        width: 'minmax(8rem, 1fr)',
        draw: ({ id, isPaused }) => {
          const first = due.find((one) => one.id === id)
          if (isPaused) return t('closing:recurring.isPaused')
          return first === undefined ? '' : t('closing:recurring.isDue', { on: formatBookDate(first.dueOn) })
        }
      }
    ],
    [t, words, timeWords, due]
  )
  return useFittingColumns(columns, WIDTH_FOR)
}
