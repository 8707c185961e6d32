import type { PrinterConnection, PrinterReport, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
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

  watch(onReport: (report: PrinterReport) => void): void {
    onReport({ conditions: ['ready'], canConfirm: true })
  }

  async look(): Promise<void> {}

  close(): void {}
}
