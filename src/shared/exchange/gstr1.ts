import type { BookDate } from '#shared/calendar/book-date.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { add, type Minor, minor, negate, ZERO } from '#shared/money/money.ts'
import type { Bill, BillParty, Taxes, WorkedLine } from '#shared/sales/bill.ts'
import { checkGstin } from '#shared/tax/gstin.ts'
import type { ExchangeBook, ExchangeEntry } from './exchange-book.ts'
import { isWithin } from './exchange-book.ts'
import { type SeriesRange, SeriesRanges } from './series-ranges.ts'
import type { WayOutRemark } from './ways-out.ts'

/** Value and tax of something, in minor units; signed: what comes back takes away. */
export interface TaxRow {
  readonly taxableMinor: Minor
  readonly cgstMinor: Minor
  /** SGST, or UTGST where the place is a territory. */
  readonly sgstMinor: Minor
  readonly igstMinor: Minor
  readonly cessMinor: Minor
}

export interface RateRow extends TaxRow {
  /** In hundredths of a percent. */
  readonly rateBp: number
}

/** An invoice or a note, with one row for each rate. Figures of a note are positive; its section says which way they go. */
export interface ReturnDocument {
  readonly number: string
  readonly on: BookDate
  readonly totalMinor: Minor
  readonly place: string
  readonly gstin: string
  readonly partyName: string
  readonly isReverseCharge: boolean
  /** To a unit of a special zone, with tax paid. */
  readonly isToZone: boolean
  /** An export with tax paid, or without; empty for all others. */
  readonly exportKind: '' | 'WPAY' | 'WOPAY'
  readonly rows: readonly RateRow[]
}

export interface ConsumerRow extends RateRow {
  readonly isInter: boolean
  readonly place: string
}

export interface HsnRow extends RateRow {
  readonly hsn: string
  readonly text: string
  readonly unit: string
  /** In thousandths. */
  readonly quantity: number
}

export const NIL_GROUPS = ['INTRB2B', 'INTRAB2B', 'INTRB2C', 'INTRAB2C'] as const
export type NilGroup = (typeof NIL_GROUPS)[number]
export interface NilRow {
  readonly group: NilGroup
  readonly nilMinor: Minor
  readonly exemptMinor: Minor
  readonly outsideMinor: Minor
}

/** The return of a month's sales, table by table. */
export interface Gstr1 {
  readonly gstin: string
  readonly fromOn: BookDate
  readonly b2b: readonly ReturnDocument[]
  readonly b2cl: readonly ReturnDocument[]
  /** Table 6A. Shipping bills are not in the book. */
  readonly exports: readonly ReturnDocument[]
  readonly b2cs: readonly ConsumerRow[]
  readonly cdnr: readonly ReturnDocument[]
  readonly cdnur: readonly ReturnDocument[]
  readonly nil: readonly NilRow[]
  readonly hsnB2b: readonly HsnRow[]
  readonly hsnB2c: readonly HsnRow[]
  readonly invoices: readonly SeriesRange[]
  readonly creditNotes: readonly SeriesRange[]
  readonly billCount: number
  /** Value and tax of all of it, net of what came back. */
  readonly total: TaxRow
  readonly remarks: readonly WayOutRemark[]
}

/** The portal's code of another country. */
const ABROAD = '96'

const NO_TAX: TaxRow = { taxableMinor: ZERO, cgstMinor: ZERO, sgstMinor: ZERO, igstMinor: ZERO, cessMinor: ZERO }

/** Above this an invoice between states to a consumer stands in the return by itself (B2C large). */
export const largeLimit = (on: BookDate): Minor => minor(on >= 20240801 ? 1_00_000_00 : 2_50_000_00)

/** From May 2025 on table 12 tells registered buyers from consumers. */
export const splitsHsn = (on: BookDate): boolean => on >= 20250501

/** What of the shop decides how many digits an HSN needs. */
export interface ReturnRules {
  readonly isAboveFiveCrore: boolean
}

/**
 * The return of all days from `fromOn` to `toOn`, which are one month. Bills that were undone in the month stand among the
 * documents as cancelled and nowhere else. What the portal would refuse is remarked by bill and item.
 */
export function gstr1(
  book: ExchangeBook,
  days: { readonly fromOn: BookDate; readonly toOn: BookDate },
  rules: ReturnRules
): Gstr1 {
  const made = new ReturnMaker(book, days.fromOn, rules)
  const undoneOn = new Map<string, BookDate>()
  for (const entry of book.entries()) if (entry.reversesId !== null) undoneOn.set(entry.reversesId, entry.bookOn)
  for (const entry of book.entries()) {
    if (entry.reversesId !== null && isWithin(days, entry.bookOn)) made.takeUndoing(entry, days)
    if (isWithin(days, entry.bookOn) && entry.kind === 'got' && !undoneOn.has(entry.id)) made.takePayment(entry)
    if (!isWithin(days, entry.bookOn) || (entry.kind !== 'sale' && entry.kind !== 'sale-return')) continue
    const undone = undoneOn.get(entry.id)
    made.take(entry, undone !== undefined && undone <= days.toOn)
  }
  for (const { number, bookOn } of book.dayInvoices()) if (isWithin(days, bookOn)) made.takeDayInvoice(number)
  return made.finish()
}

class ReturnMaker {
  private readonly book: ExchangeBook
  private readonly fromOn: BookDate
  private readonly rules: ReturnRules
  private readonly b2b: ReturnDocument[] = []
  private readonly exports: ReturnDocument[] = []
  private advanceMinor = ZERO
  private readonly b2cl: ReturnDocument[] = []
  private readonly cdnr: ReturnDocument[] = []
  private readonly cdnur: ReturnDocument[] = []
  private readonly b2cs = new Map<string, ConsumerRow>()
  private readonly nil = new Map<NilGroup, NilRow>()
  private readonly hsn = { b2b: new Map<string, HsnRow>(), b2c: new Map<string, HsnRow>() }
  private readonly invoices = new SeriesRanges()
  private readonly creditNotes = new SeriesRanges()
  private readonly remarks: WayOutRemark[] = []
  private total = NO_TAX
  private billCount = 0

  constructor(book: ExchangeBook, fromOn: BookDate, rules: ReturnRules) {
    this.book = book
    this.fromOn = fromOn
    this.rules = rules
    if (!checkGstin(book.shop.gstin).ok) this.remark('shop-gstin-missing', '')
  }

  take(entry: ExchangeEntry, isUndone: boolean): void {
    const series = entry.kind === 'sale' ? this.invoices : this.creditNotes
    series.take(entry.number, isUndone)
    if (isUndone) return
    const bill = this.book.billOf(entry.entryNo)
    if (bill === null) this.remark('entry-without-bill', entry.number, '', formatPlain(entry.amountMinor))
    else if (bill.supply.registration !== 'regular') return
    else if (this.buyerOf(bill)?.taxKind === 'export') this.takeExport(entry, bill)
    else this.takeBill(entry, bill)
  }

  /** Its number was given out; its value and tax are in its bills already. */
  takeDayInvoice(number: string): void {
    this.invoices.take(number, false)
  }

  /** To whom a bill counts as made. A note amends its invoice: the portal knows it by that one's buyer, whoever brought the goods. */
  private buyerOf(bill: Bill): BillParty | null {
    const origin = bill.ofBillId === null ? null : this.book.entryById(bill.ofBillId)
    const invoice = origin === null ? null : this.book.billOf(origin.entryNo)
    return (invoice ?? bill).party
  }

  /** A bill of an earlier month that was undone in this one: its return is filed, and a note of this month is missing. */
  takeUndoing(entry: ExchangeEntry, days: { readonly fromOn: BookDate }): void {
    const undone = entry.reversesId === null ? null : this.book.entryById(entry.reversesId)
    if (undone === null || undone.bookOn >= days.fromOn) return
    if (undone.kind === 'sale' || undone.kind === 'sale-return') this.remark('undone-later', undone.number)
  }

  /** Money that came before the bill: for services it is taxed when it comes, which the book does not do. */
  takePayment({ entryNo, amountMinor }: ExchangeEntry): void {
    if (this.book.settlementOf(entryNo)?.way === 'advance') this.advanceMinor = add(this.advanceMinor, amountMinor)
  }

  /** Goods that went abroad: a row for each rate with the tax that was paid, or one without tax for all of them. */
  private takeExport(entry: ExchangeEntry, bill: Bill): void {
    const buyer = this.buyerOf(bill)
    this.billCount++
    this.checkBill(entry, bill, buyer)
    const document = documentOf(entry, bill, buyer, this.book.shop.state)
    const isPaid = document.rows.some(({ igstMinor }) => igstMinor !== 0)
    const taxableMinor = bill.taxSums.reduce((all, sum) => add(all, sum.taxableMinor), ZERO)
    const rows = isPaid ? document.rows : [{ ...NO_TAX, rateBp: 0, taxableMinor }]
    const isBack = entry.kind === 'sale-return'
    const made: ReturnDocument = { ...document, place: ABROAD, exportKind: isPaid ? 'WPAY' : 'WOPAY', rows }
    if (isBack) this.cdnur.push(made)
    else {
      this.exports.push(made)
      this.remark('export-shipping', entry.number)
    }
    for (const row of rows) this.total = plus(this.total, isBack ? turned(row) : row)
    for (const line of bill.lines) this.addHsn(line, false, isBack)
  }

  private takeBill(entry: ExchangeEntry, bill: Bill): void {
    const buyer = this.buyerOf(bill)
    this.billCount++
    this.checkBill(entry, bill, buyer)
    const document = documentOf(entry, bill, buyer, this.book.shop.state)
    const isBack = entry.kind === 'sale-return'
    const isRegistered = document.gstin !== ''
    // Without a taxed row a bill stands in the table of nil and exempt alone: the portal refuses an invoice without rows.
    if (isRegistered && document.rows.length > 0) (isBack ? this.cdnr : this.b2b).push(document)
    else if (this.isLarge(bill, document)) (isBack ? this.cdnur : this.b2cl).push(document)
    else for (const row of document.rows) this.addConsumer(row, document.place, isBack, bill)
    for (const row of document.rows) this.total = plus(this.total, isBack ? turned(row) : row)
    this.addNil(bill, isRegistered, isBack)
    for (const line of bill.lines) this.addHsn(line, isRegistered && splitsHsn(this.fromOn), isBack)
  }

  /** A note to a consumer follows its invoice: only that of a large one stands by itself. */
  private isLarge(bill: Bill, document: ReturnDocument): boolean {
    if (bill.supply.reach !== 'inter') return false
    const origin = bill.ofBillId === null ? null : this.book.entryById(bill.ofBillId)
    const total = origin?.amountMinor ?? document.totalMinor
    return document.rows.length > 0 && total > largeLimit(origin?.bookOn ?? document.on)
  }

  private addConsumer(row: RateRow, place: string, isBack: boolean, bill: Bill): void {
    const isInter = bill.supply.reach === 'inter'
    const key = `${isInter} ${place} ${row.rateBp}`
    const before = this.b2cs.get(key) ?? { ...NO_TAX, rateBp: row.rateBp, isInter, place }
    this.b2cs.set(key, { ...before, ...plus(before, isBack ? turned(row) : row) })
  }

  private addNil(bill: Bill, isRegistered: boolean, isBack: boolean): void {
    const group: NilGroup = `${bill.supply.reach === 'inter' ? 'INTR' : 'INTRA'}${isRegistered ? 'B2B' : 'B2C'}`
    const sums = bill.taxSums.filter(({ nature, taxableMinor }) => nature !== 'taxable' && taxableMinor !== 0)
    for (const { nature, taxableMinor } of sums) {
      const row = this.nil.get(group) ?? { group, nilMinor: ZERO, exemptMinor: ZERO, outsideMinor: ZERO }
      const name = ({ nil: 'nilMinor', exempt: 'exemptMinor', outside: 'outsideMinor' } as const)[nature as 'nil']
      this.nil.set(group, { ...row, [name]: add(row[name], isBack ? negate(taxableMinor) : taxableMinor) })
    }
  }

  private addHsn(line: WorkedLine, isB2b: boolean, isBack: boolean): void {
    const table = isB2b ? this.hsn.b2b : this.hsn.b2c
    const isService = line.hsn.startsWith('99')
    const unit = isService ? 'NA' : (line.baseUnit ?? 'OTH')
    const key = `${line.hsn} ${unit} ${line.rateBp}`
    const quantity = isService ? 0 : line.quantity
    const before = table.get(key) ?? {
      ...NO_TAX,
      hsn: line.hsn,
      text: line.text,
      unit,
      rateBp: line.rateBp,
      quantity: 0
    }
    const row = taxRow(line.assessedMinor ?? line.taxableMinor, line.taxes)
    const sum = plus(before, isBack ? turned(row) : row)
    table.set(key, { ...before, ...sum, quantity: before.quantity + (isBack ? -quantity : quantity) })
  }

  private checkBill({ number, partyId }: ExchangeEntry, bill: Bill, buyer: BillParty | null): void {
    const gstin = buyer?.gstin ?? ''
    if (number === '') this.remark('number-missing', '', '', buyer?.name ?? partyId ?? '')
    if (number.length > 16) this.remark('number-too-long', number)
    if (gstin !== '' && !checkGstin(gstin).ok) this.remark('gstin-invalid', number, '', gstin)
    if (bill.supply.placeOfSupply === '') this.remark('place-missing', number)
    const least = this.rules.isAboveFiveCrore ? 6 : gstin === '' ? 0 : 4
    for (const { hsn, text, baseUnit, assessedMinor } of bill.lines) {
      if (hsn === '' && (least > 0 || splitsHsn(this.fromOn))) this.remark('hsn-missing', number, text)
      else if (hsn !== '' && hsn.length < least) this.remark('hsn-too-short', number, text, hsn)
      if (baseUnit === null && !hsn.startsWith('99')) this.remark('unit-missing', number, text)
      if (assessedMinor !== null) this.remark('printed-price', number, text)
    }
  }

  private remark(remark: WayOutRemark['remark'], number: string, item = '', value = ''): void {
    this.remarks.push({ remark, number, item, value })
  }

  finish(): Gstr1 {
    if (this.advanceMinor > 0) this.remark('advances-by-hand', '', '', formatPlain(this.advanceMinor))
    const ranges = [...this.invoices.all(), ...this.creditNotes.all()]
    for (const { prefix, isWhole } of ranges) if (!isWhole) this.remark('numbers-missing', '', '', prefix)
    return {
      gstin: this.book.shop.gstin,
      fromOn: this.fromOn,
      b2b: this.b2b,
      b2cl: this.b2cl,
      exports: this.exports,
      b2cs: [...this.b2cs.values()].filter(isSomething),
      cdnr: this.cdnr,
      cdnur: this.cdnur,
      nil: NIL_GROUPS.flatMap((group) => this.nil.get(group) ?? []),
      hsnB2b: [...this.hsn.b2b.values()],
      hsnB2c: [...this.hsn.b2c.values()],
      invoices: this.invoices.all(),
      creditNotes: this.creditNotes.all(),
      billCount: this.billCount,
      total: this.total,
      remarks: this.remarks
    }
  }
}

/** One row for each rate that is taxed; goods without tax are no row here. */
function documentOf(entry: ExchangeEntry, bill: Bill, buyer: BillParty | null, shopState: string): ReturnDocument {
  const gstin = buyer?.gstin ?? ''
  const byRate = new Map<number, RateRow>()
  for (const { rateBp, nature, taxableMinor, taxes } of bill.taxSums) {
    if (nature !== 'taxable') continue
    const before = byRate.get(rateBp) ?? { ...NO_TAX, rateBp }
    byRate.set(rateBp, { rateBp, ...plus(before, taxRow(taxableMinor, taxes)) })
  }
  return {
    number: entry.number,
    on: entry.bookOn,
    totalMinor: bill.totalMinor,
    place: bill.supply.placeOfSupply || shopState,
    gstin: checkGstin(gstin).ok ? gstin : '',
    partyName: buyer?.name ?? '',
    isReverseCharge: bill.supply.isReverseCharge,
    isToZone: buyer?.taxKind === 'sez',
    exportKind: '',
    rows: [...byRate.values()].toSorted((left, right) => left.rateBp - right.rateBp)
  }
}

const taxRow = (taxableMinor: Minor, taxes: Taxes): TaxRow => ({
  taxableMinor,
  cgstMinor: taxes.cgst ?? ZERO,
  sgstMinor: add(taxes.sgst ?? ZERO, taxes.utgst ?? ZERO),
  igstMinor: taxes.igst ?? ZERO,
  cessMinor: taxes.cess ?? ZERO
})

const plus = (left: TaxRow, right: TaxRow): TaxRow => ({
  taxableMinor: add(left.taxableMinor, right.taxableMinor),
  cgstMinor: add(left.cgstMinor, right.cgstMinor),
  sgstMinor: add(left.sgstMinor, right.sgstMinor),
  igstMinor: add(left.igstMinor, right.igstMinor),
  cessMinor: add(left.cessMinor, right.cessMinor)
})

const turned = ({ taxableMinor, cgstMinor, sgstMinor, igstMinor, cessMinor }: TaxRow): TaxRow => ({
  taxableMinor: negate(taxableMinor),
  cgstMinor: negate(cgstMinor),
  sgstMinor: negate(sgstMinor),
  igstMinor: negate(igstMinor),
  cessMinor: negate(cessMinor)
})

const isSomething = (row: TaxRow): boolean =>
  row.taxableMinor !== 0 || row.cgstMinor !== 0 || row.sgstMinor !== 0 || row.igstMinor !== 0 || row.cessMinor !== 0
