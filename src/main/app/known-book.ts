import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { Moved } from '#shared/import/import-draft.ts'
import type { KnownBook, KnownItem, KnownParty } from '#shared/import/known-book.ts'
import { nameKey } from '#shared/import/known-book.ts'
import { cleanName } from '#shared/parties/party.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { type Book, today } from './book.ts'

const SLICE = 2_000

/** The open book as a plan of an import sees it. Parties are read once; what is added later is not in it. */
export function knownBookOf(book: Book): KnownBook {
  const { store } = book
  const byName = partiesByName(book)
  return {
    todayOn: today(book),
    lastClosedOn: store.closings.lastClosing()?.bookOn ?? null,
    partyById(id) {
      const party = store.parties.byId(id)
      return party === null ? null : knownParty(party)
    },
    partyByName: (key, place) => theOne(byName.get(key) ?? [], place),
    entryById: (id) => store.entries.byId(id),
    movedBy: (entryId) => movedBy(book, entryId),
    itemById: (id) => knownItem(book, store.items.byId(id)),
    itemByCode: (code) => knownItem(book, store.items.sameCode(code)[0]),
    itemByName: (name) => knownItem(book, store.items.sameName(name)[0]),
    itemByBarcode: (barcode) => knownItem(book, store.items.byBarcode(barcode)[0]),
    stockById: (id) => store.stock.adjustmentById(id),
    taxScheme: () => book.taxScheme()
  }
}

/** What the bill of an entry moved when it was recorded; nothing for an entry without a bill. */
export function movedBy({ store }: Book, entryId: string): Moved {
  const bill = store.bills.byId(entryId)
  let [inQuantity, outQuantity] = [0, 0]
  for (const { quantity: count } of bill === null ? [] : store.stock.movesOfBill(bill.billNo)) {
    if (count > 0) inQuantity += count
    else outQuantity -= count
  }
  return { inQuantity: quantity(inQuantity), outQuantity: quantity(outQuantity) }
}

function knownItem({ store }: Book, record: ItemRecord | null | undefined): KnownItem | null {
  if (!record) return null
  const { id, code, name, baseUnit, units, keepsStock, isArchived } = record.item
  const isUsed = store.stockLedger.isUsed(record.itemNo)
  return { id, code, name, baseUnit, units, keepsStock, isArchived, isUsed }
}

function partiesByName(book: Book): Map<string, PartyRecord[]> {
  const byName = new Map<string, PartyRecord[]>()
  for (let after = 0; ; ) {
    const slice = book.store.parties.forSearch(after, SLICE)
    for (const party of slice) {
      after = party.partyNo
      const key = nameKey(party.name)
      const same = byName.get(key)
      if (same === undefined) byName.set(key, [party])
      else same.push(party)
    }
    if (slice.length < SLICE) return byName
  }
}

/** The party of the same place; without a place on one side, the only party of the name. */
function theOne(named: readonly PartyRecord[], place: string): KnownParty | null {
  const key = placeKey(place)
  const there = named.find((party) => placeKey(party.place) === key)
  const [only, ...others] = named
  const isOpen = only !== undefined && others.length === 0 && (key === '' || only.place === '')
  const found = there ?? (isOpen ? only : undefined)
  return found === undefined ? null : knownParty(found)
}

const placeKey = (place: string) => cleanName(place).toLowerCase()

const knownParty = ({ id, kind, balanceMinor, entryCount }: PartyRecord): KnownParty => ({
  id,
  kind,
  balanceMinor,
  entryCount
})
