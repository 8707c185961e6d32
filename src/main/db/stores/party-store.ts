import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber } from '#main/db/entry-kinds.ts'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import type { JournalStore, PartyFields, PartyRecord, PartyStore, Stamp } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { MAX_BALANCE_MINOR, type Minor, minor } from '#shared/money/money.ts'
import { partyFact } from '#shared/parties/party-fact.ts'
import type { KeptFigures } from './kept-figures.ts'
import { preparePartyPages } from './party-pages.ts'
import { type PartyRow, partyOf, selectParty } from './party-reads.ts'

/** Parties that are kept in memory at once, at most. */
const MOST_REMEMBERED = 10_000

const kinds = (...all: EntryKind[]) => sql.raw(`(${all.map(kindNumber).join(', ')})`)

/** So many of the newest entries name the parties that a shop deals with just now. */
const USED_LAST_AMONG = 200

/** What entries ask of parties beside what use cases do. */
export interface Parties extends PartyStore {
  /** The party after an entry that charges it. Fails with `entry/balance-too-large`. */
  charge(partyId: string, byMinor: Minor, entryNo: number, bookOn: BookDate): PartyRecord
}

interface Beside {
  readonly memory: Memory
  readonly journal: JournalStore
  readonly kept: KeptFigures
}

export function createPartyStore(db: Sqlite.Database, { memory, journal, kept }: Beside): Parties {
  const byId = prepare<{ id: Uint8Array }, PartyRow>(db, (slot) => selectParty().where('party.id', '=', slot('id')), {
    // What is not written yet is asked for where the row is read.
    seesKept: false
  })
  const byNo = prepare<{ partyNo: number }, PartyRow>(db, (slot) =>
    selectParty().where('party.party_no', '=', slot('partyNo'))
  )
  const same = prepare<{ name: string; place: string }, PartyRow>(db, (slot) =>
    selectParty()
      // By the index, which knows no capitals, and then to the letter.
      .where(sql<boolean>`party.name = ${slot('name')} collate nocase`)
      .where('party.name', '=', slot('name'))
      .where('party.place', '=', slot('place'))
      .where('party.is_archived', '=', 0)
      .limit(20)
  )
  const usedLast = prepare<{ among: number; limit: number }, PartyRow>(db, (slot) =>
    selectParty()
      .where(
        sql<boolean>`party.party_no in (select party_no from entry where party_no is not null order by entry_no desc
          limit ${slot('among')})`
      )
      .where('party.is_archived', '=', 0)
      .orderBy('party_balance.last_entry_no', 'desc')
      .limit(slot('limit'))
  )
  const written = prepare<{ like: string; limit: number; isArchived: number }, PartyRow>(db, (slot) =>
    selectParty()
      .where('party.is_archived', '=', slot('isArchived'))
      .where(sql<boolean>`party.name || ' ' || party.alias || ' ' || party.phone like ${slot('like')} escape '\\'`)
      .orderBy('party_balance.last_entry_no', 'desc')
      .limit(slot('limit'))
  )
  const changed = prepare<{ op: number }, PartyRow>(db, (slot) => selectParty().where('party.op_n', '>', slot('op')))
  const slice = prepare<{ after: number; limit: number }, PartyRow>(db, (slot) =>
    selectParty().where('party.party_no', '>', slot('after')).orderBy('party.party_no').limit(slot('limit'))
  )
  const cash = prepare<
    { partyNo: number; bookOn: number; fromEntryNo: number },
    { cash_in: number | null; cash_out: number | null }
  >(db, (slot) =>
    build
      .selectFrom('entry')
      .select([
        sql<number>`sum(case when kind_no in ${kinds('sale', 'got', 'purchase-return')} then cash_minor else 0 end)`.as(
          'cash_in'
        ),
        sql<number>`sum(case when kind_no in ${kinds('purchase', 'gave')} then -cash_minor else 0 end)`.as('cash_out')
      ])
      .where('party_no', '=', slot('partyNo'))
      .where('entry_no', '>=', slot('fromEntryNo'))
      .where('book_on', '=', slot('bookOn'))
      .where(sql<boolean>`not exists (select 1 from entry as undoing where undoing.reverses_no = entry.entry_no)`)
  )
  const periodStart = prepare<{ zNo: number }, { last_entry_no: number }>(db, (slot) =>
    build.selectFrom('closing').select('last_entry_no').where('z_no', '=', slot('zNo'))
  )
  const writes = preparePartyWrites(db)
  const page = preparePartyPages(db)

  const known = memory.keepMany<string, PartyRecord>(MOST_REMEMBERED)

  function find(id: string): PartyRecord | null {
    const remembered = known.get(id)
    if (remembered !== undefined) return remembered
    const row = byId.first({ id: uuidBytes(id) })
    if (row === undefined) return null
    const party = kept.pendingParty(row.party_no) ?? partyOf(row)
    known.put(id, party)
    return party
  }

  const rowOf = (fields: PartyFields, stamp: Stamp, kind: 'party.add' | 'party.change') => {
    const { n, hash } = journal.chain(kind, stamp, partyFact({ ...fields, changedAt: stamp.atMs }))
    const { isArchived, id, ...words } = fields
    return {
      ...words,
      id: uuidBytes(id),
      isArchived: isArchived ? 1 : 0,
      op: n,
      at: stamp.atMs,
      person: stamp.person,
      hash
    }
  }

  return {
    byId: find,
    byNo: (partyNo) => mapped(byNo.first({ partyNo })),
    sameName: (name, place) => same.all({ name, place }).map(partyOf),
    add(fields, stamp) {
      writes.insert.run(rowOf(fields, stamp, 'party.add'))
      writes.insertBalance.run({ id: uuidBytes(fields.id) })
      kept.countParty()
      const added = find(fields.id)
      assert(added, 'a party that was added is there')
      return added
    },
    change(fields, stamp) {
      const before = find(fields.id)
      assert(before, 'a party that is changed is there')
      writes.update.run(rowOf(fields, stamp, 'party.change'))
      known.put(fields.id, { ...before, ...fields })
    },
    charge(partyId, byMinor, entryNo, bookOn) {
      const before = find(partyId)
      assert(before, 'a party that is charged is there')
      const after: PartyRecord = {
        ...before,
        balanceMinor: minor(before.balanceMinor + byMinor),
        entryCount: before.entryCount + 1,
        lastEntryNo: entryNo,
        lastEntryOn: bookOn
      }
      if (Math.abs(after.balanceMinor) > MAX_BALANCE_MINOR) refuse('entry/balance-too-large', {}, 'amountMinor')
      kept.changeParty(after, before)
      known.put(partyId, after)
      return after
    },
    page,
    usedLast: (limit) => usedLast.all({ among: USED_LAST_AMONG, limit }).map(partyOf),
    written(text, limit, isArchived) {
      const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
      return written.all({ like, limit, isArchived: isArchived ? 1 : 0 }).map(partyOf)
    },
    forSearch: (after, limit) => slice.all({ after, limit }).map(partyOf),
    changedAfter: (op) => changed.all({ op }).map(partyOf),
    count: () => kept.totals().partyCount,
    cashOn(partyNo, bookOn, periodNo) {
      // A day of the book lies within the open period or the one before it, so only the newest entries are read.
      const fromEntryNo = (periodStart.first({ zNo: periodNo - 2 })?.last_entry_no ?? 0) + 1
      const row = cash.first({ partyNo, bookOn, fromEntryNo })
      return { inMinor: minor(row?.cash_in ?? 0), outMinor: minor(row?.cash_out ?? 0) }
    }
  }
}

const mapped = (row: PartyRow | undefined): PartyRecord | null => (row ? partyOf(row) : null)

function preparePartyWrites(db: Sqlite.Database) {
  type Fields = {
    id: Uint8Array
    name: string
    kind: string
    phone: string
    place: string
    alias: string
    address: string
    state: string
    gstin: string
    taxKind: string
    priceLevel: string
    isArchived: number
    op: number
    at: number
    person: string
    hash: Uint8Array
  }
  return {
    insert: prepare<Fields>(db, (slot) =>
      build.insertInto('party').values({
        party_no: null as unknown as number,
        id: slot('id'),
        name: slot('name'),
        kind: slot('kind'),
        phone: slot('phone'),
        place: slot('place'),
        alias: slot('alias'),
        address: slot('address'),
        state: slot('state'),
        gstin: slot('gstin'),
        tax_kind: slot('taxKind'),
        price_level: slot('priceLevel'),
        is_archived: slot('isArchived'),
        op_n: slot('op'),
        changed_at: slot('at'),
        person: slot('person'),
        hash: slot('hash')
      })
    ),
    update: prepare<Fields>(db, (slot) =>
      build
        .updateTable('party')
        .set({
          name: slot('name'),
          kind: slot('kind'),
          phone: slot('phone'),
          place: slot('place'),
          alias: slot('alias'),
          address: slot('address'),
          state: slot('state'),
          gstin: slot('gstin'),
          tax_kind: slot('taxKind'),
          price_level: slot('priceLevel'),
          is_archived: slot('isArchived'),
          op_n: slot('op'),
          changed_at: slot('at'),
          person: slot('person'),
          hash: slot('hash')
        })
        .where('id', '=', slot('id'))
    ),
    insertBalance: prepare<{ id: Uint8Array }>(db, (slot) =>
      build
        .insertInto('party_balance')
        .columns(['party_no', 'balance_minor', 'entry_count', 'last_entry_no', 'last_entry_on'])
        .expression(
          build
            .selectFrom('party')
            .select([
              'party_no',
              sql<number>`0`.as('b'),
              sql<number>`0`.as('c'),
              sql<null>`null`.as('n'),
              sql<null>`null`.as('o')
            ])
            .where('id', '=', slot('id'))
        )
    )
  }
}
