import { useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import { LinesView } from './LinesView.tsx'
import { PaymentList } from './PaymentList.tsx'
import { PlanView } from './PlanView.tsx'
import { ReviewView } from './ReviewView.tsx'
import { useReview } from './use-review.ts'
import { useStatement } from './use-statement.ts'
import './payments.css'

/**
 * Payments by UPI and what is known of them. F5 brings a statement: first a dry run, then what it proves; F7 asks one after the
 * other what no reference decides; F8 shows money that nobody entered. Esc leads back to the list.
 */
export function Payments() {
  const t = useText()
  const failureText = useFailureText()
  const [view, setView] = useState<'list' | 'review' | 'lines'>('list')
  const [word, setWord] = useState<Word | null>(null)
  const review = useReview()
  const list = useLive('payment.list', { filter: 'unproved', offset: 0, limit: 1 })
  const statement = useStatement((result) => {
    review.readAgain()
    const taken = t('payments:taken', { ...countsOf(result), name: result.fileName })
    const back = result.doubtedCount === 0 ? '' : t('payments:takenBack', counted(result.doubtedCount))
    setWord({ tone: 'good', text: [taken, back].filter((word) => word !== '').join(' ') })
    setView(result.unsure.count > 0 ? 'review' : 'list')
  })
  const plan = statement.plan
  useCommand('payments.import', () => void statement.choose(), !statement.isBusy)
  useCommand('payments.review', () => setView('review'), plan === null)
  useCommand('payments.lines', () => setView('lines'), plan === null)
  useCommand(
    'payments.clear',
    () => {
      statement.leave()
      setView('list')
    },
    plan !== null || view !== 'list'
  )
  const failure = statement.failure ?? review.failure ?? list.failure
  const shown: Word | null = failure === null ? word : { tone: 'bad', text: failureText(failure) }
  const last = list.value?.lastStatement ?? null
  const about = last === null ? t('payments:about') : t('payments:aboutLast', { on: formatBookDate(last.toOn) })
  return (
    <Page title={t('payments:title')} about={about} word={shown}>
      {plan !== null ? (
        <PlanView
          plan={plan}
          onColumns={statement.setColumns}
          onDateOrder={statement.setDateOrder}
          onTake={statement.take}
        />
      ) : view === 'review' ? (
        <ReviewView unsure={review.value?.unsure ?? null} count={review.value?.unsureCount ?? 0} onSaid={setWord} />
      ) : view === 'lines' ? (
        <LinesView lines={review.value?.missingLines ?? null} count={review.value?.missingLineCount ?? 0} />
      ) : (
        <PaymentList unsureCount={review.value?.unsureCount ?? 0} onSaid={setWord} />
      )}
    </Page>
  )
}

const countsOf = (result: {
  readonly taken: { readonly count: number }
  readonly proved: { readonly count: number }
  readonly unsure: { readonly count: number }
}) => ({ taken: result.taken.count, proved: result.proved.count, unsure: result.unsure.count })
