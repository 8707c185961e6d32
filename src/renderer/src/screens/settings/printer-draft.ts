import { type PrinterSettings, printerSettingsSchema } from '#shared/receipt/printer-settings.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

/** A printer as it is being typed in. */
export interface PrinterDraft {
  readonly name: string
  readonly type: PrinterSettings['transport']['type']
  readonly address: string
  readonly path: string
  readonly widthDots: PrinterWidth
  readonly hasCutter: boolean
  readonly hasDrawer: boolean
}

/** Printable dots of the two papers: 58 mm and 80 mm. */
export const PRINTER_WIDTHS = [384, 576] as const
export type PrinterWidth = (typeof PRINTER_WIDTHS)[number]

/** Where raw print data is taken by almost every network printer. */
export const DEFAULT_PORT = 9100

/** What is wrong with a box; each has a text in `settings.json` under `printer.fault`. */
export type PrinterFault =
  | 'nameEmpty'
  | 'nameLong'
  | 'addressEmpty'
  | 'addressWrong'
  | 'portWrong'
  | 'pathEmpty'
  | 'pathLong'
export type PrinterReading =
  | { readonly ok: true; readonly printer: PrinterSettings }
  | { readonly ok: false; readonly faults: Partial<Record<'name' | 'address' | 'path', PrinterFault>> }

export const newPrinter = (): PrinterDraft => ({
  name: '',
  type: 'network',
  address: '',
  path: '',
  widthDots: 576,
  hasCutter: true,
  hasDrawer: false
})

export function draftOfPrinter(printer: PrinterSettings): PrinterDraft {
  const { transport } = printer
  return {
    name: printer.name,
    type: transport.type,
    address: transport.type === 'network' ? addressText(transport.host, transport.port) : '',
    path: transport.type === 'file' ? transport.path : '',
    widthDots: printer.widthDots <= 384 ? 384 : 576,
    hasCutter: printer.hasCutter,
    hasDrawer: printer.hasDrawer
  }
}

/** `192.168.1.50`, or `192.168.1.50:9101` when the port is not the usual one. */
export function addressText(host: string, port: number): string {
  const shown = host.includes(':') ? `[${host}]` : host
  return port === DEFAULT_PORT ? shown : `${shown}:${port}`
}

/** Reads the whole form. The id is the caller's: a printer keeps it when it is altered. */
export function readPrinter(draft: PrinterDraft, id: string): PrinterReading {
  const faults: Partial<Record<'name' | 'address' | 'path', PrinterFault>> = {}
  const name = draft.name.trim()
  if (name === '') faults.name = 'nameEmpty'
  if (name.length > 60) faults.name = 'nameLong'
  const transport = readTransport(draft, faults)
  if (transport === null || faults.name) return { ok: false, faults }
  const { widthDots, hasCutter, hasDrawer } = draft
  const read = printerSettingsSchema.safeParse({ id, name, widthDots, transport, hasCutter, hasDrawer })
  return read.success ? { ok: true, printer: read.data } : { ok: false, faults: { name: 'nameEmpty' } }
}

function readTransport(
  draft: PrinterDraft,
  faults: { address?: PrinterFault; path?: PrinterFault }
): PrinterSettings['transport'] | null {
  if (draft.type === 'virtual') return { type: 'virtual' }
  if (draft.type === 'file') {
    const path = draft.path.trim()
    if (path === '') faults.path = 'pathEmpty'
    else if (path.length > 1024) faults.path = 'pathLong'
    return faults.path ? null : { type: 'file', path }
  }
  const address = readAddress(draft.address)
  if (typeof address === 'string') {
    faults.address = address
    return null
  }
  return { type: 'network', ...address }
}

/** Reads `host`, `host:port` or `[v6]:port`. */
export function readAddress(text: string): { host: string; port: number } | PrinterFault {
  const plain = latinDigits(text.normalize('NFKC')).trim()
  if (plain === '') return 'addressEmpty'
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?))(?::(\d{1,6}))?$/i.exec(plain)
  const host = match?.[1] ?? match?.[2]
  if (host === undefined || host.length > 253 || host.includes('..')) return 'addressWrong'
  // Four numbers are an address and each must fit a byte; anything else is a name.
  if (/^[\d.]+$/.test(host) && !/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/.test(host)) return 'addressWrong'
  const port = match?.[3] === undefined ? DEFAULT_PORT : Number(match[3])
  return port >= 1 && port <= 65_535 ? { host, port } : 'portWrong'
}
