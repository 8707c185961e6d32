import { z } from 'zod'
import { zInterestRule } from '#shared/credit/terms.ts'
import { USUAL_SCALE_CODES, zScaleCodes } from '#shared/items/barcode.ts'
import { zLine } from '#shared/kernel/scalars.ts'
import { minor } from '#shared/money/money.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { UPI_ALONE, zPaymentQr } from '#shared/payment-qr/payment-scheme.ts'
import { zLogo } from '#shared/receipt/logo.ts'
import { printerSettingsSchema, VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { receiptLayoutSchema, STANDARD_LAYOUT } from '#shared/receipt/receipt-layout.ts'
import { USUAL_HOURS, zMessageHours } from '#shared/reminders/message-hours.ts'
import { NO_GATEWAY, zSmsGateway } from '#shared/reminders/sms-gateway.ts'
import { TAX_REGISTRATIONS } from '#shared/tax/tax-scheme.ts'

export const LANGUAGES = ['en', 'hi'] as const
export type Language = (typeof LANGUAGES)[number]

/** When a customer sees his own balance on the screen that faces him: never, after his entry, or from the moment he is named. */
export const CUSTOMER_BALANCES = ['never', 'after', 'always'] as const

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const

/**
 * Everything that a shop can set, with the value a new shop starts from. The whole object is read and checked at once;
 * each top-level field is stored, journalled and merged on its own.
 */
export const zSettings = z.strictObject({
  language: z.enum(LANGUAGES).default('en'),
  theme: z.enum(THEMES).default('system'),
  /** Percent of the normal text size. */
  textSize: z.int().min(80).max(200).default(100),
  shopName: zLine(120).default(''),
  shopPlace: zLine(120).default(''),
  shopState: zLine(4).default(''),
  shopPhone: zLine(40).default(''),
  shopGstin: zLine(15).default(''),
  trade: zLine(40).default(''),
  upiAddress: zLine(255).default(''),
  /** How a code asks for money: by UPI alone, or by another scheme of the ledger's currency. */
  paymentQr: zPaymentQr.default(UPI_ALONE),
  /** Street, town and PIN code, as the law wants them on a tax invoice. */
  shopAddress: zLine(300).default(''),
  /** How the shop stands to the tax; empty: registered when there is a GSTIN. */
  taxRegistration: z.enum(['', ...TAX_REGISTRATIONS]).default(''),
  /** Turnover of the year before: above five crore the law asks for more digits of the HSN. */
  isAboveFiveCrore: z.boolean().default(false),
  /** Bills of goods are rounded to the whole rupee by a line of their own. */
  roundsBills: z.boolean().default(true),
  /**
   * Walk-in sales below this stand on one consolidated invoice a day (section 31(3)(b) of the CGST Act: Rs 200). Zero: each
   * bill is its own invoice alone.
   */
  smallSaleLimitMinor: zAmount.default(minor(200_00)),
  /** The shop's own names for levels of prices, beside the usual price. */
  priceLevels: z.array(zLine(40)).max(8).default([]),
  /** How labels of the shop's scale are read. */
  scaleCodes: zScaleCodes.default(USUAL_SCALE_CODES),
  /** After how many days what is given on credit falls due, for parties without terms of their own. */
  creditDays: z.int().min(0).max(3_650).default(30),
  /** What a party may owe at most; null: no limit. Above it the counter warns. */
  creditLimitMinor: zAmount.nullable().default(null),
  /** Interest on what is overdue; null: none. */
  interest: zInterestRule.nullable().default(null),
  receiptFoot: zLine(300).default(''),
  /** What receipts show and in which order. */
  receiptLayout: receiptLayoutSchema.default(STANDARD_LAYOUT),
  receiptLogo: zLogo.nullable().default(null),
  /** The language of every paper; empty: the language of the screens. */
  receiptLanguage: z.enum(['', ...RECEIPT_LANGUAGES]).default(''),
  /** A second language that stands beside the first on receipts; empty: none. */
  receiptSecondLanguage: z.enum(['', ...RECEIPT_LANGUAGES]).default(''),
  /** Whom the text of a Z is sent to, and in which language; empty: the language of the papers. */
  ownerPhone: zLine(40).default(''),
  ownerLanguage: z.enum(['', ...RECEIPT_LANGUAGES]).default(''),
  counterName: zLine(40).default(''),
  personName: zLine(60).default(''),
  /** The hour at which a new day of the book starts: work before it belongs to the day before. */
  rolloverHour: z.int().min(0).max(11).default(4),
  printers: z.array(printerSettingsSchema).max(10).default([VIRTUAL_PRINTER]),
  receiptPrinter: zLine(40).default(VIRTUAL_PRINTER.id),
  /** Where the X, the Z and the statements of the day go; empty: where the receipts go. */
  closingPrinter: zLine(40).default(''),
  /** A printer of A4 or A5 sheets for bills and statements; empty: none. */
  billPrinter: zLine(40).default(''),
  /** Print a receipt with each entry, or only when asked (Alt+P). */
  printOnAccept: z.boolean().default(true),
  /** Open the drawer when cash goes in or out, if the receipt printer has one. */
  opensDrawer: z.boolean().default(true),
  /** What the customer's screen says while nobody is served; empty: a greeting. */
  customerMessage: zLine(160).default(''),
  customerBalance: z.enum(CUSTOMER_BALANCES).default('after'),
  /** Through whom SMS go; nobody by default. */
  smsGateway: zSmsGateway.default(NO_GATEWAY),
  /** When messages may go by themselves. */
  messageHours: zMessageHours.default(USUAL_HOURS)
})
export type Settings = z.infer<typeof zSettings>
export type SettingName = keyof Settings

/** Settings to change: only the fields named. */
export const zSettingsChange = z.strictObject(
  Object.fromEntries(Object.entries(zSettings.shape).map(([name, schema]) => [name, schema.unwrap().optional()])) as {
    [Name in SettingName]: z.ZodOptional<ReturnType<(typeof zSettings.shape)[Name]['unwrap']>>
  }
)
export type SettingsChange = z.infer<typeof zSettingsChange>

/** What a screen may change so. Printers have commands of their own, because they name places on this PC. */
export const zScreenSettingsChange = zSettingsChange.omit({ printers: true })
export type ScreenSettingsChange = z.infer<typeof zScreenSettingsChange>

export const defaultSettings = (): Settings => zSettings.parse({})
