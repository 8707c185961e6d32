import { useEffect, useMemo, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { UnsureView } from '#shared/contract/statement-endpoints.ts'
import { type Answer, choiceAt, isSameChoice, NOTHING_CHOSEN, shownOf, stillAsked, unheard } from './review-choice.ts'
import { lineWhen, payerOf, reasonsText } from './use-payment-columns.tsx'
import { WholeLine } from './WholeLine.tsx'

type Candidate = UnsureView['candidates'][number]
type Pair = Pick<Answer, 'entryId' | 'fingerprint'>
const pairOf = (one: UnsureView, candidate: Candidate): Pair => ({
  entryId: one.payment.entryId,
  fingerprint: candidate.line.fingerprint
})

/** One unsure payment after the other, with the lines that come into question and why. Enter says yes, F10 says no. */
export function ReviewView(props: {
  readonly unsure: readonly UnsureView[] | null
  readonly count: number
  readonly onSaid: (word: Word) => void
}) {
  const t = useText()
  const { answers, prove, refuse } = useAnswers(props.unsure, props.onSaid)
  const asked = props.unsure ?? []
  const unsure = stillAsked(asked, answers)
  const [held, setHeld] = useState(NOTHING_CHOSEN)
  const shown = shownOf(unsure, held)
  // What is on the screen is what is held, from the first picture on: a list that is read again may not change it under the hand.
  if (shown !== null && !isSameChoice(shown.choice, held)) setHeld(shown.choice)
  const likely = unsure.filter(({ candidates }) => candidates[0]?.isLikely === true)
  const { one, candidate, index = 0, lineIndex = 0 } = shown ?? {}
  const move = (step: number) => setHeld(choiceAt(unsure, index + step))
  useCommand('payments.next', () => move(1), index < unsure.length - 1)
  useCommand('payments.previous', () => move(-1), index > 0)
  useCommand('payments.notThis', () => one && candidate && void refuse(pairOf(one, candidate)), candidate !== undefined)
  useCommand(
    'payments.allLikely',
    () => void prove(likely.flatMap((each) => each.candidates.slice(0, 1).map((line) => pairOf(each, line)))),
    likely.length > 0
  )
  if (one === undefined)
    return props.unsure === null ? null : (
      <EmptyState title={t('payments:review.none')}>{t('payments:review.noneHint')}</EmptyState>
    )
  return (
    <>
      <section className="review-head" aria-label={t('payments:review.title')}>
        <p className="review-count" aria-live="polite">
          {t('payments:review.count', { at: index + 1, count: props.count - (asked.length - unsure.length) })}
        </p>
        <p className="review-payment">
          <strong className="number">{formatAmount(one.payment.amountMinor)}</strong>
          <span>{payerOf(one.payment) || t('payments:noName')}</span>
          <span>{one.payment.number}</span>
          <span>{`${formatBookDate(one.payment.bookOn)} ${one.payment.time}`}</span>
          <span>{t(`payments:state.${one.payment.state}`)}</span>
        </p>
        <p className="second">{t('payments:review.question')}</p>
      </section>
      <CandidateTable
        key={one.payment.entryId}
        one={one}
        at={lineIndex}
        onSelect={(at) => setHeld({ ...held, fingerprint: one.candidates[at]?.line.fingerprint ?? '' })}
        onYes={(line) => void prove([pairOf(one, line)])}
      />
      {candidate === undefined ? null : (
        <WholeLine parts={[reasonsText(t, candidate.reasons), candidate.line.reference, candidate.line.text]} />
      )}
      <div className="review-keys">
        <CommandButton command="payments.notThis" />
        <CommandButton command="payments.next" />
        {likely.length === 0 ? null : (
          <>
            <CommandButton command="payments.allLikely" />
            <span>{t('payments:review.likely', { count: likely.length })}</span>
          </>
        )}
      </div>
    </>
  )
}

function CandidateTable(props: {
  readonly one: UnsureView
  readonly at: number
  readonly onSelect: (at: number) => void
  readonly onYes: (candidate: Candidate) => void
}) {
  const t = useText()
  const grid = useRef<HTMLDivElement>(null)
  useEffect(() => grid.current?.focus(), [])
  const columns = useMemo(
    (): readonly Column<Candidate>[] => [
      { id: 'on', header: t('payments:column.came'), width: '9.5rem', draw: ({ line }) => lineWhen(line) },
      {
        id: 'amount',
        header: t('payments:column.amount'),
        width: '8rem',
        align: 'right',
        draw: ({ line }) => <MoneyText amount={line.amountMinor} />
      },
      {
        id: 'reasons',
        header: t('payments:column.reasons'),
        width: 'minmax(10rem, 3fr)',
        draw: ({ reasons }) => reasonsText(t, reasons)
      },
      {
        id: 'text',
        header: t('payments:column.text'),
        width: 'minmax(8rem, 3fr)',
        draw: ({ line }) => `${line.reference} ${line.text}`.trim()
      }
    ],
    [t]
  )
  return (
    <DataTable
      ref={grid}
      label={t('payments:review.lines')}
      columns={columns}
      rows={props.one.candidates}
      keyOf={({ line }) => line.fingerprint}
      selectedIndex={props.at}
      onSelect={props.onSelect}
      onOpen={props.onYes}
    />
  )
}

/** A yes or a no, and which were given. While one is on its way, another press is not heard. */
function useAnswers(unsure: readonly UnsureView[] | null, say: (word: Word) => void) {
  const t = useText()
  const failureText = useFailureText()
  const isAsking = useRef(false)
  const [answers, setAnswers] = useState<readonly Answer[]>([])
  useEffect(() => setAnswers((before) => unheard(unsure ?? [], before)), [unsure])
  const keep = (pairs: readonly Pair[], isYes: boolean) =>
    setAnswers((before) => [...before, ...pairs.map((pair) => ({ ...pair, isYes }))])
  const once = async (work: () => Promise<Word>) => {
    if (isAsking.current) return
    isAsking.current = true
    say(await work())
    isAsking.current = false
  }
  return {
    answers,
    prove: (proofs: Pair[]) =>
      once(async () => {
        const answer = await call('payment.prove', { proofs })
        if (!answer.ok) return { tone: 'bad', text: failureText(answer.failure) }
        keep(proofs, true)
        return { tone: 'good', text: t('payments:review.proved', { count: answer.value.provedCount }) }
      }),
    refuse: (pair: Pair) =>
      once(async () => {
        const answer = await call('payment.refuse', pair)
        if (!answer.ok) return { tone: 'bad', text: failureText(answer.failure) }
        keep([pair], false)
        return { tone: 'good', text: t('payments:review.refused') }
      })
  }
}
