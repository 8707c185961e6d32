import { type Minor, minor, negate, ZERO } from '#shared/money/money.ts'
import { PARTY_NAME_LENGTH } from '#shared/parties/party.ts'
import { readPartyKind } from './entry-words.ts'
import { type ImportDraft, NO_GOODS, NOTHING_MOVED, type PlannedEntry } from './import-draft.ts'
import type { ImportField, LineRemark } from './import-plan.ts'
import type { ImportReading, SourceLine } from './import-reading.ts'
import type { IdFor, KnownBook } from './known-book.ts'
import type { LineLog } from './line-log.ts'
import {
  compare,
  mentionKey,
  mentionName,
  PartyBook,
  type PartyMention,
  type ResolvedParty,
  withSuffix
} from './party-book.ts'
import { readRowMoney } from './read-row-money.ts'

interface PartyRow {
  readonly line: number
  readonly mention: PartyMention
  /** Positive: he owes us. Null when the row brings no balance. */
  readonly balanceMinor: Minor | null
}

/** Parties with the balances that they bring along: one line a party. */
export function planParties(
  reading: ImportReading,
  lines: readonly SourceLine[],
  book: KnownBook,
  idFor: IdFor,
  log: LineLog
): ImportDraft {
  const rows = distinct(
    lines.flatMap((source) => readPartyRow(reading, source, log) ?? []),
    log
  )
  const parties = new PartyBook()
  for (const row of rows) parties.add(row.mention)
  parties.resolve(book, idFor)
  const entries: PlannedEntry[] = []
  const added = new Set<string>()
  const known = new Set<string>()
  for (const row of rows) {
    const party = parties.of(row.mention)
    if (party === null) continue
    if (party.known !== null) known.add(party.id)
    const opening = openingOf(row, party, book, idFor, log)
    if (opening !== null) entries.push(opening)
    if (log.isLeftOut(row.line)) continue
    log.take(row.line)
    added.add(party.id)
    if (party.isRenamed) log.remark(row.line, 'name-made-unique', 'name', party.name)
  }
  entries.sort((left, right) => compare(left.number, right.number))
  return {
    parties: parties.requests((party) => added.has(party.id)),
    knownPartyCount: known.size,
    entries,
    ...NO_GOODS
  }
}

function readPartyRow(reading: ImportReading, source: SourceLine, log: LineLog): PartyRow | null {
  const cell = (field: Parameters<ImportReading['cell']>[1]) => reading.cell(source, field)
  const mention: PartyMention = {
    code: cell('partyCode'),
    name: cell('name'),
    phone: cell('phone'),
    place: cell('place'),
    kind: readPartyKind(cell('kind'))
  }
  const name = mentionName(mention)
  if (name === '') return leave(log, source, 'name-missing', 'name')
  if ([...name].length > PARTY_NAME_LENGTH || name.length > PARTY_NAME_LENGTH)
    return leave(log, source, 'name-too-long', 'name', name)
  const money = readRowMoney(reading, source, 'balance')
  if (money === null) return { line: source.line, mention, balanceMinor: null }
  if (!money.ok) return leave(log, source, money.remark, money.field, cell(money.field))
  const side = money.side ?? (mention.kind === 'supplier' ? 'credit' : 'debit')
  const balanceMinor = side === 'debit' ? money.amountMinor : negate(money.amountMinor)
  return { line: source.line, mention, balanceMinor }
}

function leave(log: LineLog, source: SourceLine, remark: LineRemark, field: ImportField, value = ''): null {
  log.leaveOut(source.line, remark, field, value)
  return null
}

/**
 * One row a party. A row that says the same twice is left out the second time. Rows that share a name but not the
 * phone or the place are different people and get it behind the name; rows that only differ in their balance
 * contradict each other, and none of them is taken.
 */
function distinct(rows: readonly PartyRow[], log: LineLog): PartyRow[] {
  const groups = new Map<string, PartyRow[]>()
  for (const row of rows) {
    const key = mentionKey(row.mention)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : settle(withoutRepeats(group, log), log)))
}

const content = (row: PartyRow) =>
  [row.mention.name, row.mention.phone, row.mention.place, row.mention.kind, row.balanceMinor ?? ''].join('|')

function withoutRepeats(group: readonly PartyRow[], log: LineLog): PartyRow[] {
  const seen = new Set<string>()
  return group.filter((row) => {
    const isRepeat = seen.has(content(row))
    seen.add(content(row))
    if (isRepeat) log.leaveOut(row.line, 'duplicate-in-file', 'name', row.mention.name)
    return !isRepeat
  })
}

function settle(group: readonly PartyRow[], log: LineLog): PartyRow[] {
  if (group.length <= 1) return [...group]
  for (const tell of [(row: PartyRow) => row.mention.phone, (row: PartyRow) => row.mention.place]) {
    const marks = group.map(tell)
    if (
      marks.every((mark) => mark !== '') &&
      new Set(marks).size === group.length &&
      group.every((row) => row.mention.code === '')
    ) {
      return group.map((row) => {
        const name = withSuffix(row.mention.name, tell(row))
        log.remark(row.line, 'name-made-unique', 'name', name)
        return { ...row, mention: { ...row.mention, name } }
      })
    }
  }
  for (const row of group) log.leaveOut(row.line, 'duplicate-in-file', 'name', row.mention.name)
  return []
}

/** The opening balance of a row, planned or known; null when there is none to record. Names every line that stays out. */
function openingOf(
  row: PartyRow,
  party: ResolvedParty,
  book: KnownBook,
  idFor: IdFor,
  log: LineLog
): PlannedEntry | null {
  const id = idFor(`opening|${party.key}`)
  const balanceMinor = row.balanceMinor ?? ZERO
  const plannedEntry = (isNew: boolean): PlannedEntry => ({
    id,
    kind: 'opening',
    amountMinor: minor(Math.abs(balanceMinor)),
    creditMinor: balanceMinor,
    partyId: party.id,
    date: null,
    number: party.key,
    moved: NOTHING_MOVED,
    request: isNew ? { kind: 'opening', id, partyId: party.id, balanceMinor } : null
  })
  const earlier = book.entryById(id)
  if (earlier !== null) {
    const isSame = earlier.creditMinor === balanceMinor
    log.leaveOut(row.line, isSame ? 'already-imported' : 'balance-differs', 'balance', row.mention.name)
    return isSame ? plannedEntry(false) : null
  }
  if (party.known === null) return balanceMinor === 0 ? null : plannedEntry(true)
  if (balanceMinor === 0) {
    const isOurs = party.id === idFor(`party|${party.key}`)
    log.leaveOut(row.line, isOurs ? 'already-imported' : 'party-exists', 'name', row.mention.name)
    return null
  }
  if (party.known.entryCount > 0) {
    log.leaveOut(row.line, 'balance-differs', 'balance', row.mention.name)
    return null
  }
  log.remark(row.line, 'party-exists', 'name', row.mention.name)
  return plannedEntry(true)
}
