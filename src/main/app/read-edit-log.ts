import type { LogLine, LogSieve } from '#main/ports/edit-log.ts'
import { addDays, type BookDate, bookDate, parts } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { LogFilter, LogRow } from '#shared/contract/edit-log-endpoints.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { OP_KINDS, type OpKind } from '#shared/journal/op.ts'
import { refuse } from '#shared/kernel/result.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { type Minor, minor } from '#shared/money/money.ts'
import { PARTY_KINDS as PARTY_ROLES } from '#shared/parties/party.ts'
import { isInGroup, SECURITY_NOTES } from '#shared/people/log-group.ts'
import { PERSON_KIND } from '#shared/people/person.ts'
import { readBillFact } from '#shared/sales/bill-fact.ts'
import type { Book } from './book.ts'
import type { LogVoice } from './word-edit-log.ts'

/** How many ops a first look takes in; where it brought little the next one takes more. */
const FIRST_WINDOW = 200
/** A sieve lets little through: its first look takes in more. */
const FIRST_SIFTED = 2_000
/** So many ops are looked at in one go at most, and by a call before it answers: some tens of milliseconds. */
const MOST_AT_ONCE = 60_000
const MOST_LOOKED_AT = 60_000
const MOST_DETAIL = 400

export type LoggedRow = LogRow & { readonly hash: string }

/** A page of the log, the newest first. */
export function readEditLog(book: Book, voice: LogVoice, request: Parsed<'editLog.read'>): Output<'editLog.read'> {
  const { filter, beforeN, limit } = request
  const found = book.store.atOneMoment(() => {
    const from = beforeN ?? book.store.journal.lastNumber() + 1
    return rowsBefore(book, voice, filter, from, limit, MOST_LOOKED_AT)
  })
  return { rows: found.rows.map(({ hash: _hash, ...row }) => row), nextBeforeN: found.nextBeforeN }
}

/** Rows before an op that the filter lets through, up to a limit of them and of ops that are looked at. */
export function rowsBefore(
  book: Book,
  voice: LogVoice,
  filter: LogFilter,
  beforeN: number,
  limit: number,
  mostLookedAt: number
): { readonly rows: LoggedRow[]; readonly nextBeforeN: number | null } {
  const rows: LoggedRow[] = []
  const words = filter.text.trim().toLowerCase()
  const sieve = sieveOf(book, voice, filter, words)
  let before = beforeN
  let span = Math.max(sieve === undefined ? FIRST_WINDOW : FIRST_SIFTED, limit)
  while (before > 1 && rows.length < limit && beforeN - before < mostLookedAt) {
    const from = Math.max(1, before - Math.min(span, MOST_AT_ONCE))
    for (const line of book.store.editLog.window(from, before, sieve)) {
      if (!isOfDays(dayOf(book, line.atMs), filter)) continue
      if (!isInGroup({ kind: line.kind, what: whatOf(line) }, filter.group)) continue
      if (filter.personName !== '' && line.person !== filter.personName) continue
      const row = rowOf(book, voice, line)
      if (!isSaid(row, words)) continue
      rows.push(row)
      if (rows.length === limit) return { rows, nextBeforeN: line.n === 1 ? null : line.n }
    }
    before = from
    span *= 8
  }
  return { rows, nextBeforeN: before <= 1 ? null : before }
}

const PARTY_KINDS: readonly OpKind[] = ['party.add', 'party.change']

/** What of the file is worth reading for a filter; undefined where everything is. */
function sieveOf(book: Book, voice: LogVoice, filter: LogFilter, words: string): LogSieve | undefined {
  const { group, personName, fromOn, toOn } = filter
  if (group === 'all' && personName === '' && fromOn === null && toOn === null && words === '') return undefined
  const kindsIn = OP_KINDS.filter((kind) => mayBeIn(kind, group))
  const reversals = group === 'changes' ? 'reversals' : 'none'
  const offsetMs = book.clock.now().offsetMinutes * 60_000
  return {
    entries: group === 'all' || group === 'money' ? 'all' : reversals,
    parties: kindsIn.includes('party.add') ? 'all' : kindsIn.includes('party.change') ? 'changed' : 'none',
    ops: kindsIn.filter((kind) => kind !== 'entry.post' && !PARTY_KINDS.includes(kind)),
    person: personName,
    fromMs: fromOn === null ? Number.MIN_SAFE_INTEGER : startOf(fromOn) - offsetMs,
    toMs: toOn === null ? Number.MAX_SAFE_INTEGER : startOf(addDays(toOn, 1)) - offsetMs - 1,
    // The file knows the small letters of ASCII alone: other scripts with two cases are looked through here.
    text: isCasedBeyondAscii(words) ? '' : words,
    entryKinds: ENTRY_KINDS.filter((kind) => voice.deed('entry.post', kind).toLowerCase().includes(words)),
    isPartyWord: partyWords(voice).includes(words)
  }
}

/** All that the log says of parties whatever they are: labels, kinds, and what was done. */
const partyWords = (voice: LogVoice): string =>
  PARTY_ROLES.flatMap((kind) =>
    PARTY_KINDS.map((op) => [
      voice.deed(op, ''),
      voice.detail({ kind: op, body: { kind, phone: '-', place: '-', isArchived: true } })
    ])
  )
    .flat()
    .join('\n')
    .toLowerCase()

/** Whether an op of a kind can be of a group, whatever it is about. */
const mayBeIn = (kind: OpKind, group: LogFilter['group']): boolean =>
  isInGroup({ kind, what: 'reversal' }, group) ||
  (kind === 'audit.note' && isInGroup({ kind, what: SECURITY_NOTES[0] }, group)) ||
  (kind === 'definition.put' && (isInGroup({ kind, what: PERSON_KIND }, group) || isInGroup({ kind, what: '' }, group)))

const isCasedBeyondAscii = (words: string): boolean =>
  Array.from(words).some((letter) => letter > '\u007f' && letter.toUpperCase() !== letter.toLowerCase())

function startOf(on: BookDate): number {
  const { year, month, day } = parts(on)
  return Date.UTC(year, month - 1, day)
}

/** One op as the chain has it. Fails with `people/no-such-op`. */
export function lookAtOp(book: Book, voice: LogVoice, { n }: Parsed<'editLog.look'>): Output<'editLog.look'> {
  const line = book.store.editLog.window(n, n + 1)[0] ?? refuse('people/no-such-op', { n })
  const { hash, ...row } = rowOf(book, voice, line)
  return { row, fact: JSON.stringify(line.body, null, 1), hash }
}

const isOfDays = (on: BookDate, { fromOn, toOn }: LogFilter): boolean =>
  (fromOn === null || on >= fromOn) && (toOn === null || on <= toOn)

/** The day of the clock, in the shop's own time zone. */
export function dayOf(book: Book, atMs: number): BookDate {
  const local = new Date(atMs + book.clock.now().offsetMinutes * 60_000)
  return bookDate(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate())
}

function isSaid(row: LogRow, words: string): boolean {
  if (words === '') return true
  const amount = row.amountMinor === null ? '' : formatPlain(row.amountMinor)
  return [row.partyName, row.deed, row.detail, amount].some((text) => text.toLowerCase().includes(words))
}

function rowOf(book: Book, voice: LogVoice, line: LogLine): LoggedRow {
  const { n, atMs, person, kind, entry, hash } = line
  return {
    ...{ n, at: atMs, personName: person, kind, hash },
    what: whatOf(line),
    deed: voice.deed(kind, whatOf(line)),
    partyName: entry?.partyName ?? partyOf(book, line),
    amountMinor: entry?.amountMinor ?? amountIn(line),
    detail: shortened(voice.detail(line))
  }
}

function whatOf({ kind, entry, body }: LogLine): string {
  if (entry !== null) return entry.kind
  return kind === 'audit.note' || kind === 'definition.put' ? textOf(body.kind) : ''
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

function partyOf(book: Book, { kind, body }: LogLine): string {
  if (kind === 'party.add' || kind === 'party.change') return textOf(body.name)
  if (kind === 'bill.post') return readBillFact(body).bill.party?.name ?? ''
  const id = textOf(body.partyId)
  return id === '' ? '' : (book.store.parties.byId(id)?.name ?? '')
}

/** Of a drawer that was counted what was in it, of a warning what it was about. */
function amountIn({ kind, body }: LogLine): Minor | null {
  if (kind === 'bill.post') return readBillFact(body).bill.totalMinor
  const details = kind === 'audit.note' && typeof body.details === 'object' ? (body.details as LogLine['body']) : {}
  const found = [body.amountMinor, body.totalMinor, body.counted, details?.totalMinor]
  const first = found.find((one) => typeof one === 'number')
  return first === undefined ? null : minor(first as number)
}

const shortened = (text: string): string => (text.length > MOST_DETAIL ? `${text.slice(0, MOST_DETAIL - 1)}…` : text)
