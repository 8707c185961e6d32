import { uuidText } from '#main/db/uuid-bytes.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { ageBucket } from '#shared/credit/ageing.ts'
import { daysOver } from '#shared/credit/due-days.ts'
import type { ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { chartOf, column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import type { Ground, Listed } from './ground.ts'
import { balancesOfParties, openAmounts } from './open-amounts.ts'
import { chosenParties } from './party-balances.ts'

const BUCKETS = ['notDue', 'days30', 'days60', 'days90', 'older'] as const
/** By bucket, and then what settles nothing yet. */
const NO_AGES: readonly number[] = [0, 0, 0, 0, 0, 0]
/** Where there is no room for all of them, what is oldest is left out last: it is what is asked for first. */
const RANKS: Readonly<Record<(typeof BUCKETS)[number], number>> = {
  notDue: 3,
  days30: 2,
  days60: 2,
  days90: 2,
  older: 1
}
const COLUMNS = [
  column('party', 'text'),
  column('place', 'text', 6),
  column('phone', 'text', 5),
  ...BUCKETS.map((key) => column(key, 'money', RANKS[key])),
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
export function ageing(ground: Ground, query: ReportQuery): Listed {
  const sign = query.side === 'give' ? -1 : 1
  const chosen = chosenParties(ground, query)
  const balances = new Map(
    [...balancesOfParties(ground, query.toOn)].filter(
      ([no, balance]) => sign * balance > 0 && (chosen === null || chosen.has(no))
    )
  )
  const aged = agesOf(ground, balances, query)
  const parties = [...balances].sort(([one, a], [other, b]) => sign * (b - a) || one - other).map(([no]) => no)
  const amountsOf = (partyNo: number) => {
    const amounts = [...(aged.get(partyNo) ?? NO_AGES), balances.get(partyNo) ?? 0]
    return amounts.map((amount) => (amount === 0 ? 0 : sign * amount))
  }
  const sums = COLUMNS.slice(3).map(() => 0)
  for (const partyNo of parties)
    for (const [at, amount] of amountsOf(partyNo).entries()) sums[at] = (sums[at] ?? 0) + amount
  const labels = BUCKETS.map((key) => ({ key: `reports:column.${key}` }))
  const chart = chartOf('bars', labels, { amount: sums.slice(0, BUCKETS.length) })
  const rowCount = parties.length === 0 ? 0 : parties.length + 1
  return {
    report: reportOf(query, { columns: COLUMNS, rows: [], rowCount, chart }),
    rowAt: (now, at) => {
      const partyNo = parties[at]
      return partyNo === undefined
        ? total([rowWord('total'), '', '', ...sums])
        : rowOf(now, query, partyNo, amountsOf(partyNo))
    }
  }
}

/** What is open by age, and what settles nothing, of each party. */
function agesOf(ground: Ground, balances: ReadonlyMap<number, number>, { toOn }: ReportQuery): Map<number, number[]> {
  const ages = new Map<number, number[]>()
  const buckets = new Map<number, number>()
  // Many charges fall due on the same day.
  const bucketOf = (dueOn: BookDate): number => {
    const known = buckets.get(dueOn) ?? ageBucket(daysOver(dueOn, toOn))
    buckets.set(dueOn, known)
    return known
  }
  openAmounts(ground, balances, toOn, (partyNo, openMinor, dueOn) => {
    const of = ages.get(partyNo) ?? [...NO_AGES]
    ages.set(partyNo, of)
    const at = dueOn === null ? BUCKETS.length : bucketOf(dueOn)
    of[at] = (of[at] ?? 0) + openMinor
  })
  return ages
}

function rowOf(ground: Ground, query: ReportQuery, no: number, amounts: readonly number[]): ReportRow {
  const party = ground.first<PartyRow>('select id, name, place, phone from party where party_no = @no', { no })
  const partyId = uuidText(party?.id ?? new Uint8Array(16))
  const narrower = { ...query, report: 'party-statement' as const, partyId, group: '', route: '' }
  return line([party?.name ?? '', party?.place ?? '', party?.phone ?? '', ...amounts], { query: narrower })
}
