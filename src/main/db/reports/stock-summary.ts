import { uuidText } from '#main/db/uuid-bytes.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Report, ReportCell, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import type { Ground } from './ground.ts'
import type { Moved } from './stock-tally.ts'

/** Goods of an item in a period, and what there was at its end. */
interface Goods extends Moved {
  readonly closingQuantity: number
  readonly closingValue: number
}

interface ItemRow {
  no: number
  id: Uint8Array
  name: string
  itemGroup: string
  unit: string | null
}

const COLUMNS = [
  column('item', 'text'),
  column('group', 'text', 6),
  column('unit', 'text', 3),
  column('openingQuantity', 'quantity', 4),
  column('inQuantity', 'quantity', 2),
  column('outQuantity', 'quantity', 2),
  column('closingQuantity', 'quantity'),
  column('openingValue', 'money', 5),
  column('inValue', 'money', 7),
  column('outValue', 'money', 7),
  column('value', 'money')
]

/** Each item that was on hand, came or went: opening, in, out, closing and what it is worth at the moving average. */
export function stockSummary(ground: Ground, query: ReportQuery): Report {
  const goods = goodsOf(ground, query)
  const items = ground.all<ItemRow>(
    `select item_no as no, id, name, item_group as itemGroup, json_extract(details, '$.baseUnit') as unit
      from item where @group = '' or item_group = @group order by name collate nocase, item_no`,
    { group: query.group }
  )
  const sum = { opening: 0, in: 0, out: 0, closing: 0 }
  const rows: ReportRow[] = []
  const compared = (opening: number, closing: number) => (query.isCompared ? [opening, closing - opening] : [])
  for (const item of items) {
    const of = goods.get(item.no)
    if (of === undefined || Object.values(of).every((figure) => figure === 0)) continue
    const openingQuantity = of.closingQuantity - of.inQuantity + of.outQuantity
    const openingValue = of.closingValue - of.inValue + of.outValue
    const quantities = [openingQuantity, of.inQuantity, of.outQuantity, of.closingQuantity]
    const values = [openingValue, of.inValue, of.outValue, of.closingValue]
    const cells: ReportCell[] = [item.name, item.itemGroup, item.unit ?? '', ...quantities, ...values]
    rows.push(line([...cells, ...compared(openingValue, of.closingValue)], { itemId: uuidText(item.id) }))
    sum.opening += openingValue
    sum.in += of.inValue
    sum.out += of.outValue
    sum.closing += of.closingValue
  }
  const values = [sum.opening, sum.in, sum.out, sum.closing]
  if (rows.length > 0)
    rows.push(
      total([rowWord('total'), '', '', null, null, null, null, ...values, ...compared(sum.opening, sum.closing)])
    )
  const more = query.isCompared ? [column('before', 'money', 4), column('difference', 'money', 1)] : []
  return reportOf(query, { columns: [...COLUMNS, ...more], rows, isCompared: true })
}

/** What is kept on hand, less what later moves did. */
function goodsOf(ground: Ground, { fromOn, toOn }: ReportQuery): Map<number, Goods> {
  const within = ground.tally.stock.movedIn(ground, { fromOn, toOn })
  const later = ground.tally.stock.movedIn(ground, { fromOn: (toOn + 1) as BookDate, toOn: LAST_DAY })
  const kept = ground.raw('select item_no, quantity, value_minor from stock_on_hand') as [number, number, number][]
  return new Map(
    kept.map(([itemNo, quantity, value]) => {
      const [of, since] = [within.get(itemNo) ?? NOT_MOVED, later.get(itemNo) ?? NOT_MOVED]
      const closingQuantity = quantity - since.inQuantity + since.outQuantity
      const closingValue = value - since.inValue + since.outValue
      return [itemNo, { ...of, closingQuantity, closingValue }]
    })
  )
}

const LAST_DAY = 99_999_999 as BookDate
const NOT_MOVED: Moved = { inQuantity: 0, outQuantity: 0, inValue: 0, outValue: 0 }
