import type { PrinterConnection, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
import { ok, type Result } from '#shared/kernel/result.ts'

/**
 * The printer of a new shop: its paper is the screen. It takes the same bytes as any other; what the screen shows is the
 * picture of the job's document, made of the same dots.
 */
export class VirtualTransport implements PrinterTransport {
  open(): Promise<Result<PrinterConnection>> {
    const connection: PrinterConnection = {
      send: (): Promise<SendOutcome> => Promise.resolve({ type: 'printed' }),
      abandon: () => {}
    }
    return Promise.resolve(ok(connection))
  }

  close(): void {}
}
