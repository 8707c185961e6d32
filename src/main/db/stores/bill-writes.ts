import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { BillLineRow, BillRow, BillTaxRow } from '#main/db/schema.ts'
import { prepareSeries } from './series-statements.ts'

type Nothing = Record<never, never>
type Returning = { billNo: number; lineNo: number; quantity: number; amount: number }
type LastPrice = { partyNo: number; itemNo: number; side: 1 | 2; billNo: number; lineNo: number }

const BILL_COLUMNS = [
  'bill_no',
  'id',
  'op_n',
  'kind_no',
  'entry_no',
  'series_no',
  'number_no',
  'book_on',
  'recorded_at',
  'person',
  'party_no',
  'of_bill_no',
  'line_count',
  'taxable_minor',
  'total_minor'
] as const satisfies readonly (keyof BillRow)[]
const LINE_COLUMNS = [
  'bill_no',
  'line_no',
  'item_no',
  'quantity',
  'rate',
  'rate_unit',
  'is_tax_in_price',
  'amount_minor',
  'taxable_minor',
  'rate_bp',
  'tax_minor',
  'total_minor',
  'of_line'
] as const satisfies readonly (keyof BillLineRow)[]
const TAX_COLUMNS = [
  'bill_no',
  'rate_bp',
  'nature',
  'taxable_minor',
  'cgst_minor',
  'sgst_minor',
  'utgst_minor',
  'igst_minor',
  'cess_minor',
  'vat_minor'
] as const satisfies readonly (keyof BillTaxRow)[]

const slots = <Row>(columns: readonly (keyof Row & string)[], slot: (name: never) => unknown): Row =>
  Object.fromEntries(columns.map((name) => [name, slot(name as never)])) as Row

/** What a bill writes beside its op. */
export const prepareBillWrites = (db: Sqlite.Database) => ({
  insertBill: prepare<BillRow>(db, (slot) => build.insertInto('bill').values(slots<BillRow>(BILL_COLUMNS, slot))),
  insertLine: prepare<BillLineRow>(db, (slot) =>
    build.insertInto('bill_line').values(slots<BillLineRow>(LINE_COLUMNS, slot))
  ),
  insertTax: prepare<BillTaxRow>(db, (slot) =>
    build.insertInto('bill_tax').values(slots<BillTaxRow>(TAX_COLUMNS, slot))
  ),
  addReturned: prepare<Returning>(db, (slot) =>
    build
      .insertInto('returned_line')
      .values({
        bill_no: slot('billNo'),
        line_no: slot('lineNo'),
        quantity: slot('quantity'),
        amount_minor: slot('amount')
      })
      .onConflict((conflict) =>
        conflict.columns(['bill_no', 'line_no']).doUpdateSet({
          quantity: sql<number>`returned_line.quantity + excluded.quantity`,
          amount_minor: sql<number>`returned_line.amount_minor + excluded.amount_minor`
        })
      )
  ),
  putLastPrice: prepare<LastPrice>(db, (slot) =>
    build
      .insertInto('last_price')
      .values({
        party_no: slot('partyNo'),
        item_no: slot('itemNo'),
        bill_side: slot('side'),
        bill_no: slot('billNo'),
        line_no: slot('lineNo')
      })
      .onConflict((conflict) =>
        conflict.columns(['party_no', 'item_no', 'bill_side']).doUpdateSet({
          bill_no: sql<number>`excluded.bill_no`,
          line_no: sql<number>`excluded.line_no`
        })
      )
  ),
  dropLastPrice: prepare<Pick<LastPrice, 'partyNo' | 'itemNo' | 'side'>>(db, (slot) =>
    build
      .deleteFrom('last_price')
      .where('party_no', '=', slot('partyNo'))
      .where('item_no', '=', slot('itemNo'))
      .where('bill_side', '=', slot('side'))
  ),
  insertCancel: prepare<{ billNo: number; op: number; at: number; person: string; reason: string }>(db, (slot) =>
    build.insertInto('bill_cancel').values({
      bill_no: slot('billNo'),
      op_n: slot('op'),
      at: slot('at'),
      person: slot('person'),
      reason: slot('reason')
    })
  ),
  ...prepareSeries(db),
  newest: prepare<Nothing, { bill_no: number }>(db, () =>
    build.selectFrom('bill').select('bill_no').orderBy('bill_no', 'desc').limit(1)
  )
})
