import { useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { PendingCell } from '#renderer/lists/PendingCell.tsx'
import type { Slot } from '#renderer/lists/use-paged-rows.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { PartyView } from '#shared/contract/views.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { last: 56, phone: 48, place: 38 }

export function usePartyColumns(need: (at: number) => void): readonly Column<Slot<PartyView>>[] {
  const t = useText()
  const columns = useMemo(
    (): readonly Column<Slot<PartyView>>[] => [
      {
        id: 'name',
        header: t('parties:column.name'),
        width: 'minmax(8rem, 3fr)',
        draw: (slot) => (slot.row ? <PartyName party={slot.row} /> : <PendingCell at={slot.at} need={need} />)
      },
      {
        id: 'place',
        header: t('parties:column.place'),
        width: 'minmax(6rem, 2fr)',
        draw: (slot) => slot.row?.place ?? ''
      },
      { id: 'phone', header: t('parties:column.phone'), width: '9rem', draw: (slot) => slot.row?.phone ?? '' },
      {
        id: 'last',
        header: t('parties:column.last'),
        width: '7.5rem',
        draw: (slot) => {
          if (slot.row === null) return ''
          return slot.row.lastEntryOn === null ? t('parties:noEntry') : formatBookDate(slot.row.lastEntryOn)
        }
      },
      {
        id: 'balance',
        header: t('parties:column.balance'),
        width: 'minmax(10rem, 1.5fr)',
        align: 'right',
        draw: (slot) => (slot.row ? <BalanceText balanceMinor={slot.row.balanceMinor} /> : '')
      }
    ],
    [t, need]
  )
  return useFittingColumns(columns, WIDTH_FOR)
}

function PartyName({ party }: { readonly party: PartyView }) {
  return (
    <>
      <strong>{party.name}</strong>
      {party.alias === '' ? null : <span className="second"> {party.alias}</span>}
    </>
  )
}
