import { useEffect, useMemo, useRef, useState } from 'react'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWidthRem } from '#renderer/shop/shop-context.tsx'
import type { LineView } from '#shared/contract/statement-endpoints.ts'
import { lineWhen } from './use-payment-columns.tsx'
import { WholeLine } from './WholeLine.tsx'

/** The width of the window, in rem, from which the payer's number has a column; below it, it stands before the text. */
const WIDE_REM = 52

/** Money that came in and that no open payment asks for: an entry is missing, or was written as cash. */
export function LinesView(props: { readonly lines: readonly LineView[] | null; readonly count: number }) {
  const t = useText()
  const [at, setAt] = useState(0)
  const grid = useRef<HTMLDivElement>(null)
  useEffect(() => grid.current?.focus(), [])
  const isWide = useWidthRem() >= WIDE_REM
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
      ...(isWide
        ? [
            {
              id: 'reference',
              header: t('payments:column.reference'),
              width: '9rem',
              draw: (line: LineView) => line.reference
            }
          ]
        : []),
      {
        id: 'text',
        header: t('payments:column.text'),
        width: 'minmax(12rem, 1fr)',
        draw: (line) => (isWide ? line.text : `${line.reference} ${line.text}`.trim())
      }
    ],
    [t, isWide]
  )
  const lines = props.lines ?? []
  const chosen = lines[Math.min(at, lines.length - 1)]
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
      {chosen === undefined ? null : <WholeLine parts={[chosen.reference, chosen.text]} />}
    </>
  )
}
