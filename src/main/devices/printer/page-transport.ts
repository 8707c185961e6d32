import { spawn } from 'node:child_process'
import type { PagePrinter } from '#main/ports/page-printer.ts'
import type { PrinterConnection, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Sheet } from '#shared/receipt/page-css.ts'
import type { Pages } from '#shared/receipt/page-html.ts'

const LP_TIMEOUT_MS = 20_000
const MEDIA: Readonly<Record<Sheet, string>> = { a4: 'A4', a5: 'A5' }

/** What a job for sheets is on this system: a PDF for CUPS, the pages themselves where only the window can print. */
export async function pageJob(pages: Pages, platform: string, printer: PagePrinter): Promise<Result<Uint8Array>> {
  return platform === 'win32' ? ok(Buffer.from(JSON.stringify(pages))) : await printer.toPdf(pages)
}

/** A queue of the system that takes sheets. It says that it took a job, never that the paper came out. */
export class PageTransport implements PrinterTransport {
  readonly #queue: string
  readonly #sheet: Sheet
  readonly #platform: string
  readonly #printer: PagePrinter

  constructor(queue: string, sheet: Sheet, platform: string, printer: PagePrinter) {
    this.#queue = queue
    this.#sheet = sheet
    this.#platform = platform
    this.#printer = printer
  }

  async open(): Promise<Result<PrinterConnection>> {
    if (this.#platform !== 'win32') {
      const known = await this.#queueState()
      if (!known.ok) return known
    }
    return ok({ send: ({ bytes }) => this.#send(bytes), abandon: () => {} })
  }

  /** A queue says nothing of its printer that could be believed. */
  watch(): void {}

  async look(): Promise<void> {}

  close(): void {}

  #send(bytes: Uint8Array): Promise<SendOutcome> {
    if (this.#platform !== 'win32') return this.#sendToCups(bytes)
    // These are the bytes of `pageJob`, a moment ago, in this process.
    return this.#printer.print(JSON.parse(Buffer.from(bytes).toString('utf8')) as Pages, this.#queue)
  }

  /** A queue that was deleted under the app is told before anything is handed over. */
  async #queueState(): Promise<Result<null>> {
    const { code, isMissing } = await run('lpstat', ['-p', this.#queue], null)
    if (isMissing) return fail('print/no-spooler')
    return code === 0 ? ok(null) : fail('print/queue-gone', { queue: this.#queue })
  }

  async #sendToCups(bytes: Uint8Array): Promise<SendOutcome> {
    const options = ['-o', `media=${MEDIA[this.#sheet]}`, '-o', 'print-scaling=none']
    const { code, isMissing, isLate } = await run('lp', ['-d', this.#queue, ...options, '-'], bytes)
    if (code === 0) return { type: 'handed-over' }
    if (isLate) return { type: 'unknown', failure: fail('print/printer-timeout').failure }
    const failure = isMissing ? fail('print/no-spooler') : fail('print/spooler-refused', { queue: this.#queue })
    return { type: 'nothing-sent', failure: failure.failure }
  }
}

interface Ended {
  readonly code: number | null
  /** There is no such program. */
  readonly isMissing: boolean
  readonly isLate: boolean
}

/** Runs a program of CUPS without a shell; a queue's name is one argument, whatever it holds. */
function run(program: string, args: readonly string[], input: Uint8Array | null): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'ignore'], env: { ...process.env, LC_ALL: 'C' } })
    let isLate = false
    const timer = setTimeout(() => {
      isLate = true
      child.kill('SIGKILL')
    }, LP_TIMEOUT_MS)
    const end = (code: number | null, isMissing: boolean) => {
      clearTimeout(timer)
      resolve({ code, isMissing, isLate })
    }
    child.on('error', () => end(null, true))
    child.on('close', (code) => end(code, false))
    // A program that ends before it has read everything tells so by its exit code.
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? undefined)
  })
}
