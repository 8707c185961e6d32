import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { billKindNumber } from '#main/db/bill-kinds.ts'
import { build, prepare } from '#main/db/prepared.ts'
import type { DayInvoiceRow } from '#main/db/projected-schema.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { DayInvoice, DayInvoiceStore } from '#main/ports/closing-store.ts'
import type { FactStore } from '#main/ports/fact-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { minor } from '#shared/money/money.ts'
import type { Series } from '#shared/numbering/document-number.ts'
import { zDayInvoiceDetails } from '#shared/sales/day-invoice.ts'
import type { NumberRow, NumberTexts } from './number-texts.ts'
import { isOwn } from './own-entries.ts'
import { prepareSeries } from './series-statements.ts'

const STANDS = sql<boolean>`not exists (select 1 from entry as undoing where undoing.reverses_no = bill.entry_no)
  and not exists (select 1 from day_invoice_bill as taken where taken.bill_no = bill.bill_no)`

/** The consolidated invoices of small sales: their rows follow from their ops, their numbers from a series of their own. */
export function createDayInvoiceStore(db: Sqlite.Database, facts: FactStore, numbers: NumberTexts): DayInvoiceStore {
  const series = prepareSeries(db)
  const byId = prepare<{ id: Uint8Array }, DayInvoiceRow>(db, (slot) =>
    build.selectFrom('day_invoice').selectAll().where('id', '=', slot('id'))
  )
  const page = prepare<{ before: number; limit: number }, DayInvoiceRow>(db, (slot) =>
    build
      .selectFrom('day_invoice')
      .selectAll()
      .where('invoice_no', '<', slot('before'))
      .orderBy('invoice_no', 'desc')
      .limit(slot('limit'))
  )
  const small = prepare<{ from: number; to: number; below: number }, { id: Uint8Array; entry_no: number }>(db, (slot) =>
    build
      .selectFrom('bill')
      .select(['id', sql<number>`entry_no`.as('entry_no')])
      .where('entry_no', '>=', slot('from'))
      .where('entry_no', '<=', slot('to'))
      .where('kind_no', '=', billKindNumber('sale'))
      .where('party_no', 'is', null)
      .where('total_minor', '<', slot('below'))
      .where(STANDS)
      .where(isOwn('bill.op_n'))
      .orderBy('entry_no')
  )
  const undone = prepare<{ invoiceNo: number }, NumberRow>(db, (slot) =>
    build
      .selectFrom('day_invoice_bill')
      .innerJoin('bill', 'bill.bill_no', 'day_invoice_bill.bill_no')
      .innerJoin('entry', 'entry.entry_no', 'bill.entry_no')
      .innerJoin('entry as undoing', 'undoing.reverses_no', 'entry.entry_no')
      .select(['entry.series_no', 'entry.number_no'])
      .where('day_invoice_bill.invoice_no', '=', slot('invoiceNo'))
      .orderBy('bill.bill_no')
  )
  const keyOf = ({ prefix, financialYear }: Series) => ({ prefix, year: financialYear })

  return {
    byId(id) {
      const row = byId.first({ id: uuidBytes(id) })
      return row === undefined ? null : invoiceOf(row)
    },
    list: (before, limit) => page.all({ before: before ?? Number.MAX_SAFE_INTEGER, limit }).map(invoiceOf),
    undoneSince: (invoiceNo) => undone.all({ invoiceNo }).map((row) => numbers.textOf(row)),
    smallSales: (from, to, below) =>
      small.all({ from, to, below }).map((row) => ({ id: uuidText(row.id), entryNo: row.entry_no })),
    nextNumber: (of) => series.series.first(keyOf(of))?.next_number ?? 1,
    make({ id, number, periodNo, bookOn, totalMinor, details, billIds }, of, stamp) {
      if (series.series.first(keyOf(of)) === undefined) series.beginSeries.run(keyOf(of))
      const body = { id, number, periodNo, bookOn, totalMinor, details: details as unknown as Json }
      facts.record('dayInvoice.make', stamp, { ...body, billIds: [...billIds] })
      series.countOn.run(keyOf(of))
    }
  }
}

const invoiceOf = (row: DayInvoiceRow): DayInvoice => ({
  invoiceNo: row.invoice_no,
  id: uuidText(row.id),
  number: row.number,
  periodNo: row.period_no,
  bookOn: row.book_on as BookDate,
  totalMinor: minor(row.total_minor),
  details: zDayInvoiceDetails.parse(JSON.parse(row.details))
})
