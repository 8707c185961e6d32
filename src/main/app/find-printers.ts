import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { FindingWay, PrinterFinder } from '#main/ports/printer-finder.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { FoundPrinterView } from '#shared/contract/printer-endpoints.ts'
import type { PrinterTransportSettings } from '#shared/receipt/printer-settings.ts'
import type { Book } from './book.ts'
import type { FoundPrinters } from './keep-printers.ts'

interface Parts {
  readonly book: () => Book
  readonly finder: PrinterFinder
  readonly dialogs: Pick<Dialogs, 'choosePrinterFile'>
  readonly randomness: Randomness
  readonly emit: EventSink
}

/** Finds printers and keeps their addresses: a screen gets tokens. */
export interface PrinterDesk extends FoundPrinters {
  discover(request: Parsed<'printer.discover'>): Promise<Output<'printer.discover'>>
  stop(): void
  chooseFile(): Promise<Output<'printer.chooseFile'>>
}

const NEAR: readonly FindingWay[] = ['queue', 'device', 'serial']
/** Tokens that are kept: those of the last searches. */
const MOST_TOKENS = 2000

export function createPrinterDesk({ book, finder, dialogs, randomness, emit }: Parts): PrinterDesk {
  const transports = new Map<string, PrinterTransportSettings>()
  let running: AbortController | null = null

  function tokenFor(transport: PrinterTransportSettings): string {
    const known = [...transports].find(([, one]) => JSON.stringify(one) === JSON.stringify(transport))
    if (known !== undefined) return known[0]
    const token = randomness.newId()
    transports.set(token, transport)
    for (const oldest of transports.keys()) {
      if (transports.size <= MOST_TOKENS) break
      transports.delete(oldest)
    }
    return token
  }

  const usedBy = (transport: PrinterTransportSettings): string =>
    book()
      .settings()
      .printers.find((printer) => addressOf(printer.transport) === addressOf(transport))?.name ?? ''

  return {
    transportOf: (token) => transports.get(token) ?? null,
    async discover({ isNetworkSearched }) {
      running?.abort()
      const mine = new AbortController()
      running = mine
      const found = await finder.find({
        ways: isNetworkSearched ? [...NEAR, 'network'] : NEAR,
        signal: mine.signal,
        onProgress: (done, total) => emit('work.progress', { work: 'find-printers', done, total })
      })
      if (running === mine) running = null
      return found.map(
        ({ transport, ...seen }): FoundPrinterView => ({
          ...seen,
          token: tokenFor(transport),
          usedBy: usedBy(transport)
        })
      )
    },
    stop() {
      running?.abort()
    },
    async chooseFile() {
      const path = await dialogs.choosePrinterFile()
      if (path === null) return null
      const transport: PrinterTransportSettings = { type: 'file', path }
      const token = tokenFor(transport)
      return { token, way: 'file', label: path, detail: '', answer: 'unasked', usedBy: usedBy(transport) }
    }
  }
}

/** Where a printer is, whatever it is set to. */
function addressOf(transport: PrinterTransportSettings): string {
  switch (transport.type) {
    case 'virtual':
      return 'virtual'
    case 'network':
      return `network ${transport.host.toLowerCase()}:${transport.port}`
    case 'spooler':
    case 'page':
      return `queue ${transport.queue}`
    default:
      return `file ${transport.path}`
  }
}
