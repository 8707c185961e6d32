import { periodBefore } from './period.ts'
import type { Report, ReportCell, ReportChart, ReportColumn, ReportQuery, ReportRow, ReportTarget } from './report.ts'

/** A column by its key, what stands in it and how soon narrow paper leaves it out. */
export const column = (key: string, kind: ReportColumn['kind'], rank = 0): ReportColumn => ({ key, kind, rank })

/** The word at the head of a row: a key of `reports.json` under `row`. */
export const rowWord = (key: string): ReportCell => ({ key: `reports:row.${key}` })

export const line = (cells: readonly ReportCell[], target: ReportTarget | null = null, depth = 0): ReportRow => ({
  kind: 'line',
  depth,
  cells: [...cells],
  target
})
export const head = (cells: readonly ReportCell[], depth = 0): ReportRow => ({
  ...{ kind: 'head' as const, depth, target: null },
  cells: [...cells]
})
export const sumRow = (cells: readonly ReportCell[], depth = 0): ReportRow => ({
  ...{ kind: 'sum' as const, depth, target: null },
  cells: [...cells]
})
export const total = (cells: readonly ReportCell[]): ReportRow => ({
  ...{ kind: 'total' as const, depth: 0, target: null },
  cells: [...cells]
})

/** As many empty cells as a head has beside its word. */
export const blanks = (count: number): null[] => Array.from({ length: count }, () => null)

/** An amount turned round; nothing stays nothing. */
export const negated = (amount: number): number => (amount === 0 ? 0 : -amount)

interface Table {
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  /** Of all rows, when those here are a page of them. */
  readonly rowCount?: number
  readonly chart?: ReportChart | null
  readonly notes?: Report['notes']
  readonly about?: string
  /** Whether the period before stands beside it, where that was asked for. */
  readonly isCompared?: boolean
}

/** A report of its parts. */
export function reportOf(query: ReportQuery, table: Table): Report {
  return {
    query,
    before: query.isCompared && table.isCompared === true ? periodBefore(query) : null,
    about: table.about ?? '',
    columns: [...table.columns],
    rows: [...table.rows],
    rowCount: table.rowCount ?? table.rows.length,
    chart: table.chart ?? null,
    notes: table.notes ?? []
  }
}

/** A chart is left out when there is nothing to be seen in it. */
export function chartOf(
  kind: ReportChart['kind'],
  labels: readonly ReportCell[],
  series: Readonly<Record<string, readonly number[]>>
): ReportChart | null {
  const all = Object.entries(series).map(([key, values]) => ({ key, values: [...values] }))
  const isEmpty = labels.length < 2 || all.every(({ values }) => values.every((value) => value === 0))
  return isEmpty ? null : { kind, labels: [...labels], series: all }
}
