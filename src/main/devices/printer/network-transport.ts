import { connect, type Socket } from 'node:net'
import type { PrinterConnection, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'

export interface NetworkTimeouts {
  /** For the printer to answer at all. */
  readonly connectMs: number
  /** Without a byte taken or received: out of paper, cover open, switched off. */
  readonly idleMs: number
  /** For the printer to close its side after it has everything. Many never do. */
  readonly closeMs: number
  /** How long a connection that stalled is kept, so that the rest can still come out after a refill. */
  readonly lingerMs: number
}

export const NETWORK_TIMEOUTS: NetworkTimeouts = { connectMs: 4000, idleMs: 15_000, closeMs: 3000, lingerMs: 300_000 }

const CHUNK_BYTES = 4096

/**
 * A printer on TCP port 9100. Its socket tells little: a written byte is a byte in our own kernel, so without a reply
 * of the printer a job ends as `handed-over` at best, never as `printed`.
 */
export class NetworkTransport implements PrinterTransport {
  readonly #host: string
  readonly #port: number
  readonly #timeouts: NetworkTimeouts
  readonly #open = new Set<Socket>()
  /** A connection on which the printer stopped reading. Cutting it would print its rest on top of the next receipt. */
  #stalled: Socket | null = null

  constructor(host: string, port: number, timeouts: NetworkTimeouts = NETWORK_TIMEOUTS) {
    this.#host = host
    this.#port = port
    this.#timeouts = timeouts
  }

  open(): Promise<Result<PrinterConnection>> {
    if (this.#stalled) return Promise.resolve({ ok: false, failure: this.#failure('print/printer-timeout', 'stalled') })
    return new Promise((resolve) => {
      const socket = connect({ host: this.#host, port: this.#port, noDelay: true })
      this.#open.add(socket)
      const refuse = (code: ErrorCode, reason: string) => {
        clearTimeout(timer)
        socket.destroy()
        resolve({ ok: false, failure: this.#failure(code, reason) })
      }
      const timer = setTimeout(() => refuse('print/printer-unreachable', 'ETIMEDOUT'), this.#timeouts.connectMs)
      const onError = (error: NodeJS.ErrnoException) =>
        refuse(error.code === 'ECONNREFUSED' ? 'print/printer-refused' : 'print/printer-unreachable', reasonOf(error))
      socket.once('error', onError)
      socket.once('close', () => this.#open.delete(socket))
      socket.once('connect', () => {
        clearTimeout(timer)
        socket.off('error', onError)
        // An error between now and the first byte shows itself again when that byte is written.
        socket.on('error', () => {})
        resolve(ok({ send: (bytes) => this.#send(socket, bytes), abandon: () => void socket.destroy() }))
      })
    })
  }

  /** Connections that are not closed yet, the lingering ones among them. */
  get openCount(): number {
    return this.#open.size
  }

  close(): void {
    for (const socket of this.#open) socket.destroy()
  }

  #send(socket: Socket, bytes: Uint8Array): Promise<SendOutcome> {
    if (socket.destroyed)
      return Promise.resolve({ type: 'nothing-sent', failure: this.#failure('print/connection-lost', 'closed') })
    return new Promise((resolve) => {
      let isAllWritten = false
      let timer: NodeJS.Timeout | undefined
      const wait = (ms: number, then: () => void) => {
        clearTimeout(timer)
        timer = setTimeout(then, ms)
      }
      const settle = (outcome: SendOutcome) => {
        clearTimeout(timer)
        resolve(outcome)
      }
      const lost = (reason: string) =>
        settle({ type: 'unknown', failure: this.#failure('print/connection-lost', reason) })
      const onIdle = () => {
        this.#keepStalled(socket)
        settle({ type: 'unknown', failure: this.#failure('print/printer-timeout', 'idle') })
      }
      const onAllWritten = () => {
        isAllWritten = true
        wait(this.#timeouts.closeMs, () => {
          this.#destroyLater(socket)
          settle({ type: 'handed-over' })
        })
      }
      socket.on('error', (error) => lost(reasonOf(error)))
      socket.once('close', () => (isAllWritten ? settle({ type: 'handed-over' }) : lost('closed')))
      // Status bytes nobody asked for must be read all the same, or the printer's side fills up.
      socket.on('data', () => {
        if (!isAllWritten && this.#stalled !== socket) wait(this.#timeouts.idleMs, onIdle)
      })
      const writeFrom = (at: number) => {
        if (at >= bytes.length) {
          socket.end(onAllWritten)
          return
        }
        if (this.#stalled !== socket) wait(this.#timeouts.idleMs, onIdle)
        socket.write(bytes.subarray(at, at + CHUNK_BYTES), (error) => {
          if (!error) writeFrom(at + CHUNK_BYTES)
        })
      }
      writeFrom(0)
    })
  }

  #keepStalled(socket: Socket): void {
    this.#stalled = socket
    socket.once('close', () => {
      this.#stalled = null
    })
    this.#destroyLater(socket)
  }

  #destroyLater(socket: Socket): void {
    const timer = setTimeout(() => socket.destroy(), this.#timeouts.lingerMs)
    timer.unref()
    socket.once('close', () => clearTimeout(timer))
    socket.unref()
  }

  #failure(code: ErrorCode, reason: string): Failure {
    return fail(code, { host: this.#host, port: this.#port, reason }).failure
  }
}

const reasonOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message
