import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'
import { FENCE_WAYS, printerProfileSchema, STATUS_WAYS } from '#shared/printing/printer-profile.ts'
import {
  BAUD_RATES,
  FLOW_CONTROLS,
  PAPERS,
  printerSettingsSchema,
  taughtCodePageSchema,
  WORD_MODES
} from '#shared/receipt/printer-settings.ts'
import { zSettings } from '#shared/settings/settings.ts'
import { command, query } from './endpoint.ts'

const zToken = z.string().min(1).max(60)
const zPrinterId = zLine(40).min(1)
/** How a serial line is set; of no meaning to other ways. */
const serialLine = { baudRate: z.literal(BAUD_RATES).optional(), flowControl: z.enum(FLOW_CONTROLS).optional() }

/**
 * How a printer is reached, as a screen may say it: an address that somebody typed, or the token of something that main
 * found or that somebody chose in the system's dialog. A path or a queue never comes from a screen.
 */
export const zReach = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('virtual') }),
  z.strictObject({
    type: z.literal('network'),
    host: z
      .string()
      .max(253)
      .regex(/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*)$/iu),
    port: z.int().min(1).max(65_535)
  }),
  z.strictObject({ type: z.literal('found'), token: zToken, ...serialLine }),
  /** As it is reached now. */
  z.strictObject({ type: z.literal('keep'), ...serialLine })
])
export type Reach = z.infer<typeof zReach>

const { name, widthDots, hasCutter, hasDrawer } = printerSettingsSchema.shape

export const zPrinterRequest = z.strictObject({
  id: zPrinterId,
  name,
  widthDots,
  hasCutter,
  hasDrawer,
  profile: zLine(40).min(1),
  paper: z.enum(PAPERS),
  words: z.enum(WORD_MODES),
  /** What the test page taught; null: as the profile says. */
  codePage: taughtCodePageSchema.nullable(),
  status: z.enum(STATUS_WAYS).nullable(),
  fence: z.enum(FENCE_WAYS).nullable(),
  reach: zReach,
  /** What comes out of it. */
  roles: z.strictObject({ receipts: z.boolean(), closing: z.boolean(), bills: z.boolean() })
})
export type PrinterRequest = z.infer<typeof zPrinterRequest>

export const FOUND_WAYS = ['network', 'serial', 'queue', 'device', 'file'] as const

/** Something that a printer may be set up with: `token` stands for its address, which stays in main. */
export const zFoundPrinter = z.strictObject({
  token: zToken,
  way: z.enum(FOUND_WAYS),
  label: z.string(),
  detail: z.string(),
  answer: z.enum(['answers', 'silent', 'unasked']),
  /** The name of the printer that is set up with it already, or empty. */
  usedBy: z.string()
})
export type FoundPrinterView = z.infer<typeof zFoundPrinter>

export const printerEndpoints = {
  /** The models that are known; the first is for a printer that nobody knows. */
  'printer.profiles': query(z.strictObject({}), z.array(printerProfileSchema)),
  /**
   * Looks for printers. The network only with `isNetworkSearched`, which takes some seconds and tells of its progress
   * (`work.progress`, work `find-printers`). A second call ends the first, which answers what it had found.
   */
  'printer.discover': command(z.strictObject({ isNetworkSearched: z.boolean() }), z.array(zFoundPrinter)),
  /** Ends the search; it answers what it has found. */
  'printer.stopDiscovery': command(z.strictObject({}), z.strictObject({})),
  /** A file to print into, chosen in the system's own dialog; null when it was left. */
  'printer.chooseFile': command(z.strictObject({}), zFoundPrinter.nullable()),
  'printer.add': command(zPrinterRequest, zSettings),
  'printer.change': command(zPrinterRequest, zSettings),
  /** What it was for goes to the first printer that is left. The last one stays. */
  'printer.remove': command(z.strictObject({ id: zPrinterId }), zSettings)
}
