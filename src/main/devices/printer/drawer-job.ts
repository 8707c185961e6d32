import type { RenderedJob } from '#main/ports/printer.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'

/** A job without paper that opens the drawer: 120 ms on, 240 ms off, which every solenoid takes. */
export function drawerJob({ drawerPin }: PrinterProfile): RenderedJob {
  return { bytes: Uint8Array.from([0x1b, 0x70, drawerPin === 2 ? 0 : 1, 60, 120]), missing: [], isQrLeftOut: false }
}
