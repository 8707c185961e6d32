import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, existsSync, mkdtempSync, type ReadStream, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const COLUMNS = 20
const ROWS = 2

/**
 * A display of two lines as its maker's manual has it, written from the manuals and not from our encoder: takes bytes one by
 * one, also when they come in pieces, and refuses what it does not know.
 */
export class LineDisplayGlass {
  readonly #dialect: 'escpos' | 'cd5220'
  /** Behind a printer: what comes before `ESC = 2` and after `ESC = 1` is the printer's. */
  #isSelected: boolean
  #cells: string[] = Array.from({ length: COLUMNS * ROWS }, () => ' ')
  #at = 0
  #command: number[] = []
  readonly unknown: string[] = []
  printerBytes = 0

  constructor(dialect: 'escpos' | 'cd5220', isBehindPrinter = false) {
    this.#dialect = dialect
    this.#isSelected = !isBehindPrinter
  }

  get lines(): [string, string] {
    const text = this.#cells.join('')
    return [text.slice(0, COLUMNS), text.slice(COLUMNS)]
  }
  get isSelected(): boolean {
    return this.#isSelected
  }

  take(bytes: Uint8Array): void {
    for (const byte of bytes) this.#takeOne(byte)
  }

  #takeOne(byte: number): void {
    this.#command.push(byte)
    const [first = 0, second, third, fourth] = this.#command
    if (first === 0x1b && second === 0x3d && third !== undefined) {
      this.#isSelected = third === 0x02
      this.#command = []
      return
    }
    if (first === 0x1b && (second === undefined || (second === 0x3d && third === undefined))) return
    if (!this.#isSelected) {
      this.printerBytes += this.#command.length
      this.#command = []
      return
    }
    const isKnown = this.#dialect === 'escpos' ? this.#escpos(first, second, third, fourth) : this.#cd5220()
    if (isKnown === 'more') return
    if (isKnown === 'no') this.unknown.push(this.#command.map((one) => one.toString(16)).join(' '))
    this.#command = []
  }

  #escpos(first: number, second?: number, third?: number, fourth?: number): 'yes' | 'no' | 'more' {
    if (first === 0x1b) return second === 0x40 ? this.#clear() : 'no'
    if (first === 0x1f) {
      if (second === undefined) return 'more'
      if (second === 0x01) return 'yes'
      if (second === 0x43) return third === undefined ? 'more' : 'yes'
      if (second !== 0x24) return 'no'
      if (third === undefined || fourth === undefined) return 'more'
      // Column and row, both from one.
      if (third < 1 || third > COLUMNS || fourth < 1 || fourth > ROWS) return 'no'
      this.#at = (fourth - 1) * COLUMNS + third - 1
      return 'yes'
    }
    return this.#plain(first)
  }

  #cd5220(): 'yes' | 'no' | 'more' {
    const [first = 0, second, third] = this.#command
    if (first !== 0x1b) return this.#plain(first)
    if (second === 0x40) return this.#clear()
    if (second === 0x11) return 'yes'
    if (second === 0x5f) return third === undefined ? 'more' : 'yes'
    if (second !== 0x51) return 'no'
    if (this.#command.at(-1) !== 0x0d) return this.#command.length > 3 + COLUMNS ? 'no' : 'more'
    if (third !== 0x41 && third !== 0x42) return 'no'
    const text = String.fromCharCode(...this.#command.slice(3, -1)).padEnd(COLUMNS)
    const row = third === 0x41 ? 0 : 1
    this.#cells.splice(row * COLUMNS, COLUMNS, ...text)
    return 'yes'
  }

  #plain(byte: number): 'yes' | 'no' {
    if (byte === 0x0c) return this.#clear()
    if (byte < 0x20 || byte > 0x7e) return 'no'
    this.#cells[this.#at] = String.fromCharCode(byte)
    this.#at = (this.#at + 1) % (COLUMNS * ROWS)
    return 'yes'
  }

  #clear(): 'yes' {
    this.#cells = this.#cells.map(() => ' ')
    this.#at = 0
    return 'yes'
  }
}

/** A serial line of the system: the app writes into one end, and the other ends at a display. */
export interface SerialLine {
  /** Where the app finds its end. */
  readonly path: string
  /** Leads what comes out to a display, from now on. */
  leadTo(glass: LineDisplayGlass): void
  /** Pulls the cable: both ends are gone. */
  pull(): Promise<void>
  /** Plugs it in again, under the same name. */
  plugIn(): Promise<void>
  remove(): Promise<void>
}

/** Two pseudo terminals, joined by socat. */
export async function openSerialLine(): Promise<SerialLine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'serial-line-'))
  const [near, far] = [path.join(folder, 'near'), path.join(folder, 'far')]
  let running: ChildProcess | null = null
  let reading: ReadStream | null = null
  let glass: LineDisplayGlass | null = null

  async function plugIn(): Promise<void> {
    const started = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' })
    running = started
    let fault: Error | null = null
    started.once('error', (error) => {
      fault = new Error(`socat is needed (Debian package socat): ${error.message}`)
    })
    while (!existsSync(near) || !existsSync(far)) {
      if (fault !== null) throw fault
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    reading = createReadStream(far)
    reading.on('error', () => {})
    reading.on('data', (bytes) => glass?.take(Buffer.from(bytes)))
  }

  async function pull(): Promise<void> {
    reading?.destroy()
    if (running === null || running.exitCode !== null) return
    const gone = once(running, 'exit')
    running.kill()
    await gone
    running = null
  }

  await plugIn()
  return {
    path: near,
    leadTo(next) {
      glass = next
    },
    pull,
    plugIn,
    async remove() {
      await pull()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
