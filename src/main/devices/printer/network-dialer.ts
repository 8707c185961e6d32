import { connect, type Socket } from 'node:net'
import { fail, ok } from '#shared/kernel/result.ts'
import { lineEnd, type PrinterDialer, type PrinterLine } from './printer-line.ts'

/** How soon the system notices that the other end was switched off while nothing is sent. */
const KEEP_ALIVE_MS = 5000

/** Printers on TCP port 9100. */
export function networkDialer(host: string, port: number): PrinterDialer {
  const failure: PrinterDialer['failure'] = (code, reason) => fail(code, { host, port, reason }).failure
  return {
    keepsLine: false,
    address: `${host}:${port}`,
    whenLost: 'unreachable',
    failure,
    dial: (timeoutMs) =>
      new Promise((resolve) => {
        const socket = connect({ host, port, noDelay: true })
        const timer = setTimeout(() => refuse({ code: 'ETIMEDOUT' }), timeoutMs)
        const refuse = (error: { code?: string }) => {
          clearTimeout(timer)
          socket.destroy()
          const code = error.code === 'ECONNREFUSED' ? 'print/printer-refused' : 'print/printer-unreachable'
          resolve({ ok: false, failure: failure(code, error.code ?? 'unknown') })
        }
        socket.once('error', refuse)
        socket.once('connect', () => {
          clearTimeout(timer)
          socket.off('error', refuse)
          socket.setKeepAlive(true, KEEP_ALIVE_MS)
          resolve(ok(lineOf(socket)))
        })
      })
  }
}

function lineOf(socket: Socket): PrinterLine {
  const theEnd = lineEnd()
  const line: PrinterLine = {
    get endedBy() {
      return theEnd.by
    },
    ended: theEnd.ended,
    onBytes: () => {},
    write: (bytes) =>
      new Promise((resolve) => {
        socket.write(bytes, (error) => {
          if (!error) resolve()
        })
      }),
    end: () => void socket.end(),
    destroy: () => void socket.destroy()
  }
  socket.on('error', (error: NodeJS.ErrnoException) => theEnd.end(error.code ?? error.message))
  socket.on('close', () => theEnd.end('closed'))
  // Bytes that nobody asked for must be read all the same, or the printer's side fills up.
  socket.on('data', (bytes: Uint8Array) => line.onBytes(bytes))
  return line
}
