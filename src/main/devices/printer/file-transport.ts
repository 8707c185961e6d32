import { constants } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import type { PrinterConnection, PrinterReport, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'

/** A device that answers nothing for this long is out of paper or switched off. */
const STALLED_AFTER_MS = 20_000

/** Appends jobs to a file, or writes them to a device such as `/dev/usb/lp0`. */
export class FileTransport implements PrinterTransport {
  readonly #path: string
  readonly #isDevice: boolean
  readonly #stalledAfterMs: number
  #onReport: (report: PrinterReport) => void = () => {}
  /** Whether the device still owes the answer to an opening or a writing. Until then no other job may push in. */
  #isHanging = false

  /** `isDevice`: the path is a printer of the kernel, so it is never made, and a plain file in its place is no printer. */
  constructor(path: string, isDevice = false, stalledAfterMs = STALLED_AFTER_MS) {
    this.#path = path
    this.#isDevice = isDevice
    this.#stalledAfterMs = stalledAfterMs
  }

  async open(): Promise<Result<PrinterConnection>> {
    if (this.#isHanging) return this.#stalled()
    try {
      const opening = open(this.#path, this.#isDevice ? constants.O_WRONLY : 'a')
      const file = await this.#unlessStalled(opening)
      if (file === null) {
        opening.then(closeQuietly, () => {})
        return this.#stalled()
      }
      if (this.#isDevice && (await file.stat()).isFile()) {
        await closeQuietly(file)
        return fail('print/not-a-printer', { address: this.#path })
      }
      this.#report(true)
      return ok({ send: ({ bytes }) => this.#send(file, bytes), abandon: () => void closeQuietly(file) })
    } catch (error) {
      this.#report(false)
      return { ok: false, failure: this.#failureOf(error) }
    }
  }

  watch(onReport: (report: PrinterReport) => void): void {
    this.#onReport = onReport
  }

  async look(): Promise<void> {
    if (!this.#isDevice) return this.#report(true)
    this.#report(
      await stat(this.#path).then(
        (there) => !there.isFile(),
        () => false
      )
    )
  }

  close(): void {}

  async #send(file: FileHandle, bytes: Uint8Array): Promise<SendOutcome> {
    const writing = this.#write(file, bytes).finally(() => closeQuietly(file))
    return (await this.#unlessStalled(writing)) ?? { type: 'unknown', failure: this.#stalled().failure }
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

  /** What the device answers, or null when it takes too long; then it counts as hanging until it has answered. */
  async #unlessStalled<Answer>(work: Promise<Answer>): Promise<Answer | null> {
    this.#isHanging = true
    const answered = work.finally(() => {
      this.#isHanging = false
    })
    let timer: NodeJS.Timeout | undefined
    const stalled = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), this.#stalledAfterMs)
    })
    try {
      return await Promise.race([answered, stalled])
    } finally {
      clearTimeout(timer)
    }
  }

  #report(isThere: boolean): void {
    if (this.#isDevice) this.#onReport({ conditions: [isThere ? 'silent' : 'unplugged'], canConfirm: false })
    else this.#onReport({ conditions: [isThere ? 'ready' : 'unreachable'], canConfirm: true })
  }

  #stalled(): { ok: false; failure: Failure } {
    return fail('print/printer-timeout', { path: this.#path })
  }

  #failureOf(error: unknown): Failure {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (this.#isDevice && (reason === 'ENOENT' || reason === 'ENXIO' || reason === 'ENODEV'))
      return fail('print/port-gone', { path: this.#path, reason }).failure
    if (this.#isDevice && (reason === 'EBUSY' || reason === 'EACCES'))
      return fail('print/port-busy', { path: this.#path, reason }).failure
    return fail('print/file-not-writable', { path: this.#path, reason }).failure
  }
}

const closeQuietly = (file: FileHandle): Promise<void> => file.close().catch(() => {})
