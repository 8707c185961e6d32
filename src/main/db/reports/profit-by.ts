import { uuidText } from '#main/db/uuid-bytes.ts'
import { periodBefore } from '#shared/reports/period.ts'
import type { ReportCell, ReportColumn, ReportQuery, ReportTarget } from '#shared/reports/report.ts'
import { chartOf, column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import type { Earned, EarnedSubject } from './goods-tally.ts'
import type { Ground, Listed } from './ground.ts'

/** What each item earned: sold for, what it cost when it went out, what is left. The best first. */
export const itemProfit = (ground: Ground, query: ReportQuery): Listed => profitBy(ground, query, 'item')
/** What was earned with each party. */
export const partyProfit = (ground: Ground, query: ReportQuery): Listed => profitBy(ground, query, 'party')

function profitBy(ground: Ground, query: ReportQuery, subject: EarnedSubject): Listed {
  const now = ground.tally.goods.earnedIn(ground, query, subject)
  const before = query.isCompared ? periodBefore(query) : null
  const then = before === null ? null : ground.tally.goods.earnedIn(ground, before, subject)
  const keys = [...new Set([...now.keys(), ...(then?.keys() ?? [])])]
  const profitOf = (of: Earned | undefined) => (of === undefined ? 0 : of.revenue - of.cost)
  const listed = keys
    .filter((key) => !isNothing(now.get(key)) || !isNothing(then?.get(key)))
    .sort((one, other) => profitOf(now.get(other)) - profitOf(now.get(one)) || one - other)
  const compared = (profit: number, was: number) => (then === null ? [] : [was, profit - was])
  const sum: Earned = { quantity: 0, revenue: 0, cost: 0 }
  let sumThen = 0
  for (const key of listed) {
    sum.revenue += now.get(key)?.revenue ?? 0
    sum.cost += now.get(key)?.cost ?? 0
    sumThen += profitOf(then?.get(key))
  }
  const isItem = subject === 'item'
  const best = listed.slice(0, BEST).filter((key) => profitOf(now.get(key)) > 0)
  const report = reportOf(query, {
    columns: columnsOf(subject, then !== null),
    rows: [],
    rowCount: listed.length === 0 ? 0 : listed.length + 1,
    isCompared: true,
    chart: chartOf(
      'bars',
      best.map((key) => nameOf(ground, query, subject, key).name),
      { profit: best.map((key) => profitOf(now.get(key))) }
    ),
    notes: [...(sum.cost === 0 ? [] : [{ key: 'averageCost', params: {} }]), ...amountsAlone(now, subject)]
  })
  return {
    report,
    rowAt: (ground, at) => {
      const key = listed[at]
      if (key === undefined) {
        const blank = isItem ? [null, ''] : []
        return total([rowWord('total'), ...blank, ...earnedCells(sum), ...compared(profitOf(sum), sumThen)])
      }
      const of = now.get(key) ?? { quantity: 0, revenue: 0, cost: 0 }
      const { name, unit, target } = nameOf(ground, query, subject, key)
      const quantity = isItem ? [key === 0 ? null : of.quantity, unit] : []
      return line([name, ...quantity, ...earnedCells(of), ...compared(profitOf(of), profitOf(then?.get(key)))], target)
    }
  }
}

const BEST = 10
const isNothing = (of: Earned | undefined) =>
  of === undefined || (of.quantity === 0 && of.revenue === 0 && of.cost === 0)
const amountsAlone = (now: ReadonlyMap<number, Earned>, subject: EarnedSubject) =>
  subject === 'item' && !isNothing(now.get(0)) ? [{ key: 'amountsAlone', params: {} }] : []

function earnedCells({ revenue, cost }: Earned): ReportCell[] {
  const profit = revenue - cost
  return [revenue, cost, profit, revenue <= 0 ? null : Math.round((profit / revenue) * 10_000)]
}

const columnsOf = (subject: EarnedSubject, isCompared: boolean): ReportColumn[] => [
  ...(subject === 'item' ? [column('item', 'text'), column('quantity', 'quantity', 2), column('unit', 'text', 3)] : []),
  ...(subject === 'party' ? [column('party', 'text')] : []),
  column('revenue', 'money', 1),
  column('cost', 'money', 1),
  column('profit', 'money'),
  column('margin', 'percent', 2),
  ...(isCompared ? [column('before', 'money', 3), column('difference', 'money', 2)] : [])
]

interface Named {
  readonly name: ReportCell
  readonly unit: string
  readonly target: ReportTarget | null
}

function nameOf(ground: Ground, query: ReportQuery, subject: EarnedSubject, no: number): Named {
  if (no === 0) return { name: rowWord(subject === 'item' ? 'noItem' : 'noParty'), unit: '', target: null }
  if (subject === 'item') {
    const sql = `select id, name, json_extract(details, '$.baseUnit') as unit from item where item_no = @no`
    const item = ground.first<{ id: Uint8Array; name: string; unit: string | null }>(sql, { no })
    return { name: item?.name ?? '', unit: item?.unit ?? '', target: item ? { itemId: uuidText(item.id) } : null }
  }
  const party = ground.first<{ id: Uint8Array; name: string }>('select id, name from party where party_no = @no', {
    no
  })
  if (party === undefined) return { name: '', unit: '', target: null }
  const partyId = uuidText(party.id)
  const narrower = { ...query, report: 'party-statement' as const, partyId, isCompared: false, step: 'none' as const }
  return { name: party.name, unit: '', target: { query: narrower } }
}
