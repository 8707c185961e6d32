import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'

/** What came over one connection: a printer gets one job over each. */
export interface ReceivedPaper {
  readonly bytes: Buffer
  /** Whether the sender ended it, or it broke off. */
  readonly isWhole: boolean
}

/** A network printer without paper: it takes whatever is sent to its port and keeps it. */
export class PaperListener {
  readonly papers: ReceivedPaper[] = []
  readonly #server: Server
  readonly #open = new Set<Socket>()
  #isJammed = false
  #changed: () => void = () => {}

  private constructor(server: Server) {
    this.#server = server
    server.on('connection', (socket) => this.#take(socket))
  }

  static async start(): Promise<PaperListener> {
    const server = createServer({ allowHalfOpen: false })
    const listener = new PaperListener(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return listener
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Takes the beginning of the next job and then reads no further, as a printer does that is out of paper. */
  jam(): void {
    this.#isJammed = true
  }

  /** Whether a job hangs in the jam now. */
  get isHolding(): boolean {
    return this.#isJammed && this.#open.size > 0
  }

  unjam(): void {
    this.#isJammed = false
    for (const socket of this.#open) socket.resume()
  }

  /** Waits until so many papers have come in all. Rejects when they do not come. */
  async waitFor(count: number, timeoutMs = 30_000): Promise<void> {
    await this.#until(() => this.papers.length >= count, `${count} papers`, timeoutMs)
  }

  async waitForJam(timeoutMs = 30_000): Promise<void> {
    await this.#until(() => this.isHolding, 'a job that hangs', timeoutMs)
  }

  async stop(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #take(socket: Socket): void {
    const parts: Buffer[] = []
    let isWhole = false
    this.#open.add(socket)
    socket.on('data', (part) => {
      parts.push(part)
      if (this.#isJammed) socket.pause()
      this.#changed()
    })
    socket.on('end', () => {
      isWhole = true
    })
    // A sender that was killed resets the connection: that is a paper too, a torn one.
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#open.delete(socket)
      // A look whether the printer is there brings no byte, or only questions that this one never answers.
      const bytes = withoutQuestions(Buffer.concat(parts))
      if (bytes.length > 0) this.papers.push({ bytes, isWhole })
      this.#changed()
    })
  }

  async #until(isReached: () => boolean, what: string, timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`waited in vain for ${what}; ${this.papers.length} came`)), timeoutMs)
    })
    try {
      while (!isReached()) {
        await Promise.race([
          late,
          new Promise<void>((resolve) => {
            this.#changed = resolve
          })
        ])
      }
    } finally {
      clearTimeout(timer)
    }
  }
}

/**
 * The bytes behind the questions after its state that a printer is asked before a job (`DLE EOT n`), and behind the NULs
 * that free one which still waits for the rest of a picture.
 */
function withoutQuestions(bytes: Buffer): Buffer {
  let at = 0
  for (;;) {
    if (bytes[at] === 0x10 && bytes[at + 1] === 0x04) at += 3
    else if (bytes[at] === 0) at += 1
    else return bytes.subarray(at)
  }
}
