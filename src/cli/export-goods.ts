import { formatIsoDate } from '#shared/calendar/book-date.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import type { BillView, ItemView, StockMoveView } from '#shared/contract/goods-views.ts'
import { priceAt } from '#shared/items/item-price.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { formatPlainRate, formatSaid } from '#shared/quantity/format-quantity.ts'
import { TAX_HEADS } from '#shared/tax/tax-scheme.ts'
import { itemPages } from './item-pages.ts'
import type { OpenedLedger } from './open-ledger.ts'

/** A page of what is exported, as rows for a spreadsheet and as data. */
export interface Page {
  readonly heading: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly data: readonly unknown[]
}

/** A quantity as a spreadsheet reads it: an ASCII minus, no groups. */
const plainCount = (thousandths: number): string => {
  const part = String(Math.abs(thousandths) % 1_000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  const whole = Math.trunc(Math.abs(thousandths) / 1_000)
  return `${thousandths < 0 ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`
}

/** The headings are those that an import of items knows, so that another ledger takes the file as it is. */
const ITEM_HEADING = [
  'item name',
  'item code',
  'barcode',
  'alias',
  'group',
  'hsn',
  'tax rule',
  'inclusive of tax',
  'unit',
  'sale price',
  'purchase price',
  'mrp',
  'current stock',
  'stock value',
  'minimum stock',
  'item type',
  'archived',
  'id'
] as const

/** Every item, those that were put away too. */
export async function* itemTables(ledger: OpenedLedger): AsyncGenerator<Page> {
  for await (const items of allItems(ledger)) yield { heading: ITEM_HEADING, rows: items.map(itemRow), data: items }
}

async function* allItems(ledger: OpenedLedger): AsyncGenerator<readonly ItemView[]> {
  yield* itemPages(ledger, 'all')
  yield* itemPages(ledger, 'archived')
}

const itemRow = (item: ItemView): string[] => [
  item.name,
  item.code,
  item.barcodes.join(','),
  item.alias,
  item.group,
  item.hsn,
  item.taxRule,
  item.isTaxInPrice ? 'yes' : 'no',
  item.baseUnit,
  basePrice(item),
  item.purchaseRate === null ? '' : formatPlainRate(item.purchaseRate),
  item.retailPriceMinor === null ? '' : formatPlain(item.retailPriceMinor),
  item.keepsStock ? plainCount(item.onHand) : '',
  item.valueMinor === null || !item.keepsStock ? '' : formatPlain(item.valueMinor),
  item.lowStock === null ? '' : plainCount(item.lowStock),
  item.keepsStock ? 'goods' : 'service',
  item.isArchived ? 'yes' : 'no',
  item.id
]

/** The usual price for one of the base unit; a price for another unit is in the JSON. */
function basePrice(item: ItemView): string {
  const price = priceAt({ ...item, saleUnit: item.baseUnit }, '')
  return price === null || price.unit !== item.baseUnit ? '' : formatPlainRate(price.rate)
}

const BILL_HEADING = [
  ...['date', 'kind', 'number', 'party', 'gstin', 'place of supply', 'line', 'item', 'hsn', 'said', 'quantity', 'unit'],
  ...['rate', 'rate unit', 'amount', 'discount', 'taxable', 'tax rate', ...TAX_HEADS],
  ...['line total', 'bill rounding', 'bill total', 'state', 'of bill', 'bill id', 'item id']
]
const BILL_PAGE = 200

/** Every bill, newest first: as rows one for each line, as data one for each bill. */
export async function* billTables(ledger: OpenedLedger): AsyncGenerator<Page> {
  for (let beforeBillId: string | null = null; ; ) {
    const asked: Input<'bill.find'> = {
      partyId: null,
      kinds: null,
      text: '',
      isOpen: false,
      beforeBillId,
      limit: BILL_PAGE
    }
    const found: Output<'bill.find'> = await ledger.ask('bill.find', asked)
    const bills: BillView[] = []
    for (const { id } of found.rows) bills.push(await ledger.ask('bill.get', { billId: id }))
    if (bills.length > 0) yield { heading: BILL_HEADING, rows: bills.flatMap(billRows), data: bills }
    if (found.next === null) return
    beforeBillId = found.next
  }
}

function billRows({ row, bill }: BillView): string[][] {
  return bill.lines.map((line, at) => [
    formatIsoDate(row.bookOn),
    row.kind,
    row.number,
    row.partyName,
    bill.party?.gstin ?? '',
    bill.supply.placeOfSupply,
    String(at + 1),
    line.text,
    line.hsn,
    formatSaid(line.said),
    plainCount(line.quantity),
    line.baseUnit ?? '',
    line.rate === null ? '' : formatPlainRate(line.rate),
    line.rateUnit ?? '',
    formatPlain(line.amountMinor),
    formatPlain(line.discountMinor),
    formatPlain(line.taxableMinor),
    percentText(line.rateBp),
    ...TAX_HEADS.map((head) => (line.taxes[head] === undefined ? '' : formatPlain(line.taxes[head]))),
    formatPlain(line.totalMinor),
    formatPlain(bill.roundOffMinor),
    formatPlain(bill.totalMinor),
    row.state,
    bill.ofBillId ?? '',
    row.id,
    line.itemId ?? ''
  ])
}

const percentText = (basisPoints: number): string => plainCount(basisPoints * 10)

const MOVE_HEADING = [
  ...['item', 'item code', 'date', 'cause', 'number', 'party', 'moved', 'unit', 'value', 'on hand after'],
  ...['batch', 'expiry', 'note', 'undone', 'move', 'bill id', 'item id']
]
const MOVE_PAGE = 1_000

/** Every move of goods, item by item, the newest first. */
export async function* moveTables(ledger: OpenedLedger): AsyncGenerator<Page> {
  for await (const items of allItems(ledger)) {
    for (const item of items) yield* movesOf(ledger, item)
  }
}

async function* movesOf(ledger: OpenedLedger, item: ItemView): AsyncGenerator<Page> {
  for (let beforeMoveNo: number | null = null; ; ) {
    const asked: Input<'stock.ledger'> = { itemId: item.id, beforeMoveNo, limit: MOVE_PAGE, valuation: 'average' }
    const { moves, hasMore }: Output<'stock.ledger'> = await ledger.ask('stock.ledger', asked)
    const data = moves.map((move) => ({ itemId: item.id, ...move }))
    if (moves.length > 0) yield { heading: MOVE_HEADING, rows: moves.map((move) => moveRow(item, move)), data }
    if (!hasMore) return
    beforeMoveNo = moves.at(-1)?.moveNo ?? null
  }
}

const moveRow = (item: ItemView, move: StockMoveView): string[] => [
  item.name,
  item.code,
  formatIsoDate(move.bookOn),
  move.cause,
  move.number,
  move.partyName,
  plainCount(move.quantity),
  item.baseUnit,
  move.valueMinor === null ? '' : formatPlain(move.valueMinor),
  plainCount(move.onHandAfter),
  move.batch,
  move.expiresOn === null ? '' : formatIsoDate(move.expiresOn),
  move.note,
  move.isUndone ? 'yes' : 'no',
  String(move.moveNo),
  move.billId ?? '',
  item.id
]
