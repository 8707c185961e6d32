import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'

/** What a printer says of itself: nothing, an answer when it is asked, or every change without being asked. */
export const STATUS_WAYS = ['none', 'dle-eot', 'asb'] as const
/** How a printer proves that everything before a point of the job is on paper: not at all, or by answering one of two commands. */
export const FENCE_WAYS = ['none', 'gs-h', 'gs-r'] as const
/** How a picture is sent: in rows, or in columns of 24 dots for printers that know no rows. */
export const RASTER_COMMANDS = ['gs-v-0', 'esc-star'] as const
/** How the paper is cut: fed to the blade and cut whole or in part, cut where it is, two older commands, or torn by hand. */
export const CUT_COMMANDS = ['gs-v-65', 'gs-v-66', 'gs-v-0', 'gs-v-1', 'esc-i', 'esc-m', 'none'] as const

/**
 * What a model of printer can do: one file of `resources/printers` each. `codePages` leads from the number that `ESC t`
 * takes to the name that iconv has for the same letters. `drawerPin` is the pin of the drawer's plug that the pulse
 * goes to. `source` says where the facts come from.
 */
export const printerProfileSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  maker: zLine(60),
  models: z.array(zLine(60).min(1)).max(40),
  widthDots: z.int().min(256).max(1024).multipleOf(8),
  dpi: z.int().min(100).max(600),
  codePages: z.record(z.string().regex(/^\d{1,3}$/), zLine(40).min(1)),
  hasCutter: z.boolean(),
  cutCommand: z.enum(CUT_COMMANDS),
  hasDrawer: z.boolean(),
  drawerPin: z.literal([2, 5]),
  status: z.enum(STATUS_WAYS),
  fence: z.enum(FENCE_WAYS),
  rasterCommand: z.enum(RASTER_COMMANDS),
  /** Rows of one picture command: what the buffer of the printer holds. */
  bandRows: z.int().min(8).max(2303),
  nativeQr: z.boolean(),
  notes: zLine(1000),
  source: zLine(500)
})
export type PrinterProfile = z.infer<typeof printerProfileSchema>

/**
 * A printer that nobody knows. It is asked for its status once; only one that answers is watched and asked for proof,
 * one that stays silent gets its jobs without a wait.
 */
export const GENERIC_PROFILE: PrinterProfile = {
  id: 'generic',
  maker: '',
  models: [],
  widthDots: 576,
  dpi: 203,
  codePages: { '0': 'cp437' },
  hasCutter: true,
  cutCommand: 'gs-v-66',
  hasDrawer: true,
  drawerPin: 2,
  status: 'dle-eot',
  fence: 'gs-r',
  rasterCommand: 'gs-v-0',
  bandRows: 96,
  nativeQr: false,
  notes: '',
  source: ''
}
