import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { KnownBook, KnownParty } from '#shared/import/known-book.ts'
import { nameKey } from '#shared/import/known-book.ts'
import { cleanName } from '#shared/parties/party.ts'
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
    entryById: (id) => store.entries.byId(id)
  }
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
