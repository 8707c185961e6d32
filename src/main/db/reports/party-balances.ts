import { uuidText } from '#main/db/uuid-bytes.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ReportCell, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { chartOf, column, line, negated, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { entriesOf, type Ground, inChunks, type Listed } from './ground.ts'
import { balancesOfParties } from './open-amounts.ts'

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

/**
 * Every party with a balance at the end of a period, or with entries in it, by name: what we get and what we give. Of one
 * side alone, those whose balance stands on it.
 */
export function partyBalances(ground: Ground, query: ReportQuery): Listed {
  const figures = figuresOf(ground, query)
  const chosen = chosenParties(ground, query)
  const sign = query.side === 'give' ? -1 : 1
  const listed: number[] = []
  const sum = { debit: 0, credit: 0, get: 0, give: 0 }
  for (const [partyNo] of ground.raw('select party_no from party order by name collate nocase, party_no') as [
    number
  ][]) {
    const one = figures.get(partyNo)
    if (one === undefined || (one.debit === 0 && one.credit === 0 && one.closing === 0)) continue
    if (chosen !== null && !chosen.has(partyNo)) continue
    if (query.side !== 'all' && sign * one.closing <= 0) continue
    sum.debit += one.debit
    sum.credit += one.credit
    sum.get += Math.max(0, one.closing)
    sum.give += Math.max(0, negated(one.closing))
    listed.push(partyNo)
  }
  const columns = query.isCompared
    ? [...COLUMNS, column('before', 'money', 4), column('difference', 'money', 1)]
    : COLUMNS
  const rowCount = listed.length === 0 ? 0 : listed.length + 1
  const chart = largest(ground, figures, listed, query.side === 'give' ? 'give' : 'get')
  return {
    report: reportOf(query, { columns, rows: [], rowCount, isCompared: true, chart }),
    rowAt: (now, at) => {
      const partyNo = listed[at]
      const one = figures.get(partyNo ?? 0)
      return partyNo === undefined || one === undefined ? totalOf(query, sum) : rowOf(now, query, partyNo, one)
    }
  }
}

function totalOf(
  query: ReportQuery,
  { debit, credit, get, give }: Record<'debit' | 'credit' | 'get' | 'give', number>
) {
  const closing = get - give
  const opening = closing - debit - credit
  const more = query.isCompared ? [opening, closing - opening] : []
  return total([rowWord('total'), '', '', opening, debit, negated(credit), get, give, ...more])
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
  for (const [partyNo, closing] of balancesOfParties(ground, toOn))
    figures.set(partyNo, { debit: 0, credit: 0, closing })
  // Where nothing stands before the period one side is enough: the other is what the balance says beyond it.
  const before = entriesOf(ground, { fromOn: 0 as BookDate, toOn: (fromOn - 1) as BookDate })
  const isWhole = before.last < before.first
  // Added up here: twice as quick as sorted and grouped by SQLite.
  const sql = `select party_no, credit_minor from entry where entry_no between @from and @to and party_no is not null
    and credit_minor ${isWhole ? '> 0' : '<> 0'} and book_on between @fromOn and @toOn`
  inChunks(ground, entriesOf(ground, { fromOn, toOn }), (from, to) => {
    for (const [partyNo, amount] of ground.raw(sql, { from, to, fromOn, toOn }) as [number, number][]) {
      const one = figures.get(partyNo)
      if (one === undefined) continue
      if (amount > 0) one.debit += amount
      else one.credit += amount
    }
  })
  if (isWhole) for (const one of figures.values()) one.credit = one.closing - one.debit
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

/** Those who owe most, or those who are owed most. */
function largest(
  ground: Ground,
  figures: ReadonlyMap<number, PartyFigures>,
  listed: readonly number[],
  side: 'get' | 'give'
) {
  const sign = side === 'give' ? -1 : 1
  const closing = (partyNo: number) => sign * (figures.get(partyNo)?.closing ?? 0)
  const owing = listed.filter((partyNo) => closing(partyNo) > 0)
  const first = owing.sort((one, other) => closing(other) - closing(one)).slice(0, LARGEST)
  const nameOf = (partyNo: number) =>
    ground.first<{ name: string }>('select name from party where party_no = @partyNo', { partyNo })?.name ?? ''
  return chartOf('bars', first.map(nameOf), { [side]: first.map(closing) })
}
