import { z } from 'zod'

export const LANGUAGES = ['en', 'hi'] as const
export type Language = (typeof LANGUAGES)[number]

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const

/** Where the paper goes. Serial ports and spooler queues get their own kinds beside these. */
export const zPrinterTransport = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('virtual') }),
  z.strictObject({ type: z.literal('network'), host: z.string().min(1).max(253), port: z.int().min(1).max(65_535) }),
  z.strictObject({ type: z.literal('file'), path: z.string().min(1).max(1024) })
])

export const zPrinter = z.strictObject({
  id: z.string().min(1).max(40),
  name: z.string().min(1).max(60),
  /** Printable width in dots: 384 on 58 mm paper, 576 on 80 mm. */
  widthDots: z.int().min(256).max(832),
  transport: zPrinterTransport,
  hasCutter: z.boolean(),
  hasDrawer: z.boolean()
})
export type Printer = z.infer<typeof zPrinter>

/**
 * Everything that a shop can set, with the value a new shop starts from. The whole object is read and checked at once;
 * each top-level field is stored, journalled and merged on its own.
 */
export const zSettings = z.strictObject({
  language: z.enum(LANGUAGES).default('en'),
  theme: z.enum(THEMES).default('system'),
  /** Percent of the normal text size. */
  textSize: z.int().min(80).max(200).default(100),
  shopName: z.string().max(120).default(''),
  shopPlace: z.string().max(120).default(''),
  shopState: z.string().max(4).default(''),
  shopPhone: z.string().max(40).default(''),
  shopGstin: z.string().max(15).default(''),
  trade: z.string().max(40).default(''),
  upiAddress: z.string().max(255).default(''),
  receiptFoot: z.string().max(300).default(''),
  counterName: z.string().max(40).default(''),
  personName: z.string().max(60).default(''),
  /** The hour at which a new day of the book starts: work before it belongs to the day before. */
  rolloverHour: z.int().min(0).max(11).default(4),
  printers: z
    .array(zPrinter)
    .max(10)
    .default([{ id: 'virtual', name: '', widthDots: 576, transport: { type: 'virtual' }, hasCutter: true, hasDrawer: false }]),
  receiptPrinter: z.string().max(40).default('virtual'),
  /** Print a receipt with each entry, or only when asked (Alt+P). */
  printOnAccept: z.boolean().default(true)
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

export const defaultSettings = (): Settings => zSettings.parse({})
