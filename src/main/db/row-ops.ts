import { canonicalJson } from '#shared/journal/canonical-json.ts'
import type { HybridTime } from '#shared/journal/hybrid-clock.ts'
import { type OpKind, writeOp } from '#shared/journal/op.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import { controlAccount, type Posting } from '#shared/ledger/build-entry.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { NO_PARTS, postingsOf } from '#shared/ledger/legs.ts'
import type { Minor } from '#shared/money/money.ts'
import { partyFact } from '#shared/parties/party-fact.ts'
import { kindOf } from './entry-kinds.ts'
import { codeNow, type JournalFacts, periodNow } from './journal-facts.ts'
import { numberByRule, type ReadNumber } from './number-by-rule.ts'
import type { EntryPartRow, EntryRow, PartyRow } from './schema.ts'
import { uuidText } from './uuid-bytes.ts'

/** Where an op stands: its number and its time. */
export interface OpPlace {
  readonly n: number
  readonly time: HybridTime
  /** The shop's number of a fact that another counter recorded; 0 of an own one. */
  readonly base?: number
}

/** An entry as its row and the chain before it tell it. */
export interface ReadEntry {
  readonly row: EntryRow
  readonly kind: EntryKind
  readonly number: ReadNumber
  readonly periodNo: number
  readonly postings: readonly Posting[]
}

const NOWHERE = 'unknown'
const NO_PART_ROWS: readonly EntryPartRow[] = []

/** What refers to a row that the chain does not know becomes a word that no op says. */
export function readEntryRow(
  row: EntryRow,
  facts: JournalFacts,
  parts: readonly EntryPartRow[] = NO_PART_ROWS
): ReadEntry {
  const party = row.party_no === null ? null : facts.parties.get(row.party_no)
  const codeOf = (accountNo: number | null) =>
    accountNo === null ? null : (facts.accountCodes.get(accountNo) ?? (NOWHERE as AccountCode))
  return {
    row,
    kind: kindOf(row.kind_no),
    number: numberByRule(row, codeNow(facts)),
    periodNo: periodNow(facts),
    postings: postingsOf({
      cashMinor: row.cash_minor as Minor,
      upiMinor: row.upi_minor as Minor,
      bankMinor: row.bank_minor as Minor,
      creditMinor: row.credit_minor as Minor,
      partyId: party?.id ?? null,
      control: party ? controlAccount(party.kind) : null,
      other: codeOf(row.other_no),
      parts:
        parts.length === 0
          ? NO_PARTS
          : parts.map((part) => ({
              accountCode: codeOf(part.account_no) ?? (NOWHERE as AccountCode),
              amountMinor: part.amount_minor as Minor
            }))
    })
  }
}

/** The op of an entry, written from its row. */
export function entryOp(read: ReadEntry, undoneId: string | null, facts: JournalFacts, place: OpPlace): string {
  const { row } = read
  const body = entryFact(
    {
      id: uuidText(row.id),
      kind: read.kind,
      number: read.number.text,
      bookOn: row.book_on,
      occurredOn: row.occurred_on,
      periodNo: read.periodNo,
      partyId: row.party_no === null ? null : (facts.parties.get(row.party_no)?.id ?? NOWHERE),
      accountCode: row.account_no === null ? null : (facts.accountCodes.get(row.account_no) ?? NOWHERE),
      text: row.text ?? '',
      note: row.note ?? '',
      lines: linesIn(row.lines),
      amountMinor: row.amount_minor,
      cashMinor: row.cash_minor,
      changeMinor: row.change_minor,
      upiMinor: row.upi_minor,
      bankMinor: row.bank_minor,
      creditMinor: row.credit_minor,
      reversesId: row.reverses_no === null ? null : (undoneId ?? NOWHERE),
      reason: row.reason ?? '',
      postings: read.postings
    },
    { recordedAt: row.recorded_at, offsetMinutes: row.offset_minutes }
  )
  return opOf('entry.post', row.person, body, place)
}

/** Lines are written in one way only; any other text is not ours, even when it means the same. */
function linesIn(lines: string | null): { text: string; amountMinor: number }[] {
  if (lines === null) return []
  const pairs = JSON.parse(lines) as [string, number][]
  if (pairs.length === 0 || JSON.stringify(pairs) !== lines) throw new SyntaxError('not our lines')
  return pairs.map(([text, amountMinor]) => ({ text, amountMinor }))
}

/** The op of a version of a party, written from its row. */
export function partyOp(row: PartyRow, kind: 'party.add' | 'party.change', place: OpPlace): string {
  if (row.is_archived !== 0 && row.is_archived !== 1) throw new RangeError('not our way to say archived')
  const { name, phone, place: home, alias } = row
  const body = canonicalJson(
    partyFact({
      id: uuidText(row.id),
      name,
      kind: row.kind,
      phone,
      place: home,
      alias,
      isArchived: row.is_archived === 1,
      changedAt: row.changed_at,
      address: row.address,
      state: row.state,
      gstin: row.gstin,
      taxKind: row.tax_kind,
      priceLevel: row.price_level
    })
  )
  return opOf(kind, row.person, body, place)
}

const opOf = (kind: OpKind, person: string, body: string, { n, time, base = 0 }: OpPlace): string =>
  writeOp({ kind, n, time, person, body, base })
