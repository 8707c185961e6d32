import { type FileHandle, open } from 'node:fs/promises'
import type { PrinterConnection, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'

/** A device that takes nothing for this long is out of paper or switched off. */
const STALLED_AFTER_MS = 20_000

/** Appends jobs to a file, or writes them to a device such as `/dev/usb/lp0`. */
export class FileTransport implements PrinterTransport {
  readonly #path: string
  readonly #stalledAfterMs: number
  /** A write that the device has not taken yet. While it hangs, no other job may push in. */
  #hanging: Promise<unknown> | null = null

  constructor(path: string, stalledAfterMs = STALLED_AFTER_MS) {
    this.#path = path
    this.#stalledAfterMs = stalledAfterMs
  }

  async open(): Promise<Result<PrinterConnection>> {
    if (this.#hanging) return fail('print/printer-timeout', { printer: this.#path })
    try {
      const file = await open(this.#path, 'a')
      return ok({ send: (bytes) => this.#send(file, bytes), abandon: () => void file.close().catch(() => {}) })
    } catch (error) {
      return { ok: false, failure: this.#failureOf(error) }
    }
  }

  close(): void {}

  async #send(file: FileHandle, bytes: Uint8Array): Promise<SendOutcome> {
    const writing = this.#write(file, bytes).finally(() => {
      this.#hanging = null
      return file.close().catch(() => {})
    })
    this.#hanging = writing
    let timer: NodeJS.Timeout | undefined
    const stalled = new Promise<SendOutcome>((resolve) => {
      const failure = fail('print/printer-timeout', { printer: this.#path }).failure
      timer = setTimeout(() => resolve({ type: 'unknown', failure }), this.#stalledAfterMs)
    })
    const outcome = await Promise.race([writing, stalled])
    clearTimeout(timer)
    return outcome
  }

  async #write(file: FileHandle, bytes: Uint8Array): Promise<SendOutcome> {
    try {
      await file.appendFile(bytes)
      // A plain file keeps what it was given; a device only says that it took it.
      if (!(await file.stat()).isFile()) return { type: 'handed-over' }
      await file.sync()
      return { type: 'printed' }
    } catch (error) {
      return { type: 'unknown', failure: this.#failureOf(error) }
    }
  }

  #failureOf(error: unknown): Failure {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return fail('print/file-not-writable', { path: this.#path, reason }).failure
  }
}
