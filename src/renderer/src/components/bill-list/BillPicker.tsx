import { type ReactNode, useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FindableTable } from '#renderer/components/FindableTable.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { BillRow } from '#shared/contract/goods-views.ts'

const WIDTH_FOR: Readonly<Record<string, number>> = { lines: 60, kind: 44, party: 34 }

/** Papers to choose from, found by a part of the number or of the party's name. */
export function BillPicker(props: {
  readonly label: string
  readonly rows: readonly BillRow[] | null
  readonly text: string
  readonly onText: (text: string) => void
  readonly index: number
  readonly onMove: (index: number) => void
  readonly onOpen: (row: BillRow) => void
  readonly onEndReached: () => void
  /** Older papers are still being looked through. */
  readonly isSearching: boolean
  readonly beside?: ReactNode
}) {
  const t = useText()
  const columns = useBillColumns()
  const rows = props.rows ?? []
  return (
    <FindableTable
      find={{ label: t('bill:list.find'), text: props.text, hint: t('bill:list.findHint'), onChange: props.onText }}
      {...(props.beside === undefined ? {} : { beside: props.beside })}
      label={props.label}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.id}
      selectedIndex={rows.length === 0 ? -1 : Math.min(props.index, rows.length - 1)}
      onSelect={props.onMove}
      onOpen={props.onOpen}
      onEndReached={props.onEndReached}
      rowClass={(row) => (row.state === 'cancelled' ? 'is-reversed' : '')}
      empty={
        props.rows === null ? null : (
          <EmptyState title={t(props.isSearching ? 'bill:list.searching' : 'bill:list.none')} />
        )
      }
    />
  )
}

function useBillColumns(): readonly Column<BillRow>[] {
  const t = useText()
  const columns = useMemo(
    (): readonly Column<BillRow>[] => [
      { id: 'number', header: t('bill:list.number'), width: '8rem', draw: (row) => <strong>{row.number}</strong> },
      { id: 'day', header: t('bill:list.day'), width: '6.5rem', draw: (row) => formatBookDate(row.bookOn) },
      { id: 'kind', header: t('bill:list.kind'), width: '8rem', draw: (row) => t(`bill:kind.${row.kind}`) },
      {
        id: 'party',
        header: t('bill:list.party'),
        width: 'minmax(7rem, 1fr)',
        draw: (row) => row.partyName || t('bill:list.noParty')
      },
      { id: 'lines', header: t('bill:list.lines'), width: '4rem', align: 'right', draw: (row) => row.lineCount },
      {
        id: 'total',
        header: t('bill:list.total'),
        width: '8rem',
        align: 'right',
        draw: (row) => formatAmount(row.totalMinor)
      },
      { id: 'state', header: t('bill:list.state'), width: '8rem', draw: (row) => t(stateKey(row)) }
    ],
    [t]
  )
  return useFittingColumns(columns, WIDTH_FOR)
}

/** How far a paper has come, in words that say what came of it. */
export function stateKey(row: Pick<BillRow, 'kind' | 'state'>) {
  const isOffer = row.kind === 'quotation' || row.kind === 'challan'
  if (row.state === 'cancelled') return 'bill:state.cancelled'
  if (row.state === 'open') return isOffer ? 'bill:state.open' : 'bill:state.whole'
  if (row.state === 'part') return isOffer ? 'bill:state.partBilled' : 'bill:state.partBack'
  return isOffer ? 'bill:state.billed' : 'bill:state.back'
}
