import type Sqlite from 'better-sqlite3'
import type { Op } from '#shared/journal/op.ts'
import { documentNumber, seriesFor } from '#shared/numbering/document-number.ts'
import type { Bill, WorkedLine } from '#shared/sales/bill.ts'
import { type BillFact, readBillFact } from '#shared/sales/bill-fact.ts'
import { taxTotal } from '#shared/sales/bill-totals.ts'
import { movesOfBill, valueBack } from '#shared/stock/bill-moves.ts'
import { billKindNumber } from './bill-kinds.ts'
import { type Fault, fault } from './fault.ts'
import { codeNow, type JournalFacts, readOp } from './journal-facts.ts'
import type { ReadEntry } from './row-ops.ts'
import { uuidBytes, uuidText } from './uuid-bytes.ts'
import type { GoodsReplay } from './verify-goods.ts'
import {
  compareRows,
  hexOf,
  inOrder,
  RowsInTurn,
  type RowsTable,
  type RowValue,
  type RowValues
} from './verify-rows.ts'
import type { StockReplay } from './verify-stock.ts'

const BILLS: RowsTable = {
  table: 'bill',
  columns: [
    ...['bill_no', 'lower(hex(id))', 'op_n', 'kind_no', 'entry_no', 'series_no', 'number_no', 'book_on', 'recorded_at'],
    ...['person', 'party_no', 'of_bill_no', 'line_count', 'taxable_minor', 'total_minor']
  ],
  keys: 1
}
const LINES: RowsTable = {
  table: 'bill_line',
  columns: [
    ...['bill_no', 'line_no', 'item_no', 'quantity', 'rate', 'rate_unit', 'is_tax_in_price', 'amount_minor'],
    ...['taxable_minor', 'rate_bp', 'tax_minor', 'total_minor', 'of_line']
  ],
  keys: 2
}
const TAXES: RowsTable = {
  table: 'bill_tax',
  columns: [
    ...['bill_no', 'rate_bp', 'nature', 'taxable_minor', 'cgst_minor', 'sgst_minor', 'utgst_minor', 'igst_minor'],
    ...['cess_minor', 'vat_minor']
  ],
  keys: 3
}
const CANCELS: RowsTable = { table: 'bill_cancel', columns: ['bill_no', 'op_n', 'at', 'person', 'reason'], keys: 1 }
const RETURNED: RowsTable = {
  table: 'returned_line',
  columns: ['bill_no', 'line_no', 'quantity', 'amount_minor'],
  keys: 2
}
const LAST_PRICES: RowsTable = {
  table: 'last_price',
  columns: ['party_no', 'item_no', 'bill_side', 'bill_no', 'line_no'],
  keys: 3
}

/** What the op of a paper that was called off says. */
interface CancelSaid {
  readonly bill: string
  readonly at: number
  readonly on: number
  readonly reason: string
}

interface Beside {
  readonly facts: JournalFacts
  readonly goods: GoodsReplay
  readonly stock: StockReplay
  /** The next number of a series, which is then taken. */
  readonly takeNumber: (series: string) => number
}

/** Bills as their ops make them: lines, tax by rate, moves of goods, what came back, and the prices that were asked last. */
export class BillReplay {
  private billNo = 0
  private newestEntry: ReadEntry['row'] | null = null
  private readonly billNos = new Map<string, number>()
  private readonly undone = new Set<number>()
  private readonly cancels: RowValues[] = []
  private readonly returned = new Map<string, [billNo: number, lineNo: number, quantity: number, amountMinor: number]>()
  private readonly prices = new Map<string, RowValue[]>()
  private readonly db: Sqlite.Database
  private readonly beside: Beside
  private readonly bills: RowsInTurn
  private readonly lines: RowsInTurn
  private readonly taxes: RowsInTurn

  constructor(db: Sqlite.Database, beside: Beside) {
    this.db = db
    this.beside = beside
    this.bills = new RowsInTurn(db, BILLS)
    this.lines = new RowsInTurn(db, LINES)
    this.taxes = new RowsInTurn(db, TAXES)
  }

  op(op: Op): Fault | null {
    if (op.k === 'bill.post') return this.post(op)
    return op.k === 'bill.cancel' ? this.cancel(op) : null
  }

  /** A reversal undoes the bill of its entry with it. */
  entry({ row }: ReadEntry): Fault | null {
    this.newestEntry = row
    if (row.reverses_no === null) return null
    const billOf = this.db.prepare<[number, number], number>(
      'select bill_no from bill where entry_no = ? and bill_no <= ?'
    )
    const billNo = billOf.pluck().get(row.reverses_no, this.billNo)
    return billNo === undefined ? null : this.undo(billNo, row.book_on)
  }

  finish(): Fault | null {
    return (
      this.bills.end() ??
      this.lines.end() ??
      this.taxes.end() ??
      compareRows(this.db, CANCELS, this.cancels) ??
      compareRows(this.db, RETURNED, [...this.returned.values()]) ??
      compareRows(this.db, LAST_PRICES, [...this.prices.values()])
    )
  }

  close(): void {
    for (const rows of [this.bills, this.lines, this.taxes]) rows.close()
  }

  private post(op: Op): Fault | null {
    const billNo = ++this.billNo
    const fact = readBillFact(op.d)
    this.billNos.set(fact.bill.id, billNo)
    const found = this.bills.expect(this.billRow(op, fact)) ?? this.linesOf(fact.bill) ?? this.moves(fact)
    this.takeOfOrigin(fact.bill, 1)
    this.rememberPrices(fact.bill)
    return found
  }

  private billRow(op: Op, { bill, bookOn, recordedAt, number }: BillFact): RowValues {
    const { facts } = this.beside
    const numbered = number === '' ? null : this.numberOf(bill, bookOn, number)
    const entry = this.newestEntry
    const hasEntry = bill.kind !== 'quotation' && bill.kind !== 'challan'
    const isNewest = entry !== null && uuidText(entry.id) === bill.id
    const entryNo = !hasEntry ? null : isNewest ? entry.entry_no : this.earlierEntry(bill.id)
    const partyNo = bill.party === null ? null : (facts.partyNos.get(bill.party.id) ?? 0)
    const originNo = bill.ofBillId === null ? null : (this.billNos.get(bill.ofBillId) ?? 0)
    return [
      ...[this.billNo, hexOf(bill.id), op.n, billKindNumber(bill.kind), entryNo],
      ...[numbered?.seriesNo ?? null, numbered?.numberNo ?? null, bookOn, recordedAt, op.u],
      ...[partyNo, originNo, bill.lines.length, bill.taxableMinor, bill.totalMinor]
    ]
  }

  /**
   * The entry of a bill that does not follow it at once: another counter recorded it, or the balance of a party that was merged
   * went on to the one that stands for it.
   */
  private earlierEntry(id: string): number | null {
    const entryNo = this.db.prepare<[Uint8Array, number], number>(
      'select entry_no from entry where id = ? and entry_no <= ?'
    )
    return entryNo.pluck().get(uuidBytes(id), this.newestEntry?.entry_no ?? 0) ?? null
  }

  /** The number of a quotation or a challan: the next of its series. */
  private numberOf(bill: Bill, bookOn: BillFact['bookOn'], text: string) {
    const { facts, takeNumber } = this.beside
    const series = seriesFor(bill.kind, codeNow(facts), bookOn)
    if (series === null) return null
    const name = `${series.prefix} ${series.financialYear}`
    const seriesNo = facts.seriesNos.get(name) ?? facts.seriesNos.size + 1
    facts.seriesNos.set(name, seriesNo)
    const numberNo = takeNumber(name)
    const meant = documentNumber(series, numberNo)
    return meant.ok && meant.value === text ? { seriesNo, numberNo } : null
  }

  private linesOf(bill: Bill): Fault | null {
    for (const [at, line] of bill.lines.entries()) {
      const found = this.lines.expect(this.lineRow(line, at + 1))
      if (found) return found
    }
    const taxes = bill.taxSums.map(
      ({ rateBp, nature, taxableMinor, taxes: by }): RowValues => [
        ...[this.billNo, rateBp, nature, taxableMinor, by.cgst ?? 0, by.sgst ?? 0, by.utgst ?? 0, by.igst ?? 0],
        ...[by.cess ?? 0, by.vat ?? 0]
      ]
    )
    for (const row of inOrder(taxes, TAXES.keys)) {
      const found = this.taxes.expect(row)
      if (found) return found
    }
    return null
  }

  private lineRow(line: WorkedLine, lineNo: number): RowValues {
    return [
      ...[this.billNo, lineNo, this.itemNo(line.itemId), line.quantity, line.rate, line.rateUnit],
      ...[line.isTaxInPrice ? 1 : 0, line.amountMinor, line.taxableMinor, line.rateBp, taxTotal(line.taxes)],
      ...[line.totalMinor, line.ofLine]
    ]
  }

  private itemNo(id: string | null): number | null {
    return id === null ? null : this.beside.goods.itemNo(id)
  }

  private moves({ bill, bookOn }: BillFact): Fault | null {
    const originNo = bill.ofBillId === null ? undefined : this.billNos.get(bill.ofBillId)
    for (const { lineNo, itemId, quantity, valueMinor, batch, ofLine } of movesOfBill(bill)) {
      const out = originNo === undefined || ofLine === null ? null : this.beside.stock.wentOut(originNo, ofLine)
      const back = valueBack(quantity, out)
      const found = this.beside.stock.move({
        ...{ itemNo: this.beside.goods.itemNo(itemId), bookOn, billNo: this.billNo, lineNo, isUndone: false },
        ...{ adjustmentNo: null, quantity, valueMinor: back ?? valueMinor, isBack: back !== null },
        ...{ batch: batch?.batch ?? '', expiresOn: batch?.expiresOn ?? null }
      })
      if (found) return found
    }
    return null
  }

  private takeOfOrigin(bill: Bill, sign: 1 | -1): void {
    const originNo = bill.ofBillId === null ? undefined : this.billNos.get(bill.ofBillId)
    if (originNo === undefined) return
    for (const { ofLine, quantity, amountMinor } of bill.lines) {
      if (ofLine === null) continue
      const key = `${originNo} ${ofLine}`
      const known = this.returned.get(key) ?? [originNo, ofLine, 0, 0]
      known[2] += sign * quantity
      known[3] += sign * amountMinor
      this.returned.set(key, known)
    }
  }

  private rememberPrices(bill: Bill): void {
    const place = placeOfPrices(bill, this.beside.facts)
    if (place === null) return
    for (const [at, { itemId, rate, rateUnit }] of bill.lines.entries()) {
      if (itemId === null || rate === null || rateUnit === null) continue
      const itemNo = this.beside.goods.itemNo(itemId)
      const { partyNo, side } = place
      this.prices.set(`${partyNo} ${itemNo} ${side}`, [partyNo, itemNo, side, this.billNo, at + 1])
    }
  }

  private cancel(op: Op): Fault | null {
    const { bill, at, on, reason } = op.d as unknown as CancelSaid
    const billNo = this.billNos.get(bill) ?? 0
    this.cancels.push([billNo, op.n, at, op.u, reason])
    return this.undo(billNo, on)
  }

  /** What a bill took of its origin is there again, its goods are back, and the prices before it are the last ones. */
  private undo(billNo: number, bookOn: number): Fault | null {
    this.undone.add(billNo)
    const bytes = this.db
      .prepare<[number], string>('select bytes from bill join journal_op on n = op_n where bill_no = ?')
      .pluck()
    const op = readOp(bytes.get(billNo) ?? '')
    if (op?.k !== 'bill.post') return fault('facts', 'bill', billNo, 'there is no such op')
    const { bill } = readBillFact(op.d)
    this.takeOfOrigin(bill, -1)
    this.forgetPrices(bill)
    return this.beside.stock.undo(billNo, bookOn)
  }

  private forgetPrices(bill: Bill): void {
    const place = placeOfPrices(bill, this.beside.facts)
    if (place === null) return
    const { partyNo, side } = place
    for (const id of new Set(bill.lines.map(({ itemId }) => itemId))) {
      if (id === null) continue
      const itemNo = this.beside.goods.itemNo(id)
      const key = `${partyNo} ${itemNo} ${side}`
      const before = this.priceBefore(partyNo, itemNo, billKindNumber(bill.kind))
      if (before === null) this.prices.delete(key)
      else this.prices.set(key, [partyNo, itemNo, side, ...before])
    }
  }

  /** The newest line that asked a price for an item, of those that were found right and are not undone. */
  private priceBefore(partyNo: number, itemNo: number, kindNo: number): [billNo: number, lineNo: number] | null {
    const lines = this.db
      .prepare<[number, number, number, number], [number, number]>(
        `select bill_no, line_no from bill_line join bill using (bill_no) where item_no = ? and party_no = ? and
          kind_no = ? and bill_no <= ? and rate is not null order by bill_no desc, line_no desc`
      )
      .raw()
    for (const [billNo, lineNo] of lines.iterate(itemNo, partyNo, kindNo, this.billNo))
      if (!this.undone.has(billNo)) return [billNo, lineNo]
    return null
  }
}

/** Whose prices a bill remembers, and on which side: what was sold to a party, or bought from it. */
function placeOfPrices({ kind, party }: Bill, facts: JournalFacts): { partyNo: number; side: 1 | 2 } | null {
  const side = kind === 'sale' ? 1 : kind === 'purchase' ? 2 : null
  return side === null || party === null ? null : { partyNo: facts.partyNos.get(party.id) ?? 0, side }
}
