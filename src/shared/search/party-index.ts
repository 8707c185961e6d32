import { type Found, type Named, NameIndex } from './name-index.ts'

export interface PartyRow {
  readonly partyNo: number
  readonly name: string
  readonly place: string
  /** As written; several numbers may be parted by `,` `;` `/` or `|`. */
  readonly phone: string
  /** Another name or a code that the shop calls the party by; may be empty. */
  readonly alias: string
  /** Entries with this party so far. */
  readonly uses: number
  /** Book day yyyymmdd of the last of them, or 0. */
  readonly lastUsedOn: number
}

export interface FoundParty extends Omit<Found, 'no'> {
  readonly partyNo: number
}

/** All parties of a book, found by name, alias, place, telephone or number in any script and spelling, best first. */
export class PartyIndex extends NameIndex<PartyRow, FoundParty> {
  constructor() {
    super(readParty, foundParty)
  }
}

const readParty = (row: PartyRow): Named => ({
  no: row.partyNo,
  texts: row,
  uses: row.uses,
  lastUsedOn: row.lastUsedOn
})

const foundParty = ({ no, score, matched }: Found): FoundParty => ({ partyNo: no, score, matched })
