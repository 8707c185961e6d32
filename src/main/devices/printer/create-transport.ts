import path from 'node:path'
import type { PrinterTransport } from '#main/ports/printer.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import { FileTransport } from './file-transport.ts'
import { NetworkTransport } from './network-transport.ts'
import { VirtualTransport } from './virtual-transport.ts'

/** The way to a printer. Serial lines and spoolers get their branches here. */
export function createTransport({ transport }: PrinterSettings): PrinterTransport {
  switch (transport.type) {
    case 'virtual':
      return new VirtualTransport()
    case 'network':
      return new NetworkTransport(transport.host, transport.port)
    case 'file':
      return new FileTransport(transport.path)
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
      return `file ${path.resolve(transport.path)}`
    default:
      return unreachable(transport)
  }
}
