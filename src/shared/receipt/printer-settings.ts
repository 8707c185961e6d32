import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'
import { CODE_PAGE_NAMES } from '#shared/printing/code-pages.ts'
import { FENCE_WAYS, STATUS_WAYS } from '#shared/printing/printer-profile.ts'

const port = z.int().min(1).max(65_535)

/** Speeds that serial printers are set to. */
export const BAUD_RATES = [9600, 19_200, 38_400, 57_600, 115_200] as const

/** How a full buffer of a serial printer holds back the computer. Without any, a slow printer loses data. */
export const FLOW_CONTROLS = ['none', 'rts-cts', 'xon-xoff'] as const

/**
 * How the bytes reach the paper. `device` is the kernel's file of a printer (`/dev/usb/lp0`), `serial` also a Bluetooth
 * printer by its port, `spooler` a queue of the system that is fed raw bytes, `page` a queue of the system that is
 * fed pages (A4, A5) through its driver.
 */
const printerTransportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('virtual') }),
  z.object({ type: z.literal('network'), host: zLine(253).trim().min(1), port }),
  z.object({
    type: z.literal('serial'),
    path: zLine(4096).min(1),
    baudRate: z.literal(BAUD_RATES),
    flowControl: z.enum(FLOW_CONTROLS)
  }),
  z.object({ type: z.literal('spooler'), queue: zLine(220).trim().min(1) }),
  z.object({ type: z.literal('page'), queue: zLine(220).trim().min(1) }),
  z.object({ type: z.literal('device'), path: zLine(4096).min(1) }),
  z.object({ type: z.literal('file'), path: zLine(4096).min(1) })
])
export type PrinterTransportSettings = z.infer<typeof printerTransportSchema>

/** A roll of thermal paper, or sheets. */
export const PAPERS = ['roll', 'a4', 'a5'] as const
export type PaperKind = (typeof PAPERS)[number]

/**
 * How words reach a roll: drawn as a picture, sent as the printer's own letters, or chosen for each job (letters when
 * the line is slow and its code pages hold every letter of the paper).
 */
export const WORD_MODES = ['auto', 'picture', 'letters'] as const
export type WordMode = (typeof WORD_MODES)[number]

/** The code page that a printer was seen to print right: the number that `ESC t` takes, and what the page is called. */
export const taughtCodePageSchema = z.strictObject({ number: z.int().min(0).max(255), name: z.enum(CODE_PAGE_NAMES) })
export type TaughtCodePage = z.infer<typeof taughtCodePageSchema>

/**
 * A printer as the shop set it up. `widthDots` is the printable width at 203 dpi: 384 on 58 mm paper, 576 on 80 mm;
 * other makers use 420, 432, 512 or 640. A whole number of bytes, because a raster row is one. `profile` names a file
 * of `resources/printers` that says what the model can do; what the test page taught (`codePage`, `status`, `fence`)
 * goes before the profile.
 */
export const printerSettingsSchema = z.object({
  id: zLine(40).min(1),
  name: zLine(80).trim().min(1),
  widthDots: z.int().min(256).max(1024).multipleOf(8),
  transport: printerTransportSchema,
  hasCutter: z.boolean(),
  hasDrawer: z.boolean(),
  profile: zLine(40).min(1).default('generic'),
  paper: z.enum(PAPERS).default('roll'),
  words: z.enum(WORD_MODES).default('auto'),
  codePage: taughtCodePageSchema.optional(),
  status: z.enum(STATUS_WAYS).optional(),
  fence: z.enum(FENCE_WAYS).optional()
})

export type PrinterSettings = z.infer<typeof printerSettingsSchema>

/** The printer of a new shop, named in the shop's language when it is founded: paper on the screen, so that everything works before a printer is bought. */
export const VIRTUAL_PRINTER: PrinterSettings = {
  id: 'virtual',
  name: 'Virtual',
  widthDots: 576,
  transport: { type: 'virtual' },
  hasCutter: true,
  hasDrawer: true,
  profile: 'generic',
  paper: 'roll',
  words: 'auto'
}
