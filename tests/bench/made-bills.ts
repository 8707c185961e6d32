import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Book, stampOf } from '#main/app/book.ts'
import { foundShop } from '#main/app/found-shop.ts'
import { addItemWithin } from '#main/app/keep-items.ts'
import { addPartyWithin } from '#main/app/keep-parties.ts'
import { recordBillWithin } from '#main/app/record-bill.ts'
import { systemRandomness } from '#main/compose/system.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { migrations } from '#main/db/migrations/index.ts'
import { bookDate } from '#shared/calendar/book-date.ts'
import { type Item, type ItemRequest, zItemRequest } from '#shared/items/item.ts'
import { type BillRequest, zBillRequest } from '#shared/sales/bill-request.ts'
import { firstRun, newId, testClock } from '#tests/support/open-app.ts'
import { bookTexts, openBook } from '#tests/support/open-book.ts'
import { benchFolder, type Random, zipf } from './made-book.ts'
import { makeParties, seededRandom } from './made-parties.ts'

export const BILL_DAY = bookDate(2026, 11, 21)
const SEED = 20261122
const PARTIES = 500
const ITEMS = 2_000
const LINES = 4
const AT_ONCE = 500

const KINDS =
  'Rice Soap Tea Sugar Oil Salt Dal Thread Bangle Lamp Bucket Plate Towel Shirt Wire Bulb Paint Brush Nail Lock'
const SORTS =
  'Red Blue Green White Black Small Large Special Super Gold Silver Royal Classic Jumbo Mini Extra Fine Local Export Deluxe'

/** A made item: every name another one, half of them with tax of 5 %, half of 18 %. */
export function makeItem(at: number): Item {
  const [kinds, sorts] = [KINDS.split(' '), SORTS.split(' ')]
  const kind = kinds[at % kinds.length] ?? ''
  const sort = sorts[Math.floor(at / kinds.length) % sorts.length] ?? ''
  return {
    ...zItemRequest.parse({
      id: newId(),
      name: `${kind} ${sort} ${Math.floor(at / (kinds.length * sorts.length)) + 1}`,
      code: `${kind.slice(0, 2).toUpperCase()}${1000 + at}`,
      barcodes: [String(8_900_000_000_000 + at)],
      group: kind,
      hsn: '3401',
      taxRule: at % 2 === 0 ? 'gst-5' : 'gst-18',
      units: [{ unit: 'BOX', name: '', size: 12_000 }],
      prices: [{ level: '', unit: 'PCS', rate: (10 + (at % 90)) * 1_000 }]
    }),
    isArchived: false
  }
}

/** A sale on credit of so many lines, each of another item. */
export function billMaker(items: readonly Item[], partyIds: readonly string[], lines: number, random: Random) {
  const drawParty = zipf(partyIds.length, random)
  return (): BillRequest => {
    const from = Math.floor(random() * items.length)
    return zBillRequest.parse({
      id: newId(),
      kind: 'sale',
      partyId: partyIds[drawParty()] ?? null,
      bookOn: null,
      occurredOn: null,
      lines: Array.from({ length: lines }, (_, at) => lineOf(items[(from + at * 7) % items.length] as Item, random)),
      tender: { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
    })
  }
}

function lineOf(item: Item, random: Random) {
  const count = 1 + Math.floor(random() * 24)
  const rate = item.prices[0]?.rate ?? 0
  return {
    itemId: item.id,
    text: item.name,
    hsn: item.hsn,
    taxRule: item.taxRule,
    said: [{ count: count * 1_000, unit: 'PCS' }],
    rate,
    rateUnit: 'PCS',
    amountMinor: (count * rate) / 10,
    discount: null
  }
}

export interface BillBook {
  readonly file: string
  readonly partyIds: readonly string[]
  readonly items: readonly Item[]
}

/** A book of so many bills, made by the app's own code and kept for the next run. */
export function makeBillBook(name: string, bills: number): BillBook {
  mkdirSync(benchFolder, { recursive: true })
  const file = path.join(benchFolder, `${name}.counterbook`)
  if (!isKept(file)) {
    const half = `${file}.part`
    for (const ending of ['', '-wal', '-shm']) rmSync(half + ending, { force: true })
    fill(half, bills)
    renameSync(half, file)
  }
  const store = openLedgerStore(file, { readOnly: true })
  const partyIds = store.parties.forSearch(0, PARTIES).map(({ id }) => id)
  const items = store.items.forSearch(0, ITEMS).map(({ item }) => item)
  store.close()
  return { file, partyIds, items }
}

function isKept(file: string): boolean {
  if (!existsSync(file)) return false
  const db = new Sqlite(file, { readonly: true })
  const version = db.pragma('user_version', { simple: true })
  db.close()
  if (version === migrations.at(-1)?.version) return true
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  return false
}

function fill(file: string, bills: number): void {
  const clock = testClock(BILL_DAY)
  const store = openLedgerStore(file, { create: true })
  foundShop({ store, clock, randomness: systemRandomness, texts: bookTexts() }, firstRun({ personName: 'Ravi' }), false)
  store.close()
  const book = openBook(file, clock)
  const random = seededRandom(SEED)
  const { partyIds, items } = book.store.transact(() => goodsAndParties(book, random))
  const next = billMaker(items, partyIds, LINES, random)
  for (let left = bills; left > 0; left -= AT_ONCE) {
    const stamp = stampOf(book)
    book.store.transact(() => {
      for (let at = 0; at < Math.min(left, AT_ONCE); at++) recordBillWithin(book, next(), stamp)
    })
  }
  book.store.checkpoint()
  book.store.close()
}

function goodsAndParties(book: Book, random: Random) {
  const stamp = stampOf(book)
  const partyIds = makeParties(PARTIES, random).map(({ row }, at) => {
    const place = `${row.place} ${at}`
    const party = { id: newId(), name: row.name, kind: 'customer' as const, phone: '', place, alias: '' }
    return addPartyWithin(book, party, stamp).id
  })
  const items = Array.from({ length: ITEMS }, (_, at) => addItemWithin(book, withoutState(makeItem(at)), stamp).item)
  return { partyIds, items }
}

function withoutState({ isArchived: _, ...request }: Item): ItemRequest {
  return request
}
