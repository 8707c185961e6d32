import { uuidText } from '#main/db/uuid-bytes.ts'
import { ageingOf } from '#shared/credit/ageing.ts'
import { minor } from '#shared/money/money.ts'
import type { Report, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { chartOf, column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import type { Ground } from './ground.ts'
import { balancesOfParties, type OpenAmount, openAmounts } from './open-amounts.ts'
import { chosenParties } from './party-balances.ts'

const BUCKETS = ['notDue', 'days30', 'days60', 'days90', 'older'] as const
const COLUMNS = [
  column('party', 'text'),
  column('place', 'text', 6),
  column('phone', 'text', 5),
  ...BUCKETS.map((key) => column(key, 'money', key === 'notDue' ? 3 : 2)),
  column('unsettled', 'money', 4),
  column('balance', 'money')
]

interface PartyRow {
  no: number
  id: Uint8Array
  name: string
  place: string
  phone: string
}

/** What parties owe at the end of a period, or what is owed to them, by days after the due day; the largest first. */
export function ageing(ground: Ground, query: ReportQuery): Report {
  const sign = query.side === 'get' ? 1 : -1
  const chosen = chosenParties(ground, query)
  const balances = new Map(
    [...balancesOfParties(ground, query.toOn)].filter(
      ([no, balance]) => sign * balance > 0 && (chosen === null || chosen.has(no))
    )
  )
  const open = new Map<number, OpenAmount[]>()
  openAmounts(ground, balances, query.toOn, (amount) => {
    const known = open.get(amount.partyNo)
    if (known === undefined) open.set(amount.partyNo, [amount])
    else known.push(amount)
  })
  const sums = COLUMNS.slice(3).map(() => 0)
  const parties = [...balances].sort(([one, a], [other, b]) => sign * (b - a) || one - other)
  const rows: ReportRow[] = parties.map(([no, balance]) => {
    const items = (open.get(no) ?? []).map((one) => ({ ...one, openMinor: minor(one.openMinor) }))
    const { buckets, unsettledMinor } = ageingOf(items, query.toOn)
    const amounts = [...buckets, unsettledMinor, balance].map((amount) => (amount === 0 ? 0 : sign * amount))
    amounts.forEach((amount, at) => {
      sums[at] = (sums[at] ?? 0) + amount
    })
    return rowOf(ground, query, no, amounts)
  })
  const chart = chartOf(
    'bars',
    BUCKETS.map((key) => ({ key: `reports:column.${key}` })),
    { amount: sums.slice(0, 5) }
  )
  if (rows.length > 0) rows.push(total([rowWord('total'), '', '', ...sums]))
  return reportOf(query, { columns: COLUMNS, rows, chart })
}

function rowOf(ground: Ground, query: ReportQuery, no: number, amounts: readonly number[]): ReportRow {
  const party = ground.first<PartyRow>('select id, name, place, phone from party where party_no = @no', { no })
  const partyId = uuidText(party?.id ?? new Uint8Array(16))
  const narrower = { ...query, report: 'party-statement' as const, partyId, group: '', route: '' }
  return line([party?.name ?? '', party?.place ?? '', party?.phone ?? '', ...amounts], { query: narrower })
}
