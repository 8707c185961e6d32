import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openLedger } from '#main/db/open-ledger.ts'
import { createPrintStore } from '#main/db/stores/print-store.ts'
import type { PrintQueueWorld } from '#main/devices/printer/printer-worker.ts'
import type { PrintStore } from '#main/ports/ledger-store.ts'
import type { PrintJob } from '#main/ports/print-job-store.ts'
import type { PaperRenderer, PrinterConnection, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { PrintState } from '#shared/printing/print-job.ts'
import { GENERIC_PROFILE } from '#shared/printing/printer-profile.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'

export const newLedgerFile = (): string =>
  path.join(mkdtempSync(path.join(tmpdir(), 'print-queue-')), 'shop.counterbook')

/** The real queue on disk, in a ledger of its own. */
export function openPrintStore(file: string): { store: PrintStore; close(): void } {
  const db = openLedger(file, { create: true })
  return { store: createPrintStore(db), close: () => db.close() }
}

export const paper = (words: string): ReceiptDocument => ({
  version: 1,
  language: 'en',
  title: words,
  blocks: [{ type: 'text', text: words, align: 'left', size: 'body', weight: 'regular', maxLines: 4 }, { type: 'cut' }]
})

export function enqueue(store: PrintStore, id: string, printerId: string, words = id): void {
  const document = paper(words)
  store.enqueue(
    { id, kind: 'statement', entryNo: null, closingNo: null, title: words, partyName: '', printerId, document },
    1
  )
}

export const printerAt = (id: string, port: number): PrinterSettings => ({
  id,
  name: id,
  widthDots: 384,
  transport: { type: 'network', host: '127.0.0.1', port },
  hasCutter: true,
  hasDrawer: false,
  profile: 'generic',
  paper: 'roll',
  words: 'auto'
})

/** Bytes are the words of the paper: a test reads at once what a simulated printer was given. */
export const plainRenderer: PaperRenderer = {
  renderJob: async (document) => {
    const words = document.blocks.flatMap((block) =>
      block.type === 'text' || block.type === 'banner' ? [block.text] : []
    )
    return {
      bytes: Buffer.from(words.join('|')),
      missing: words.some((text) => text.includes('😀')) ? ['😀'] : [],
      isQrLeftOut: words.includes('a code too long')
    }
  },
  renderPng: async (_document, widthDots) => ({
    png: new Uint8Array(),
    widthDots,
    heightDots: 0,
    missing: [],
    isQrLeftOut: false
  }),
  close: async () => {}
}

export interface WatchedWorld extends PrintQueueWorld {
  /** Every state that a job was told to be in, in order. */
  readonly seen: ReadonlyMap<string, PrintState[]>
  readonly troubles: unknown[]
  /** Resolves when the job is told to be in one of these states, or is in one already. */
  reached(id: string, ...states: PrintState[]): Promise<PrintJob>
}

export function watchedWorld(store: PrintStore): WatchedWorld {
  const seen = new Map<string, PrintState[]>()
  const waiting = new Set<(job: PrintJob) => void>()
  const troubles: unknown[] = []
  let nowMs = 1000
  return {
    store,
    renderer: plainRenderer,
    profileOf: () => GENERIC_PROFILE,
    documentOf: (job) => (job.document === null ? fail('print/nothing-to-print') : ok(job.document)),
    asDuplicate: (document, copyNo) => ({
      ...document,
      blocks: [{ type: 'banner', text: `DUPLICATE ${copyNo}` }, ...document.blocks]
    }),
    nowMs: () => nowMs++,
    onChange(job) {
      seen.set(job.id, [...(seen.get(job.id) ?? []), job.state])
      for (const look of waiting) look(job)
    },
    onPrinter: () => {},
    onTrouble: (error) => troubles.push(error),
    seen,
    troubles,
    reached: (id, ...states) =>
      new Promise((resolve) => {
        const look = (job: PrintJob | null) => {
          if (job?.id !== id || !states.includes(job.state)) return
          waiting.delete(look)
          resolve(job)
        }
        waiting.add(look)
        look(store.jobById(id))
      })
  }
}

/** What a simulated printer does with the next connection. */
export type Behaviour = 'print' | 'hand-over' | 'refuse' | 'break' | 'die-before-first-byte' | 'hang'

/** A simulated printer: it does what the script says, then prints, and remembers every job whose bytes it got. */
export class SimulatedPrinter implements PrinterTransport {
  readonly received: string[] = []
  readonly script: Behaviour[]
  openNow = 0
  mostOpen = 0
  abandoned = 0
  isClosed = false
  onOpen: () => void = () => {}
  onSend: (words: string) => void = () => {}
  #release: () => void = () => {}

  constructor(...script: Behaviour[]) {
    this.script = script
  }

  open(): Promise<Result<PrinterConnection>> {
    const behaviour = this.script.shift() ?? 'print'
    this.onOpen()
    if (behaviour === 'refuse') return Promise.resolve(fail('print/printer-refused'))
    this.openNow++
    this.mostOpen = Math.max(this.mostOpen, this.openNow)
    return Promise.resolve(
      ok({
        send: async ({ bytes }) => {
          // White dots before a job, for what a broken one left open, are no words.
          const outcome = await this.#send(Buffer.from(bytes).toString().replace(/^\0+/, ''), behaviour)
          this.openNow--
          return outcome
        },
        abandon: () => {
          this.openNow--
          this.abandoned++
        }
      })
    )
  }

  watch(): void {}
  async look(): Promise<void> {}

  close(): void {
    this.isClosed = true
    this.#release()
  }

  async #send(words: string, behaviour: Behaviour): Promise<SendOutcome> {
    this.onSend(words)
    const lost = fail('print/connection-lost').failure
    if (behaviour === 'die-before-first-byte') return { type: 'nothing-sent', failure: lost }
    this.received.push(words)
    if (behaviour === 'hang') await new Promise<void>((resolve) => (this.#release = resolve))
    if (behaviour === 'break' || behaviour === 'hang') return { type: 'unknown', failure: lost }
    return behaviour === 'hand-over' ? { type: 'handed-over' } : { type: 'printed' }
  }
}
