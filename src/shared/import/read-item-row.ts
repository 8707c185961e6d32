import type { BookDate } from '#shared/calendar/book-date.ts'
import { ITEM_NAME_LENGTH, type ItemRequest } from '#shared/items/item.ts'
import { MAX_BALANCE_MINOR, type Minor, minor } from '#shared/money/money.ts'
import { cleanName } from '#shared/parties/party.ts'
import { amountOf, QUANTITY_PER_UNIT, type Quantity, quantity, rate } from '#shared/quantity/quantity.ts'
import { type ItemUnit, UNITS, type UnitCode } from '#shared/quantity/unit.ts'
import { ruleById } from '#shared/tax/rate-on.ts'
import type { ImportField, LineRemark } from './import-plan.ts'
import type { ImportReading, SourceLine } from './import-reading.ts'
import { ITEM_CODE_LENGTH } from './item-book.ts'
import type { KnownBook } from './known-book.ts'
import type { LineLog } from './line-log.ts'
import { readDecimal } from './read-decimal.ts'
import {
  isService,
  quantityIn,
  readBarcodes,
  readExpiry,
  readHsn,
  readUnit,
  readYesNo,
  thousandths
} from './read-goods-cells.ts'
import { toPaise } from './read-money.ts'
import { basisPoints, isPartOfOne, readTax, ruleOfNature, ruleOfRate } from './tax-rule-of-rate.ts'

/** What an item has in the shop when the book begins. */
export interface Opening {
  /** In thousandths of the base unit; never zero, less than nothing where more was sold than was booked in. */
  readonly quantity: Quantity
  /** Null: nobody says what it is worth. */
  readonly valueMinor: Minor | null
  readonly batch: string
  readonly expiresOn: BookDate | null
}

/** One line of a list of items. */
export interface ItemRow {
  readonly line: number
  readonly code: string
  readonly name: string
  /** All that is kept of the item but its name. */
  readonly facts: Omit<ItemRequest, 'id' | 'name' | 'code'>
  readonly opening: Opening | null
  readonly batch: string
  readonly expiresOn: BookDate | null
}

/** What reading rows needs beside the row. */
export interface ItemReading {
  readonly reading: ImportReading
  readonly book: KnownBook
  readonly log: LineLog
  /** Whether the column of rates holds 0.18 for 18 %. */
  readonly isPart: boolean
}

export function itemReading(
  reading: ImportReading,
  lines: readonly SourceLine[],
  book: KnownBook,
  log: LineLog
): ItemReading {
  const percents = lines.flatMap((source) => {
    const said = readTax(reading.cell(source, 'taxRate'))
    return said?.is === 'rate' ? [said.percent] : []
  })
  return { reading, book, log, isPart: isPartOfOne(percents) }
}

/** The first thing of a row that cannot be read; the row stays out for it. */
class BadCell extends Error {
  readonly remark: LineRemark
  readonly field: ImportField
  constructor(remark: LineRemark, field: ImportField) {
    super(remark)
    this.remark = remark
    this.field = field
  }
}

const bad = (remark: LineRemark, field: ImportField): never => {
  throw new BadCell(remark, field)
}

/** Reads one line of a list of items; null, with a remark, when any of it cannot be read. */
export function readItemRow(from: ItemReading, source: SourceLine): ItemRow | null {
  try {
    return itemRow(from, source)
  } catch (problem) {
    if (!(problem instanceof BadCell)) throw problem
    from.log.leaveOut(source.line, problem.remark, problem.field, from.reading.cell(source, problem.field))
    return null
  }
}

function itemRow(from: ItemReading, source: SourceLine): ItemRow {
  const { reading } = from
  const cell = (field: ImportField) => reading.cell(source, field)
  const text = (field: ImportField, length: number) => {
    const cleaned = cleanName(cell(field))
    return cleaned.length > length ? bad('text-too-long', field) : cleaned
  }
  const code = text('itemCode', ITEM_CODE_LENGTH)
  const name = cleanName(cell('name')) || code
  if (name === '') bad('name-missing', 'name')
  if (name.length > ITEM_NAME_LENGTH) bad('name-too-long', 'name')
  const hsn = readHsn(cell('hsn')) ?? bad('hsn-unreadable', 'hsn')
  const counted = unitsOf(from, source)
  const batch = text('batch', 40)
  const expiresOn =
    cell('expiry') === '' ? null : (readExpiry(cell('expiry'), reading.dateOrder) ?? bad('date-unreadable', 'expiry'))
  const barcodes = readBarcodes(cell('barcode')) ?? bad('barcode-unreadable', 'barcode')
  if (barcodes.length > 8 || barcodes.some((barcode) => barcode.length > 40)) bad('barcode-unreadable', 'barcode')
  const keepsStock = !isService(cell('itemType'))
  const facts = {
    alias: text('alias', 200),
    barcodes,
    group: text('group', 60),
    hsn,
    taxRule: taxRuleOf(from, source, hsn),
    isTaxInPrice: readYesNo(cell('taxInPrice')) ?? bad('yes-no-unreadable', 'taxInPrice'),
    baseUnit: counted.baseUnit,
    units: counted.units,
    saleUnit: counted.saleUnit,
    ...pricesOf(from, source, counted),
    keepsStock,
    hasBatch: batch !== '',
    hasExpiry: expiresOn !== null,
    lowStock: lowStockOf(from, source, counted)
  }
  const opening = keepsStock ? openingOf(from, source, counted, { batch, expiresOn }) : null
  return { line: source.line, code, name, facts, opening, batch, expiresOn }
}

/** How a row counts: the unit of its prices and quantities is `saidUnit`, of so many thousandths of the base unit. */
interface Counted {
  readonly baseUnit: UnitCode
  readonly units: ItemUnit[]
  readonly saleUnit: UnitCode | null
  readonly saidUnit: UnitCode
  readonly size: Quantity
}

/** A second unit is the smaller one, so that everything can be counted in it: a box of 12 pieces has PCS for its base. */
function unitsOf({ reading }: ItemReading, source: SourceLine): Counted {
  const cell = (field: ImportField) => reading.cell(source, field)
  // Tally writes the unit behind the quantity.
  const written = cell('unit') || (/^[\d.,()\s-]+?\s*([\p{L}\p{M}].*)$/u.exec(cell('openingQuantity'))?.[1] ?? '')
  const first = written === '' ? 'PCS' : (readUnit(written) ?? bad('unit-unknown', 'unit'))
  const plain = { baseUnit: first, units: [], saleUnit: null, saidUnit: first, size: quantity(QUANTITY_PER_UNIT) }
  if (cell('secondUnit') === '') return plain
  const second = readUnit(cell('secondUnit')) ?? bad('unit-unknown', 'secondUnit')
  if (second === first) return plain
  const number = reading.number(source, 'secondUnitSize') ?? bad('quantity-unreadable', 'secondUnitSize')
  const size = quantityIn('OTH', number.decimal)
  if (size === null || size <= QUANTITY_PER_UNIT || size % QUANTITY_PER_UNIT !== 0)
    bad('quantity-unreadable', 'secondUnitSize')
  const units = [{ unit: first, name: '', size: size ?? quantity(QUANTITY_PER_UNIT) }]
  return { baseUnit: second, units, saleUnit: first, saidUnit: first, size: size ?? quantity(QUANTITY_PER_UNIT) }
}

function taxRuleOf({ reading, book, isPart }: ItemReading, source: SourceLine, hsn: string): string {
  const scheme = book.taxScheme()
  const cell = reading.cell(source, 'taxRate')
  // What a ledger of ours exported names the rule itself.
  if (cell !== '' && ruleById(scheme, cell) !== null) return cell
  const said = readTax(cell) ?? bad('tax-rate-unknown', 'taxRate')
  if (said.is === 'none') return ''
  if (said.is === 'nature') return ruleOfNature(scheme, book.todayOn, said.nature) ?? bad('tax-rate-unknown', 'taxRate')
  const rateBp = basisPoints(said.percent, isPart) ?? bad('tax-rate-unknown', 'taxRate')
  const rule = ruleOfRate(scheme, book.todayOn, rateBp, hsn)
  return rule ?? (rateBp === 0 ? '' : bad('tax-rate-unknown', 'taxRate'))
}

function pricesOf(from: ItemReading, source: SourceLine, counted: Counted) {
  const [sale, purchase, retail] = (['salePrice', 'purchasePrice', 'retailPrice'] as const).map((field) => {
    const price = priceOf(from.reading, source, field)
    if (!price.isExact) from.log.remark(source.line, 'price-rounded', field, from.reading.cell(source, field))
    return price.value
  }) as [number, number, number]
  // Both are kept for one of the base unit.
  const perBase = (thousandthsOfUnit: number) => Math.round((thousandthsOfUnit * QUANTITY_PER_UNIT) / counted.size)
  const retailMinor = Math.round((retail * QUANTITY_PER_UNIT) / counted.size / 10)
  return {
    prices: sale === 0 ? [] : [{ level: '', unit: counted.saidUnit, rate: rate(sale) }],
    purchaseRate: purchase === 0 ? null : rate(perBase(purchase)),
    retailPriceMinor: retail === 0 ? null : minor(retailMinor)
  }
}

/** A price in thousandths; 0 when there is none, as programs write it. What is finer is rounded. */
function priceOf(reading: ImportReading, source: SourceLine, field: ImportField): { value: number; isExact: boolean } {
  if (/^[-–—]?$/u.test(reading.cell(source, field))) return { value: 0, isExact: true }
  const number = reading.number(source, field) ?? bad('price-unreadable', field)
  const { value, isExact } = thousandths(number.decimal)
  if (value === null) return bad('amount-too-large', field)
  return value < 0 ? bad('price-unreadable', field) : { value, isExact }
}

function lowStockOf({ reading }: ItemReading, source: SourceLine, counted: Counted): Quantity | null {
  const count = countOf(reading, source, 'lowStock', counted)
  if (count !== null && count < 0) bad('quantity-unreadable', 'lowStock')
  return count === 0 ? null : count
}

/** A count of the row's unit in thousandths of the base unit; null when the cell is empty. */
function countOf(reading: ImportReading, source: SourceLine, field: ImportField, counted: Counted): Quantity | null {
  const text = reading.cell(source, field).replace(/\s*[\p{L}\p{M}][\p{L}\p{M}.]*$/u, '')
  if (/^[-–—]?$/u.test(text)) return null
  const number = readDecimal(text, reading.markOf(field)) ?? bad('quantity-unreadable', field)
  const said = thousandths(number.decimal)
  if (said.value === null) return bad('amount-too-large', field)
  const base = (BigInt(said.value) * BigInt(counted.size)) / BigInt(QUANTITY_PER_UNIT)
  const step = 10n ** BigInt(3 - UNITS[counted.baseUnit])
  if (!said.isExact || base % step !== 0n) return bad('quantity-too-fine', field)
  const value = Number(base)
  return Number.isSafeInteger(value) ? quantity(value) : bad('amount-too-large', field)
}

/** Opening stock: its worth is what the file says, else quantity times its rate, else times what the item costs. */
function openingOf(
  from: ItemReading,
  source: SourceLine,
  counted: Counted,
  of: { readonly batch: string; readonly expiresOn: BookDate | null }
): Opening | null {
  const count = countOf(from.reading, source, 'openingQuantity', counted)
  if (count === null || count === 0) return null
  return { quantity: count, valueMinor: count < 0 ? null : worthOf(from.reading, source, counted, count), ...of }
}

function worthOf(reading: ImportReading, source: SourceLine, counted: Counted, count: Quantity): Minor | null {
  const written = reading.cell(source, 'openingValue')
  if (!/^[-–—]?$/u.test(written)) {
    const number = reading.number(source, 'openingValue') ?? bad('amount-unreadable', 'openingValue')
    const money = toPaise(number.decimal)
    if (!money.ok) return bad('amount-too-large', 'openingValue')
    // Programs write what is owed for goods as a debit, or with a minus sign.
    return minor(Math.abs(money.amountMinor))
  }
  const field = reading.cell(source, 'openingRate') === '' ? 'purchasePrice' : 'openingRate'
  const price = priceOf(reading, source, field).value
  if (price === 0) return null
  const value = amountOf(count, rate(price), counted.size)
  return value > BigInt(MAX_BALANCE_MINOR) ? bad('amount-too-large', field) : minor(Number(value))
}
