import type Sqlite from 'better-sqlite3'
import type { EntryPartRow, EntryRow, PartyRow } from '#main/db/schema.ts'

export type EntryInOrder = EntryRow & { readonly undone_id: Uint8Array | null }

/** What stands at one number of the journal. */
export type AtNumber =
  | { readonly of: 'op'; readonly bytes: string }
  | { readonly of: 'entry'; readonly row: EntryInOrder; readonly parts: readonly EntryPartRow[] }
  | { readonly of: 'party'; readonly row: PartyRow; readonly isFirst: boolean }

/** Of how many numbers parties are looked for at once. */
const WINDOW = 2_000
/** How many rows of a table are read at once. */
const PAGE = 500

/**
 * Reads the journal on from a place, number by number, out of the tables that hold it. Entries and ops are read by their keys, a page at a
 * time. Parties have no index by op: one look through them is taken at a number that nobody else bears, for the next two thousand.
 */
export class JournalCursor {
  private readonly ops: Pages<{ n: number; bytes: string }>
  private readonly entries: Pages<EntryInOrder>
  private parties: ReadonlyMap<number, PartyRow> = new Map()
  private lookedUpTo = 0
  private readonly statements: ReturnType<typeof prepareStatements>

  constructor(db: Sqlite.Database, place: { readonly n: number; readonly entryNo: number }) {
    this.statements = prepareStatements(db)
    this.ops = new Pages(
      place.n,
      (after) => this.statements.ops.all(after, PAGE),
      (row) => row.n
    )
    this.entries = new Pages(
      place.entryNo,
      (after) => this.statements.entries.all(after, PAGE),
      (row) => row.entry_no
    )
  }

  at(n: number): AtNumber | null {
    const op = this.ops.now()
    if (op?.n === n) {
      this.ops.next()
      return { of: 'op', bytes: op.bytes }
    }
    const entry = this.entries.now()
    if (entry?.op_n === n) {
      this.entries.next()
      return { of: 'entry', row: entry, parts: this.statements.parts.all(entry.entry_no) }
    }
    return this.party(n)
  }

  private party(n: number): AtNumber | null {
    const row = this.statements.past.get(n) ?? this.current(n)
    if (row === undefined) return null
    return { of: 'party', row, isFirst: this.statements.hasBefore.get(row.party_no, n) === undefined }
  }

  private current(n: number): PartyRow | undefined {
    if (n >= this.lookedUpTo) {
      this.lookedUpTo = n + WINDOW
      this.parties = new Map(this.statements.parties.all(n, this.lookedUpTo).map((row) => [row.op_n, row]))
    }
    return this.parties.get(n)
  }
}

/** Rows in the order of a key, read a page at a time. */
class Pages<Row> {
  private rows: Row[] = []
  private index = 0
  private last: number
  private isOver = false
  private readonly read: (after: number) => Row[]
  private readonly keyOf: (row: Row) => number

  constructor(after: number, read: (after: number) => Row[], keyOf: (row: Row) => number) {
    this.last = after
    this.read = read
    this.keyOf = keyOf
  }

  now(): Row | undefined {
    if (this.index >= this.rows.length && !this.isOver) {
      this.rows = this.read(this.last)
      this.index = 0
      this.isOver = this.rows.length === 0
    }
    return this.rows[this.index]
  }

  next(): void {
    const row = this.rows[this.index++]
    if (row !== undefined) this.last = this.keyOf(row)
  }
}

const PARTY = `op_n, party_no, id, name, kind, phone, place, alias, is_archived, changed_at, person, hash, address, state,
  gstin, tax_kind, price_level`

const prepareStatements = (db: Sqlite.Database) => ({
  ops: db.prepare<[number, number], { n: number; bytes: string }>(
    'select n, bytes from journal_op where n > ? order by n limit ?'
  ),
  entries: db.prepare<[number, number], EntryInOrder>(
    `select entry.*, undone.id as undone_id from entry left join entry as undone on undone.entry_no = entry.reverses_no
      where entry.entry_no > ? order by entry.entry_no limit ?`
  ),
  parts: db.prepare<[number], EntryPartRow>(
    'select entry_no, part_no, account_no, amount_minor from entry_part where entry_no = ? order by part_no'
  ),
  past: db.prepare<[number], PartyRow>(`select ${PARTY} from party_past where op_n = ?`),
  parties: db.prepare<[number, number], PartyRow>(`select ${PARTY} from party where op_n >= ? and op_n < ?`),
  hasBefore: db.prepare<[number, number], { op_n: number }>(
    'select op_n from party_past where party_no = ? and op_n < ? limit 1'
  )
})
