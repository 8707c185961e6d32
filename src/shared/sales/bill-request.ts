import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zPaidOut, zTender } from '#shared/ledger/entry-request.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { zQuantity, zRate } from '#shared/quantity/quantity.ts'
import { zUnitCode } from '#shared/quantity/unit.ts'

/** Papers of goods. The first four post an entry of their kind; a quotation and a challan post none. */
export const BILL_KINDS = ['sale', 'sale-return', 'purchase', 'purchase-return', 'quotation', 'challan'] as const
export type BillKind = (typeof BILL_KINDS)[number]
export const ENTRY_BILL_KINDS = ['sale', 'sale-return', 'purchase', 'purchase-return'] as const
export type EntryBillKind = (typeof ENTRY_BILL_KINDS)[number]

export const MAX_BILL_LINES = 300
/** A bill that was brought along from another book is as long as it was there. */
export const MAX_BROUGHT_LINES = 5_000

/** A discount as it was typed: hundredths of a percent, or an amount. */
export const zDiscount = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('percent'), percentBp: z.int().min(0).max(10_000) }),
  z.strictObject({ by: z.literal('amount'), amountMinor: zAmount })
])
export type Discount = z.infer<typeof zDiscount>

/** `2 box 3 pc` is two of them; counts are thousandths of their unit. */
export const zSaidQuantity = z.strictObject({ count: zQuantity, unit: zUnitCode })

export const zBatch = z.strictObject({ batch: zLine(40), expiresOn: zBookDate.nullable() })
export type Batch = z.infer<typeof zBatch>

export const zBillLine = z.strictObject({
  /** Null: goods or work that is not in the list, with `text` alone. */
  itemId: zId.nullable(),
  /** What the paper says; the item's name unless it was changed. */
  text: zLine(200),
  hsn: zLine(8).default(''),
  taxRule: zLine(40).default(''),
  isTaxInPrice: z.boolean().default(false),
  /** In the order typed; none for a line that is an amount alone. */
  said: z.array(zSaidQuantity).max(4),
  /** For one of `rateUnit`; null when only an amount was typed. */
  rate: zRate.nullable(),
  rateUnit: zUnitCode.nullable(),
  /** What was typed or came out, before discounts. It stands, even where quantity times rate is a little off. */
  amountMinor: zAmount,
  discount: zDiscount.nullable(),
  batch: zBatch.nullable().default(null),
  retailPriceMinor: zAmount.nullable().default(null),
  /** A return: the line of the old bill, from 1. */
  ofLine: z.int().min(1).max(MAX_BROUGHT_LINES).nullable().default(null)
})
export type BillLine = z.infer<typeof zBillLine>

export const CHARGE_KINDS = ['freight', 'packing', 'other'] as const
export const zCharge = z.strictObject({
  charge: z.enum(CHARGE_KINDS),
  text: zLine(80).default(''),
  amountMinor: zAmount,
  /** Part of the value of the goods, shared out to the lines and taxed with them; else added after tax. */
  isTaxed: z.boolean().default(true)
})
export type Charge = z.infer<typeof zCharge>

/** Why a credit or debit note was given. */
export const NOTE_REASONS = ['', 'returned', 'price', 'discount', 'other'] as const
export type NoteReason = (typeof NOTE_REASONS)[number]

const bill = {
  /** Of the bill, and of its entry. Made by the caller before the first try. */
  id: zId,
  partyId: zId.nullable(),
  bookOn: zBookDate.nullable(),
  occurredOn: zBookDate.nullable(),
  text: zLine(200).default(''),
  note: zLine(500).default(''),
  /** When what stays on credit falls due, if not by the party's days, and when payment was promised. */
  dueOn: zBookDate.nullable().optional(),
  promisedOn: zBookDate.nullable().optional(),
  lines: z.array(zBillLine).min(1).max(MAX_BILL_LINES),
  discount: zDiscount.nullable().default(null),
  charges: z.array(zCharge).max(6).default([]),
  /** `rupee`: the total is rounded to the whole unit by a line of its own. An amount: as another book rounded it. */
  roundOff: z.union([z.enum(['none', 'rupee']), z.strictObject({ amountMinor: z.int() })]).default('none'),
  /** The bill that is returned, or the quotation or challan that becomes this bill. */
  ofBillId: zId.nullable().default(null),
  noteReason: z.enum(NOTE_REASONS).default(''),
  /** A code of the scheme's places; null: by rule, from party and shop. */
  placeOfSupply: zLine(4).nullable().default(null),
  isReverseCharge: z.boolean().default(false),
  /** Where the goods go, when that is not the buyer's own address, and a code of the scheme's places; empty: the place of supply. */
  deliveryAddress: zLine(300).default(''),
  deliveryState: zLine(4).default(''),
  /** The supplier's own number and day, for a purchase. */
  theirNumber: zLine(40).default(''),
  theirDate: zBookDate.nullable().default(null),
  /** What the caller worked out and showed; null: not checked. */
  expectedTotalMinor: zAmount.nullable().default(null)
}

/** What a screen, an import or the CLI asks for. Money comes in for a sale, goes out for a purchase, and the other way for returns. */
export const zBillRequest = z.discriminatedUnion('kind', [
  z.strictObject({ ...bill, kind: z.literal('sale'), tender: zTender }),
  z.strictObject({ ...bill, kind: z.literal('purchase-return'), tender: zTender }),
  z.strictObject({ ...bill, kind: z.literal('purchase'), paid: zPaidOut }),
  z.strictObject({ ...bill, kind: z.literal('sale-return'), paid: zPaidOut }),
  z.strictObject({ ...bill, kind: z.literal('quotation') }),
  z.strictObject({ ...bill, kind: z.literal('challan') })
])
export type BillRequest = z.infer<typeof zBillRequest>
