import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'

/** Parts that a tax is made of. `vat` stands for the one tax of countries that have one. */
export const TAX_HEADS = ['cgst', 'sgst', 'utgst', 'igst', 'cess', 'vat'] as const
export type TaxHead = (typeof TAX_HEADS)[number]

/** A rate in hundredths of a percent: 18 % is 1,800, 0.25 % is 25. */
const zBasisPoints = z.int().min(0).max(100_000)

/** A rate for goods up to a price. `upToMinor` is the taxable value of one of the base unit, inclusive; null: without end. */
export const zTaxBand = z.strictObject({
  upToMinor: zAmount.nullable(),
  rateBp: zBasisPoints,
  cessBp: zBasisPoints.default(0),
  /** Cess for each of the base unit, besides. */
  cessPerUnitMinor: zAmount.default(0 as never),
  /** Cess as a part of the price printed on the goods, besides. */
  cessOfRetailBp: zBasisPoints.default(0)
})
export type TaxBand = z.infer<typeof zTaxBand>

/** What holds of a rule from a day on, until another day, both inclusive. */
export const zTaxPeriod = z.strictObject({
  from: zBookDate,
  to: zBookDate.nullable(),
  /** Dearest last. One band: the rate does not depend on the price. */
  bands: z.array(zTaxBand).min(1),
  /** `price`: on what is paid. `retail-price`: on the price printed on the goods (rule 31D). */
  valuation: z.enum(['price', 'retail-price']).default('price'),
  /** Goods outside of the tax (nil-rated, exempt, non-GST) are told apart on returns and papers. */
  nature: z.enum(['taxable', 'nil', 'exempt', 'outside']).default('taxable'),
  /** Law, notification or page that says so. */
  source: z.string().min(1)
})
export type TaxPeriod = z.infer<typeof zTaxPeriod>

export const zTaxRule = z.strictObject({
  id: zLine(40),
  /** Key of its name in `locales/<language>/tax.json`. */
  nameKey: zLine(40),
  /** First digits of the HSN codes that it is for, as a suggestion. */
  hsn: z.array(z.string()).default([]),
  /** Whether a registered buyer pays the tax on such purchases to the state, instead of the seller. */
  isReverseCharge: z.boolean().default(false),
  periods: z.array(zTaxPeriod).min(1)
})
export type TaxRule = z.infer<typeof zTaxRule>

/** A place that tells which heads are due: a state of India, or none. */
export const zTaxPlace = z.strictObject({
  code: zLine(4),
  /** Whether the second half is UTGST instead of SGST. */
  isUnionTerritory: z.boolean().default(false),
  /** Its letters, as vehicles bear them; what older books hold. */
  letters: zLine(2).default('')
})
export type TaxPlace = z.infer<typeof zTaxPlace>

/** `resources/tax/<scheme>.json`. */
export const zTaxScheme = z.strictObject({
  scheme: z.enum(['in-gst', 'vat', 'none']),
  country: z.string().length(2).nullable(),
  /** The first day of the tax: before it no rule asks for anything. */
  from: zBookDate.nullable().default(null),
  places: z.array(zTaxPlace).default([]),
  rules: z.array(zTaxRule)
})
export type TaxScheme = z.infer<typeof zTaxScheme>

/** How the shop stands to the tax. */
export const TAX_REGISTRATIONS = ['unregistered', 'regular', 'composition'] as const
export type TaxRegistration = (typeof TAX_REGISTRATIONS)[number]

/** How a party stands to it. A party with a GSTIN is registered; a unit of a special economic zone is always inter-state. */
export const PARTY_TAX_KINDS = ['', 'regular', 'composition', 'sez', 'export'] as const
export type PartyTaxKind = (typeof PARTY_TAX_KINDS)[number]
