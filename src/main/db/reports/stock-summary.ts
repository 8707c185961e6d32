import { uuidText } from '#main/db/uuid-bytes.ts'
import type { Report, ReportCell, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { type Ground, inChunks } from './ground.ts'

/** Goods of an item: quantities in thousandths of its base unit, values in minor units. */
interface Goods {
  inQuantity: number
  outQuantity: number
  inValue: number
  outValue: number
  closingQuantity: number
  closingValue: number
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

/** What is kept on hand, less what later moves did. What was undone is taken off the side on which it was. */
function goodsOf(ground: Ground, { fromOn, toOn }: ReportQuery): Map<number, Goods> {
  const goods = new Map<number, Goods>()
  for (const [itemNo, quantity, value] of ground.raw(
    'select item_no, quantity, value_minor from stock_on_hand'
  ) as number[][])
    goods.set(itemNo ?? 0, {
      ...{ inQuantity: 0, outQuantity: 0, inValue: 0, outValue: 0 },
      ...{ closingQuantity: quantity ?? 0, closingValue: value ?? 0 }
    })
  inChunks(ground, { first: 1, last: ground.tally.lastMoveNo }, (from, to) => {
    const rows = ground.raw(
      `select item_no, book_on > @toOn, (quantity > 0) <> is_undone, sum(quantity), sum(value_minor) from stock_move
        where move_no between @from and @to and book_on >= @fromOn group by 1, 2, 3`,
      { from, to, fromOn, toOn }
    )
    for (const [itemNo = 0, isLater, isIn, quantity = 0, value = 0] of rows as number[][]) {
      const of = goods.get(itemNo)
      if (of === undefined) continue
      if (isLater === 1) {
        of.closingQuantity -= quantity
        of.closingValue -= value
      } else if (isIn === 1) {
        of.inQuantity += quantity
        of.inValue += value
      } else {
        of.outQuantity -= quantity
        of.outValue -= value
      }
    }
  })
  return goods
}
