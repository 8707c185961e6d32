import { useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { kindWord, withWhom } from '#renderer/components/entry-words.ts'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { PendingCell } from '#renderer/lists/PendingCell.tsx'
import type { Slot } from '#renderer/lists/use-paged-rows.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { add } from '#shared/money/money.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { upi: 78, credit: 78, number: 68, cash: 58, what: 54, kind: 40 }

/** The columns of the day book. The day stands in its own only when there are several. */
export function useEntryColumns(isOneDay: boolean, need: (at: number) => void): readonly Column<Slot<EntryView>>[] {
  const t = useText()
  const columns = useMemo((): readonly Column<Slot<EntryView>>[] => {
    const money = (of: (entry: EntryView) => number) => (slot: Slot<EntryView>) =>
      slot.row === null || of(slot.row) === 0 ? '' : <MoneyText amount={of(slot.row)} />
    const time: Column<Slot<EntryView>> = {
      id: 'time',
      header: isOneDay ? t('day-book:column.time') : t('day-book:column.day'),
      width: isOneDay ? '4rem' : '10rem',
      draw: ({ at, row }) => {
        if (row === null) return <PendingCell at={at} need={need} />
        return isOneDay ? row.time : `${formatBookDate(row.bookOn)} ${row.time}`
      }
    }
    return [
      time,
      { id: 'number', header: t('day-book:column.number'), width: '8.5rem', draw: ({ row }) => row?.number ?? '' },
      {
        id: 'kind',
        header: t('day-book:column.kind'),
        width: 'minmax(6rem, 0.8fr)',
        draw: ({ row }) => (row === null ? '' : kindWord(t, row))
      },
      {
        id: 'party',
        header: t('day-book:column.party'),
        width: 'minmax(8rem, 1.5fr)',
        draw: ({ row }) =>
          row === null ? '' : <strong>{withWhom(t, row) || (row.kind === 'sale' ? t('day-book:walkIn') : '')}</strong>
      },
      {
        id: 'what',
        header: t('day-book:column.what'),
        width: 'minmax(6rem, 1.2fr)',
        draw: ({ row }) => [row?.text, row?.note, row?.reason].filter((word) => word).join(' · ')
      },
      {
        id: 'cash',
        header: t('day-book:column.cash'),
        width: '7.5rem',
        align: 'right',
        draw: money((entry) => entry.cashMinor)
      },
      {
        id: 'upi',
        header: t('day-book:column.upi'),
        width: '7.5rem',
        align: 'right',
        draw: money((entry) => add(entry.upiMinor, entry.bankMinor))
      },
      {
        id: 'credit',
        header: t('day-book:column.credit'),
        width: '7.5rem',
        align: 'right',
        draw: money((entry) => entry.creditMinor)
      },
      {
        id: 'amount',
        header: t('day-book:column.amount'),
        width: '8rem',
        align: 'right',
        draw: ({ row }) => (row === null ? '' : <MoneyText amount={row.amountMinor} isStrong />)
      }
    ]
  }, [t, isOneDay, need])
  return useFittingColumns(columns, WIDTH_FOR)
}
