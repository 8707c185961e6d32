import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { PrinterConnection } from '#main/ports/printer.ts'
import { GENERIC_PROFILE } from '#shared/printing/printer-profile.ts'
import { wholeJob } from '#tests/support/whole-job.ts'
import { ConversingTransport } from './conversing-transport.ts'
import { networkDialer } from './network-dialer.ts'
import { PATIENCE, type Patience } from './patience.ts'
import type { PrinterDialer } from './printer-line.ts'

const servers: Server[] = []
const sockets: Socket[] = []

/** A printer on the network that does with a connection what the test says. */
async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer({ pauseOnConnect: true, allowHalfOpen: true }, (socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    onConnection(socket)
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))))
})

const SILENT = { ...GENERIC_PROFILE, status: 'none', fence: 'none' } as const

const transportTo = (port: number, patience: Partial<Patience> = {}, host = '127.0.0.1') =>
  new ConversingTransport(networkDialer(host, port), SILENT, { ...PATIENCE, pollMs: 20, ...patience })

async function connected(transport: ConversingTransport): Promise<PrinterConnection> {
  const opened = await transport.open()
  if (!opened.ok) throw new Error(opened.failure.code)
  return opened.value
}

const job = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 31) % 251)
/** More than the buffers of both kernels hold. */
const LARGE = 16 * 1024 * 1024

describe('a printer on the network that never says anything', () => {
  test('hands over every byte, and never says that it was printed', async () => {
    const received: Buffer[] = []
    const port = await listen((socket) => {
      socket.on('data', (bytes: Buffer) => received.push(bytes))
      socket.on('end', () => socket.end())
      socket.resume()
    })
    const bytes = job(200_000)
    const connection = await connected(transportTo(port))
    expect(await connection.send(wholeJob(bytes))).toEqual({ type: 'handed-over' })
    expect(Buffer.concat(received).equals(Buffer.from(bytes))).toBe(true)
  })

  test('opening sends nothing, and giving the printer back sends nothing either', async () => {
    const ended = Promise.withResolvers<number>()
    const port = await listen((socket) => {
      let count = 0
      socket.on('data', (bytes: Buffer) => (count += bytes.length))
      socket.on('end', () => ended.resolve(count))
      socket.resume()
    })
    ;(await connected(transportTo(port))).abandon()
    expect(await ended.promise).toBe(0)
  })

  test('a printer that is not there: nothing was sent', async () => {
    const port = await listen(() => {})
    await new Promise((resolve) => servers.pop()?.close(resolve))
    const opened = await transportTo(port).open()
    expect(opened).toMatchObject({
      ok: false,
      failure: { code: 'print/printer-refused', params: { host: '127.0.0.1', port } }
    })
  })

  test('an address that leads nowhere: nothing was sent', async () => {
    const transport = transportTo(9100, { connectMs: 200 }, 'printer.invalid')
    expect(await transport.open()).toMatchObject({ ok: false, failure: { code: 'print/printer-unreachable' } })
  })

  test('a connection reset in the middle of a job: nobody knows what came out', async () => {
    const port = await listen((socket) => socket.once('data', () => socket.resetAndDestroy()).resume())
    const outcome = await (await connected(transportTo(port))).send(wholeJob(job(LARGE)))
    expect(outcome).toMatchObject({ type: 'unknown', failure: { code: 'print/connection-lost' } })
  })

  test('a connection that died before the first byte: nothing was sent', async () => {
    const accepted = Promise.withResolvers<Socket>()
    const port = await listen(accepted.resolve)
    const dialer = networkDialer('127.0.0.1', port)
    const ended = Promise.withResolvers<string>()
    const told: PrinterDialer = {
      ...dialer,
      async dial(timeoutMs) {
        const dialled = await dialer.dial(timeoutMs)
        if (dialled.ok) void dialled.value.ended.then(ended.resolve)
        return dialled
      }
    }
    const connection = await connected(new ConversingTransport(told, SILENT))
    ;(await accepted.promise).resetAndDestroy()
    expect(await ended.promise).toBe('ECONNRESET')
    expect(await connection.send(wholeJob(job(100)))).toMatchObject({
      type: 'nothing-sent',
      failure: { code: 'print/connection-lost' }
    })
  })

  test('a printer that never closes its side still took every byte', async () => {
    const port = await listen((socket) => socket.resume())
    const connection = await connected(transportTo(port, { closeMs: 50 }))
    expect(await connection.send(wholeJob(job(5000)))).toEqual({ type: 'handed-over' })
  })

  test('status bytes that nobody asked for are read', async () => {
    const port = await listen((socket) => {
      socket.write(Buffer.alloc(200_000, 0x14))
      socket.on('end', () => socket.end())
      socket.resume()
    })
    const connection = await connected(transportTo(port))
    expect(await connection.send(wholeJob(job(5000)))).toEqual({ type: 'handed-over' })
  })

  test('a printer that stops reading keeps its connection, lets no other job push in, and goes on after a refill', async () => {
    let count = 0
    const stuck = Promise.withResolvers<Socket>()
    const port = await listen((socket) => {
      socket.on('data', (bytes: Buffer) => (count += bytes.length))
      socket.on('end', () => socket.end())
      socket.pause()
      stuck.resolve(socket)
    })
    const transport = transportTo(port, { idleMs: 150 })
    const outcome = await (await connected(transport)).send(wholeJob(job(LARGE)))
    expect(outcome).toMatchObject({ type: 'unknown', failure: { code: 'print/printer-timeout' } })
    expect(await transport.open()).toMatchObject({ ok: false, failure: { code: 'print/printer-timeout' } })
    const printer = await stuck.promise
    const finished = once(printer, 'close')
    printer.resume()
    await finished
    expect(count).toBe(LARGE)
    while (!(await transport.open()).ok) await new Promise((resolve) => setImmediate(resolve))
  })
})
