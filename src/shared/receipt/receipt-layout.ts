import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'

/** The parts of a receipt. `title` holds the kind, the number and the day, `total` the amount. */
export const RECEIPT_SECTIONS = [
  'logo',
  'shop',
  'title',
  'counter',
  'party',
  'lines',
  'total',
  'words',
  'tender',
  'balances',
  'payment',
  'signature',
  'foot'
] as const
export type ReceiptSection = (typeof RECEIPT_SECTIONS)[number]

/** A paper without these would be no receipt: what it is, its number, its day, its amount. */
export const REQUIRED_SECTIONS: readonly ReceiptSection[] = ['title', 'total']

export const SHOP_NAME_SIZES = ['body', 'large', 'title'] as const
export const LOGO_SIZES = ['small', 'medium', 'wide'] as const
export const QR_SIZES = ['largest', 'medium'] as const
export const PAPER_SPACINGS = ['normal', 'compact'] as const
export const MOST_HEAD_LINES = 4
export const MOST_FOOT_LINES = 6
export const MOST_COPIES = 3
export const MOST_BANK_LINES = 4
export const MOST_QUOTATION_DAYS = 365
/** The days that the form offers; 0: a quotation says no day. */
export const QUOTATION_DAYS = [0, 7, 15, 30] as const

const layoutSection = z.strictObject({ id: z.enum(RECEIPT_SECTIONS), isShown: z.boolean() })
export type LayoutSection = z.infer<typeof layoutSection>

const standardSections: readonly LayoutSection[] = RECEIPT_SECTIONS.map((id) => ({ id, isShown: true }))

const zSections = z
  .array(layoutSection)
  .max(RECEIPT_SECTIONS.length)
  .refine((sections) => new Set(sections.map(({ id }) => id)).size === sections.length, 'a section stands twice')
  .refine(
    (sections) => REQUIRED_SECTIONS.every((id) => sections.some((section) => section.id === id && section.isShown)),
    'number, day and amount cannot be left out'
  )

const copies = z.int().min(1).max(MOST_COPIES).default(1)

/**
 * What a shop's receipts show, and in which order: data, read by the builders of all papers. Whatever is set, number, day,
 * amount and the marks of a cancelled or repeated paper stay. Each field has the value of the standard receipt, so that
 * a layout that was stored by an older version is whole.
 */
export const receiptLayoutSchema = z.strictObject({
  /** From top to bottom. One that is not named (a newer version's) is not shown. */
  sections: zSections.default([...standardSections]),
  logoSize: z.enum(LOGO_SIZES).default('medium'),
  shopNameSize: z.enum(SHOP_NAME_SIZES).default('title'),
  hasShopPlace: z.boolean().default(true),
  hasShopPhone: z.boolean().default(true),
  hasShopGstin: z.boolean().default(true),
  /** Under the shop's name and place: what it sells, when it is open. */
  headLines: z.array(zLine(120)).max(MOST_HEAD_LINES).default([]),
  hasPartyPlace: z.boolean().default(true),
  hasPartyPhone: z.boolean().default(true),
  /** Until when what stays on credit is to be paid. */
  hasDueDay: z.boolean().default(true),
  /** A running number before each line. */
  hasLineNumbers: z.boolean().default(false),
  /** On bills of goods: HSN, what was taken off each line, and the tax by rate (on sheets by HSN). */
  hasHsn: z.boolean().default(true),
  hasDiscounts: z.boolean().default(true),
  hasTaxTable: z.boolean().default(true),
  /** Where the shop's money goes, on bills: bank, account, IFSC. */
  bankLines: z.array(zLine(120)).max(MOST_BANK_LINES).default([]),
  /** Days that a quotation stands; 0: it says no day. */
  quotationDays: z.int().min(0).max(MOST_QUOTATION_DAYS).default(15),
  qrSize: z.enum(QR_SIZES).default('largest'),
  /** Under the shop's own foot text. */
  footLines: z.array(zLine(120)).max(MOST_FOOT_LINES).default([]),
  /** Compact saves about a sixth of the paper. */
  spacing: z.enum(PAPER_SPACINGS).default('normal'),
  /** Papers that come out with each bill, and with each payment; from the second on they say DUPLICATE. */
  billCopies: copies,
  paymentCopies: copies,
  /** Off: the paper is fed to the tear bar, for printers whose blade is worn. */
  isCut: z.boolean().default(true)
})
export type ReceiptLayout = z.infer<typeof receiptLayoutSchema>

/** The receipt of a shop that has set nothing. */
export const STANDARD_LAYOUT: ReceiptLayout = receiptLayoutSchema.parse({})

/** The sections to print, in order. */
export const shownSections = ({ sections }: ReceiptLayout): readonly ReceiptSection[] =>
  sections.filter((section) => section.isShown).map(({ id }) => id)

export const showsSection = (layout: ReceiptLayout, id: ReceiptSection): boolean => shownSections(layout).includes(id)

/** All sections there are, those that the layout does not name at the end and hidden: for the form. */
export function everySection({ sections }: ReceiptLayout): readonly LayoutSection[] {
  const named = new Set(sections.map(({ id }) => id))
  return [...sections, ...RECEIPT_SECTIONS.filter((id) => !named.has(id)).map((id) => ({ id, isShown: false }))]
}

/** The layout without a place for a logo, for a shop that has none. */
export const withoutLogo = (layout: ReceiptLayout): ReceiptLayout => ({
  ...layout,
  sections: layout.sections.map((section) => (section.id === 'logo' ? { ...section, isShown: false } : section))
})
