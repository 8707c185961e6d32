import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { EntryDialog } from '#renderer/components/EntryDialog.tsx'
import { kindWord } from '#renderer/components/entry-words.ts'
import { FilterChip, FindableTable } from '#renderer/components/FindableTable.tsx'
import { FootTotals } from '#renderer/components/FootTotals.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { DayDialog, PeriodDialog } from '#renderer/components/period/PeriodDialog.tsx'
import { formatPeriod, nameOf, type Period, shiftPeriod } from '#renderer/components/period/period.ts'
import { ReverseDialog } from '#renderer/components/ReverseDialog.tsx'
import { useSavePdf } from '#renderer/components/use-save-pdf.ts'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { nextGroup } from './kind-groups.ts'
import { type DayBookQuestion, type DayBookTotals, useDayBook } from './use-day-book.ts'
import { useEntryColumns } from './use-entry-columns.tsx'

/** The book, day by day. It opens on the current day of the book, as soon as that is known. */
export function DayBook() {
  const { summary } = useShop()
  return summary === null ? null : <OpenDayBook today={summary.bookOn} />
}

type Overlay = { readonly name: 'entry' | 'reverse'; readonly entry: EntryView } | { readonly name: 'day' | 'period' }

function OpenDayBook({ today }: { readonly today: BookDate }) {
  const t = useText()
  const failureText = useFailureText()
  const [question, setQuestion] = useState<DayBookQuestion>({
    period: { fromOn: today, toOn: today },
    group: 'all',
    text: ''
  })
  const [index, setIndex] = useState(0)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const savePdf = useSavePdf()
  const list = useDayBook(question, index)
  const columns = useEntryColumns(question.period.fromOn === question.period.toOn, list.need)
  const at = list.slots.length === 0 ? -1 : Math.min(index, list.slots.length - 1)
  const chosen = list.slots[at]?.row ?? null
  const ask = (change: Partial<DayBookQuestion>) => {
    setQuestion((now) => ({ ...now, ...change }))
    setIndex(0)
    setOverlay(null)
  }
  const print = async (entry: EntryView) => {
    const answer = await call('print.entry', { id: crypto.randomUUID(), entryId: entry.id })
    const number = entry.number || kindWord(t, entry)
    setWord(
      answer.ok
        ? { tone: 'good', text: t('day-book:printed', { number }) }
        : { tone: 'bad', text: failureText(answer.failure) }
    )
  }
  const openEntry = () => chosen && setOverlay({ name: 'entry', entry: chosen })
  const canReverse = chosen !== null && chosen.reversedById === null && chosen.reversesId === null
  useCommand('day-book.open', openEntry, chosen !== null)
  useCommand('day-book.date', () => setOverlay({ name: 'day' }))
  useCommand('day-book.period', () => setOverlay({ name: 'period' }))
  useCommand('day-book.kind', () => ask({ group: nextGroup(question.group) }))
  useCommand('day-book.previousDay', () => ask({ period: shiftPeriod(question.period, -1) }))
  useCommand('day-book.nextDay', () => ask({ period: shiftPeriod(question.period, 1) }))
  useCommand('day-book.reverse', () => chosen && setOverlay({ name: 'reverse', entry: chosen }), canReverse)
  useCommand('day-book.print', () => chosen && void print(chosen), chosen !== null)
  useCommand(
    'day-book.pdf',
    () => chosen && void savePdf({ type: 'entry', entryId: chosen.id }).then(setWord),
    chosen !== null
  )
  useCommand('day-book.clear', () => ask({ text: '' }), question.text !== '')

  const periodWords = wordsOf(t, question.period, today)
  return (
    <Page
      title={t('day-book:title')}
      about={periodWords}
      word={list.failure === null ? word : { tone: 'bad', text: failureText(list.failure) }}
    >
      <FindableTable
        find={{
          label: t('day-book:find'),
          text: question.text,
          hint: t('day-book:findHint'),
          onChange: (text) => ask({ text })
        }}
        beside={
          <>
            <FilterChip
              label={t('day-book:period.label')}
              value={periodWords}
              keyCap={<CommandKey command="day-book.period" />}
            />
            <FilterChip
              label={t('day-book:kind.label')}
              value={t(`day-book:kind.${question.group}`)}
              keyCap={<CommandKey command="day-book.kind" />}
            />
          </>
        }
        label={t('day-book:title')}
        columns={columns}
        rows={list.slots}
        keyOf={(slot) => slot.row?.id ?? `place-${slot.at}`}
        selectedIndex={at}
        onSelect={setIndex}
        onOpen={openEntry}
        rowClass={(slot) => (slot.row?.reversedById ? 'is-reversed' : '')}
        empty={list.rest === null ? null : <NoEntries text={question.text} period={periodWords} />}
      />
      <Foot count={list.slots.length} totals={list.rest} />
      {overlay?.name === 'day' ? (
        <DayDialog today={today} onClose={() => setOverlay(null)} onChosen={(period) => ask({ period })} />
      ) : null}
      {overlay?.name === 'period' ? (
        <PeriodDialog
          period={question.period}
          today={today}
          onClose={() => setOverlay(null)}
          onChosen={(period) => ask({ period })}
        />
      ) : null}
      {overlay?.name === 'entry' ? (
        <EntryDialog
          entryId={overlay.entry.id}
          onClose={() => setOverlay(null)}
          commands={{ reverse: 'day-book.reverse', print: 'day-book.print', pdf: 'day-book.pdf' }}
          onPrint={(entry) => void print(entry)}
        />
      ) : null}
      {overlay?.name === 'reverse' ? (
        <ReverseDialog entry={overlay.entry} onClose={() => setOverlay(null)} onReversed={() => setOverlay(null)} />
      ) : null}
    </Page>
  )
}

function Foot({ count, totals }: { readonly count: number; readonly totals: DayBookTotals | null }) {
  const t = useText()
  return (
    <FootTotals
      about={t('day-book:count', counted(count))}
      label={t('day-book:title')}
      totals={[
        { label: t('day-book:foot.sales'), amountMinor: totals?.salesMinor ?? 0 },
        { label: t('day-book:foot.cashIn'), amountMinor: totals?.cashInMinor ?? 0 },
        { label: t('day-book:foot.cashOut'), amountMinor: totals?.cashOutMinor ?? 0 },
        { label: t('day-book:foot.upi'), amountMinor: totals?.upiMinor ?? 0 },
        { label: t('day-book:foot.credit'), amountMinor: totals?.creditMinor ?? 0 }
      ]}
    />
  )
}

function NoEntries({ text, period }: { readonly text: string; readonly period: string }) {
  const t = useText()
  if (text !== '') return <EmptyState title={t('day-book:nothing', { text: text.slice(0, 60), period })} />
  return <EmptyState title={t('day-book:empty', { period })}>{t('day-book:emptyHint')}</EmptyState>
}

/** The period in words, with its days. */
function wordsOf(t: ReturnType<typeof useText>, period: Period, today: BookDate): string {
  const name = nameOf(period, today)
  const days = formatPeriod(period)
  return name === null ? days : t('day-book:period.named', { name: t(`day-book:period.${name}`), days })
}
