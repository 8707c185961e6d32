import type { PartyRecord, PartyStore } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { PartyIndex, type PartyRow } from '#shared/search/party-index.ts'
import { createNameFinder } from './name-finder.ts'

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
  const names = createNameFinder(
    {
      empty: () => new PartyIndex(),
      rowOf,
      noOf: (party: PartyRecord) => party.partyNo,
      noOfResult: (found) => found.partyNo,
      matchedOf: (found) => found.matched,
      byId: parties.byId,
      byNo: parties.byNo,
      forSearch: parties.forSearch,
      usedLast: parties.usedLast,
      written: (text, limit) => parties.written(text, limit, false)
    },
    (party) => party
  )
  return {
    ...names,
    find: (text, limit, nowOn) =>
      names.find(text, limit, nowOn).map(({ entry, matchStart, matchEnd }) => ({ party: entry, matchStart, matchEnd })),
    touch: (party) => names.touch(party, party.lastEntryOn)
  }
}
