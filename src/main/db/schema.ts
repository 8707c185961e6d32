import type { ProjectedSchema } from './projected-schema.ts'
import type { SyncSchema } from './sync-schema.ts'

/**
 * The tables as queries see them, after the newest migration. Rows are what SQLite holds: integers and text; stores
 * turn them into the domain's types.
 */
export interface Schema extends ProjectedSchema, SyncSchema {
  shop: { only_row: 1; id: string; currency: string; is_sample: 0 | 1; created_at: number }
  device: { device_no: number; id: string; counter_code: string; genesis_hash: Uint8Array; created_at: number }
  journal_op: { n: number; bytes: string; hash: Uint8Array }
  setting: { name: string; value: string; op_n: number }
  account: { account_no: number; code: string; kind: string; name: string; op_n: number }
  party: PartyRow
  party_past: PartyRow
  entry_kind: { kind_no: number; kind: string }
  entry: EntryRow
  account_balance: { account_no: number; balance_minor: number }
  party_balance: {
    party_no: number
    balance_minor: number
    entry_count: number
    last_entry_no: number | null
    last_entry_on: number | null
  }
  control_total: {
    only_row: 1
    get_minor: number
    give_minor: number
    party_count: number
    newest_op: number
    newest_time: string
    newest_hash: Uint8Array
  }
  book_day: { book_on: number; first_entry_no: number; last_entry_no: number | null }
  period_total: PeriodTotalRow
  series: { series_no: number; prefix: string; financial_year: number; next_number: number }
  upi_step: { step_no: number; id: string; op_n: number; entry_no: number; state: string; at: number; person: string }
  upi_open: { entry_no: number; period_no: number; is_claimed: 0 | 1; amount_minor: number }
  cash_count: CashCountRow
  closing: ClosingRow
  audit_event: {
    event_no: number
    op_n: number
    at: number
    person: string
    kind: string
    entry_no: number | null
    details: string
  }
  print_job: PrintJobRow
  entry_part: EntryPartRow
  item: ItemRow
  item_barcode: { barcode: string; item_no: number }
  party_price: { party_no: number; item_no: number; op_n: number; unit: string; rate: number | null }
  bill_kind: { kind_no: number; kind: string }
  bill: BillRow
  bill_cancel: { bill_no: number; op_n: number; at: number; person: string; reason: string }
  bill_line: BillLineRow
  bill_tax: BillTaxRow
  stock_adjustment: StockAdjustmentRow
  stock_move: StockMoveRow
  stock_on_hand: StockOnHandRow
  stock_batch: { item_no: number; batch: string; expires_on: number; quantity: number }
  last_price: { party_no: number; item_no: number; bill_side: 1 | 2; bill_no: number; line_no: number }
  returned_line: { bill_no: number; line_no: number; quantity: number; amount_minor: number }
  held_bill: { held_no: number; id: string; title: string; held_at: number; person: string; draft: string }
}

export interface PartyRow {
  party_no: number
  id: Uint8Array
  name: string
  kind: string
  phone: string
  place: string
  alias: string
  is_archived: number
  op_n: number
  changed_at: number
  person: string
  hash: Uint8Array
  address: string
  state: string
  gstin: string
  tax_kind: string
  price_level: string
}

export interface EntryRow {
  entry_no: number
  id: Uint8Array
  op_n: number
  kind_no: number
  series_no: number | null
  number_no: number | null
  book_on: number
  occurred_on: number | null
  recorded_at: number
  offset_minutes: number
  person: string
  party_no: number | null
  account_no: number | null
  text: string | null
  note: string | null
  lines: string | null
  amount_minor: number
  cash_minor: number
  change_minor: number
  upi_minor: number
  bank_minor: number
  credit_minor: number
  other_no: number | null
  balance_minor: number | null
  reverses_no: number | null
  reason: string | null
  hash: Uint8Array
}

export interface PeriodTotalRow {
  period_no: number
  bucket: string
  entry_count: number
  amount_minor: number
  cash_minor: number
  dues_cash_minor: number
  upi_minor: number
  bank_minor: number
  credit_minor: number
}

export interface CashCountRow {
  count_no: number
  id: string
  op_n: number
  period_no: number
  last_entry_no: number
  counted_at: number
  person: string
  count: string
  counted_minor: number
  expected_minor: number
}

export interface ClosingRow {
  z_no: number
  id: string
  op_n: number
  book_on: number
  last_entry_no: number
  closed_at: number
  person: string
  next_float_minor: number
  summary: string
}

export interface PrintJobRow {
  job_no: number
  id: string
  kind: string
  entry_no: number | null
  closing_no: number | null
  title: string
  party_name: string
  copy_no: number
  printer_id: string
  document: string | null
  state: string
  attempt: number
  failure: string | null
  created_at: number
  changed_at: number
}

export interface EntryPartRow {
  entry_no: number
  part_no: number
  account_no: number
  amount_minor: number
}

export interface ItemRow {
  item_no: number
  id: Uint8Array
  op_n: number
  name: string
  code: string
  item_group: string
  keeps_stock: 0 | 1
  low_stock: number | null
  is_archived: 0 | 1
  details: string
}

export interface BillRow {
  bill_no: number
  id: Uint8Array
  op_n: number
  kind_no: number
  entry_no: number | null
  series_no: number | null
  number_no: number | null
  book_on: number
  recorded_at: number
  person: string
  party_no: number | null
  of_bill_no: number | null
  line_count: number
  taxable_minor: number
  total_minor: number
}

export interface BillLineRow {
  bill_no: number
  line_no: number
  item_no: number | null
  quantity: number
  rate: number | null
  rate_unit: string | null
  is_tax_in_price: 0 | 1
  amount_minor: number
  taxable_minor: number
  rate_bp: number
  tax_minor: number
  total_minor: number
  of_line: number | null
}

export interface BillTaxRow {
  bill_no: number
  rate_bp: number
  nature: string
  taxable_minor: number
  cgst_minor: number
  sgst_minor: number
  utgst_minor: number
  igst_minor: number
  cess_minor: number
  vat_minor: number
}

export interface StockAdjustmentRow {
  adjustment_no: number
  id: Uint8Array
  op_n: number
  item_no: number
  book_on: number
  at: number
  person: string
  reason: string
  note: string
  quantity: number
  value_minor: number | null
  batch: string
  expires_on: number | null
}

export interface StockMoveRow {
  move_no: number
  item_no: number
  book_on: number
  bill_no: number | null
  line_no: number | null
  is_undone: 0 | 1
  adjustment_no: number | null
  quantity: number
  value_minor: number
  cost_minor: number | null
  batch: string
  expires_on: number | null
}

export interface StockOnHandRow {
  item_no: number
  quantity: number
  value_minor: number
  cost_minor: number
  cost_quantity: number
  last_move_no: number
}
