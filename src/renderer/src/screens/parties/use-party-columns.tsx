import { useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { PendingCell } from '#renderer/lists/PendingCell.tsx'
import type { Slot } from '#renderer/lists/use-paged-rows.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { PartyView } from '#shared/contract/views.ts'

export function usePartyColumns(need: (at: number) => void): readonly Column<Slot<PartyView>>[] {
  const t = useText()
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('parties:column.name'),
        width: 'minmax(10rem, 3fr)',
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
        width: 'minmax(11rem, 1.5fr)',
        align: 'right',
        draw: (slot) => (slot.row ? <BalanceText balanceMinor={slot.row.balanceMinor} /> : '')
      }
    ],
    [t, need]
  )
}

function PartyName({ party }: { readonly party: PartyView }) {
  return (
    <>
      <strong>{party.name}</strong>
      {party.alias === '' ? null : <span className="second"> {party.alias}</span>}
    </>
  )
}
