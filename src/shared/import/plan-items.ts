import { type ItemRequest, itemFact } from '#shared/items/item.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import type { ImportDraft, PlannedStock } from './import-draft.ts'
import type { ImportField, LineRemark } from './import-plan.ts'
import type { ImportReading, SourceLine } from './import-reading.ts'
import { ItemBook, itemKey, type ResolvedItem } from './item-book.ts'
import type { IdFor, KnownBook } from './known-book.ts'
import type { LineLog } from './line-log.ts'
import { compare } from './party-book.ts'
import { type ItemRow, itemReading, type Opening, readItemRow } from './read-item-row.ts'

/** All rows of one item: one, or one for each batch. */
interface ItemRows {
  readonly key: string
  readonly rows: readonly ItemRow[]
  readonly first: ItemRow
}

/** What an item of the file adds to the book. */
interface PlannedItem {
  readonly request: ItemRequest | null
  readonly isKnown: boolean
  readonly stocks: readonly PlannedStock[]
}

/** Items with prices, tax and opening stock, one a line; goods that are kept by batch may have a line for each. */
export function planItems(
  reading: ImportReading,
  lines: readonly SourceLine[],
  book: KnownBook,
  idFor: IdFor,
  log: LineLog
): ImportDraft {
  const from = itemReading(reading, lines, book, log)
  const rows = lines.flatMap((source) => readItemRow(from, source) ?? [])
  const groups = withoutSharedBarcodes(grouped(rows, log), log)
  const items = new ItemBook()
  for (const row of groups.flatMap((group) => group.rows)) items.add(row)
  items.resolve(book, idFor)
  const planned = groups.flatMap((group) => {
    const item = items.of(group.first)
    return item === null ? [] : [plannedItem(group, item, { book, idFor, log })]
  })
  return {
    parties: [],
    knownPartyCount: 0,
    entries: [],
    items: planned.flatMap(({ request }) => request ?? []).sort((left, right) => compare(left.name, right.name)),
    knownItemCount: planned.filter(({ isKnown }) => isKnown).length,
    stocks: planned.flatMap(({ stocks }) => stocks).sort((left, right) => compare(left.id, right.id))
  }
}

/** What of an item must be the same in each of its rows. */
const factsOf = ({ name, facts }: ItemRow): string =>
  JSON.stringify([
    name,
    itemFact({ ...facts, id: '', code: '', name: '', isArchived: false, hasBatch: true, hasExpiry: true })
  ])

const openingText = ({ opening, batch, expiresOn }: ItemRow): string =>
  JSON.stringify([opening?.quantity ?? 0, opening?.valueMinor ?? null, batch, expiresOn])

/**
 * One group an item. A row that says the same twice is left out the second time; rows of one code or name that say
 * different things contradict each other, and none of them is taken.
 */
function grouped(rows: readonly ItemRow[], log: LineLog): ItemRows[] {
  const groups = new Map<string, ItemRow[]>()
  for (const row of rows) {
    const key = itemKey(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups].flatMap(([key, all]) => {
    const own = withoutRepeats(all, log)
    const [first] = own
    if (first === undefined) return []
    const isOne = own.every((row) => factsOf(row) === factsOf(first))
    const batches = new Set(own.map(({ batch, expiresOn }) => `${batch}|${expiresOn}`))
    if (isOne && batches.size === own.length) return [{ key, rows: own, first }]
    const isTaken = own.some(({ name }) => name !== first.name)
    for (const row of own)
      log.leaveOut(row.line, isTaken ? 'code-taken' : 'duplicate-in-file', 'itemCode', row.code || row.name)
    return []
  })
}

function withoutRepeats(rows: readonly ItemRow[], log: LineLog): ItemRow[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const content = `${factsOf(row)} ${openingText(row)}`
    const isRepeat = seen.has(content)
    seen.add(content)
    if (isRepeat) log.leaveOut(row.line, 'duplicate-in-file', 'name', row.name)
    return !isRepeat
  })
}

/** A barcode belongs to one item, and is not another one's code: of those who share one, none is taken. */
function withoutSharedBarcodes(groups: readonly ItemRows[], log: LineLog): ItemRows[] {
  const bearers = new Map<string, Set<string>>()
  const bear = (code: string, key: string) => bearers.set(code, (bearers.get(code) ?? new Set()).add(key))
  for (const { key, first } of groups) {
    if (first.code !== '') bear(first.code.toLowerCase(), key)
    for (const barcode of first.facts.barcodes) bear(barcode.toLowerCase(), key)
  }
  return groups.filter(({ first, rows }) => {
    const shared = first.facts.barcodes.find((barcode) => (bearers.get(barcode.toLowerCase())?.size ?? 0) > 1)
    if (shared === undefined) return true
    for (const row of rows) log.leaveOut(row.line, 'barcode-twice', 'barcode', shared)
    return false
  })
}

interface Ground {
  readonly book: KnownBook
  readonly idFor: IdFor
  readonly log: LineLog
}

function plannedItem(group: ItemRows, item: ResolvedItem, ground: Ground): PlannedItem {
  const { rows, first } = group
  const { book, log } = ground
  const leaveAll = (remark: LineRemark, field: ImportField, value: string): PlannedItem => {
    for (const row of rows) log.leaveOut(row.line, remark, field, value)
    return { request: null, isKnown: false, stocks: [] }
  }
  if (item.known !== null) return knownItem(group, item, item.known, ground)
  if (item.isNameTaken) return leaveAll('item-differs', 'name', item.name)
  const taken = first.facts.barcodes.find((barcode) => book.itemByBarcode(barcode) !== null)
  if (taken !== undefined) return leaveAll('barcode-twice', 'barcode', taken)
  for (const row of rows) log.take(row.line)
  if (item.isRenamed) log.remark(first.line, 'name-made-unique', 'name', item.name)
  const hasBatch = rows.some(({ facts }) => facts.hasBatch)
  const hasExpiry = rows.some(({ facts }) => facts.hasExpiry)
  const request = { ...first.facts, hasBatch, hasExpiry, id: item.id, name: item.name, code: item.code }
  const stocks = rows.flatMap(({ opening }) => (opening === null ? [] : [stockOf(opening, item, true, ground.idFor)]))
  return { request, isKnown: false, stocks }
}

/**
 * An item that is in the book stays as it is there. Its opening stock is taken as long as nothing of it has moved, as a
 * party without entries gets its balance.
 */
function knownItem(
  group: ItemRows,
  item: ResolvedItem,
  known: NonNullable<ResolvedItem['known']>,
  ground: Ground
): PlannedItem {
  const { book, idFor, log } = ground
  const stocks: PlannedStock[] = []
  const isOurs = known.id === idFor(`item|${group.key}`)
  for (const { line, name, opening, facts } of group.rows) {
    if (known.isArchived) {
      log.leaveOut(line, 'item-archived', 'name', name)
      continue
    }
    const stock = opening === null ? null : stockOf(opening, item, true, idFor)
    const earlier = stock === null ? null : book.stockById(stock.id)
    if (stock === null || earlier !== null) {
      const isSame = stock === null || isSameStock(stock, earlier)
      if (stock !== null && isSame) stocks.push({ ...stock, isNew: false })
      log.leaveOut(line, isSame ? (isOurs ? 'already-imported' : 'item-exists') : 'stock-differs', 'name', name)
    } else if (known.isUsed || !known.keepsStock || known.baseUnit !== facts.baseUnit) {
      log.leaveOut(line, 'stock-differs', 'openingQuantity', name)
    } else {
      log.take(line)
      log.remark(line, 'item-exists', 'name', name)
      stocks.push(stock)
    }
  }
  return { request: null, isKnown: !known.isArchived, stocks }
}

const isSameStock = (stock: PlannedStock, earlier: ReturnType<KnownBook['stockById']>): boolean =>
  earlier !== null && earlier.quantity === stock.quantity && earlier.valueMinor === stock.valueMinor

function stockOf(opening: Opening, item: ResolvedItem, isNew: boolean, idFor: IdFor): PlannedStock {
  const { batch, expiresOn } = opening
  return {
    id: idFor(`opening-stock|${item.key}|${batch}|${expiresOn ?? ''}`),
    itemId: item.id,
    reason: 'opening',
    note: '',
    quantity: quantity(opening.quantity),
    valueMinor: opening.valueMinor,
    batch,
    expiresOn,
    isNew
  }
}
