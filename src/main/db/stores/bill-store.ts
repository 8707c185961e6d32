import type Sqlite from 'better-sqlite3'
import { billKindNumber } from '#main/db/bill-kinds.ts'
import type { Memory } from '#main/db/memory.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { BillRecord, BillStore, ItemStore, StoredBill } from '#main/ports/goods-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { assert } from '#shared/kernel/assert.ts'
import { minor } from '#shared/money/money.ts'
import type { Series } from '#shared/numbering/document-number.ts'
import { NO_QUANTITY, quantity, type Rate } from '#shared/quantity/quantity.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import type { Bill } from '#shared/sales/bill.ts'
import { billFact, readBillFact } from '#shared/sales/bill-fact.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { taxTotal } from '#shared/sales/bill-totals.ts'
import { prepareBillFinds } from './bill-finds.ts'
import { billRowOf, prepareBillReads } from './bill-reads.ts'
import { prepareBillWrites } from './bill-writes.ts'
import { createHeldBills } from './held-bill-store.ts'
import type { Chain } from './journal-store.ts'
import type { NumberTexts } from './number-texts.ts'
import type { Parties } from './party-store.ts'

interface Beside {
  readonly memory: Memory
  readonly journal: Chain
  readonly parties: Parties
  readonly items: ItemStore
  readonly numbers: NumberTexts
}

const NONE = { quantity: NO_QUANTITY, amountMinor: minor(0) }

/** Whose price a bill remembers: what was sold to a party, or bought from it. */
const sideOf = (kind: BillKind): 1 | 2 | null => (kind === 'sale' ? 1 : kind === 'purchase' ? 2 : null)

/** Bills: each the whole of it in its op, with what is asked of it in tables. Appended, never changed. */
export function createBillStore(db: Sqlite.Database, beside: Beside): BillStore {
  const { memory, journal, parties, items, numbers } = beside
  const writes = prepareBillWrites(db)
  const reads = prepareBillReads(db)
  const find = prepareBillFinds(db)
  const newest = memory.keep(() => writes.newest.first({})?.bill_no ?? 0)

  function storedOf(row: ReturnType<typeof reads.byId.first>): StoredBill | null {
    if (row === undefined) return null
    const { bill, bookOn } = readBillFact((JSON.parse(row.bytes) as { d: { [key: string]: Json } }).d)
    return {
      billNo: row.bill_no,
      bill,
      entryNo: row.entry_no,
      number: numbers.textOf(row) || (row.brought_number ?? ''),
      bookOn,
      recordedAt: row.recorded_at,
      person: row.person
    }
  }

  const numberOf = (id: string): number => {
    const row = reads.known.first({ id: uuidBytes(id) })
    assert(row, 'a bill that another one is made of is there')
    return row.bill_no
  }
  const itemNo = (id: string | null): number | null => (id === null ? null : (items.byId(id)?.itemNo ?? null))
  const partyNo = (bill: Bill): number | null =>
    bill.party === null ? null : (parties.byId(bill.party.id)?.partyNo ?? null)

  function seriesRow({ prefix, financialYear }: Series) {
    const key = { prefix, year: financialYear }
    if (writes.series.first(key) === undefined) writes.beginSeries.run(key)
    const row = writes.series.first(key)
    assert(row, 'a series that was begun is there')
    return row
  }

  function writeLines(billNo: number, bill: Bill): void {
    bill.lines.forEach((line, at) => {
      writes.insertLine.run({
        bill_no: billNo,
        line_no: at + 1,
        item_no: itemNo(line.itemId),
        quantity: line.quantity,
        rate: line.rate,
        rate_unit: line.rateUnit,
        is_tax_in_price: line.isTaxInPrice ? 1 : 0,
        amount_minor: line.amountMinor,
        taxable_minor: line.taxableMinor,
        rate_bp: line.rateBp,
        tax_minor: taxTotal(line.taxes),
        total_minor: line.totalMinor,
        of_line: line.ofLine
      })
    })
    for (const { rateBp, nature, taxableMinor, taxes } of bill.taxSums) {
      writes.insertTax.run({
        bill_no: billNo,
        rate_bp: rateBp,
        nature,
        taxable_minor: taxableMinor,
        cgst_minor: taxes.cgst ?? 0,
        sgst_minor: taxes.sgst ?? 0,
        utgst_minor: taxes.utgst ?? 0,
        igst_minor: taxes.igst ?? 0,
        cess_minor: taxes.cess ?? 0,
        vat_minor: taxes.vat ?? 0
      })
    }
  }

  /** Adds what a bill takes of the one that it was made of, or gives it back. */
  function takeOfOrigin(bill: Bill, sign: 1 | -1): void {
    if (bill.ofBillId === null) return
    const originNo = numberOf(bill.ofBillId)
    for (const line of bill.lines) {
      if (line.ofLine === null) continue
      writes.addReturned.run({
        billNo: originNo,
        lineNo: line.ofLine,
        quantity: sign * line.quantity,
        amount: sign * line.amountMinor
      })
    }
  }

  function rememberPrices(billNo: number, bill: Bill): void {
    const side = sideOf(bill.kind)
    const party = partyNo(bill)
    if (side === null || party === null) return
    bill.lines.forEach((line, at) => {
      const item = itemNo(line.itemId)
      if (item === null || line.rate === null || line.rateUnit === null) return
      writes.putLastPrice.run({ partyNo: party, itemNo: item, side, billNo, lineNo: at + 1 })
    })
  }

  /** The prices of a bill that is undone: those before it are the last ones again. */
  function forgetPrices(bill: Bill): void {
    const side = sideOf(bill.kind)
    const party = partyNo(bill)
    if (side === null || party === null) return
    for (const item of new Set(bill.lines.map(({ itemId }) => itemNo(itemId)))) {
      if (item === null) continue
      const key = { partyNo: party, itemNo: item, side }
      const before = reads.newestPrice.first({ ...key, kindNo: billKindNumber(bill.kind) })
      if (before === undefined) writes.dropLastPrice.run(key)
      else writes.putLastPrice.run({ ...key, billNo: before.bill_no, lineNo: before.line_no })
    }
  }

  function post(record: BillRecord, stamp: Stamp): StoredBill {
    assert(memory.isWriting(), 'a bill is posted inside a transaction')
    const { bill, bookOn, entryNo, numbered } = record
    const fact = { bill, bookOn, recordedAt: stamp.atMs, number: numbered?.number ?? '' }
    const op = journal.append('bill.post', stamp, billFact(fact))
    const billNo = newest.get() + 1
    const series = numbered === null ? null : seriesRow(numbered.series)
    writes.insertBill.run({
      bill_no: billNo,
      id: uuidBytes(bill.id),
      op_n: op,
      kind_no: billKindNumber(bill.kind),
      entry_no: entryNo,
      series_no: series?.series_no ?? null,
      number_no: series?.next_number ?? null,
      book_on: bookOn,
      recorded_at: stamp.atMs,
      person: stamp.person,
      party_no: partyNo(bill),
      of_bill_no: bill.ofBillId === null ? null : numberOf(bill.ofBillId),
      line_count: bill.lines.length,
      taxable_minor: bill.taxableMinor,
      total_minor: bill.totalMinor
    })
    newest.put(billNo)
    writeLines(billNo, bill)
    takeOfOrigin(bill, 1)
    rememberPrices(billNo, bill)
    return {
      billNo,
      bill,
      entryNo,
      number: numbered?.number ?? numbers.textOf(reads.number.first({ billNo })),
      bookOn,
      recordedAt: stamp.atMs,
      person: stamp.person
    }
  }

  return {
    has: (id) => reads.known.first({ id: uuidBytes(id) }) !== undefined,
    byId: (id) => storedOf(reads.byId.first({ id: uuidBytes(id) })),
    byEntry: (entryNo) => storedOf(reads.byEntry.first({ entryNo })),
    row(id) {
      const row = reads.row.first({ id: uuidBytes(id) })
      return row === undefined ? null : billRowOf(row, numbers)
    },
    post,
    nextNumber: (series) => seriesRow(series).next_number,
    undo(billNo) {
      const stored = storedOf(reads.byNo.first({ billNo }))
      assert(stored, 'a bill that is undone is there')
      takeOfOrigin(stored.bill, -1)
      forgetPrices(stored.bill)
    },
    cancel(billNo, reason, op, stamp) {
      writes.insertCancel.run({ billNo, op, at: stamp.atMs, person: stamp.person, reason })
      this.undo(billNo)
    },
    isCancelled: (billNo) => reads.isCancelled.first({ billNo })?.is_cancelled === 1,
    returned(billNo) {
      const count = reads.lineCount.first({ billNo })?.line_count ?? 0
      const lines = Array.from({ length: count }, () => NONE)
      for (const row of reads.returned.all({ billNo })) {
        lines[row.line_no - 1] = { quantity: quantity(row.quantity), amountMinor: minor(row.amount_minor) }
      }
      return lines
    },
    returnedTotal: (billNo) => minor(reads.madeOf.first({ billNo })?.total ?? 0),
    hasReturns: (billNo) => (reads.madeOf.first({ billNo })?.bills ?? 0) > 0,
    find(filter) {
      const { rows, nextBelow } = find(filter)
      return { rows: rows.map((row) => billRowOf(row, numbers)), nextBelow }
    },
    idOf(billNo) {
      const row = reads.idOf.first({ billNo })
      assert(row, 'a bill that is counted is there')
      return uuidText(row.id)
    },
    lastPrice(party, item, side) {
      const row = reads.lastPrice.first({ partyNo: party, itemNo: item, side: side === 'sale' ? 1 : 2 })
      if (row === undefined) return null
      return {
        rate: row.rate as Rate,
        unit: row.rate_unit as UnitCode,
        isTaxInPrice: row.is_tax_in_price === 1,
        bookOn: row.book_on as BookDate,
        number: numbers.textOf(row)
      }
    },
    ...createHeldBills(db)
  }
}
