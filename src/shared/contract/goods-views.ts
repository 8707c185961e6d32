import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zItem } from '#shared/items/item.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { zRate, zSignedQuantity } from '#shared/quantity/quantity.ts'
import { zUnitCode } from '#shared/quantity/unit.ts'
import { zBill } from '#shared/sales/bill.ts'
import { BILL_KINDS } from '#shared/sales/bill-request.ts'
import { BILL_RAILS } from '#shared/sales/bill-warnings.ts'

/** A price that was asked, or is agreed. */
export const zAskedPrice = z.strictObject({ rate: zRate, unit: zUnitCode, isTaxInPrice: z.boolean() })

/** An item with what the shop has of it. Quantities in thousandths of the base unit; stock 0 for what is not counted. */
export const zItemView = zItem.extend({
  onHand: zSignedQuantity,
  /** At the moving average; null for those who may not see costs. */
  valueMinor: zMinor.nullable()
})
export type ItemView = z.infer<typeof zItemView>

/** An item found while typing: name, alias, code or barcode, best first. */
export const zItemHit = zItemView.extend({ matchStart: z.int(), matchEnd: z.int() })
export type ItemHit = z.infer<typeof zItemHit>

/** What the line shows as soon as item and party are known. */
export const zItemBrief = z.strictObject({
  item: zItemView,
  /** What this line begins with: agreed with the party, else its level, else the usual price; null: none is known. */
  price: zAskedPrice.nullable(),
  agreed: zAskedPrice.nullable(),
  usual: zAskedPrice.nullable(),
  /** What this party was asked for it the last time. */
  last: zAskedPrice.extend({ bookOn: zBookDate, number: z.string() }).nullable(),
  batches: z.array(z.strictObject({ batch: z.string(), expiresOn: zBookDate.nullable(), quantity: zSignedQuantity }))
})
export type ItemBrief = z.infer<typeof zItemBrief>

/** How far a paper has come: goods returned, a quotation billed. */
export const BILL_STATES = ['open', 'part', 'done', 'cancelled'] as const

/** A bill in a list. */
export const zBillRow = z.strictObject({
  id: zId,
  kind: z.enum(BILL_KINDS),
  number: z.string(),
  bookOn: zBookDate,
  recordedAt: z.int(),
  partyId: zId.nullable(),
  partyName: z.string(),
  lineCount: z.int(),
  totalMinor: zMinor,
  /** `part` and `done` tell how much came back, or was billed. */
  state: z.enum(BILL_STATES)
})
export type BillRow = z.infer<typeof zBillRow>

export const zBillView = z.strictObject({
  row: zBillRow,
  bill: zBill,
  /** For each line: what came back, or was billed, so far. */
  returned: z.array(z.strictObject({ quantity: zSignedQuantity, amountMinor: zMinor })),
  /** What its returns came to together. */
  returnedTotalMinor: zMinor,
  personName: z.string()
})
export type BillView = z.infer<typeof zBillView>

/** A bill that waits on the counter. `draft` is the screen's own, kept as it was typed. */
export const zHeldBill = z.strictObject({
  id: zId,
  title: z.string(),
  heldAt: z.int(),
  personName: z.string(),
  draft: z.string()
})
export type HeldBill = z.infer<typeof zHeldBill>

/** One move of goods, newest first in a ledger of an item. */
export const zStockMoveView = z.strictObject({
  moveNo: z.int(),
  bookOn: zBookDate,
  /** The bill's number, or the reason of an adjustment. */
  number: z.string(),
  cause: z.enum([...BILL_KINDS, 'adjustment']),
  isUndone: z.boolean(),
  billId: zId.nullable(),
  partyName: z.string(),
  quantity: zSignedQuantity,
  valueMinor: zMinor.nullable(),
  onHandAfter: zSignedQuantity,
  batch: z.string(),
  expiresOn: zBookDate.nullable(),
  note: z.string()
})
export type StockMoveView = z.infer<typeof zStockMoveView>

/** What a bill warns of; it never stops it. `line` is from 1, null for the bill as a whole. */
export const zBillWarning = z.strictObject({
  rail: z.enum(BILL_RAILS),
  line: z.int().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({})
})
