import type { SerialPort } from 'serialport'
import { fail, ok } from '#shared/kernel/result.ts'
import type { PrinterTransportSettings } from '#shared/receipt/printer-settings.ts'
import { lineEnd, type PrinterDialer, type PrinterLine } from './printer-line.ts'

export type SerialSettings = Omit<Extract<PrinterTransportSettings, { type: 'serial' }>, 'type'>

const SETTLE_MS = 30

const FLOW = {
  none: {},
  'rts-cts': { rtscts: true },
  'xon-xoff': { xon: true, xoff: true }
} as const

/** Printers on a serial port, those on Bluetooth among them: the system gives each a port. */
export function serialDialer({ path, baudRate, flowControl }: SerialSettings): PrinterDialer {
  const failure: PrinterDialer['failure'] = (code, reason) => fail(code, { path, reason }).failure
  return {
    keepsLine: true,
    address: path,
    whenLost: 'unplugged',
    failure,
    async dial(timeoutMs) {
      try {
        // Its native part is loaded only in shops that have such a printer.
        const { SerialPort } = await import('serialport')
        const port = new SerialPort({ path, baudRate, autoOpen: false, ...FLOW[flowControl] })
        await opened(port, timeoutMs)
        const line = lineOf(port)
        // What came while nobody listened answers questions of an earlier run.
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
        await new Promise((resolve) => port.flush(resolve))
        return ok(line)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        return { ok: false, failure: failure(codeOf(reason), reason) }
      }
    }
  }
}

/** The library tells the system's errors by their English words alone. */
function codeOf(reason: string) {
  if (/lock|busy|denied|in use/i.test(reason)) return 'print/port-busy'
  if (/no such|not found|enoent|enxio|cannot open|file not/i.test(reason)) return 'print/port-gone'
  return 'print/printer-unreachable'
}

/** Opening a Bluetooth port may take as long as the other side is away. */
function opened(port: SerialPort, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('ETIMEDOUT'))
      port.once('open', () => port.close())
    }, timeoutMs)
    port.open((error) => {
      clearTimeout(timer)
      if (error) reject(error)
      else resolve()
    })
  })
}

function lineOf(port: SerialPort): PrinterLine {
  const theEnd = lineEnd()
  const close = () => {
    theEnd.end('closed')
    if (port.isOpen) port.close(() => {})
  }
  const line: PrinterLine = {
    get endedBy() {
      return theEnd.by
    },
    ended: theEnd.ended,
    onBytes: () => {},
    write: (bytes) =>
      new Promise((resolve) => {
        port.write(bytes, (error) => {
          if (!error) resolve()
        })
      }),
    end: () => port.drain(close),
    destroy: close
  }
  port.on('error', (error) => theEnd.end(error.message))
  port.on('close', (error: Error | null) => theEnd.end(error?.message ?? 'closed'))
  port.on('data', (bytes: Uint8Array) => line.onBytes(bytes))
  return line
}
