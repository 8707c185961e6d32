import type Sqlite from 'better-sqlite3'
import type { EntryPartRow, EntryRow, PartyRow, Schema } from './schema.ts'

/** A version of a party; `is_past` tells in which table it stands. */
export type PartyVersion = PartyRow & { readonly is_past: 0 | 1 }
export const isPast = (row: PartyVersion): boolean => row.is_past === 1

export type EntryInOrder = EntryRow & { readonly undone_id: Uint8Array | null }

/** The rows that hold the chain, each table read in its own order, side by side. */
export interface RowsInOrder {
  now(): {
    readonly op: Schema['journal_op'] | undefined
    readonly entry: EntryInOrder | undefined
    readonly party: PartyVersion | undefined
  }
  /** The parts of the entry that is at hand, each of them once; a part that belongs to no entry is the first of the rest. */
  partsOf(entryNo: number): { readonly parts: readonly EntryPartRow[]; readonly stray: EntryPartRow | undefined }
  nextOp(): void
  nextEntry(): void
  nextParty(): void
  /** Whether an entry further on bears this number. */
  isElsewhere(n: number): boolean
  /** The first version of a party of which something is so. */
  partyThat(isSo: (party: PartyVersion) => boolean): PartyVersion | undefined
  /** A statement that was not read to its end keeps the connection busy. */
  close(): void
}

const PARTY_COLUMNS = `op_n, party_no, id, name, kind, phone, place, alias, is_archived, changed_at, person, hash,
  address, state, gstin, tax_kind, price_level`
const PARTIES = `select ${PARTY_COLUMNS}, 0 as is_past from party union all
  select ${PARTY_COLUMNS}, 1 as is_past from party_past order by op_n`
const ENTRIES = `select entry.*, undone.id as undone_id from entry
  left join entry as undone on undone.entry_no = entry.reverses_no and undone.entry_no < entry.entry_no
  order by entry.entry_no`

const NO_PARTS = { parts: [], stray: undefined } as const

export function readInOrder(db: Sqlite.Database): RowsInOrder {
  const ops = cursor(db.prepare<[], Schema['journal_op']>('select n, bytes, hash from journal_op order by n'))
  const entries = cursor(db.prepare<[], EntryInOrder>(ENTRIES))
  const parties = cursor(db.prepare<[], PartyVersion>(PARTIES))
  const parts = cursor(
    db.prepare<[], EntryPartRow>('select entry_no, part_no, account_no, amount_minor from entry_part order by 1, 2')
  )
  return {
    partsOf(entryNo) {
      if (parts.now() === undefined) return NO_PARTS
      const own: EntryPartRow[] = []
      for (let part = parts.now(); part?.entry_no === entryNo; part = parts.now()) {
        own.push(part)
        parts.next()
      }
      const next = parts.now()
      return { parts: own, stray: next !== undefined && next.entry_no < entryNo ? next : undefined }
    },
    now: () => ({ op: ops.now(), entry: entries.now(), party: parties.now() }),
    nextOp: ops.next,
    nextEntry: entries.next,
    nextParty: parties.next,
    isElsewhere: (n) => db.prepare('select 1 from entry where op_n = ?').get(n) !== undefined,
    partyThat: (isSo) => db.prepare<[], PartyVersion>(PARTIES).all().find(isSo),
    close() {
      for (const one of [ops, entries, parties, parts]) one.close()
    }
  }
}

function cursor<Row>(statement: Sqlite.Statement<[], Row>) {
  const rows = statement.iterate()
  let at = rows.next()
  return {
    now: (): Row | undefined => (at.done ? undefined : at.value),
    next() {
      at = rows.next()
    },
    close: () => void rows.return?.()
  }
}
