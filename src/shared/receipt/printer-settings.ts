import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'

const port = z.int().min(1).max(65_535)

/** How the bytes reach the paper. Serial lines and spoolers will be further members. */
const printerTransportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('virtual') }),
  z.object({ type: z.literal('network'), host: zLine(253).trim().min(1), port }),
  z.object({ type: z.literal('file'), path: zLine(4096).min(1) })
])

/**
 * A printer as the shop set it up. `widthDots` is the printable width at 203 dpi: 384 on 58 mm paper, 576 on 80 mm;
 * other makers use 420, 432, 512 or 640. A whole number of bytes, because a raster row is one.
 */
export const printerSettingsSchema = z.object({
  id: zLine(40).min(1),
  name: zLine(80).trim().min(1),
  widthDots: z.int().min(256).max(1024).multipleOf(8),
  transport: printerTransportSchema,
  hasCutter: z.boolean(),
  hasDrawer: z.boolean()
})

export type PrinterSettings = z.infer<typeof printerSettingsSchema>

/** The printer of a new shop, named in the shop's language when it is founded: paper on the screen, so that everything works before a printer is bought. */
export const VIRTUAL_PRINTER: PrinterSettings = {
  id: 'virtual',
  name: 'Virtual',
  widthDots: 576,
  transport: { type: 'virtual' },
  hasCutter: true,
  hasDrawer: true
}
