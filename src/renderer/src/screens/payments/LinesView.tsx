import { useEffect, useMemo, useRef, useState } from 'react'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { LineView } from '#shared/contract/statement-endpoints.ts'
import { lineWhen } from './use-payment-columns.tsx'

/** Money that came in and that no open payment asks for: an entry is missing, or was written as cash. */
export function LinesView(props: { readonly lines: readonly LineView[] | null; readonly count: number }) {
  const t = useText()
  const [at, setAt] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  useEffect(() => grid.current?.focus(), [])
  const columns = useMemo(
    (): readonly Column<LineView>[] => [
      { id: 'on', header: t('payments:column.came'), width: '9.5rem', draw: lineWhen },
      {
        id: 'amount',
        header: t('payments:column.amount'),
        width: '9rem',
        align: 'right',
        draw: (line) => <MoneyText amount={line.amountMinor} />
      },
      { id: 'reference', header: t('payments:column.reference'), width: '9rem', draw: (line) => line.reference },
      { id: 'text', header: t('payments:column.text'), width: 'minmax(12rem, 1fr)', draw: (line) => line.text }
    ],
    [t]
  )
  const lines = props.lines ?? []
  return (
    <>
      <p className="second">{t('payments:lines.hint', { count: props.count })}</p>
      <DataTable
        ref={grid}
        label={t('payments:lines.title')}
        columns={columns}
        rows={lines}
        keyOf={(line) => line.fingerprint}
        selectedIndex={Math.min(at, lines.length - 1)}
        onSelect={setAt}
        empty={props.lines === null ? null : <EmptyState title={t('payments:lines.none')} />}
      />
    </>
  )
}
