import type { PrinterTransportSettings } from '#shared/receipt/printer-settings.ts'

/** Where printers are looked for. A network is searched only when somebody asks for it. */
export const FINDING_WAYS = ['network', 'serial', 'queue', 'device'] as const
export type FindingWay = (typeof FINDING_WAYS)[number]

/** Something that may be a printer, and how it is reached. Its address stays in main. */
export interface FoundPrinter {
  readonly way: FindingWay
  /** What it is called where it was found: an address, a port, a queue. */
  readonly label: string
  /** What else is known of it, as the system says it. May be empty. */
  readonly detail: string
  /** `answers`: it answered like a printer. `silent`: it took the connection and said nothing. `unasked`: nobody asked it. */
  readonly answer: 'answers' | 'silent' | 'unasked'
  readonly transport: Extract<PrinterTransportSettings, { type: 'network' | 'serial' | 'spooler' | 'device' }>
}

export interface FindOptions {
  readonly ways: readonly FindingWay[]
  readonly signal: AbortSignal
  onProgress(done: number, total: number): void
}

/** Looks for printers around this PC. */
export interface PrinterFinder {
  /** Never rejects: a way that cannot be searched here finds nothing. Stops early when it is told to, with what it has. */
  find(options: FindOptions): Promise<FoundPrinter[]>
}
