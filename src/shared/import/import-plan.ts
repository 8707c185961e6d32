import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { zSignedQuantity } from '#shared/quantity/quantity.ts'

/**
 * What a file may hold: parties with opening balances, entries one a line, a wholesaler's invoices one item a line, or items
 * with prices and opening stock.
 */
export const IMPORT_KINDS = ['parties', 'entries', 'invoice-lines', 'items'] as const
export type ImportKind = (typeof IMPORT_KINDS)[number]

/** The columns that an import understands; which of them a kind needs is data in `import-columns.ts`. */
export const IMPORT_FIELDS = [
  'name',
  'phone',
  'place',
  'kind',
  'balance',
  'balanceSide',
  'debit',
  'credit',
  'date',
  'entryKind',
  'amount',
  'text',
  'note',
  'number',
  'quantity',
  'rate',
  'partyCode',
  'itemCode',
  'barcode',
  'alias',
  'group',
  'hsn',
  'taxRate',
  'taxInPrice',
  'unit',
  'secondUnit',
  'secondUnitSize',
  'salePrice',
  'purchasePrice',
  'retailPrice',
  'openingQuantity',
  'openingRate',
  'openingValue',
  'lowStock',
  'batch',
  'expiry',
  'itemType',
  'paidBy',
  'paidAmount',
  'against'
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** Which column (by its place in the file, from 0) fills which field. A field that is absent is not in the file. */
export const zColumnMapping = z.partialRecord(z.enum(IMPORT_FIELDS), z.int().min(0).max(1000))
export type ColumnMapping = z.infer<typeof zColumnMapping>

export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** Reasons why a line is not taken or is taken with a remark; each has a text in `locales/<language>/import.json`. */
export const LINE_REMARKS = [
  'name-missing',
  'name-too-long',
  'amount-unreadable',
  'amount-zero',
  'amount-too-large',
  'date-unreadable',
  'date-missing',
  'kind-unknown',
  'total-row',
  'empty-row',
  'duplicate-in-file',
  'already-imported',
  'party-exists',
  'too-few-columns',
  'balance-differs',
  'day-closed',
  'rounded-to-paisa',
  'zero-value-line',
  'unbalanced-invoice',
  'amount-too-fine',
  'date-in-future',
  'date-order-guessed',
  'before-header',
  'number-missing',
  'invoice-incomplete',
  'invoice-split',
  'changed-since-import',
  'name-made-unique',
  'invoice-too-long',
  'quantity-too-fine',
  'item-archived',
  'item-exists',
  'item-differs',
  'code-taken',
  'barcode-twice',
  'barcode-unreadable',
  'text-too-long',
  'hsn-unreadable',
  'tax-rate-unknown',
  'unit-unknown',
  'yes-no-unreadable',
  'price-unreadable',
  'price-rounded',
  'quantity-unreadable',
  'stock-differs',
  'goods-apart'
] as const
export type LineRemark = (typeof LINE_REMARKS)[number]

/** How many goods a file moves, as proof by count: all units added up, in thousandths, and what opening stock is worth. */
export const zGoodsProof = z.strictObject({
  /** Items of the file that the book holds afterwards. */
  itemCount: z.int(),
  inQuantity: zSignedQuantity,
  outQuantity: zSignedQuantity,
  valueMinor: zMinor
})
export type GoodsProof = z.infer<typeof zGoodsProof>

export const zRemark = z.strictObject({
  /** The line in the file, from 1, the header included: what a spreadsheet shows. */
  line: z.int(),
  remark: z.enum(LINE_REMARKS),
  /** Whether the line is left out, or taken all the same. */
  isLeftOut: z.boolean(),
  field: z.enum(IMPORT_FIELDS).nullable(),
  value: z.string()
})

/** A dry run: what would be written, and every line that would not. Nothing is stored by it. */
export const zImportPlan = z.strictObject({
  planId: z.string(),
  fileName: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  kind: z.enum(IMPORT_KINDS),
  /** The app that wrote the file, as far as its words say, and whether one of its own files was ever read by us. */
  app: z.strictObject({ name: z.string(), isProven: z.boolean() }).nullable(),
  /** What else the file holds, for which this kind may be changed. */
  alsoHolds: z.array(z.enum(IMPORT_KINDS)),
  /** Whether somebody set the columns of such a file right before. */
  isLearned: z.boolean(),
  header: z.array(z.string()),
  samples: z.array(z.array(z.string())),
  mapping: zColumnMapping,
  dateOrder: z.enum(DATE_ORDERS),
  missing: z.array(z.enum(IMPORT_FIELDS)),
  /** Every line but the heading; a line is either taken or left out with a remark. */
  lineCount: z.int(),
  takenLineCount: z.int(),
  newParties: z.int(),
  newEntries: z.int(),
  newItems: z.int(),
  /** Changes of stock without a bill: opening stock, and goods that a deducted line brings back. */
  newStocks: z.int(),
  knownParties: z.int(),
  knownEntries: z.int(),
  knownItems: z.int(),
  /**
   * Proof by total, over everything of the file that the book holds after the import, entries of an earlier import
   * of it included: what its parties owe by it, what they are owed, and each kind of entry.
   */
  getMinor: zMinor,
  giveMinor: zMinor,
  totals: z.array(z.strictObject({ kind: z.enum(ENTRY_KINDS), count: z.int(), amountMinor: zMinor })),
  goods: zGoodsProof,
  firstOn: zBookDate.nullable(),
  lastOn: zBookDate.nullable(),
  remarks: z.array(zRemark),
  /** How many remarks there are in all; the list holds at most 500, those left out first. */
  remarkCount: z.int()
})
export type ImportPlan = z.infer<typeof zImportPlan>

export const zImportResult = z.strictObject({
  fileName: z.string(),
  kind: z.enum(IMPORT_KINDS),
  addedParties: z.int(),
  addedEntries: z.int(),
  addedItems: z.int(),
  addedStocks: z.int(),
  knownParties: z.int(),
  knownEntries: z.int(),
  knownItems: z.int(),
  leftOutLines: z.int(),
  getMinor: zMinor,
  giveMinor: zMinor,
  totals: z.array(z.strictObject({ kind: z.enum(ENTRY_KINDS), count: z.int(), amountMinor: zMinor })),
  goods: zGoodsProof,
  /** The counts and totals read back from the ledger agree with the plan. */
  isProved: z.boolean()
})
export type ImportResult = z.infer<typeof zImportResult>
