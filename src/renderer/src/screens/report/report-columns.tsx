import type { ReactNode } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { shownCurrency } from '#renderer/i18n/amounts.ts'
import type { TextKey } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWidthRem } from '#renderer/shop/shop-context.tsx'
import { cellText, columnHead, isFigure } from '#shared/reports/cell-text.ts'
import type { Report, ReportColumn, ReportRow } from '#shared/reports/report.ts'
import type { ReportVoice } from '#shared/reports/report-words.ts'

/** How a report is said on this screen. Its keys come with the report: a test holds that each has its text. */
export function useReportVoice(): ReportVoice {
  const t = useText()
  return { words: (key, params) => t(key as TextKey, params), currency: shownCurrency() }
}

/** A row with its place, so that two rows that say the same are told apart. */
export interface PlacedRow {
  readonly at: number
  readonly row: ReportRow
}

const WIDTHS: Readonly<Record<ReportColumn['kind'], string>> = {
  text: 'minmax(7rem, 2fr)',
  day: '7rem',
  money: 'minmax(7.5rem, 1fr)',
  quantity: 'minmax(5rem, 0.7fr)',
  count: '5rem',
  percent: '5.5rem'
}
const REMS: Readonly<Record<ReportColumn['kind'], number>> = {
  ...{ text: 9, day: 7.75, money: 8.25, quantity: 6, count: 5.75, percent: 6.25 }
}

/** The columns that the window has room for: what ranks highest goes first, as on paper. */
export function useReportColumns(report: Report | null): readonly Column<PlacedRow>[] {
  const voice = useReportVoice()
  const widthRem = useWidthRem()
  if (report === null) return []
  const placed = report.columns.map((column, at) => ({ column, at }))
  const shown = fitting(placed, widthRem - 4)
  const first = shown.find(({ column }) => column.kind === 'text')?.at
  return shown.map(({ column, at }) => ({
    id: String(at),
    header: columnHead(column, voice.words),
    width: WIDTHS[column.kind],
    align: isFigure(column.kind) ? 'right' : 'left',
    draw: ({ row }) => (
      <Cell
        text={cellText(row.cells[at] ?? null, column.kind, voice)}
        column={column}
        row={row}
        isFirst={at === first}
      />
    )
  }))
}

interface Placed {
  readonly column: ReportColumn
  readonly at: number
}

function fitting(columns: readonly Placed[], widthRem: number): readonly Placed[] {
  const kept = [...columns]
  const width = () => kept.reduce((sum, { column }) => sum + REMS[column.kind], 0)
  while (kept.length > 2 && width() > widthRem) {
    const last = kept.reduce((worst, one) => (one.column.rank >= worst.column.rank ? one : worst))
    if (last.column.rank === 0) break
    kept.splice(kept.indexOf(last), 1)
  }
  return kept
}

function Cell(props: {
  readonly text: string
  readonly column: ReportColumn
  readonly row: ReportRow
  readonly isFirst: boolean
}): ReactNode {
  const { text, column, row, isFirst } = props
  if (isFigure(column.kind)) return <span className="number">{text}</span>
  if (!isFirst || row.depth === 0) return text
  return <span style={{ paddingInlineStart: `${row.depth * 1.25}rem` }}>{text}</span>
}
