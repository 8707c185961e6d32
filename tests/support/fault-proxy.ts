import net, { type AddressInfo } from 'node:net'

/**
 * What becomes of a connection. `pass`: all of it goes through. `refuse`: it is closed at once, as by a pulled cable. `hole`: it is
 * taken and nothing ever answers. `portal`: a page of somebody else answers with 200. `deaf`: what is sent arrives,
 * and nothing comes back, as on a line that is half open. `cut`: the answer breaks off after some bytes, so the server has done what was
 * asked and nobody hears of it. `bytesPerSecond`: both ways are that slow, and a connection drops after so many bytes. `answer`: the
 * server itself, or a box before it, says no to everything.
 */
export type ProxyMode =
  | 'pass'
  | 'refuse'
  | 'hole'
  | 'portal'
  | 'deaf'
  | { readonly cutAnswerAfter: number }
  | { readonly bytesPerSecond: number; readonly dropAfter: number }
  | { readonly answer: number; readonly body: string }

export interface FaultProxy {
  readonly url: string
  mode(next: ProxyMode): void
  /** Calls once, when so many more bytes of requests went through. */
  tripAfter(bytes: number, call: () => void): void
  /** How many connections came and were dropped by a slow line, and how many bytes of requests were let through. */
  readonly counts: { readonly connections: number; readonly bytesOut: number; readonly drops: number }
  close(): Promise<void>
}

const PORTAL = '<!doctype html><title>Free Wi-Fi</title><form>Sign in to go on</form>'

/** Stands between a counter and its server, and does what a shop's line does on a bad day. */
export async function startFaultProxy(target: URL): Promise<FaultProxy> {
  let mode: ProxyMode = 'pass'
  let trip: { at: number; call: () => void } | null = null
  const counts = { connections: 0, bytesOut: 0, drops: 0 }
  const open = new Set<net.Socket>()
  const keep = (socket: net.Socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket))
  }

  function passed(bytes: number): void {
    counts.bytesOut += bytes
    if (trip === null || counts.bytesOut < trip.at) return
    const { call } = trip
    trip = null
    call()
  }

  function join(client: net.Socket, left: number): void {
    const server = net.connect(Number(target.port), target.hostname)
    keep(server)
    let still = left
    client.on('data', (bytes) => {
      server.write(bytes)
      passed(bytes.length)
    })
    server.on('data', (bytes) => {
      client.write(bytes.subarray(0, Math.min(bytes.length, still)))
      still -= bytes.length
      if (still <= 0) client.destroy()
    })
    client.once('close', () => server.destroy())
    server.once('close', () => client.destroy())
  }

  function refuse(client: net.Socket, status: number, body: string): void {
    const head = `HTTP/1.1 ${status} No\r\ncontent-type: application/json\r\nconnection: close`
    client.once('data', () => client.end(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`))
  }

  /** The request arrives; whatever is answered is lost, and nobody hangs up. */
  function hush(client: net.Socket): void {
    const server = net.connect(Number(target.port), target.hostname)
    keep(server)
    client.pipe(server)
    server.resume()
    client.once('close', () => server.destroy())
  }

  /** Each way carries so many bytes a second; after `dropAfter` of both together the connection is gone. */
  function crawl(client: net.Socket, bytesPerSecond: number, dropAfter: number): void {
    const server = net.connect(Number(target.port), target.hostname)
    keep(server)
    let left = dropAfter
    const carry = (from: net.Socket, to: net.Socket, isOut: boolean) =>
      from.on('data', (bytes) => {
        from.pause()
        left -= bytes.length
        if (left <= 0) {
          counts.drops++
          client.destroy()
          return
        }
        setTimeout(
          () => {
            to.write(bytes)
            if (isOut) passed(bytes.length)
            from.resume()
          },
          (bytes.length / bytesPerSecond) * 1_000
        )
      })
    carry(client, server, true)
    carry(server, client, false)
    client.once('close', () => server.destroy())
    server.once('close', () => client.destroy())
  }

  const listener = net.createServer((client) => {
    counts.connections++
    keep(client)
    if (mode === 'refuse') client.destroy()
    else if (mode === 'portal')
      client.end(`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${PORTAL.length}\r\n\r\n${PORTAL}`)
    else if (mode === 'pass') join(client, Number.POSITIVE_INFINITY)
    else if (mode === 'deaf') hush(client)
    else if (typeof mode === 'object' && 'cutAnswerAfter' in mode) join(client, mode.cutAnswerAfter)
    else if (typeof mode === 'object' && 'answer' in mode) refuse(client, mode.answer, mode.body)
    else if (typeof mode === 'object') crawl(client, mode.bytesPerSecond, mode.dropAfter)
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port } = listener.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    counts,
    mode(next) {
      mode = next
      // A line that goes down takes what is under way with it.
      if (next !== 'pass') for (const socket of open) socket.destroy()
    },
    tripAfter(bytes, call) {
      trip = { at: counts.bytesOut + bytes, call }
    },
    async close() {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()))
      for (const socket of open) socket.destroy()
      await closed
    }
  }
}
