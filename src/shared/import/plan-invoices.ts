import type { BookDate } from '#shared/calendar/book-date.ts'
import { financialYearOf } from '#shared/calendar/financial-year.ts'
import { minor, negate, ZERO } from '#shared/money/money.ts'
import { type BillRequest, MAX_BROUGHT_LINES } from '#shared/sales/bill-request.ts'
import { billOfInvoice, discountOf, type InvoiceBill, plainBill, roundOffOf } from './bill-of-invoice.ts'
import { type ImportDraft, NO_TENDER, NOTHING_PAID, type PlannedEntry, type PlannedStock } from './import-draft.ts'
import type { LineRemark } from './import-plan.ts'
import type { ImportReading, SourceLine } from './import-reading.ts'
import { InvoiceGoods } from './invoice-goods.ts'
import type { IdFor, KnownBook } from './known-book.ts'
import type { LineLog } from './line-log.ts'
import { compare, PartyBook, type ResolvedParty } from './party-book.ts'
import { isClosedDay, placeInBook } from './place-in-book.ts'
import { plus, ZERO_DECIMAL } from './read-decimal.ts'
import { type InvoiceRow, type ReadRow, readInvoiceRow } from './read-invoice-row.ts'
import { toPaise } from './read-money.ts'
import { SalesOfFile } from './tie-returns.ts'

/** All lines of one invoice for one customer, or for nobody. */
interface Invoice {
  readonly number: string
  readonly date: BookDate
  readonly party: ResolvedParty | null
  readonly rows: readonly InvoiceRow[]
}

/**
 * A wholesaler's invoices, one item a line. Each invoice becomes one bill: a sale on credit to its customer; an invoice of
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
  const goods = new InvoiceGoods(rows, book, idFor)
  const sales = new SalesOfFile()
  const planned = invoicesOf(rows, parties, log)
    .toSorted(byNumber)
    .flatMap((invoice) => plannedInvoice(invoice, { book, goods, sales, idFor, log }) ?? [])
  const entries = planned.map(({ entry }) => entry)
  const itemIds = new Set(planned.flatMap((one) => [...one.itemIds]))
  const partyIds = new Set(entries.map(({ partyId }) => partyId))
  const isUsed = (party: ResolvedParty) => partyIds.has(party.id)
  return {
    parties: parties.requests(isUsed),
    knownPartyCount: parties.knownCount(isUsed),
    entries,
    items: goods.requests(itemIds),
    knownItemCount: goods.knownCount(itemIds),
    stocks: planned.flatMap(({ stocks }) => stocks)
  }
}

/** What one invoice brings: its entry, the items it needs, and goods that move beside its bill. */
interface PlannedInvoice {
  readonly entry: PlannedEntry
  readonly itemIds: Iterable<string>
  readonly stocks: readonly PlannedStock[]
}

/** What the plan of one invoice is made with. */
interface Ground {
  readonly book: KnownBook
  readonly goods: InvoiceGoods
  readonly sales: SalesOfFile
  readonly idFor: IdFor
  readonly log: LineLog
}

/** In the order in which they are recorded: a return comes behind its sale. */
function byNumber(left: Invoice, right: Invoice): number {
  const days = left.date - right.date || left.number.length - right.number.length
  return days || compare(left.number, right.number) || compare(left.party?.key ?? '', right.party?.key ?? '')
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

function plannedInvoice(invoice: Invoice, ground: Ground): PlannedInvoice | null {
  const { number, date, party, rows } = invoice
  const { book, goods, idFor, log } = ground
  const total = toPaise(rows.reduce((all, row) => plus(all, row.amount), ZERO_DECIMAL))
  const leaveAll = (remark: LineRemark) => {
    for (const row of rows) log.leaveOut(row.line, remark, 'number', number)
    return null
  }
  if (!total.ok) return leaveAll('amount-too-large')
  if (total.amountMinor === 0)
    return leaveAll(rows.every((row) => row.amount.value === 0n) ? 'zero-value-line' : 'amount-zero')
  const sign = total.amountMinor > 0 ? 1 : -1
  const kind = sign > 0 ? 'sale' : 'sale-return'
  const amountMinor = minor(Math.abs(total.amountMinor))
  const id = idFor(`invoice|${number}|${financialYearOf(date)}|${party?.key ?? ''}`)
  const earlier = book.entryById(id)
  if (earlier !== null && (earlier.kind !== kind || earlier.amountMinor !== amountMinor))
    return leaveAll('changed-since-import')
  const creditMinor = party === null ? ZERO : kind === 'sale' ? amountMinor : negate(amountMinor)
  const entry = { id, kind, amountMinor, creditMinor, partyId: party?.id ?? null, date, number } as const
  const bill = rows.length > MAX_BROUGHT_LINES ? null : billOfInvoice(rows, goods, sign, amountMinor)
  if (earlier !== null) {
    leaveAll('already-imported')
    const stocks = bill === null ? [] : stocksOf(bill, invoice, id, ground).filter(({ isNew }) => !isNew)
    return { entry: { ...entry, moved: book.movedBy(id), request: null }, itemIds: bill?.itemIds ?? [], stocks }
  }
  if (bill === null) return leaveAll(rows.length > MAX_BROUGHT_LINES ? 'invoice-too-long' : 'amount-too-large')
  for (const row of rows) {
    log.take(row.line)
    if (row.amount.value === 0n) log.remark(row.line, 'zero-value-line', 'rate', row.text)
  }
  remarkInvoice(invoice, kind, total.isRounded, book, log)
  remarkGoods(invoice, bill, log)
  const request = { kind: 'bill' as const, bill: requestOf(invoice, entry, bill, ground) }
  const stocks = stocksOf(bill, invoice, id, ground)
  return { entry: { ...entry, moved: bill.moved, request }, itemIds: bill.itemIds, stocks }
}

/** Goods of deducted lines, and of lines whose price is negative, move beside the bill. */
function stocksOf(
  { against }: InvoiceBill,
  { number }: Invoice,
  invoiceId: string,
  { book, idFor }: Ground
): PlannedStock[] {
  return [...against]
    .sort(([left], [right]) => compare(left, right))
    .map(([itemId, count]) => {
      const id = idFor(`stock|${invoiceId}|${itemId}`)
      const isNew = book.stockById(id) === null
      const note = number.slice(0, 200)
      return { id, itemId, reason: 'other', note, quantity: count, valueMinor: null, batch: '', expiresOn: null, isNew }
    })
}

function remarkGoods({ rows, number }: Invoice, bill: InvoiceBill, log: LineLog): void {
  for (const row of bill.tooFine) log.remark(row.line, 'quantity-too-fine', 'quantity', row.text)
  if (bill.against.size > 0) log.remark(Math.min(...rows.map((row) => row.line)), 'goods-apart', 'number', number)
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
  { number, date, party }: Invoice,
  { id, kind, amountMinor }: Pick<PlannedEntry, 'id' | 'amountMinor'> & { readonly kind: 'sale' | 'sale-return' },
  bill: InvoiceBill,
  { book, sales }: Ground
): BillRequest {
  const common = {
    ...plainBill,
    id,
    ...placeInBook(date, book),
    partyId: party?.id ?? null,
    text: number.slice(0, 200),
    lines: [...bill.lines],
    discount: discountOf(bill.discountMinor),
    roundOff: roundOffOf(bill.roundOffMinor),
    expectedTotalMinor: amountMinor
  }
  if (kind === 'sale') {
    if (party !== null) sales.add(party.id, { id, date, number }, bill, amountMinor)
    return { ...common, kind, tender: party === null ? { ...NO_TENDER, cashMinor: amountMinor } : NO_TENDER }
  }
  const paid = party === null ? { ...NOTHING_PAID, cashMinor: amountMinor } : NOTHING_PAID
  const tied = party === null ? null : sales.tie(party.id, { date, number }, bill, amountMinor)
  const returned = { ...common, kind, paid, noteReason: 'returned' as const }
  if (tied === null) return returned
  return { ...returned, ofBillId: tied.ofBillId, lines: [...tied.lines], roundOff: roundOffOf(tied.roundOffMinor) }
}
