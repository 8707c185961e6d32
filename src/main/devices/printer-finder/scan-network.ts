import { connect } from 'node:net'
import os from 'node:os'
import type { FindOptions, FoundPrinter } from '#main/ports/printer-finder.ts'

const RAW_PORT = 9100
/** So many addresses are tried at once: a whole network takes a few seconds and no router is troubled. */
const AT_ONCE = 48
const CONNECT_MS = 500
const ANSWER_MS = 700
/** DLE EOT 1: how is the printer? It is answered at once, and prints nothing on anything. */
const ASK = Buffer.from([0x10, 0x04, 0x01])

/** The addresses of the PC in private networks, where a shop's printer may stand. */
export function privateAddresses(): string[] {
  return Object.values(os.networkInterfaces())
    .flat()
    .filter((one) => one !== undefined && one.family === 'IPv4' && !one.internal && isPrivate(one.address))
    .map((one) => one?.address ?? '')
}

export function isPrivate(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number)
  return (
    first === 10 ||
    first === 127 ||
    (first === 172 && second >= 16 && second < 32) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  )
}

/** The 254 addresses of the networks that these addresses stand in. */
export function neighbours(addresses: readonly string[]): string[] {
  const networks = new Set(addresses.map((address) => address.split('.').slice(0, 3).join('.')))
  return [...networks].flatMap((network) => Array.from({ length: 254 }, (_, host) => `${network}.${host + 1}`))
}

/** Tries the port of raw printing on every neighbour, and asks what answers there whether it is a printer. */
export async function scanNetwork(
  { signal, onProgress }: Pick<FindOptions, 'signal' | 'onProgress'>,
  hosts: readonly string[],
  port = RAW_PORT
): Promise<FoundPrinter[]> {
  const found: FoundPrinter[] = []
  const waiting = [...hosts]
  let done = 0
  onProgress(0, hosts.length)
  const search = async () => {
    for (let host = waiting.shift(); host !== undefined && !signal.aborted; host = waiting.shift()) {
      const answer = await probe(host, port, signal)
      if (answer === 'answers' || answer === 'silent') {
        const transport = { type: 'network', host, port } as const
        found.push({ way: 'network', label: host, detail: '', answer, transport })
      }
      done += 1
      onProgress(done, hosts.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, search))
  return found.toSorted((one, other) => one.label.localeCompare(other.label, 'en', { numeric: true }))
}

type Probe = FoundPrinter['answer'] | 'nobody' | 'no-printer'

/** Whether somebody takes connections there, and answers as printers do. Nothing that prints is sent. */
function probe(host: string, port: number, signal: AbortSignal): Promise<Probe> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    let timer = setTimeout(() => end('nobody'), CONNECT_MS)
    const stop = () => end('nobody')
    const end = (probed: Probe) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      socket.destroy()
      resolve(probed)
    }
    signal.addEventListener('abort', stop)
    socket.on('error', () => end('nobody'))
    socket.on('connect', () => {
      clearTimeout(timer)
      timer = setTimeout(() => end('silent'), ANSWER_MS)
      socket.write(ASK)
    })
    socket.on('data', (bytes) => end(bytes.length <= 16 && bytes.some(isStatus) ? 'answers' : 'no-printer'))
  })
}

/** The bits that are the same in every answer to DLE EOT, and in the first byte of a status that comes unasked. */
const isStatus = (byte: number): boolean => (byte & 0x93) === 0x12 || (byte & 0x93) === 0x10
