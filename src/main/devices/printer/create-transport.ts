import path from 'node:path'
import type { PrinterTransport } from '#main/ports/printer.ts'
import { AssertionError, unreachable } from '#shared/kernel/assert.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import { ConversingTransport } from './conversing-transport.ts'
import { cupsSpooler } from './cups-spooler.ts'
import { FileTransport } from './file-transport.ts'
import { networkDialer } from './network-dialer.ts'
import { serialDialer } from './serial-dialer.ts'
import { SpoolerTransport } from './spooler-transport.ts'
import { VirtualTransport } from './virtual-transport.ts'
import { windowsSpooler } from './windows-spooler.ts'

/** The way to a printer of this model. Sheets go by `pageTransport`, which needs a window. */
export function createTransport({ transport }: PrinterSettings, profile: PrinterProfile): PrinterTransport {
  switch (transport.type) {
    case 'virtual':
      return new VirtualTransport()
    case 'network':
      return new ConversingTransport(networkDialer(transport.host, transport.port), profile)
    case 'serial':
      return new ConversingTransport(serialDialer(transport), profile)
    case 'file':
      return new FileTransport(transport.path)
    case 'device':
      return new FileTransport(transport.path, true)
    case 'spooler':
      return new SpoolerTransport(process.platform === 'win32' ? windowsSpooler : cupsSpooler, transport.queue)
    case 'page':
      throw new AssertionError('sheets have a way of their own')
    default:
      return unreachable(transport)
  }
}

/** Names the device itself: two printers of the settings that lead to one device share one worker. */
export function physicalPrinter({ id, transport }: PrinterSettings): string {
  switch (transport.type) {
    case 'virtual':
      return `virtual ${id}`
    case 'network':
      return `network ${transport.host.toLowerCase()}:${transport.port}`
    case 'file':
    case 'device':
    case 'serial':
      // One path is one device, whatever it is called.
      return `file ${path.resolve(transport.path)}`
    case 'spooler':
    case 'page':
      return `queue ${transport.queue}`
    default:
      return unreachable(transport)
  }
}
