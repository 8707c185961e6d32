import { kindNumber } from '#main/db/entry-kinds.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import { type Period, periodBefore } from '#shared/reports/period.ts'
import type { ReportCell, ReportColumn, ReportQuery, ReportTarget } from '#shared/reports/report.ts'
import { chartOf, column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { overBills } from './bills-in.ts'
import { entriesOf, type Ground, inChunks, type Listed } from './ground.ts'

/** What goods of an item, or goods sold to a party, came to. Quantities in thousandths, values without tax. */
interface Earned {
  quantity: number
  revenue: number
  cost: number
}

/** `sale` and `sale-return` among bills bear the numbers 1 and 2; a challan the number 6. */
const SOLD = 'bill.kind_no in (1, 2)'
const SIGN = '(case bill.kind_no when 1 then 1 else -1 end)'

type Subject = 'item' | 'party'

/** What each item earned: sold for, what it cost when it went out, what is left. The best first. */
export const itemProfit = (ground: Ground, query: ReportQuery): Listed => profitBy(ground, query, 'item')
/** What was earned with each party. */
export const partyProfit = (ground: Ground, query: ReportQuery): Listed => profitBy(ground, query, 'party')

function profitBy(ground: Ground, query: ReportQuery, subject: Subject): Listed {
  const now = earnedIn(ground, query, subject)
  const before = query.isCompared ? periodBefore(query) : null
  const then = before === null ? null : earnedIn(ground, before, subject)
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
const amountsAlone = (now: ReadonlyMap<number, Earned>, subject: Subject) =>
  subject === 'item' && !isNothing(now.get(0)) ? [{ key: 'amountsAlone', params: {} }] : []

function earnedCells({ revenue, cost }: Earned): ReportCell[] {
  const profit = revenue - cost
  return [revenue, cost, profit, revenue <= 0 ? null : Math.round((profit / revenue) * 10_000)]
}

const columnsOf = (subject: Subject, isCompared: boolean): ReportColumn[] => [
  ...(subject === 'item' ? [column('item', 'text'), column('quantity', 'quantity', 2), column('unit', 'text', 3)] : []),
  ...(subject === 'party' ? [column('party', 'text')] : []),
  column('revenue', 'money', 1),
  column('cost', 'money', 1),
  column('profit', 'money'),
  column('margin', 'percent', 2),
  ...(isCompared ? [column('before', 'money', 3), column('difference', 'money', 2)] : [])
]

/** By the number of the item or party; 0 stands for lines without an item, and for cash sales. */
function earnedIn(ground: Ground, period: Period, subject: Subject): Map<number, Earned> {
  const earned = new Map<number, Earned>()
  const of = (key: unknown): Earned => {
    const known = earned.get((key as number | null) ?? 0) ?? { quantity: 0, revenue: 0, cost: 0 }
    earned.set((key as number | null) ?? 0, known)
    return known
  }
  const key = (item: string) => (subject === 'item' ? item : 'bill.party_no')
  const lines = (from: string, where: string) => `select ${key('line.item_no')}, sum(${SIGN} * line.quantity),
      sum(${SIGN} * line.taxable_minor)
    from ${from} cross join bill_line as line on line.bill_no = bill.bill_no where ${where} and ${SOLD} group by 1`
  overBills(ground, period, lines, ([no, quantity, revenue], sign) => {
    of(no).quantity += sign * (quantity as number)
    of(no).revenue += sign * (revenue as number)
  })
  const moved = (from: string, where: string) => `select ${key('move.item_no')}, -sum(move.value_minor)
    from ${from} cross join stock_move as move on move.bill_no = bill.bill_no and move.is_undone = 0
    where ${where} and ${SOLD} group by 1`
  overBills(ground, period, moved, ([no, cost], sign) => {
    of(no).cost += sign * (cost as number)
  })
  overBills(ground, period, fromChallan(key('line.item_no')), ([no, quantity, delivered, value], sign) => {
    of(no).cost += sign * Math.round(((value as number) * (quantity as number)) / (delivered as number))
  })
  plainSales(ground, period, subject, (no, amount) => {
    of(no).revenue += amount
  })
  return earned
}

/** Goods that a challan delivered went out with it: a line of the bill bears its part of what they cost then. */
const fromChallan = (key: string) => (from: string, where: string) =>
  `select ${key}, line.quantity, -move.quantity, -move.value_minor
  from ${from} cross join bill as challan on challan.bill_no = bill.of_bill_no and challan.kind_no = 6
    cross join bill_line as line on line.bill_no = bill.bill_no and line.of_line is not null
    cross join stock_move as move on move.bill_no = challan.bill_no and move.line_no = line.of_line and move.is_undone = 0
  where ${where} and bill.kind_no = 1`

/** Sales of an amount alone, without a bill of goods: what all sales came to, less what the bills did. */
function plainSales(
  ground: Ground,
  period: Period,
  subject: Subject,
  take: (partyNo: number, amount: number) => void
): void {
  const [sale, back] = [kindNumber('sale'), kindNumber('sale-return')]
  const amounts = (from: string, where: string) => `select ${subject === 'party' ? 'bill.party_no' : '0'},
    -sum(${SIGN} * bill.total_minor) from ${from} where ${where} and ${SOLD} group by 1`
  overBills(ground, period, amounts, ([no, amount], sign) =>
    take((no as number | null) ?? 0, sign * (amount as number))
  )
  if (subject === 'item') {
    for (const { kindNo, isUndoing, amount } of ground.tally.entriesIn(period))
      if (kindNo === sale || kindNo === back) take(0, (kindNo === sale) === isUndoing ? -amount : amount)
    return
  }
  // Of nearly all entries the kind is their own: the one of what was undone is looked for only where something was.
  const kind = `case when reverses_no is null then kind_no
    else (select kind_no from entry as undone where undone.entry_no = entry.reverses_no) end`
  const sql = `select party_no, sum(case when (kind = ${sale}) = is_made then amount_minor else -amount_minor end)
    from (select party_no, amount_minor, reverses_no is null as is_made, ${kind} as kind from entry
      where entry_no between @from and @to and book_on between @fromOn and @toOn)
    where kind in (${sale}, ${back}) group by 1`
  inChunks(ground, entriesOf(ground, period), (from, to) => {
    const days = { fromOn: period.fromOn, toOn: period.toOn }
    for (const [no, amount] of ground.raw(sql, { ...days, from, to }))
      take((no as number | null) ?? 0, amount as number)
  })
}

interface Named {
  readonly name: ReportCell
  readonly unit: string
  readonly target: ReportTarget | null
}

function nameOf(ground: Ground, query: ReportQuery, subject: Subject, no: number): Named {
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
