import type { BookDate } from '#shared/calendar/book-date.ts'
import { financialYearOf } from '#shared/calendar/financial-year.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import { type Minor, minor, negate, ZERO } from '#shared/money/money.ts'
import { type ImportDraft, NO_TENDER, NOTHING_PAID, type PlannedEntry } from './import-draft.ts'
import type { ImportReading, SourceLine } from './import-reading.ts'
import { entryLines } from './invoice-text.ts'
import type { IdFor, KnownBook } from './known-book.ts'
import type { LineLog } from './line-log.ts'
import { PartyBook, type ResolvedParty } from './party-book.ts'
import { isClosedDay, placeInBook } from './place-in-book.ts'
import { byDay } from './plan-entries.ts'
import { plus, ZERO_DECIMAL } from './read-decimal.ts'
import { type InvoiceRow, type ReadRow, readInvoiceRow } from './read-invoice-row.ts'
import { toPaise } from './read-money.ts'

/** All lines of one invoice for one customer, or for nobody. */
interface Invoice {
  readonly number: string
  readonly date: BookDate
  readonly party: ResolvedParty | null
  readonly rows: readonly InvoiceRow[]
}

/**
 * A wholesaler's invoices, one item a line. Each invoice becomes one sale on credit to its customer; an invoice of
 * nobody is a cash sale; a total below zero is a return. The total is the exact sum of quantity times price over the
 * lines, rounded once to the paisa, half a paisa away from zero.
 */
export function planInvoices(
  reading: ImportReading,
  lines: readonly SourceLine[],
  book: KnownBook,
  idFor: IdFor,
  log: LineLog
): ImportDraft {
  const rows = withWholeInvoices(
    lines.map((source) => readInvoiceRow(reading, source, book, log)),
    log
  )
  const parties = new PartyBook()
  for (const row of rows) if (row.mention !== null) parties.add(row.mention)
  parties.resolve(book, idFor)
  const used = new Set<string>()
  const entries: PlannedEntry[] = []
  for (const invoice of invoicesOf(rows, parties, log)) {
    const entry = plannedInvoice(invoice, book, idFor, log)
    if (entry === null) continue
    entries.push(entry)
    if (entry.partyId !== null) used.add(entry.partyId)
  }
  entries.sort(byDay)
  const isUsed = (party: ResolvedParty) => used.has(party.id)
  return { parties: parties.requests(isUsed), knownPartyCount: parties.knownCount(isUsed), entries }
}

/** An invoice with a line that cannot be read would come to a wrong total: all of it stays out. */
function withWholeInvoices(read: readonly ReadRow[], log: LineLog): InvoiceRow[] {
  const broken = new Set(read.flatMap((row) => (row.isReadable ? [] : [row.number])))
  return read.flatMap((row) => {
    if (!row.isReadable) return []
    if (!broken.has(row.number)) return [row]
    log.leaveOut(row.line, 'invoice-incomplete', 'number', row.number)
    return []
  })
}

/** Numbers begin again each financial year, so the year tells two invoices with one number apart. */
function invoicesOf(rows: readonly InvoiceRow[], parties: PartyBook, log: LineLog): Invoice[] {
  const groups = new Map<string, { number: string; party: ResolvedParty | null; rows: InvoiceRow[] }>()
  const partiesOf = new Map<string, Set<string>>()
  for (const row of rows) {
    const party = row.mention === null ? null : parties.of(row.mention)
    const numbered = `${row.number}|${financialYearOf(row.date)}`
    const key = `${numbered}|${party?.key ?? ''}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { number: row.number, party, rows: [row] })
    else group.rows.push(row)
    partiesOf.set(numbered, (partiesOf.get(numbered) ?? new Set()).add(key))
  }
  return [...groups.values()].map(({ number, party, rows: own }) => {
    const date = own.reduce((first, row) => (row.date < first ? row.date : first), own[0]?.date as BookDate)
    if ((partiesOf.get(`${number}|${financialYearOf(date)}`)?.size ?? 0) > 1) {
      log.remark(Math.min(...own.map((row) => row.line)), 'invoice-split', 'number', number)
    }
    return { number, date, party, rows: own }
  })
}

function plannedInvoice(invoice: Invoice, book: KnownBook, idFor: IdFor, log: LineLog): PlannedEntry | null {
  const { number, date, party, rows } = invoice
  const total = toPaise(rows.reduce((all, row) => plus(all, row.amount), ZERO_DECIMAL))
  const leaveAll = (remark: Parameters<LineLog['leaveOut']>[1]) => {
    for (const row of rows) log.leaveOut(row.line, remark, 'number', number)
    return null
  }
  if (!total.ok) return leaveAll('amount-too-large')
  if (total.amountMinor === 0)
    return leaveAll(rows.every((row) => row.amount.value === 0n) ? 'zero-value-line' : 'amount-zero')
  const kind = total.amountMinor > 0 ? 'sale' : 'sale-return'
  const amountMinor = minor(Math.abs(total.amountMinor))
  const id = idFor(`invoice|${number}|${financialYearOf(date)}|${party?.key ?? ''}`)
  const earlier = book.entryById(id)
  if (earlier !== null && (earlier.kind !== kind || earlier.amountMinor !== amountMinor))
    return leaveAll('changed-since-import')
  const creditMinor = party === null ? ZERO : kind === 'sale' ? amountMinor : negate(amountMinor)
  const entry = { id, kind, amountMinor, creditMinor, partyId: party?.id ?? null, date, number } as const
  if (earlier !== null) {
    leaveAll('already-imported')
    return { ...entry, request: null }
  }
  for (const row of rows) {
    log.take(row.line)
    if (row.amount.value === 0n) log.remark(row.line, 'zero-value-line', 'rate', row.text)
  }
  remarkInvoice(invoice, kind, total.isRounded, book, log)
  return { ...entry, request: requestOf(invoice, kind, amountMinor, id, book) }
}

function remarkInvoice(
  { number, date, rows }: Invoice,
  kind: 'sale' | 'sale-return',
  isRounded: boolean,
  book: KnownBook,
  log: LineLog
): void {
  const line = Math.min(...rows.map((row) => row.line))
  if (isRounded) log.remark(line, 'rounded-to-paisa', 'rate', number)
  if (isCancellation(number) !== (kind === 'sale-return')) log.remark(line, 'unbalanced-invoice', 'number', number)
  if (isClosedDay(date, book)) log.remark(line, 'day-closed', 'date', number)
}

/** A `C` before the digits marks a cancellation; the sign of the total decides, and a number that disagrees is remarked. */
const isCancellation = (number: string): boolean => /^C\d/u.test(number)

function requestOf(
  { number, date, party, rows }: Invoice,
  kind: 'sale' | 'sale-return',
  amountMinor: Minor,
  id: string,
  book: KnownBook
): EntryRequest {
  const common = {
    id,
    ...placeInBook(date, book),
    text: number.slice(0, 200),
    note: '',
    partyId: party?.id ?? null,
    amountMinor
  }
  if (kind === 'sale') {
    const tender = party === null ? { ...NO_TENDER, cashMinor: amountMinor } : NO_TENDER
    return { ...common, kind, lines: entryLines(rows, amountMinor), tender }
  }
  return { ...common, kind, paid: party === null ? { ...NOTHING_PAID, cashMinor: amountMinor } : NOTHING_PAID }
}
