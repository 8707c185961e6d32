import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber, kindOf } from '#main/db/entry-kinds.ts'
import { readOp } from '#main/db/journal-facts.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import type { EditLog, LogLine, LogSieve } from '#main/ports/edit-log.ts'
import { canonicalText } from '#shared/journal/canonical-json.ts'
import { wallOf } from '#shared/journal/hybrid-clock.ts'
import { minor } from '#shared/money/money.ts'
import { createLogParties, type LoggedVersion } from './log-parties.ts'

interface Span {
  from: number
  before: number
}

interface EntrySpan {
  after: number
  before: number
  limit: number
}
/** Beside the span what a sieve lets through: texts as lists of JSON, for a statement has a fixed number of values. */
interface SievedEntries extends EntrySpan {
  person: string
  fromMs: number
  toMs: number
  isAll: number
  text: string
  kinds: string
}

/** The log, out of the tables that hold the chain. Entries are found by their numbers, which grow with those of their ops. */
export function createEditLog(db: Sqlite.Database): EditLog {
  const ops = prepare<Span, OpRow>(db, (slot) =>
    build.selectFrom('journal_op').selectAll().where('n', '>=', slot('from')).where('n', '<', slot('before'))
  )
  // What is said at the end of an op is looked for there alone: the body may hold anything.
  const sievedOps = prepare<Span & { person: string; kinds: string }, OpRow>(db, (slot) =>
    build
      .selectFrom('journal_op')
      .selectAll()
      .where('n', '>=', slot('from'))
      .where('n', '<', slot('before'))
      .where(sql<boolean>`(${slot('person')} = '' or instr(bytes, ${slot('person')}) > 0)`)
      .where(sql<boolean>`exists (select 1 from json_each(${slot('kinds')}) where instr(bytes, value) > 0)`)
  )
  const entriesOf = build
    .selectFrom('entry')
    .leftJoin('party', 'party.party_no', 'entry.party_no')
    .select(['entry.op_n', 'entry_no', 'entry.id', 'kind_no', 'number_no', 'book_on', 'recorded_at', 'entry.person'])
    .select(['text', 'note', 'reason', 'amount_minor', 'reverses_no', 'entry.hash', 'party.name as party_name'])
    .orderBy('entry_no')
  const entries = prepare<EntrySpan, EntryRow>(db, (slot) =>
    entriesOf.where('entry_no', '>', slot('after')).where('entry.op_n', '<', slot('before')).limit(slot('limit'))
  )
  const sievedEntries = prepare<SievedEntries, EntryRow>(db, (slot) =>
    entriesOf
      .where('entry_no', '>', slot('after'))
      .where('entry_no', '<=', slot('limit'))
      .where('recorded_at', '>=', slot('fromMs'))
      .where('recorded_at', '<=', slot('toMs'))
      .where(sql<boolean>`(${slot('isAll')} or reverses_no is not null)`)
      .where(sql<boolean>`(${slot('person')} = '' or entry.person = ${slot('person')})`)
      .where(says(slot('text'), slot('kinds')))
      .where('entry.op_n', '<', slot('before'))
  )
  const opOfEntry = prepare<{ from: number }, { entry_no: number; op_n: number }>(db, (slot) =>
    build
      .selectFrom('entry')
      .select(['entry_no', 'op_n'])
      .where('entry_no', '>=', slot('from'))
      .orderBy('entry_no')
      .limit(1)
  )
  const lastEntry = prepare<Record<never, never>, { entry_no: number }>(db, () =>
    build.selectFrom('entry').select('entry_no').orderBy('entry_no', 'desc').limit(1)
  )
  const versions = createLogParties(db)

  /** The newest entry whose op lies before this one; 0 when there is none. */
  function entryBefore(opN: number): number {
    let low = 0
    let high = lastEntry.first({})?.entry_no ?? 0
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      const found = opOfEntry.first({ from: middle })
      if (found !== undefined && found.op_n < opN) low = found.entry_no
      else high = middle - 1
    }
    return low
  }

  function whole(from: number, before: number): LogLine[] {
    const others = [
      ...ops.all({ from, before }).map(lineOfOp),
      ...entries.all({ after: entryBefore(from), before, limit: before - from }).map(lineOfEntry)
    ]
    const past = versions.past(from, before)
    // The chain has no gaps: where nothing is missing, no party is.
    const isWhole = others.length + past.length === before - from
    const parties = versions.withFirst([...past, ...(isWhole ? [] : versions.current(from, before))])
    return [...others, ...parties.map(lineOfParty)]
  }

  function sifted(from: number, before: number, sieve: LogSieve): LogLine[] {
    const { person, fromMs, toMs, text } = sieve
    const isIn = ({ atMs }: LogLine) => atMs >= fromMs && atMs <= toMs
    const kinds = JSON.stringify(sieve.ops.map((kind) => `"k":"${kind}"`))
    const named = person === '' ? '' : `"u":${canonicalText(person)}`
    const ofOps = sieve.ops.length === 0 ? [] : sievedOps.all({ from, before, person: named, kinds })
    const spanned = { after: entryBefore(from), limit: entryBefore(before), before, person, fromMs, toMs, text }
    const numbers = JSON.stringify(sieve.entryKinds.map(kindNumber))
    const ofEntries =
      sieve.entries === 'none'
        ? []
        : sievedEntries.all({ ...spanned, isAll: sieve.entries === 'all' ? 1 : 0, kinds: numbers })
    const asked = { person, fromMs, toMs, text: sieve.isPartyWord ? '' : text, isAll: sieve.parties === 'all' ? 1 : 0 }
    const rows = sieve.parties === 'none' ? [] : versions.sifted(from, before, asked)
    return [
      ...ofOps.map(lineOfOp).filter((line) => line.atMs === 0 || isIn(line)),
      ...ofEntries.map(lineOfEntry),
      ...versions.withFirst(rows).map(lineOfParty).filter(isIn)
    ]
  }

  return {
    window: (from, before, sieve) =>
      (sieve === undefined ? whole(from, before) : sifted(from, before, sieve)).toSorted(
        (left, right) => right.n - left.n
      )
  }
}

/** Whether an entry may say a text in small letters: by its kind, words, party or amount, or as a reversal, which names another entry. */
const says = (text: string, kinds: string) =>
  sql<boolean>`(${text} = '' or reverses_no is not null
    or kind_no in (select value from json_each(${kinds}))
    or instr(lower(entry.text), ${text}) > 0 or instr(lower(note), ${text}) > 0 or instr(lower(reason), ${text}) > 0
    or entry.party_no in (select party_no from party where instr(lower(name), ${text}) > 0)
    or (cast(${text} as real) > 0 or ${text} like '%.%') and instr(printf('%d.%02d', amount_minor / 100, amount_minor % 100), ${text}) > 0)`

const hex = (hash: Uint8Array): string => Buffer.from(hash).toString('hex')

interface OpRow {
  n: number
  bytes: string
  hash: Uint8Array
}

interface EntryRow {
  op_n: number
  entry_no: number
  id: Uint8Array
  kind_no: number
  number_no: number | null
  book_on: number
  recorded_at: number
  person: string
  text: string | null
  note: string | null
  reason: string | null
  amount_minor: number
  reverses_no: number | null
  hash: Uint8Array
  party_name: string | null
}

function lineOfOp({ n, bytes, hash }: OpRow): LogLine {
  const op = readOp(bytes)
  // What cannot be read is shown as it stands: the log leaves nothing out.
  if (op === null)
    return { n, atMs: 0, person: '', kind: 'audit.note', body: { text: bytes }, entry: null, hash: hex(hash) }
  return { n, atMs: wallOf(op.t), person: op.u, kind: op.k, body: op.d, entry: null, hash: hex(hash) }
}

function lineOfEntry(row: EntryRow): LogLine {
  return {
    n: row.op_n,
    atMs: row.recorded_at,
    person: row.person,
    kind: 'entry.post',
    body: {
      ...{ id: uuidText(row.id), entryNo: row.entry_no, bookOn: row.book_on, reverses: row.reverses_no },
      ...{ text: row.text ?? '', note: row.note ?? '', reason: row.reason ?? '' }
    },
    entry: { kind: kindOf(row.kind_no), amountMinor: minor(row.amount_minor), partyName: row.party_name ?? '' },
    hash: hex(row.hash)
  }
}

function lineOfParty({ row, isFirst }: LoggedVersion): LogLine {
  const { name, phone, place } = row
  return {
    n: row.op_n,
    atMs: row.changed_at,
    person: row.person,
    kind: isFirst ? 'party.add' : 'party.change',
    body: { id: uuidText(row.id), name, phone, place, kind: row.kind, isArchived: row.is_archived === 1 },
    entry: null,
    hash: hex(row.hash)
  }
}
