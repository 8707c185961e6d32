import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { PrinterConnection } from '#main/ports/printer.ts'
import { NETWORK_TIMEOUTS, type NetworkTimeouts, NetworkTransport } from './network-transport.ts'

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

const transportTo = (port: number, timeouts: Partial<NetworkTimeouts> = {}) =>
  new NetworkTransport('127.0.0.1', port, { ...NETWORK_TIMEOUTS, ...timeouts })

async function connected(transport: NetworkTransport): Promise<PrinterConnection> {
  const opened = await transport.open()
  if (!opened.ok) throw new Error(opened.failure.code)
  return opened.value
}

const job = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 31) % 251)
/** More than the buffers of both kernels hold. */
const LARGE = 16 * 1024 * 1024

describe('NetworkTransport', () => {
  test('hands over every byte, and never says that it was printed', async () => {
    const received: Buffer[] = []
    const port = await listen((socket) => {
      socket.on('data', (bytes: Buffer) => received.push(bytes))
      socket.on('end', () => socket.end())
      socket.resume()
    })
    const bytes = job(200_000)
    const connection = await connected(transportTo(port))
    expect(await connection.send(bytes)).toEqual({ type: 'handed-over' })
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
    const transport = new NetworkTransport('printer.invalid', 9100, { ...NETWORK_TIMEOUTS, connectMs: 200 })
    expect(await transport.open()).toMatchObject({ ok: false, failure: { code: 'print/printer-unreachable' } })
  })

  test('a connection reset in the middle of a job: nobody knows what came out', async () => {
    const port = await listen((socket) => socket.once('data', () => socket.resetAndDestroy()).resume())
    const outcome = await (await connected(transportTo(port))).send(job(LARGE))
    expect(outcome).toMatchObject({ type: 'unknown', failure: { code: 'print/connection-lost' } })
  })

  test('a connection that died before the first byte: nothing was sent', async () => {
    const accepted = Promise.withResolvers<Socket>()
    const port = await listen(accepted.resolve)
    const transport = transportTo(port)
    const connection = await connected(transport)
    ;(await accepted.promise).resetAndDestroy()
    while (transport.openCount > 0) await new Promise((resolve) => setImmediate(resolve))
    expect(await connection.send(job(100))).toMatchObject({
      type: 'nothing-sent',
      failure: { code: 'print/connection-lost' }
    })
  })

  test('a printer that never closes its side still took every byte', async () => {
    const port = await listen((socket) => socket.resume())
    const connection = await connected(transportTo(port, { closeMs: 50 }))
    expect(await connection.send(job(5000))).toEqual({ type: 'handed-over' })
  })

  test('status bytes that nobody asked for are read', async () => {
    const port = await listen((socket) => {
      socket.write(Buffer.alloc(200_000, 0x14))
      socket.on('end', () => socket.end())
      socket.resume()
    })
    const connection = await connected(transportTo(port))
    expect(await connection.send(job(5000))).toEqual({ type: 'handed-over' })
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
    const outcome = await (await connected(transport)).send(job(LARGE))
    expect(outcome).toMatchObject({ type: 'unknown', failure: { code: 'print/printer-timeout' } })
    expect(await transport.open()).toMatchObject({ ok: false, failure: { code: 'print/printer-timeout' } })
    const printer = await stuck.promise
    const finished = once(printer, 'close')
    printer.resume()
    await finished
    expect(count).toBe(LARGE)
    while (transport.openCount > 0) await new Promise((resolve) => setImmediate(resolve))
    expect((await transport.open()).ok).toBe(true)
  })
})
