import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { zRate, zSignedQuantity } from '#shared/quantity/quantity.ts'
import { zUnitCode } from '#shared/quantity/unit.ts'
import { PARTY_TAX_KINDS, TAX_REGISTRATIONS } from '#shared/tax/tax-scheme.ts'
import { BILL_KINDS, CHARGE_KINDS, NOTE_REASONS, zBatch, zDiscount, zSaidQuantity } from './bill-request.ts'

/** Amounts by head, those that the supply does not bear left out. */
export const zTaxes = z.strictObject({
  cgst: zMinor.optional(),
  sgst: zMinor.optional(),
  utgst: zMinor.optional(),
  igst: zMinor.optional(),
  cess: zMinor.optional(),
  vat: zMinor.optional()
})
export type Taxes = z.infer<typeof zTaxes>

/** The paper that the law asks for. */
export const BILL_PAPERS = ['tax-invoice', 'bill-of-supply', 'invoice-cum-bill-of-supply', 'bill'] as const
export type BillPaper = (typeof BILL_PAPERS)[number]

/** A party as it was when the bill was made: papers and returns tell what was, not what is. */
export const zBillParty = z.strictObject({
  id: zId,
  name: z.string(),
  place: z.string(),
  phone: z.string(),
  address: z.string(),
  state: z.string(),
  gstin: z.string(),
  taxKind: z.enum(PARTY_TAX_KINDS)
})
export type BillParty = z.infer<typeof zBillParty>

/** A line with all its figures. All amounts zero or more. */
export const zWorkedLine = z.strictObject({
  itemId: zId.nullable(),
  text: zLine(200),
  hsn: z.string(),
  taxRule: z.string(),
  isTaxInPrice: z.boolean(),
  said: z.array(zSaidQuantity),
  /** In thousandths of the base unit; 0 for a line that is an amount alone. */
  quantity: zSignedQuantity,
  baseUnit: zUnitCode.nullable(),
  rate: zRate.nullable(),
  rateUnit: zUnitCode.nullable(),
  /** As typed, before any discount. */
  amountMinor: zMinor,
  discount: zDiscount.nullable(),
  discountMinor: zMinor,
  /** Its share of the discount on the whole bill, and of the charges that are taxed. */
  billDiscountMinor: zMinor,
  chargesMinor: zMinor,
  taxableMinor: zMinor,
  /** What the tax was worked out from, where the law takes the price printed on the goods; null: the taxable value. */
  assessedMinor: zMinor.nullable(),
  rateBp: z.int(),
  cessBp: z.int(),
  cessPerUnitMinor: zMinor,
  nature: z.enum(['taxable', 'nil', 'exempt', 'outside']),
  taxes: zTaxes,
  /** Taxable value and taxes, as charged to the other side. */
  totalMinor: zMinor,
  batch: zBatch.nullable(),
  retailPriceMinor: zMinor.nullable(),
  ofLine: z.int().nullable(),
  /** Whether the line moves goods that are counted. */
  movesStock: z.boolean()
})
export type WorkedLine = z.infer<typeof zWorkedLine>

/** One rate of a bill: what the paper's tax table, GSTR-1 and the ledger have in common. */
export const zTaxSum = z.strictObject({
  rateBp: z.int(),
  nature: z.enum(['taxable', 'nil', 'exempt', 'outside']),
  /** What the tax was worked out from. */
  taxableMinor: zMinor,
  taxes: zTaxes
})
export type TaxSum = z.infer<typeof zTaxSum>

/** A bill with every figure worked out: what screen, paper, ledger and returns all read. */
export const zBill = z.strictObject({
  id: zId,
  kind: z.enum(BILL_KINDS),
  party: zBillParty.nullable(),
  lines: z.array(zWorkedLine),
  discount: zDiscount.nullable(),
  charges: z.array(
    z.strictObject({ charge: z.enum(CHARGE_KINDS), text: z.string(), amountMinor: zMinor, isTaxed: z.boolean() })
  ),
  /** Sum of the lines as typed, of all discounts, of taxable values, and of each head. */
  grossMinor: zMinor,
  discountMinor: zMinor,
  taxableMinor: zMinor,
  taxes: zTaxes,
  taxSums: z.array(zTaxSum),
  /** Either sign. */
  roundOffMinor: zMinor,
  totalMinor: zMinor,
  paper: z.enum(BILL_PAPERS),
  /** How shop and party stood to the tax, and which heads were due. */
  supply: z.strictObject({
    scheme: z.enum(['in-gst', 'vat', 'none']),
    registration: z.enum(TAX_REGISTRATIONS),
    shopState: z.string(),
    placeOfSupply: z.string(),
    reach: z.enum(['intra', 'intra-ut', 'inter', 'one', 'none']),
    isReverseCharge: z.boolean()
  }),
  /** Where the goods go, when that is not the buyer's own address; a state that was not chosen is empty. */
  deliveryAddress: z.string(),
  deliveryState: z.string(),
  ofBillId: zId.nullable(),
  noteReason: z.enum(NOTE_REASONS),
  theirNumber: z.string(),
  theirDate: zBookDate.nullable()
})
export type Bill = z.infer<typeof zBill>
