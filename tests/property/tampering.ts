import Sqlite from 'better-sqlite3'
import { uuidText } from '#main/db/uuid-bytes.ts'

/** A trigger as the file holds it. */
export interface Tampering {
  readonly name: string
  readonly sql: string
}

export interface Column {
  readonly name: string
  readonly type: string
  readonly isKey: boolean
}

type Value = string | number | Buffer | null
type Row = Readonly<Record<string, Value>>

/** Every table of the books. The printer's queue and bills that wait are not part of them: they may be changed and cleared. */
export const TABLES = [
  'shop',
  'device',
  'journal_op',
  'setting',
  'account',
  'party',
  'party_past',
  'entry_kind',
  'entry',
  'account_balance',
  'party_balance',
  'control_total',
  'book_day',
  'period_total',
  'series',
  'upi_step',
  'upi_open',
  'cash_count',
  'closing',
  'audit_event',
  'entry_part',
  'item',
  'item_barcode',
  'party_price',
  'bill_kind',
  'bill',
  'bill_cancel',
  'bill_line',
  'bill_tax',
  'stock_adjustment',
  'stock_move',
  'stock_on_hand',
  'stock_batch',
  'last_price',
  'returned_line',
  'party_terms',
  'party_merge',
  'entry_due',
  'settlement',
  'settlement_way',
  'plan',
  'plan_part',
  'slip',
  'attachment',
  'bank_statement',
  'bank_line',
  'proof',
  'message',
  'message_step',
  'shift',
  'day_invoice',
  'day_invoice_bill',
  'definition',
  'sync_account',
  'sync_device',
  'sync_chunk',
  'received',
  'sync_aside',
  'field_stamp',
  'other_fact'
] as const
export type Table = (typeof TABLES)[number]

export const GUARDED_TABLES = [
  'shop',
  'device',
  'journal_op',
  'party_past',
  'entry_kind',
  'entry',
  'upi_step',
  'cash_count',
  'closing',
  'audit_event',
  'entry_part',
  'bill_kind',
  'bill',
  'bill_cancel',
  'bill_line',
  'bill_tax',
  'stock_adjustment',
  'stock_move',
  'received'
] as const

/** How verify names a row of each table. */
const NAMED_BY: Record<Table, readonly string[]> = {
  shop: ['id'],
  device: ['id'],
  journal_op: ['n'],
  setting: ['name'],
  account: ['code'],
  party: ['id'],
  party_past: ['op_n'],
  entry_kind: ['kind_no'],
  entry: ['entry_no'],
  account_balance: ['account_no'],
  party_balance: ['party_no'],
  control_total: ['only_row'],
  book_day: ['book_on'],
  period_total: ['period_no', 'bucket'],
  series: ['prefix', 'financial_year'],
  upi_step: ['step_no'],
  upi_open: ['entry_no'],
  cash_count: ['count_no'],
  closing: ['z_no'],
  audit_event: ['event_no'],
  entry_part: ['entry_no', 'part_no'],
  item: ['item_no'],
  item_barcode: ['barcode', 'item_no'],
  party_price: ['party_no', 'item_no'],
  bill_kind: ['kind_no'],
  bill: ['bill_no'],
  bill_cancel: ['bill_no'],
  bill_line: ['bill_no', 'line_no'],
  bill_tax: ['bill_no', 'rate_bp', 'nature'],
  stock_adjustment: ['adjustment_no'],
  stock_move: ['move_no'],
  stock_on_hand: ['item_no'],
  stock_batch: ['item_no', 'batch', 'expires_on'],
  last_price: ['party_no', 'item_no', 'bill_side'],
  returned_line: ['bill_no', 'line_no'],
  party_terms: ['party_no'],
  party_merge: ['party_no'],
  entry_due: ['entry_no'],
  settlement: ['payment_no', 'charge_no'],
  settlement_way: ['payment_no'],
  plan: ['plan_no'],
  plan_part: ['plan_no', 'part_no'],
  slip: ['slip_no'],
  attachment: ['attachment_no'],
  bank_statement: ['statement_no'],
  bank_line: ['line_no'],
  proof: ['entry_no'],
  message: ['message_no'],
  message_step: ['step_no'],
  shift: ['shift_no'],
  day_invoice: ['invoice_no'],
  day_invoice_bill: ['bill_no'],
  definition: ['kind', 'key'],
  sync_account: ['only_row'],
  sync_device: ['device_no'],
  sync_chunk: ['device_no', 'dev_to'],
  received: ['op_n'],
  sync_aside: ['device_no', 'dev_n'],
  field_stamp: ['thing', 'id', 'field'],
  other_fact: ['op_n']
}

/** What the server or the person says anew at any time: it is of no fact, and nothing hangs on what it was. */
export const FREE_COLUMNS: { readonly [T in Table]?: readonly string[] } = {
  sync_account: ['server', 'server_key', 'epoch', 'acked_n', 'state', 'joined_at', 'synced_at'],
  sync_device: ['name', 'counter_code', 'state'],
  sync_aside: ['reason']
}

export const rowName = (table: Table, row: Row): string =>
  NAMED_BY[table].map((column) => inWords(row[column])).join(' ')

const inWords = (value: Value | undefined) => (Buffer.isBuffer(value) ? uuidText(value) : String(value))

/** The columns of a table and a handful of its rows: first, last, and some between. */
export function describeTable(file: string, table: Table): { columns: Column[]; rows: Row[] } {
  const db = new Sqlite(file, { readonly: true })
  const info = db.pragma(`table_info(${table})`) as { name: string; type: string; pk: number }[]
  const all = db.prepare(`select * from ${table}`).all() as Row[]
  db.close()
  const step = Math.max(1, Math.floor(all.length / 4))
  const rows = all.filter((_, at) => at % step === 0 || at === all.length - 1)
  return { columns: info.map(({ name, type, pk }) => ({ name, type, isKey: pk > 0 })), rows }
}

/** Other values that the column could hold: a near one, a far one, and nothing at all. */
export function changed(column: Column, value: Value | undefined): Value[] {
  if (value === null || value === undefined)
    return column.type === 'TEXT' ? ['x'] : column.type === 'BLOB' ? [Buffer.alloc(32)] : [1]
  if (typeof value === 'number') return [value + 1, -value - 1, value + 2 ** 33]
  if (typeof value === 'string') return [...textChanges(value)]
  const flipped = Buffer.from(value)
  flipped[0] = (flipped[0] ?? 0) ^ 1
  return [flipped]
}

function* textChanges(text: string): Generator<string> {
  if (text === '') {
    yield 'x'
    return
  }
  const letters = [...text]
  const at = letters.findIndex((letter) => /[0-9a-z]/i.test(letter))
  const last = letters.findLastIndex((letter) => /[0-9a-z]/i.test(letter))
  for (const place of new Set([at, last])) {
    if (place < 0) continue
    yield [...letters.slice(0, place), letters[place] === '1' ? '2' : '1', ...letters.slice(place + 1)].join('')
  }
  yield `${text} `
  yield ''
}

/** All that the books say, as one text: every row of every table and the schema. */
export function contentOf(file: string): string {
  const db = new Sqlite(file, { readonly: true })
  try {
    const rows = TABLES.map((table) => db.prepare(`select * from ${table} order by 1, 2`).raw().all())
    const schema = db.prepare('select type, name, tbl_name, sql from sqlite_schema order by name').raw().all()
    return JSON.stringify([schema, rows])
  } finally {
    db.close()
  }
}
