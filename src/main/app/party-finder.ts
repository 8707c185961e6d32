import type { PartyRecord, PartyStore } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { buildPartyIndex } from '#shared/search/build-party-index.ts'
import type { PartyIndex, PartyRow } from '#shared/search/party-index.ts'

export interface PartyMatch {
  readonly party: PartyRecord
  readonly matchStart: number
  readonly matchEnd: number
}

/** Finds parties while somebody types. It lives in memory and follows the ledger file. */
export interface PartyFinder {
  find(text: string, limit: number, nowOn: BookDate): PartyMatch[]
  /** A party was added or changed. */
  put(party: PartyRecord): void
  /** A party was used: it ranks higher from now on. */
  touch(party: PartyRecord): void
  /** Works on the index for a moment; answers whether there is more to do. */
  build(): boolean
  /** Many parties were added or changed, by an import or another process: they are taken in between other work. */
  follow(parties: readonly PartyRecord[]): void
}

const SLICE = 2_000
/** Some 2,000 parties, 40 ms: the books of most shops are searched in every script from the first key on. */
const SLICES_AT_ONCE = 16
const LATE_SLICE = 128

/** Parties in slices, so that a large book is never read into memory at once. */
function* rowsOf(parties: PartyStore): Generator<PartyRow> {
  let after = 0
  for (;;) {
    const slice = parties.forSearch(after, SLICE)
    for (const party of slice) {
      after = party.partyNo
      if (!party.isArchived) yield rowOf(party)
    }
    if (slice.length < SLICE) return
  }
}

const rowOf = (party: PartyRecord): PartyRow => ({
  partyNo: party.partyNo,
  name: party.name,
  place: party.place,
  phone: party.phone,
  alias: party.alias,
  uses: party.entryCount,
  lastUsedOn: party.lastEntryOn ?? 0
})

export function createPartyFinder(parties: PartyStore): PartyFinder {
  const building = buildPartyIndex(rowsOf(parties))
  let index: PartyIndex | null = null
  const late: string[] = []

  /** One slice of work: of the first building, then of what came since. Answers whether there is more. */
  function step(): boolean {
    if (index === null) {
      const next = building.next()
      if (next.done) index = next.value
      return index === null || late.length > 0
    }
    for (const id of late.splice(0, LATE_SLICE)) {
      const party = parties.byId(id)
      if (party === null) continue
      if (party.isArchived) index.remove(party.partyNo)
      else index.add(rowOf(party))
    }
    return late.length > 0
  }

  /** Before anything is typed: whom the shop dealt with last. A small book has its index long before the first look. */
  const usedLast = (limit: number): PartyMatch[] =>
    parties.usedLast(limit).map((party) => ({ party, matchStart: 0, matchEnd: 0 }))

  /** Who types before the index is there is answered from the file: names and telephones as they are written. */
  function findInFile(text: string, limit: number): PartyMatch[] {
    const typed = text.trim()
    return parties.written(typed, limit, false).map((party) => {
      const start = party.name.toLowerCase().indexOf(typed.toLowerCase())
      return { party, matchStart: Math.max(0, start), matchEnd: start < 0 ? 0 : start + typed.length }
    })
  }

  /** A party that is put while the index is built may be in it already, or not yet: it is put again at its end. */
  function put(party: PartyRecord): void {
    late.push(party.id)
    if (index !== null && late.length === 1) step()
  }

  return {
    find(text, limit, nowOn) {
      if (index === null && text.trim() === '') return usedLast(limit)
      for (let slices = 0; slices < SLICES_AT_ONCE && step(); slices++);
      if (index === null) return findInFile(text, limit)
      const found = index.query(text, { limit, nowDay: nowOn })
      return found.flatMap(({ partyNo, matched }) => {
        const party = parties.byNo(partyNo)
        return party === null ? [] : [{ party, matchStart: matched?.start ?? 0, matchEnd: matched?.end ?? 0 }]
      })
    },
    put,
    touch(party) {
      if (index !== null && !party.isArchived) index.touch(party.partyNo, party.lastEntryOn ?? 0)
    },
    build: step,
    follow(changed) {
      for (const party of changed) late.push(party.id)
    }
  }
}
