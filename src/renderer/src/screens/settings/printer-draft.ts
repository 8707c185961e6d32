import type { FOUND_WAYS, PrinterRequest, Reach } from '#shared/contract/printer-endpoints.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PaperKind, PrinterSettings, WordMode } from '#shared/receipt/printer-settings.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import type { Settings } from '#shared/settings/settings.ts'

export type PrinterWay = 'virtual' | (typeof FOUND_WAYS)[number]

/** How a printer is reached, as the form holds it: `place` is shown, the token or `keep` is what main understands. */
export interface DraftReach {
  readonly way: PrinterWay
  readonly place: string
  /** Null: by the address that is typed, or on the screen. */
  readonly by: { readonly type: 'found'; readonly token: string } | { readonly type: 'keep' } | null
}

/** A printer as it is being typed in. */
export interface PrinterDraft {
  readonly name: string
  readonly reach: DraftReach
  readonly address: string
  readonly profile: string
  readonly widthDots: number
  readonly paper: PaperKind
  readonly hasCutter: boolean
  readonly hasDrawer: boolean
  readonly words: WordMode
  readonly baudRate: NonNullable<Extract<Reach, { type: 'keep' }>['baudRate']>
  readonly flowControl: NonNullable<Extract<Reach, { type: 'keep' }>['flowControl']>
  readonly roles: PrinterRequest['roles']
  readonly taught: Pick<PrinterRequest, 'codePage' | 'status' | 'fence'>
}

/** Where raw print data is taken by almost every network printer. */
export const DEFAULT_PORT = 9100

/** What is wrong with a box; each has a text in `printers.json` under `form.fault`. */
export type PrinterFault = 'nameEmpty' | 'nameLong' | 'addressEmpty' | 'addressWrong' | 'portWrong'
export type PrinterReading =
  | { readonly ok: true; readonly request: PrinterRequest }
  | { readonly ok: false; readonly faults: Partial<Record<'name' | 'address', PrinterFault>> }

const NOTHING_TAUGHT = { codePage: null, status: null, fence: null } as const

export const newPrinter = (reach: DraftReach): PrinterDraft => ({
  name: reach.way === 'network' ? '' : reach.place,
  reach,
  address: reach.way === 'network' && reach.by === null ? reach.place : '',
  profile: 'generic',
  widthDots: 576,
  paper: 'roll',
  hasCutter: true,
  hasDrawer: false,
  words: 'auto',
  baudRate: 9600,
  flowControl: 'rts-cts',
  roles: { receipts: true, closing: false, bills: false },
  taught: NOTHING_TAUGHT
})

export function draftOfPrinter(printer: PrinterSettings, settings: Settings): PrinterDraft {
  const { transport, name, profile, widthDots, paper, hasCutter, hasDrawer, words } = printer
  const isTyped = transport.type === 'network'
  const serial = transport.type === 'serial' ? transport : null
  return {
    name,
    reach: { way: wayOf(transport), place: placeOf(transport), by: isTyped ? null : { type: 'keep' } },
    address: isTyped ? addressText(transport.host, transport.port) : '',
    profile,
    widthDots,
    paper,
    hasCutter,
    hasDrawer,
    words,
    baudRate: serial?.baudRate ?? 9600,
    flowControl: serial?.flowControl ?? 'rts-cts',
    roles: {
      receipts: settings.receiptPrinter === printer.id,
      closing: settings.closingPrinter === printer.id,
      bills: settings.billPrinter === printer.id
    },
    taught: { codePage: printer.codePage ?? null, status: printer.status ?? null, fence: printer.fence ?? null }
  }
}

export function wayOf(transport: PrinterSettings['transport']): PrinterWay {
  return transport.type === 'spooler' || transport.type === 'page' ? 'queue' : transport.type
}

/** Where a printer is, as a person knows it. */
export function placeOf(transport: PrinterSettings['transport']): string {
  switch (transport.type) {
    case 'virtual':
      return ''
    case 'network':
      return addressText(transport.host, transport.port)
    case 'spooler':
    case 'page':
      return transport.queue
    default:
      return transport.path
  }
}

/** What the model is known for goes into the form; what was taught on another model is forgotten. */
export const withModel = (draft: PrinterDraft, profile: PrinterProfile): PrinterDraft => ({
  ...draft,
  profile: profile.id,
  widthDots: profile.widthDots,
  hasCutter: profile.hasCutter,
  hasDrawer: draft.hasDrawer && profile.hasDrawer,
  taught: NOTHING_TAUGHT
})

/** `192.168.1.50`, or `192.168.1.50:9101` when the port is not the usual one. */
export function addressText(host: string, port: number): string {
  const shown = host.includes(':') ? `[${host}]` : host
  return port === DEFAULT_PORT ? shown : `${shown}:${port}`
}

/** Reads the whole form. The id is the caller's: a printer keeps it when it is altered. */
export function readPrinter(draft: PrinterDraft, id: string): PrinterReading {
  const faults: Partial<Record<'name' | 'address', PrinterFault>> = {}
  const name = draft.name.trim()
  if (name === '') faults.name = 'nameEmpty'
  if (name.length > 60) faults.name = 'nameLong'
  const reach = readReach(draft)
  if (typeof reach === 'string') faults.address = reach
  if (typeof reach === 'string' || faults.name) return { ok: false, faults }
  const { widthDots, hasCutter, hasDrawer, profile, paper, words, roles, taught } = draft
  const request = { id, name, widthDots, hasCutter, hasDrawer, profile, paper, words, reach, roles, ...taught }
  return { ok: true, request }
}

function readReach({ reach, address, baudRate, flowControl }: PrinterDraft): Reach | PrinterFault {
  if (reach.way === 'virtual') return { type: 'virtual' }
  if (reach.by !== null) return reach.way === 'serial' ? { ...reach.by, baudRate, flowControl } : reach.by
  const read = readAddress(address)
  return typeof read === 'string' ? read : { type: 'network', ...read }
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
