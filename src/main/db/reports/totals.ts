import { kindNumber } from '#main/db/entry-kinds.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { bucketStart, bucketWithin, chartBucket, periodBefore } from '#shared/reports/period.ts'
import type { Report, ReportCell, ReportName, ReportQuery } from '#shared/reports/report.ts'
import { chartOf, column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { stepCells, stepColumns, stepWord } from '#shared/reports/steps.ts'
import type { EntryCell, Flow } from './day-tally.ts'
import type { Ground } from './ground.ts'

const FIGURES = [
  'sales',
  'salesReturns',
  'purchases',
  'purchaseReturns',
  'expenses',
  'moneyIn',
  'moneyOut',
  'creditGiven',
  'creditBack'
] as const
type Figures = Record<(typeof FIGURES)[number], number>

const nothing = (): Figures => ({
  ...{ sales: 0, salesReturns: 0, purchases: 0, purchaseReturns: 0, expenses: 0 },
  ...{ moneyIn: 0, moneyOut: 0, creditGiven: 0, creditBack: 0 }
})

const BY_KIND: readonly (readonly [EntryKind, keyof Figures])[] = [
  ['sale', 'sales'],
  ['sale-return', 'salesReturns'],
  ['purchase', 'purchases'],
  ['purchase-return', 'purchaseReturns'],
  ['expense', 'expenses']
]
const FIGURE_OF = new Map(BY_KIND.map(([kind, figure]) => [kindNumber(kind), figure]))
const [SALE, GOT] = [kindNumber('sale'), kindNumber('got')]
/** A balance brought along was never taken in, what a count found was not handed over, and a contra only moves what is there. */
const NO_MONEY_MOVED = new Set((['contra', 'opening', 'over-short'] as const).map(kindNumber))

/** Adds what the entries of a cell did. What was undone is taken off: a reversal is no money that came in. */
function take(figures: Figures, cell: EntryCell): void {
  const figure = FIGURE_OF.get(cell.kindNo)
  if (figure !== undefined) figures[figure] += cell.isUndoing ? -cell.amount : cell.amount
  // What an undone entry had brought in goes out again: it is less that came in.
  const into = (flow: Flow) => (cell.isUndoing ? flow.out : flow.into)
  const out = (flow: Flow) => 0 - (cell.isUndoing ? flow.into : flow.out)
  if (!NO_MONEY_MOVED.has(cell.kindNo)) {
    figures.moneyIn += into(cell.cash) + into(cell.upi) + into(cell.bank)
    figures.moneyOut += out(cell.cash) + out(cell.upi) + out(cell.bank)
  }
  if (cell.kindNo === SALE) figures.creditGiven += into(cell.credit)
  if (cell.kindNo === SALE || cell.kindNo === GOT) figures.creditBack += out(cell.credit)
}

function figuresIn(ground: Ground, period: { fromOn: BookDate; toOn: BookDate }): Figures {
  const figures = nothing()
  for (const cell of ground.tally.entriesIn(period)) take(figures, cell)
  return figures
}

/** What was sold, bought, spent, taken in and given on credit. With a step: a line for each of its days, weeks or months. */
export function totals(ground: Ground, query: ReportQuery): Report {
  return query.step === 'none' ? asList(ground, query) : bySteps(ground, query)
}

const LEADS: Partial<Record<keyof Figures, ReportName>> = {
  sales: 'sales-register',
  salesReturns: 'sales-register',
  purchases: 'purchase-register',
  purchaseReturns: 'purchase-register',
  expenses: 'expenses',
  moneyIn: 'cash-book',
  moneyOut: 'cash-book',
  creditGiven: 'party-balances',
  creditBack: 'party-balances'
}

function asList(ground: Ground, query: ReportQuery): Report {
  const figures = figuresIn(ground, query)
  const before = query.isCompared ? periodBefore(query) : null
  const earlier = before === null ? nothing() : figuresIn(ground, before)
  const rows = FIGURES.map((figure) => {
    const compared = before === null ? [] : [earlier[figure], figures[figure] - earlier[figure]]
    const report = LEADS[figure] ?? 'day-book'
    const target = { query: { ...query, report, isCompared: false } }
    return line([rowWord(figure), figures[figure], ...compared], target)
  })
  const compared = before === null ? [] : [column('before', 'money', 1), column('difference', 'money', 1)]
  const columns = [column('name', 'text'), column('amount', 'money'), ...compared]
  const isEmpty = FIGURES.every((figure) => figures[figure] === 0 && earlier[figure] === 0)
  return reportOf(query, { columns, rows: isEmpty ? [] : rows, isCompared: true, chart: chartOfSteps(ground, query) })
}

function figuresBy(ground: Ground, query: ReportQuery, bucket: Parameters<typeof bucketStart>[1]) {
  const steps = new Map<BookDate, Figures>()
  for (const cell of ground.tally.entriesIn(query)) {
    const start = bucketStart(cell.bookOn as BookDate, bucket)
    const figures = steps.get(start) ?? nothing()
    steps.set(start, figures)
    take(figures, cell)
  }
  return [...steps].sort(([one], [other]) => one - other)
}

function bySteps(ground: Ground, query: ReportQuery): Report {
  const step = query.step === 'none' ? 'day' : query.step
  const cellsOf = (figures: Figures): ReportCell[] => FIGURES.map((figure) => figures[figure])
  const rows = figuresBy(ground, query, step).map(([start, figures]) => {
    const period = bucketWithin(start, step, query)
    const report = step === 'day' ? ('day-book' as const) : ('totals' as const)
    const narrower = { ...query, ...period, report, step: 'none' as const, isCompared: false }
    return line([...stepCells(step, period), ...cellsOf(figures)], { query: narrower })
  })
  if (rows.length > 0) rows.push(total([...stepWord(step), ...cellsOf(figuresIn(ground, query))]))
  const ranks: Figures = {
    ...{ sales: 0, salesReturns: 6, purchases: 3, purchaseReturns: 7, expenses: 3 },
    ...{ moneyIn: 1, moneyOut: 1, creditGiven: 2, creditBack: 2 }
  }
  const columns = [...stepColumns(step), ...FIGURES.map((figure) => column(figure, 'money', ranks[figure]))]
  return reportOf(query, { columns, rows, chart: chartOfSteps(ground, query) })
}

function chartOfSteps(ground: Ground, query: ReportQuery) {
  const steps = figuresBy(ground, query, chartBucket(query, query.step))
  const values = (figure: keyof Figures) => steps.map(([, figures]) => figures[figure])
  return chartOf(
    'bars',
    steps.map(([start]) => (start < query.fromOn ? query.fromOn : start)),
    { sales: values('sales'), moneyIn: values('moneyIn') }
  )
}
