import type { BookDate } from '#shared/calendar/book-date.ts'
import { expenseAccount } from '#shared/ledger/account.ts'
import { type Minor, minor, negate, ZERO } from '#shared/money/money.ts'
import { cleanName, PARTY_NAME_LENGTH, type PartyKind } from '#shared/parties/party.ts'
import type { BillLine, BillRequest } from '#shared/sales/bill-request.ts'
import { plainBill } from './bill-of-invoice.ts'
import {
  type EntryWord,
  expenseHeadOf,
  type ImportableKind,
  journalAccountOf,
  kindOfSide,
  type PaidBy,
  readEntryWord,
  readMoneyPlace,
  readPaidBy,
  readPartyKind
} from './entry-words.ts'
import {
  type ImportDraft,
  NO_GOODS,
  NO_TENDER,
  NOTHING_MOVED,
  NOTHING_PAID,
  type PlannedEntry
} from './import-draft.ts'
import type { ImportField, LineRemark } from './import-plan.ts'
import type { ImportReading, SourceLine } from './import-reading.ts'
import { type IdFor, type KnownBook, nameKey } from './known-book.ts'
import type { LineLog } from './line-log.ts'
import { compare, mentionName, PartyBook, type PartyMention, type ResolvedParty } from './party-book.ts'
import { isClosedDay, placeInBook } from './place-in-book.ts'
import { readDate } from './read-date.ts'
import type { Side } from './read-decimal.ts'
import { toPaise } from './read-money.ts'
import { readRowMoney } from './read-row-money.ts'

interface EntryRow {
  readonly line: number
  readonly date: BookDate
  readonly mention: PartyMention | null
  readonly name: string
  readonly word: EntryWord
  readonly amountMinor: Minor
  readonly text: string
  readonly note: string
  readonly number: string
  readonly paidBy: PaidBy
  /** The other side of a contra or a journal. */
  readonly against: string
  /** The cell that says where the money comes from, the owner among them. */
  readonly paidFrom: string
  /** On which side of the party's account a journal or an old balance is. */
  readonly side: Side | null
  /** Money of the bill that stands in the same line: what becomes of the line is said of the bill. */
  readonly isPaymentOfBill: boolean
}

/** Entries, one a line: what customers took and paid, what suppliers brought and were paid, expenses. */
export function planEntries(
  reading: ImportReading,
  lines: readonly SourceLine[],
  book: KnownBook,
  idFor: IdFor,
  log: LineLog
): ImportDraft {
  const rows = lines.flatMap((source) => withPayment(reading, source, readEntryRow(reading, source, book, log), log))
  const parties = new PartyBook()
  for (const row of rows) if (row.mention !== null) parties.add(row.mention)
  parties.resolve(book, idFor)
  const ordinals = new Map<string, number>()
  const entries: PlannedEntry[] = []
  const used = new Set<string>()
  for (const row of rows) {
    const party = row.mention === null ? null : parties.of(row.mention)
    const kind = 'kind' in row.word ? row.word.kind : kindOfSide(row.word.side, party?.kind ?? 'customer')
    const identity = identityOf(row, kind, party)
    const ordinal = (ordinals.get(identity) ?? 0) + 1
    ordinals.set(identity, ordinal)
    if (ordinal > 1) {
      if (!row.isPaymentOfBill)
        log[row.number === '' ? 'remark' : 'leaveOut'](row.line, 'duplicate-in-file', 'name', row.name)
      if (row.number !== '') continue
    }
    entries.push(plannedEntry(row, kind, party, idFor(`entry|${identity}#${ordinal}`), book, log))
    if (party !== null) used.add(party.id)
  }
  entries.sort(byDay)
  const isUsed = (party: ResolvedParty) => used.has(party.id)
  return { parties: parties.requests(isUsed), knownPartyCount: parties.knownCount(isUsed), entries, ...NO_GOODS }
}

/** By day, then by the file's own number (9 before 10), then by id: the same whatever the order of the rows was. */
export function byDay(left: PlannedEntry, right: PlannedEntry): number {
  const days = (left.date ?? 0) - (right.date ?? 0)
  if (days !== 0) return days
  const lengths = left.number.length - right.number.length
  return lengths !== 0 ? lengths : compare(left.number, right.number) || compare(left.id, right.id)
}

function identityOf(row: EntryRow, kind: ImportableKind, party: ResolvedParty | null): string {
  const said = [row.date, party?.key ?? nameKey(row.name), kind, row.amountMinor, row.number, row.text, row.note]
  // Rows of files that do not say how keep the ids that they have had.
  return [...said, ...(row.paidBy === 'cash' ? [] : [row.paidBy]), ...(row.against === '' ? [] : [row.against])].join(
    '|'
  )
}

function readEntryRow(reading: ImportReading, source: SourceLine, book: KnownBook, log: LineLog): EntryRow | null {
  const cell = (field: ImportField) => reading.cell(source, field)
  const leave = (remark: LineRemark, field: ImportField): null => {
    log.leaveOut(source.line, remark, field, cell(field))
    return null
  }
  if (cell('date') === '') return leave('date-missing', 'date')
  const date = readDate(cell('date'), reading.dateOrder)
  if (date === null) return leave('date-unreadable', 'date')
  if (date > book.todayOn) return leave('date-in-future', 'date')
  const money = readRowMoney(reading, source, 'amount')
  if (money === null) return leave('amount-unreadable', 'amount')
  if (!money.ok) return leave(money.remark, money.field)
  if (money.amountMinor === 0) return leave('amount-zero', 'amount')
  const meaning = whatItIs(cell('entryKind'), money.side, money.amountMinor)
  if (meaning === null || !isSayable(meaning.word, cell('against'), money.side))
    return leave('kind-unknown', 'entryKind')
  const named = { code: cell('partyCode'), name: cell('name') }
  const name = mentionName(named)
  if (name.length > PARTY_NAME_LENGTH) return leave('name-too-long', 'name')
  if (name === '' && !('kind' in meaning.word && isWithoutParty(meaning.word.kind)))
    return leave('name-missing', 'name')
  const isExpense = 'kind' in meaning.word && meaning.word.kind === 'expense'
  const kind = partyKindOf(cell('kind'), meaning.word)
  return {
    line: source.line,
    date,
    mention: name === '' || isExpense ? null : { ...named, phone: cell('phone'), place: cell('place'), kind },
    name,
    word: meaning.word,
    amountMinor: meaning.amountMinor,
    text: cleanName(cell('text')).slice(0, 200),
    note: cleanName(cell('note')).slice(0, 500),
    number: cleanName(cell('number')).slice(0, 60),
    paidBy: readPaidBy(cell('paidBy')),
    against: cell('against'),
    paidFrom: cell('paidBy'),
    side: money.side,
    isPaymentOfBill: false
  }
}

/** A bill that was paid in part or whole at once, in a column of its own, is the bill and the payment. Nobody's bill is paid anyhow. */
function withPayment(reading: ImportReading, source: SourceLine, row: EntryRow | null, log: LineLog): EntryRow[] {
  if (row === null) return []
  const kind = 'kind' in row.word ? row.word.kind : null
  const said = reading.cell(source, 'paidAmount')
  if (row.mention === null || said === '' || (kind !== 'sale' && kind !== 'purchase')) return [row]
  const number = reading.number(source, 'paidAmount')
  const paid = number === null ? null : toPaise(number.decimal)
  if (paid === null || !paid.ok || paid.isRounded || paid.amountMinor < 0) {
    log.leaveOut(source.line, 'amount-unreadable', 'paidAmount', said)
    return []
  }
  if (paid.amountMinor === 0) return [row]
  const payment = {
    word: { kind: kind === 'sale' ? ('got' as const) : ('gave' as const) },
    amountMinor: paid.amountMinor
  }
  return [row, { ...row, ...payment, isPaymentOfBill: true }]
}

/** A journal or an old balance without its side and its account says nothing; a contra needs two places. */
function isSayable(word: EntryWord, against: string, side: Side | null): boolean {
  const kind = 'kind' in word ? word.kind : null
  if (kind === 'contra') return against !== ''
  if (kind === 'opening') return side !== null
  return kind !== 'journal' || (side !== null && journalAccountOf(against) !== null)
}

const NEEDS_PARTY: ReadonlySet<ImportableKind> = new Set(['got', 'gave', 'journal', 'opening', 'purchase-return'])
const isWithoutParty = (kind: ImportableKind) => !NEEDS_PARTY.has(kind)

const partyKindOf = (cell: string, word: EntryWord): PartyKind =>
  'kind' in word && (word.kind === 'purchase' || word.kind === 'purchase-return') ? 'supplier' : readPartyKind(cell)

/** The kind or the side of a row with its amount made positive; null when the row does not say what it is. */
function whatItIs(
  entryKind: string,
  side: Side | null,
  amountMinor: Minor
): { word: EntryWord; amountMinor: Minor } | null {
  const word = entryKind === '' ? (side === null ? null : { side }) : readEntryWord(entryKind)
  if (word === null) return null
  if (amountMinor > 0) return { word, amountMinor }
  const turned = turnedRound(word)
  return turned === null ? null : { word: turned, amountMinor: minor(-amountMinor) }
}

/** What a negative amount makes of a row: a sale becomes its return, a debit a credit. Other kinds cannot be negative. */
function turnedRound(word: EntryWord): EntryWord | null {
  if ('side' in word) return { side: word.side === 'debit' ? 'credit' : 'debit' }
  if (word.kind === 'sale') return { kind: 'sale-return' }
  return word.kind === 'sale-return' ? { kind: 'sale' } : null
}

function plannedEntry(
  row: EntryRow,
  kind: ImportableKind,
  party: ResolvedParty | null,
  id: string,
  book: KnownBook,
  log: LineLog
): PlannedEntry {
  const entry = {
    id,
    kind,
    amountMinor: row.amountMinor,
    creditMinor: party === null ? ZERO : creditOf(kind, row),
    partyId: party?.id ?? null,
    date: kind === 'opening' ? null : row.date,
    number: row.number,
    moved: NOTHING_MOVED
  }
  if (book.entryById(id) !== null) {
    if (!row.isPaymentOfBill) log.leaveOut(row.line, 'already-imported', 'name', row.name)
    return { ...entry, request: null }
  }
  if (row.isPaymentOfBill) return { ...entry, request: requestOf(row, kind, id, entry.partyId, book) }
  log.take(row.line)
  if (isClosedDay(row.date, book)) log.remark(row.line, 'day-closed', 'date')
  return { ...entry, request: requestOf(row, kind, id, entry.partyId, book) }
}

/** What goes back to a supplier by value: goods of a list are not known of it. */
function debitNote(
  row: EntryRow,
  common: Pick<BillRequest, 'id' | 'bookOn' | 'occurredOn' | 'text' | 'note'>,
  partyId: string | null
): BillRequest {
  const line: BillLine = {
    ...{ itemId: null, text: row.text || row.number, hsn: '', taxRule: '', isTaxInPrice: false, said: [], rate: null },
    ...{
      rateUnit: null,
      amountMinor: row.amountMinor,
      discount: null,
      batch: null,
      retailPriceMinor: null,
      ofLine: null
    }
  }
  const paper = { discount: null, roundOff: 'none' as const, expectedTotalMinor: null, lines: [line] }
  return { ...plainBill, ...common, ...paper, kind: 'purchase-return', partyId, tender: NO_TENDER }
}

function creditOf(kind: ImportableKind, { amountMinor, side }: EntryRow): Minor {
  if (kind === 'expense' || kind === 'contra') return ZERO
  if (kind === 'journal' || kind === 'opening') return side === 'credit' ? negate(amountMinor) : amountMinor
  return kind === 'sale' || kind === 'gave' || kind === 'purchase-return' ? amountMinor : negate(amountMinor)
}

/** Goods of a party are on credit, goods of nobody are paid; money is cash where the file does not say otherwise. */
function requestOf(
  row: EntryRow,
  kind: ImportableKind,
  id: string,
  partyId: string | null,
  book: KnownBook
): PlannedEntry['request'] {
  const { amountMinor } = row
  const text = [row.number, row.text]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 200)
  const common = { id, ...placeInBook(row.date, book), text, note: row.note }
  const money = { [`${row.paidBy}Minor`]: amountMinor }
  const tender = { ...NO_TENDER, ...money }
  const paid = { ...NOTHING_PAID, ...money }
  switch (kind) {
    case 'sale':
      return { ...common, kind, partyId, amountMinor, lines: [], tender: partyId === null ? tender : NO_TENDER }
    case 'sale-return':
    case 'purchase':
      return { ...common, kind, partyId, amountMinor, paid: partyId === null ? paid : NOTHING_PAID }
    case 'purchase-return':
      return { kind: 'bill', bill: debitNote(row, common, partyId) }
    case 'contra':
      return { ...common, kind, from: readMoneyPlace(row.paidFrom), to: readMoneyPlace(row.against), amountMinor }
    case 'opening':
      return { kind, id, partyId: partyId ?? '', balanceMinor: creditOf(kind, row) }
    case 'journal': {
      const account = journalAccountOf(row.against) ?? 'balances-moved'
      return { ...common, kind, partyId: partyId ?? '', account, creditMinor: creditOf(kind, row) }
    }
    case 'got':
      return { ...common, kind, partyId: partyId ?? '', tender }
    case 'gave':
      return { ...common, kind, partyId: partyId ?? '', paid }
    case 'expense':
      return {
        ...common,
        kind,
        accountCode: expenseAccount(expenseHeadOf(row.name)),
        paid,
        text: [text, expenseHeadOf(row.name) === 'other' ? row.name : '']
          .filter((part) => part !== '')
          .join(' ')
          .slice(0, 200)
      }
  }
}
