import { kindNumber } from '#main/db/entry-kinds.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { bucketStart, bucketWithin, chartBucket } from '#shared/reports/period.ts'
import type { Report, ReportCell, ReportColumn, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { chartOf, column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { stepCells, stepColumns, stepWord } from '#shared/reports/steps.ts'
import { TAX_HEADS } from '#shared/tax/tax-scheme.ts'
import { countByDay, countOf, type EntryLine, entryPage } from './entry-lines.ts'
import type { Ground, Page } from './ground.ts'

/** What stands in the columns of a register, by the key of the column. Goods that came back are negative. */
type Figures = Map<string, number>

interface Side {
  readonly kinds: ReadonlySet<number>
  /** What a figure is, of what the accounts got: sales are credited, purchases debited. */
  readonly sign: 1 | -1
}

const SALES: Side = { kinds: new Set([kindNumber('sale'), kindNumber('sale-return')]), sign: -1 }
const PURCHASES: Side = { kinds: new Set([kindNumber('purchase'), kindNumber('purchase-return')]), sign: 1 }
const CHARGES: ReadonlySet<string> = new Set(['freight-charged', 'packing-charged', 'other-charged', 'freight-paid'])

/** In which column a further account of an entry stands. */
function columnOf(code: string): string {
  if (CHARGES.has(code)) return 'charges'
  if (code === 'round-off') return 'roundOff'
  if (code.startsWith('reverse-charge-')) return 'reverseCharge'
  return code.replace(/^(output|input)-/, '')
}

const AFTER_GOODS = ['charges', ...TAX_HEADS, 'reverseCharge', 'roundOff'] as const

/** Every bill and entry of goods sold, or bought: goods, charges, tax by head, rounding, which add up to the total. With a step: a line for each. */
export function register(ground: Ground, query: ReportQuery, page: Page): Report {
  const side = query.report === 'sales-register' ? SALES : PURCHASES
  const isOurs = ({ kindNo }: { readonly kindNo: number }) => side.kinds.has(kindNo)
  const cells = [...ground.tally.entriesIn(query)].filter(isOurs)
  const parts = [...ground.tally.partsIn(query)].filter(isOurs)
  const figuresBy = <Key>(keyOf: (bookOn: number) => Key): Map<Key, Figures> => {
    const all = new Map<Key, Figures>()
    const add = (bookOn: number, name: string, amount: number) => {
      const figures = all.get(keyOf(bookOn)) ?? new Map<string, number>()
      all.set(keyOf(bookOn), figures)
      figures.set(name, (figures.get(name) ?? 0) + amount)
    }
    for (const { bookOn, rest, count } of cells) {
      add(bookOn, 'goods', side.sign * (rest.into + rest.out))
      add(bookOn, 'count', count)
    }
    for (const { bookOn, accountNo, flow } of parts)
      add(bookOn, columnOf(ground.account(accountNo).code), side.sign * (flow.into + flow.out))
    return all
  }
  const sums = figuresBy(() => 0).get(0) ?? new Map<string, number>()
  const shown = AFTER_GOODS.filter((name) =>
    parts.some(({ accountNo }) => columnOf(ground.account(accountNo).code) === name)
  )
  const chart = chartOfGoods(query, figuresBy)
  const made = { side, sums, shown, chart }
  return query.step === 'none'
    ? byEntry(ground, query, page, { ...made, days: countByDay(cells) })
    : bySteps(query, page, made, figuresBy)
}

interface Made {
  readonly side: Side
  readonly sums: Figures
  readonly shown: readonly string[]
  readonly chart: Report['chart']
}

const figureColumns = (shown: readonly string[]): ReportColumn[] => [
  column('goods', 'money', 2),
  ...shown.map((name) => column(name, 'money', name === 'charges' || name === 'roundOff' ? 6 : 3)),
  column('total', 'money')
]

function figureCells(figures: Figures, shown: readonly string[]): ReportCell[] {
  const of = (name: string) => figures.get(name) ?? 0
  return [of('goods'), ...shown.map(of), of('goods') + AFTER_GOODS.reduce((sum, name) => sum + of(name), 0)]
}

function byEntry(
  ground: Ground,
  query: ReportQuery,
  page: Page,
  made: Made & { readonly days: ReturnType<typeof countByDay> }
): Report {
  const { side, sums, shown, chart, days } = made
  const isBought = side === PURCHASES
  const kinds = [...side.kinds].join(', ')
  const condition = `entry.kind_no in (${kinds}) or entry.reverses_no is not null
    and (select kind_no from entry as undone where undone.entry_no = entry.reverses_no) in (${kinds})`
  const amount = '-(entry.cash_minor + entry.upi_minor + entry.bank_minor + entry.credit_minor)'
  const count = countOf(days)
  const rows: ReportRow[] = entryPage(ground, { condition, amount, days }, page).map((entry) => {
    const { bookOn, number, kind, who, gstin, id } = entry
    const theirs = isBought ? [theirNumber(ground, entry)] : []
    const cells = [bookOn, number, ...theirs, kind, who, gstin, ...figureCells(figuresOf(ground, side, entry), shown)]
    return line(cells, { entryId: id })
  })
  if (count > 0 && page.offset <= count && page.offset + page.limit > count)
    rows.push(total([null, '', ...(isBought ? [''] : []), rowWord('total'), '', '', ...figureCells(sums, shown)]))
  const columns = [
    ...[column('day', 'day'), column('number', 'text', isBought ? 5 : 1)],
    ...(isBought ? [column('theirNumber', 'text', 1)] : []),
    ...[column('kind', 'text', 5), column('who', 'text'), column('gstin', 'text', 4)],
    ...figureColumns(shown)
  ]
  return reportOf(query, { columns, rows, rowCount: count === 0 ? 0 : count + 1, chart })
}

/** The accounts of one entry: what its legs and its further accounts leave is goods. */
function figuresOf(ground: Ground, side: Side, entry: EntryLine): Figures {
  const figures: Figures = new Map()
  let goods = entry.onAccount
  const parts = ground.raw('select account_no, amount_minor from entry_part where entry_no = @entryNo', {
    entryNo: entry.entryNo
  })
  for (const [accountNo, amount] of parts as [number, number][]) {
    goods -= amount
    const name = columnOf(ground.account(accountNo).code)
    figures.set(name, (figures.get(name) ?? 0) + side.sign * amount)
  }
  return figures.set('goods', side.sign * goods)
}

/** What the supplier's own paper bears; the op of a bill keeps it. */
function theirNumber(ground: Ground, { entryNo }: EntryLine): string {
  const sql = `select json_extract(bytes, '$.d.bill.theirNumber') as number
    from bill join journal_op on journal_op.n = bill.op_n where bill.entry_no = @entryNo`
  return ground.first<{ number: string | null }>(sql, { entryNo })?.number ?? ''
}

type FiguresBy = <Key>(keyOf: (bookOn: number) => Key) => Map<Key, Figures>

function bySteps(query: ReportQuery, page: Page, { sums, shown, chart }: Made, figuresBy: FiguresBy): Report {
  const step = query.step === 'none' ? 'day' : query.step
  const steps = [...figuresBy((bookOn) => bucketStart(bookOn as BookDate, step))].sort(([one], [other]) => one - other)
  const rows = steps.map(([start, figures]) => {
    const period = bucketWithin(start, step, query)
    const cells = [...stepCells(step, period), figures.get('count') ?? 0, ...figureCells(figures, shown)]
    return line(cells, { query: { ...query, ...period, step: 'none' } })
  })
  if (rows.length > 0) rows.push(total([...stepWord(step), sums.get('count') ?? 0, ...figureCells(sums, shown)]))
  const columns = [...stepColumns(step), column('count', 'count', 4), ...figureColumns(shown)]
  const cut = rows.slice(page.offset, page.offset + page.limit)
  return reportOf(query, { columns, rows: cut, rowCount: rows.length, chart })
}

function chartOfGoods(query: ReportQuery, figuresBy: FiguresBy): Report['chart'] {
  const bucket = chartBucket(query, query.step)
  const steps = [...figuresBy((bookOn) => bucketStart(bookOn as BookDate, bucket))].sort(
    ([one], [other]) => one - other
  )
  return chartOf(
    'bars',
    steps.map(([start]) => bucketWithin(start, bucket, query).fromOn),
    { total: steps.map(([, figures]) => Number(figureCells(figures, []).at(-1))) }
  )
}
