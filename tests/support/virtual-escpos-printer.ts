import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { EscposPaper } from './escpos-paper.ts'

/** Switches of the printer that a hand, or bad luck, sets. */
export interface PrinterFaults {
  isCoverOpen: boolean
  isPaperOut: boolean
  isPaperNearEnd: boolean
  isOffline: boolean
  isOverheated: boolean
  isCutterJammed: boolean
}

export interface PrinterModel {
  /** What it answers. `none` takes everything and says nothing. */
  readonly answers: 'none' | 'dle-eot' | 'asb'
  readonly fences: readonly ('gs-h' | 'gs-r')[]
  /** What it holds before it stops reading. */
  readonly bufferBytes: number
  /** How many bytes it works off at each beat of its heart. */
  readonly bytesPerBeat: number
  readonly beatMs: number
  /** How late its answers come. */
  readonly answerMs: number
}

export const GOOD_PRINTER: PrinterModel = {
  answers: 'asb',
  fences: ['gs-h', 'gs-r'],
  bufferBytes: 4096,
  bytesPerBeat: 4096,
  beatMs: 2,
  answerMs: 0
}

/** What a cable carries to the printer and back. */
export interface PrinterCable {
  write(bytes: Uint8Array): void
  pause(): void
  resume(): void
  unplug(): void
}

/**
 * A printer that speaks ESC/POS on any cable: a bounded buffer that is worked off at a given speed, answers about its
 * status, and a paper that holds only what was worked off. Its other end is a real socket or a real serial port.
 */
export class VirtualEscposPrinter {
  readonly model: PrinterModel
  readonly paper = new EscposPaper()
  readonly faults: PrinterFaults = {
    isCoverOpen: false,
    isPaperOut: false,
    isPaperNearEnd: false,
    isOffline: false,
    isOverheated: false,
    isCutterJammed: false
  }
  /** Called before each beat: a test sets faults by what has come so far. */
  onBeat: () => void = () => {}
  /** Every byte that ever came in. */
  receivedBytes = 0
  readonly #buffer: number[] = []
  #asked: number[] = []
  #isUnaskedOn = false
  #lastUnasked = ''
  #cable: PrinterCable | null = null
  #isHeld = false
  #isOn = true
  #hangUps: (() => void)[] = []
  readonly #heart: NodeJS.Timeout

  constructor(model: Partial<PrinterModel> = {}) {
    this.model = { ...GOOD_PRINTER, ...model }
    this.#heart = setInterval(() => this.#beat(), this.model.beatMs)
    this.paper.onCommand = (command) => this.#obey(command)
  }

  get isBusy(): boolean {
    return this.#buffer.length > 0
  }

  get isFull(): boolean {
    return this.#isHeld
  }

  get isStopped(): boolean {
    const { isCoverOpen, isPaperOut, isOffline, isOverheated, isCutterJammed } = this.faults
    return isCoverOpen || isPaperOut || isOffline || isOverheated || isCutterJammed
  }

  /** One cable at a time, as most printers have it. */
  plug(cable: PrinterCable): void {
    this.#cable = cable
    if (this.#isHeld) cable.pause()
  }

  unplugged(cable: PrinterCable): void {
    if (this.#cable === cable) this.#cable = null
  }

  receive(bytes: Uint8Array): void {
    if (!this.#isOn) return
    this.receivedBytes += bytes.length
    for (const byte of bytes) {
      this.#buffer.push(byte)
      this.#listen(byte)
    }
    if (this.#buffer.length >= this.model.bufferBytes) {
      this.#isHeld = true
      this.#cable?.pause()
    }
  }

  /** The other side has said everything: the line is closed when that is worked off. */
  hangUpWhenDone(hangUp: () => void): void {
    this.#hangUps.push(hangUp)
  }

  /** Everything that was not on paper yet is gone. */
  powerOff(): void {
    this.#isOn = false
    this.#buffer.length = 0
    this.#isUnaskedOn = false
    this.#asked = []
    this.paper.tearOff()
    this.#cable?.unplug()
    this.#cable = null
    this.#isHeld = false
  }

  powerOn(): void {
    this.#isOn = true
  }

  get isOn(): boolean {
    return this.#isOn
  }

  stop(): void {
    clearInterval(this.#heart)
    this.#cable?.unplug()
  }

  #beat(): void {
    this.onBeat()
    this.#tellUnasked()
    if (this.#buffer.length === 0 || this.isStopped) for (const hangUp of this.#hangUps.splice(0)) hangUp()
    if (!this.#isOn || this.isStopped) return
    for (const byte of this.#buffer.splice(0, this.model.bytesPerBeat)) this.paper.take(byte)
    if (this.#isHeld && this.#buffer.length < this.model.bufferBytes) {
      this.#isHeld = false
      this.#cable?.resume()
    }
  }

  /** Questions are answered as they come in, before what stands in the buffer. */
  #listen(byte: number): void {
    this.#asked = [...this.#asked, byte].slice(-3)
    const [dle, eot, n = 0] = this.#asked
    if (dle !== 0x10 || eot !== 0x04 || n < 1 || n > 4) return
    this.#asked = []
    if (this.model.answers !== 'none') this.#answer([this.#statusByte(n)])
  }

  #statusByte(n: number): number {
    const { isCoverOpen, isPaperOut, isPaperNearEnd, isOverheated, isCutterJammed } = this.faults
    const bits: Readonly<Record<number, readonly (readonly [boolean, number])[]>> = {
      1: [[this.isStopped, 0x08]],
      2: [
        [isCoverOpen, 0x04],
        [isPaperOut, 0x20],
        [isOverheated || isCutterJammed, 0x40]
      ],
      3: [
        [isCutterJammed, 0x08],
        [isOverheated, 0x40]
      ],
      4: [
        [isPaperNearEnd || isPaperOut, 0x0c],
        [isPaperOut, 0x60]
      ]
    }
    return (bits[n] ?? []).reduce((value, [isSet, bit]) => (isSet ? value | bit : value), 0x12)
  }

  #tellUnasked(): void {
    if (!this.#isUnaskedOn || this.model.answers !== 'asb') return
    const { isCoverOpen, isPaperOut, isPaperNearEnd, isOverheated, isCutterJammed } = this.faults
    const status = [
      0x10 | (this.isStopped ? 0x08 : 0) | (isCoverOpen ? 0x20 : 0),
      (isCutterJammed ? 0x08 : 0) | (isOverheated ? 0x40 : 0),
      (isPaperOut ? 0x0c : 0) | (isPaperNearEnd || isPaperOut ? 0x03 : 0),
      0x0f
    ]
    if (status.join() === this.#lastUnasked) return
    this.#lastUnasked = status.join()
    this.#answer(status)
  }

  #obey(command: readonly number[]): void {
    const [first, second, third] = command
    if (first === 0x1b && second === 0x40) this.#isUnaskedOn = false
    if (first === 0x1d && second === 0x61) {
      this.#isUnaskedOn = third !== 0
      this.#lastUnasked = ''
    }
    if (first === 0x1d && second === 0x72 && this.model.fences.includes('gs-r'))
      this.#answer([this.faults.isPaperNearEnd ? 0x03 : 0x00])
    if (first === 0x1d && second === 0x28 && third === 0x48 && this.model.fences.includes('gs-h'))
      this.#answer([0x37, 0x22, ...command.slice(7, 11), 0x00])
  }

  #answer(bytes: readonly number[]): void {
    if (this.model.answers === 'none') return
    const cable = this.#cable
    if (this.model.answerMs === 0) cable?.write(Uint8Array.from(bytes))
    else setTimeout(() => this.#cable === cable && cable?.write(Uint8Array.from(bytes)), this.model.answerMs).unref()
  }
}

/** The printer on a port of this computer. `cut`: resets the line that is open now. */
export interface NetworkedPrinter {
  readonly port: number
  cut(): void
  close(): Promise<void>
}

export async function onNetwork(
  printer: VirtualEscposPrinter,
  at = { host: '127.0.0.1', port: 0 }
): Promise<NetworkedPrinter> {
  const sockets = new Set<Socket>()
  // As most printers it talks to one computer at a time; the next is let wait.
  let active: Socket | null = null
  const next = () => {
    const [waiting] = sockets
    active = waiting ?? null
    if (waiting) listenTo(waiting)
  }
  function listenTo(socket: Socket): void {
    const cable: PrinterCable = {
      write: (bytes) => void socket.write(bytes),
      pause: () => void socket.pause(),
      resume: () => void socket.resume(),
      unplug: () => void socket.resetAndDestroy()
    }
    socket.on('close', () => printer.unplugged(cable))
    socket.on('end', () => printer.hangUpWhenDone(() => socket.end()))
    socket.on('data', (bytes) => printer.receive(bytes as Uint8Array))
    printer.plug(cable)
    if (!printer.isFull) socket.resume()
  }
  const server: Server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    if (!printer.isOn) {
      socket.resetAndDestroy()
      return
    }
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      if (active === socket) next()
    })
    if (active === null) next()
  })
  server.listen(at.port, at.host)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    async close() {
      printer.stop()
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
