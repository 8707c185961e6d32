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
  touch(partyId: string): void
  /** Works on the index for a moment; answers whether there is more to do. */
  build(): boolean
  /** Another process changed the file: whatever was added there is read. */
  refresh(): void
}

const SLICE = 2_000

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
  let building = buildPartyIndex(rowsOf(parties))
  let index: PartyIndex | null = null

  function step(): boolean {
    const next = building.next()
    if (next.done) index = next.value
    return !next.done
  }

  /** Who types before the index is there waits for the rest of it, once. */
  function ready(): PartyIndex {
    while (index === null) step()
    return index
  }

  return {
    find(text, limit, nowOn) {
      const found = ready().query(text, { limit, nowDay: nowOn })
      return found.flatMap(({ partyNo, matched }) => {
        const party = parties.byNo(partyNo)
        return party === null ? [] : [{ party, matchStart: matched?.start ?? 0, matchEnd: matched?.end ?? 0 }]
      })
    },
    put(party) {
      if (party.isArchived) ready().remove(party.partyNo)
      else ready().add(rowOf(party))
    },
    touch(partyId) {
      const party = parties.byId(partyId)
      if (party !== null && index !== null && !party.isArchived) index.touch(party.partyNo, party.lastEntryOn ?? 0)
    },
    build: () => index === null && step(),
    refresh() {
      building = buildPartyIndex(rowsOf(parties))
      index = null
    }
  }
}
