import { uuidText } from '#main/db/uuid-bytes.ts'
import type { Report, ReportCell, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { chartOf, column, line, negated, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { entriesOf, type Ground, inChunks } from './ground.ts'

/** What a period did to a party, and what stood there before and after it. Positive: the party owes. */
interface PartyFigures {
  debit: number
  credit: number
  closing: number
}

const COLUMNS = [
  column('party', 'text'),
  column('place', 'text', 5),
  column('phone', 'text', 6),
  column('opening', 'money', 3),
  column('debits', 'money', 2),
  column('credits', 'money', 2),
  column('get', 'money'),
  column('give', 'money')
]

/** Every party with a balance at the end of a period, or with entries in it, by name: what we get and what we give. */
export function partyBalances(ground: Ground, query: ReportQuery): Report {
  const figures = figuresOf(ground, query)
  const sum = { debit: 0, credit: 0, get: 0, give: 0 }
  const rows: ReportRow[] = []
  const chosen = chosenParties(ground, query)
  for (const [partyNo] of ground.raw('select party_no from party order by name collate nocase, party_no')) {
    const one = figures.get(partyNo as number)
    if (one === undefined || (one.debit === 0 && one.credit === 0 && one.closing === 0)) continue
    if (chosen !== null && !chosen.has(partyNo as number)) continue
    sum.debit += one.debit
    sum.credit += one.credit
    sum.get += Math.max(0, one.closing)
    sum.give += Math.max(0, negated(one.closing))
    rows.push(rowOf(ground, query, partyNo as number, one))
  }
  const closing = sum.get - sum.give
  const opening = closing - sum.debit - sum.credit
  const more = query.isCompared ? [opening, closing - opening] : []
  if (rows.length > 0)
    rows.push(total([rowWord('total'), '', '', opening, sum.debit, negated(sum.credit), sum.get, sum.give, ...more]))
  const columns = query.isCompared
    ? [...COLUMNS, column('before', 'money', 4), column('difference', 'money', 1)]
    : COLUMNS
  return reportOf(query, { columns, rows, isCompared: true, chart: largest(rows) })
}

/** The parties of a group or a route; null for all. */
export function chosenParties(ground: Ground, { group, route }: ReportQuery): ReadonlySet<number> | null {
  if (group === '' && route === '') return null
  const rows = ground.raw(
    `select party_no from party_terms where (@group = '' or party_group = @group) and (@route = '' or route = @route)`,
    { group, route }
  )
  return new Set(rows.map(([partyNo]) => partyNo as number))
}

/**
 * The balance that is kept, less what entries after the period did to it. So only the period and what followed is read: a
 * report up to today costs what the period holds.
 */
function figuresOf(ground: Ground, { fromOn, toOn }: ReportQuery): Map<number, PartyFigures> {
  const figures = new Map<number, PartyFigures>()
  for (const [partyNo, balance] of ground.raw('select party_no, balance_minor from party_balance'))
    figures.set(partyNo as number, { debit: 0, credit: 0, closing: balance as number })
  const since = entriesOf(ground, { fromOn, toOn: 99_999_999 as typeof toOn })
  inChunks(ground, since, (from, to) => {
    const rows = ground.raw(
      `select party_no, sum(case when book_on > @toOn then 0 else max(credit_minor, 0) end),
          sum(case when book_on > @toOn then 0 else min(credit_minor, 0) end),
          sum(case when book_on > @toOn then credit_minor else 0 end)
        from entry where entry_no between @from and @to and party_no is not null and book_on >= @fromOn group by party_no`,
      { from, to, toOn, fromOn }
    )
    for (const [partyNo, debit, credit, after] of rows as number[][]) {
      const one = figures.get(partyNo ?? 0)
      if (one === undefined) continue
      one.debit += debit ?? 0
      one.credit += credit ?? 0
      one.closing -= after ?? 0
    }
  })
  return figures
}

interface PartyRow {
  id: Uint8Array
  name: string
  place: string
  phone: string
}

function rowOf(
  ground: Ground,
  query: ReportQuery,
  partyNo: number,
  { debit, credit, closing }: PartyFigures
): ReportRow {
  const party = ground.first<PartyRow>('select id, name, place, phone from party where party_no = @partyNo', {
    partyNo
  })
  const opening = closing - debit - credit
  const cells: ReportCell[] = [
    ...[party?.name ?? '', party?.place ?? '', party?.phone ?? '', opening, debit, negated(credit)],
    ...[closing > 0 ? closing : null, closing < 0 ? -closing : null],
    ...(query.isCompared ? [opening, closing - opening] : [])
  ]
  const partyId = uuidText(party?.id ?? new Uint8Array(16))
  const narrower = { ...query, report: 'party-statement' as const, partyId, group: '', route: '', isCompared: false }
  return line(cells, { query: narrower })
}

const LARGEST = 10

/** Those who owe most. */
function largest(rows: readonly ReportRow[]) {
  const owing = rows.filter(({ kind, cells }) => kind === 'line' && typeof cells[6] === 'number')
  const first = owing.toSorted((one, other) => Number(other.cells[6]) - Number(one.cells[6])).slice(0, LARGEST)
  return chartOf(
    'bars',
    first.map(({ cells }) => cells[0] ?? ''),
    { get: first.map(({ cells }) => Number(cells[6])) }
  )
}
