import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'

/** Every report that the app makes. */
export const REPORTS = [
  'day-book',
  'party-statement',
  'party-balances',
  'ageing',
  'cash-book',
  'bank-book',
  'upi-book',
  'sales-register',
  'purchase-register',
  'item-profit',
  'party-profit',
  'expenses',
  'stock-summary',
  'trial-balance',
  'profit-and-loss',
  'balance-sheet',
  'gst-summary',
  'totals'
] as const
export type ReportName = (typeof REPORTS)[number]

/** How a period is cut: not at all, or a line (and a column of a chart) for each day, week, month. */
export const REPORT_STEPS = ['none', 'day', 'week', 'month'] as const

export const REPORT_SIDES = ['all', 'get', 'give'] as const

/** What a report is made of. `toOn` counts in. What a report does not know is left as it is. */
export const zReportQuery = z.strictObject({
  report: z.enum(REPORTS),
  fromOn: zBookDate,
  toOn: zBookDate,
  step: z.enum(REPORT_STEPS).default('none'),
  /** Beside the period of the same length before it. */
  isCompared: z.boolean().default(false),
  partyId: zId.nullable().default(null),
  itemId: zId.nullable().default(null),
  accountCode: zLine(60).default(''),
  group: zLine(60).default(''),
  route: zLine(60).default(''),
  /** Whose balances: everybody's, of those who owe the shop, of those whom it owes. An ageing of everybody is one of those who owe. */
  side: z.enum(REPORT_SIDES).default('all')
})
export type ReportQuery = z.output<typeof zReportQuery>

/** What stands in a column. Money in minor units, quantities in thousandths, percents in hundredths of a percent, days as yyyymmdd. */
export const COLUMN_KINDS = ['text', 'day', 'money', 'quantity', 'count', 'percent'] as const

export const zReportColumn = z.strictObject({
  /** Its heading: a key of `reports.json` under `column`. */
  key: z.string(),
  kind: z.enum(COLUMN_KINDS),
  /** Left out on narrow paper first when it is highest; 0 is always there. */
  rank: z.int().min(0).max(9)
})
export type ReportColumn = z.infer<typeof zReportColumn>

/** Text of the book, or a text of `locales/` with its key (`ledger:account.sales`, `reports:row.opening`), or a value of the column's kind, or nothing. */
export const zReportCell = z.union([z.string(), z.number(), z.null(), z.strictObject({ key: z.string() })])
export type ReportCell = z.infer<typeof zReportCell>

/** Where Enter leads: to the entry, or to a narrower report. */
export const zReportTarget = z.union([
  z.strictObject({ entryId: zId }),
  z.strictObject({ partyId: zId }),
  z.strictObject({ itemId: zId }),
  z.strictObject({ query: zReportQuery })
])
export type ReportTarget = z.infer<typeof zReportTarget>

export const zReportRow = z.strictObject({
  /** `head` begins a group, `line` is one of its lines, `sum` ends it, `total` ends the whole. */
  kind: z.enum(['head', 'line', 'sum', 'total']),
  /** How deep it stands: 0 at the edge. */
  depth: z.int().min(0).max(4),
  cells: z.array(zReportCell),
  target: zReportTarget.nullable()
})
export type ReportRow = z.infer<typeof zReportRow>

/** A picture that says it faster: one or two series of the same unit over the labels. */
export const zReportChart = z.strictObject({
  kind: z.enum(['bars', 'lines', 'parts']),
  labels: z.array(zReportCell),
  series: z
    .array(z.strictObject({ key: z.string(), values: z.array(z.number()) }))
    .min(1)
    .max(3)
})
export type ReportChart = z.infer<typeof zReportChart>

/**
 * A report as data, before it is a screen, a paper, a workbook or a file: all of these are made of this one.
 * A report that is made of nothing has no rows, and says so by `rows` being empty.
 */
export const zReport = z.strictObject({
  query: zReportQuery,
  /** The period it is compared with. */
  before: z.strictObject({ fromOn: zBookDate, toOn: zBookDate }).nullable(),
  /** The party, item or account that it is about; empty for the whole book. */
  about: z.string(),
  columns: z.array(zReportColumn).min(1),
  rows: z.array(zReportRow),
  /** How many rows there are in all, when those here are cut off. */
  rowCount: z.int(),
  chart: zReportChart.nullable(),
  /** Remarks, as keys of `reports.json` under `note`, each with its figures. */
  notes: z.array(z.strictObject({ key: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }))
})
export type Report = z.infer<typeof zReport>
