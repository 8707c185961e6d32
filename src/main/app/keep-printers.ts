import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { PrinterRequest, Reach } from '#shared/contract/printer-endpoints.ts'
import { refuse } from '#shared/kernel/result.ts'
import {
  type PrinterSettings,
  type PrinterTransportSettings,
  printerSettingsSchema
} from '#shared/receipt/printer-settings.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { Book } from './book.ts'
import { changeSettings } from './change-settings.ts'

/** What a token of a found printer stands for. */
export interface FoundPrinters {
  transportOf(token: string): PrinterTransportSettings | null
}

const MOST_PRINTERS = 10

/** Sets up a printer. Asked twice with one id it is the same printer. */
export function addPrinter(book: Book, found: FoundPrinters, request: PrinterRequest): Output<'printer.add'> {
  const { printers } = book.settings()
  if (printers.some((printer) => printer.id === request.id)) return changePrinter(book, found, request)
  if (printers.length >= MOST_PRINTERS) refuse('printer/too-many', { most: MOST_PRINTERS })
  return store(book, [...printers, printerOf(request, found, null)], request)
}

export function changePrinter(book: Book, found: FoundPrinters, request: PrinterRequest): Output<'printer.change'> {
  const { printers } = book.settings()
  const place = printers.findIndex((printer) => printer.id === request.id)
  const now = printers[place] ?? refuse('print/printer-unknown', { printer: request.name })
  return store(book, printers.with(place, printerOf(request, found, now)), request)
}

/** Takes a printer away. One that is gone already stays gone. */
export function removePrinter(book: Book, { id }: Parsed<'printer.remove'>): Output<'printer.remove'> {
  const settings = book.settings()
  const printers = settings.printers.filter((printer) => printer.id !== id)
  if (printers.length === settings.printers.length) return settings
  if (printers.length === 0) refuse('printer/last-one')
  return changeSettings(book, { printers, ...rolesWithout(settings, printers, id) })
}

function store(book: Book, printers: PrinterSettings[], { id, roles }: PrinterRequest): Settings {
  const settings = book.settings()
  const without = rolesWithout(settings, printers, id)
  return changeSettings(book, {
    printers,
    receiptPrinter: roles.receipts ? id : without.receiptPrinter,
    closingPrinter: roles.closing ? id : without.closingPrinter,
    billPrinter: roles.bills ? id : without.billPrinter
  })
}

type Roles = Pick<Settings, 'receiptPrinter' | 'closingPrinter' | 'billPrinter'>

/** Who does what when this printer does nothing: the receipts need a printer, the rest follows them. */
function rolesWithout(settings: Settings, printers: readonly PrinterSettings[], id: string): Roles {
  const { receiptPrinter, closingPrinter, billPrinter } = settings
  const others = printers.filter((printer) => printer.id !== id)
  const next = others.find((printer) => printer.paper === 'roll') ?? others[0] ?? printers[0]
  return {
    receiptPrinter: receiptPrinter === id ? (next?.id ?? id) : receiptPrinter,
    closingPrinter: closingPrinter === id ? '' : closingPrinter,
    billPrinter: billPrinter === id ? '' : billPrinter
  }
}

function printerOf(request: PrinterRequest, found: FoundPrinters, now: PrinterSettings | null): PrinterSettings {
  const { reach, roles: _, codePage, status, fence, ...plain } = request
  return printerSettingsSchema.parse({
    ...plain,
    transport: forPaper(transportOf(reach, found, now), request.paper),
    ...(codePage === null ? {} : { codePage }),
    ...(status === null ? {} : { status }),
    ...(fence === null ? {} : { fence })
  })
}

function transportOf(reach: Reach, found: FoundPrinters, now: PrinterSettings | null): PrinterTransportSettings {
  switch (reach.type) {
    case 'virtual':
      return { type: 'virtual' }
    case 'network':
      return { type: 'network', host: reach.host, port: reach.port }
    case 'found':
      return onLine(found.transportOf(reach.token) ?? refuse('printer/not-found-again'), reach)
    case 'keep':
      return onLine(now?.transport ?? refuse('printer/not-found-again'), reach)
  }
}

function onLine(
  transport: PrinterTransportSettings,
  { baudRate, flowControl }: Extract<Reach, { type: 'found' | 'keep' }>
): PrinterTransportSettings {
  if (transport.type !== 'serial') return transport
  return {
    ...transport,
    baudRate: baudRate ?? transport.baudRate,
    flowControl: flowControl ?? transport.flowControl
  }
}

/** Sheets are laid out by the printer's driver, so they go through a queue of the system; a roll gets its bytes as they are. */
function forPaper(transport: PrinterTransportSettings, paper: PrinterRequest['paper']): PrinterTransportSettings {
  const isQueue = transport.type === 'spooler' || transport.type === 'page'
  if (isQueue) return { type: paper === 'roll' ? 'spooler' : 'page', queue: transport.queue }
  // On the screen they are shown, in a file they are a PDF.
  const isKept = transport.type === 'virtual' || transport.type === 'file'
  if (paper !== 'roll' && !isKept) refuse('printer/sheets-need-queue', {}, 'reach')
  return transport
}
