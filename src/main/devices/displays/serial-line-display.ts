import { createHash } from 'node:crypto'
import type { LineDisplay } from '#main/ports/line-display.ts'
import type { Log } from '#main/ports/log.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { LineDisplayChange, LineDisplayState } from '#shared/contract/customer-endpoints.ts'
import type { DisplayLines } from '#shared/customer-view/display-lines.ts'
import { type Failure, refuse } from '#shared/kernel/result.ts'
import { listDisplayPorts, type PortPlace } from './display-places.ts'
import { type DisplayPort, openDisplayPort } from './display-port.ts'
import { initialBytes, lineBytes } from './line-display-bytes.ts'

/** What this PC has chosen; kept beside the other settings of the install. */
export interface LineDisplayChoice extends Omit<LineDisplayChange, 'portToken'> {
  /** Empty for none. */
  readonly path: string
}

export interface SerialLineDisplayParts {
  readonly choice: LineDisplayChoice
  readonly keep: (choice: LineDisplayChoice) => void
  readonly timer: Timer
  readonly log: Pick<Log, 'info' | 'warn'>
  readonly listPorts?: () => Promise<readonly PortPlace[]>
}

/** How long after a fault the port is tried again. */
const AGAIN_MS = 3_000

/**
 * A line display on a serial port. The newest lines win: at 9600 baud a picture takes 50 ms, and a quick hand types faster.
 * A display that is pulled out is looked for again until it is back.
 */
export class SerialLineDisplay implements LineDisplay {
  readonly #parts: SerialLineDisplayParts
  #choice: LineDisplayChoice
  #port: DisplayPort | null = null
  #wanted: DisplayLines | null = null
  #failure: Failure | null = null
  /** The one chain of work on the port; nothing is written beside it. */
  #working = false
  #again: (() => void) | null = null
  #isClosed = false

  constructor(parts: SerialLineDisplayParts) {
    this.#parts = parts
    this.#choice = parts.choice
  }

  show(lines: DisplayLines): void {
    this.#wanted = lines
    if (this.#again === null) void this.#work()
  }

  state(): LineDisplayState {
    const { path, ...rest } = this.#choice
    return { ...rest, portToken: path === '' ? '' : tokenOf(path), portName: path, failure: this.#failure }
  }

  async ports() {
    return (await this.#places()).map(({ path, name }) => ({ token: tokenOf(path), name }))
  }

  #tokens = new Map<string, string>()

  async #places(): Promise<readonly PortPlace[]> {
    const places = await (this.#parts.listPorts ?? listDisplayPorts)()
    this.#tokens = new Map(places.map(({ path }) => [tokenOf(path), path]))
    return places
  }

  choose({ portToken, ...rest }: LineDisplayChange): LineDisplayState {
    const kept = this.#choice.path !== '' && portToken === tokenOf(this.#choice.path) ? this.#choice.path : undefined
    const path = portToken === '' ? '' : (this.#tokens.get(portToken) ?? kept)
    if (path === undefined) return refuse('display/port-not-found', {}, 'portToken')
    this.#choice = { ...rest, path }
    this.#parts.keep(this.#choice)
    this.#failure = null
    this.#again?.()
    this.#again = null
    // Another port or another way of speaking: the old line is given up, and the picture is drawn anew.
    void this.#letGo().then(() => this.#work())
    return this.state()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#again?.()
    await this.#letGo()
  }

  async #letGo(): Promise<void> {
    const port = this.#port
    this.#port = null
    await port?.close()
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    try {
      while (this.#wanted !== null && this.#choice.path !== '' && !this.#isClosed) {
        const port = this.#port ?? (await this.#open())
        const lines = this.#wanted
        await port.write(lineBytes(lines, this.#choice.dialect, this.#choice.isBehindPrinter))
        this.#failure = null
        if (this.#wanted === lines && this.#port === port) break
      }
    } catch {
      await this.#fail()
    } finally {
      this.#working = false
    }
  }

  async #open(): Promise<DisplayPort> {
    const { path, baudRate, dialect, isBehindPrinter } = this.#choice
    const port = await openDisplayPort(path, baudRate)
    this.#port = port
    port.onGone(() => {
      if (this.#port === port) void this.#fail()
    })
    await port.write(initialBytes(dialect, isBehindPrinter))
    return port
  }

  async #fail(): Promise<void> {
    await this.#letGo().catch(() => {})
    if (this.#isClosed || this.#choice.path === '') return
    if (this.#failure === null) this.#parts.log.warn('line display failed')
    this.#failure = { code: 'display/port-failed', params: { port: this.#choice.path } }
    this.#again ??= this.#parts.timer.after(AGAIN_MS, () => {
      this.#again = null
      void this.#work()
    })
  }
}

/** A name of ours for a path, the same at each start. */
const tokenOf = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 24)
