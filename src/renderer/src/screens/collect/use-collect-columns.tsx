import { useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { StatusDot } from '#renderer/components/StatusDot.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import type { CollectionLine, TodayLine } from '#shared/contract/credit-endpoints.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import { messageTone, messageTruth } from './message-words.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { route: 88, message: 70, promised: 56, since: 48 }

const dateOr = (on: BookDate | null) => (on === null ? '' : formatBookDate(on))

/** Who, how much, since when, the promise, and the newest message. */
export function useCollectColumns(
  marked: ReadonlySet<string>,
  newest: ReadonlyMap<string, MessageView>
): readonly Column<CollectionLine>[] {
  const t = useText()
  const columns = useMemo((): readonly Column<CollectionLine>[] => {
    const mark = (line: CollectionLine) => (marked.has(line.party.id) ? '✓' : '')
    return [
      { id: 'mark', header: t('collect:column.mark'), width: '2rem', draw: (line) => <strong>{mark(line)}</strong> },
      { id: 'who', header: t('collect:column.who'), width: 'minmax(9rem, 2.4fr)', draw: (line) => <Who line={line} /> },
      {
        ...{ id: 'overdue', header: t('collect:column.overdue'), width: 'minmax(7rem, 1fr)', align: 'right' as const },
        draw: (line) => <MoneyText amount={line.overdueMinor} isStrong={line.overdueMinor > 0} />
      },
      {
        ...{ id: 'due', header: t('collect:column.due'), width: 'minmax(7rem, 1fr)', align: 'right' as const },
        draw: (line) => <MoneyText amount={line.dueMinor} />
      },
      {
        id: 'since',
        header: t('collect:column.since'),
        width: '8rem',
        align: 'right' as const,
        draw: (line) => dateOr(line.oldestDueOn)
      },
      {
        id: 'promised',
        header: t('collect:column.promised'),
        width: '7.5rem',
        draw: (line) => dateOr(line.promisedOn)
      },
      {
        ...{ id: 'message', header: t('collect:column.message'), width: 'minmax(8rem, 1.6fr)' },
        draw: (line) => {
          const message = newest.get(line.party.id)
          return message === undefined ? '' : <StatusDot tone={messageTone(message)} label={messageTruth(t, message)} />
        }
      },
      { id: 'route', header: t('collect:column.route'), width: 'minmax(5rem, 0.8fr)', draw: (line) => line.route }
    ]
  }, [t, marked, newest])
  return useFittingColumns(columns, WIDTH_FOR)
}

function Who({ line }: { readonly line: CollectionLine }) {
  const t = useText()
  const { party } = line
  return (
    <>
      <strong>{party.name}</strong>
      {party.place === '' ? null : <span className="second"> {party.place}</span>}
      {line.isOverLimit ? <span className="second is-give"> {t('collect:overLimit')}</span> : null}
    </>
  )
}

const TODAY_WIDTH_FOR: Readonly<Record<string, number>> = { phone: 56 }

/** What is promised, due or to be paid. */
export function useTodayColumns(): readonly Column<TodayLine>[] {
  const t = useText()
  const columns = useMemo(
    (): readonly Column<TodayLine>[] => [
      {
        id: 'kind',
        header: t('collect:today.what'),
        width: 'minmax(8rem, 1.4fr)',
        draw: (line) => t(`collect:today.${line.kind}`)
      },
      {
        ...{ id: 'who', header: t('collect:column.who'), width: 'minmax(9rem, 2.4fr)' },
        draw: (line) => <strong>{line.partyName}</strong>
      },
      { id: 'day', header: t('collect:today.day'), width: '7.5rem', draw: (line) => formatBookDate(line.onDay) },
      { id: 'phone', header: t('collect:today.phone'), width: '9rem', draw: (line) => line.phone },
      {
        ...{ id: 'amount', header: t('collect:today.amount'), width: 'minmax(8rem, 1fr)', align: 'right' as const },
        draw: (line) => <MoneyText amount={line.amountMinor} isStrong />
      }
    ],
    [t]
  )
  return useFittingColumns(columns, TODAY_WIDTH_FOR)
}
