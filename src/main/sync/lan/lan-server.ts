import { createHash, randomBytes } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '#main/ports/log.ts'
import type { SyncStore } from '#main/ports/sync-store.ts'
import { type DeviceKey, isSignedBy } from '#main/sync/device-key.ts'
import type { Sha256 } from '#shared/journal/op.ts'
import {
  type LanError,
  type LanHello,
  type LanWelcome,
  lanFingerprint,
  lanHelloText,
  lanWelcomeText,
  MOST_EXCHANGE_BYTES,
  MOST_HELLO_BYTES,
  zLanExchange,
  zLanHello
} from '#shared/sync/lan-wire.ts'
import { type Conversation, makePassingKey, openConversation } from './conversation.ts'
import { accountForLan, type NearBook } from './near-book.ts'

/** A refusal in one word; a stranger is told nothing else. */
class NotHeard extends Error {
  readonly status: number
  readonly error: LanError
  constructor(status: number, error: LanError) {
    super(error)
    this.status = status
    this.error = error
  }
}

export interface LanServerParts {
  readonly store: SyncStore
  readonly key: DeviceKey
  readonly book: NearBook
  readonly log: Log
  elapsedMs(): number
  /** A counter was heard, at an address of the shop's net. */
  heard(deviceNo: number, address: string, opCount: number): void
}

export interface LanServer {
  readonly port: number
  close(): Promise<void>
}

interface Session {
  readonly deviceNo: number
  readonly talk: Conversation
  readonly untilMs: number
  isBusy: boolean
}

/** How long two counters may speak after they have greeted each other, and how many may at one time. */
const SESSION_MS = 5 * 60_000
const MOST_SESSIONS = 16
/** From one address: greetings that it may make at once, and how fast more are allowed. */
const HELLOS_AT_ONCE = 30
const HELLO_EVERY_MS = 1_000
const MOST_CONNECTIONS = 32
const REQUEST_MS = 30_000

export const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

/**
 * The part that listens in the shop's own net. It answers two requests, to counters of the account alone: a greeting that proves who
 * both are, and an exchange that only those two can read. Rejects with what the system says when the port cannot be had.
 */
export function listenOnLan(parts: LanServerParts, port: number, host?: string): Promise<LanServer> {
  const door = new Door(parts)
  const server = http.createServer({ maxHeaderSize: 8_192 }, (request, response) => void door.answer(request, response))
  server.maxConnections = MOST_CONNECTIONS
  server.headersTimeout = 10_000
  server.requestTimeout = REQUEST_MS
  server.keepAliveTimeout = 5_000
  const { promise, resolve, reject } = Promise.withResolvers<LanServer>()
  server.once('error', reject)
  server.listen(port, host, () => {
    server.off('error', reject)
    server.on('error', (error) => parts.log.error('the local network ended', error))
    resolve({
      port: (server.address() as AddressInfo).port,
      close: () =>
        new Promise((done) => {
          server.close(() => done())
          server.closeAllConnections()
        })
    })
  })
  return promise
}

class Door {
  readonly #parts: LanServerParts
  readonly #sessions = new Map<string, Session>()
  readonly #hellos = new Map<string, { left: number; atMs: number }>()

  constructor(parts: LanServerParts) {
    this.#parts = parts
  }

  async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    try {
      // What a page in a browser asks bears an origin; a counter never does.
      if (request.method !== 'POST' || request.headers.origin !== undefined) throw new NotHeard(404, 'not-found')
      if (request.url === '/lan/1/hello') await this.#hello(request, response)
      else if (request.url === '/lan/1/exchange') await this.#exchange(request, response)
      else throw new NotHeard(404, 'not-found')
    } catch (error) {
      const said = error instanceof NotHeard ? error : new NotHeard(500, 'failed')
      if (!(error instanceof NotHeard)) this.#parts.log.error('an answer on the local network failed', error)
      if (!response.headersSent) {
        // What was not read to its end is not waited for.
        response.writeHead(said.status, { 'content-type': 'application/json', connection: 'close' })
        response.end(JSON.stringify({ error: said.error }))
      }
    }
  }

  async #hello(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    this.#count(request.socket.remoteAddress ?? '')
    const read = zLanHello.safeParse(jsonOf(await bodyOf(request, MOST_HELLO_BYTES)))
    if (!read.success) throw new NotHeard(400, 'bad-request')
    const welcome = this.#welcome(read.data)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(welcome))
  }

  /** Whoever is not a counter of this account, as this file knows it, is told one thing: unknown. */
  #welcome(hello: LanHello): LanWelcome {
    const { store, key, elapsedMs } = this.#parts
    const account = accountForLan(store)
    const device = store.devices().find(({ deviceNo }) => deviceNo === hello.deviceNo)
    const isHeard =
      account !== null &&
      device?.state === 'active' &&
      device.deviceNo !== account.deviceNo &&
      hello.shop === lanFingerprint(sha256, account.accountId) &&
      isSignedBy(device.signKey, lanHelloText(account.accountId, hello), hello.signature)
    if (account === null || !isHeard) throw new NotHeard(403, 'unknown')
    const own = makePassingKey()
    const fresh = {
      session: randomBytes(16).toString('base64url'),
      deviceNo: account.deviceNo,
      key: own.publicKey,
      nonce: randomBytes(32).toString('base64url')
    }
    const transcript = lanWelcomeText(account.accountId, hello, fresh)
    const talk = openConversation({ own, theirKey: hello.key, transcript, hasBegun: false })
    if (talk === null) throw new NotHeard(400, 'bad-request')
    this.#makeRoom()
    this.#sessions.set(fresh.session, {
      ...{ deviceNo: hello.deviceNo, talk, untilMs: elapsedMs() + SESSION_MS, isBusy: false }
    })
    return { ...fresh, signature: key.sign(transcript) }
  }

  async #exchange(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const session = this.#sessionOf(request)
    if (session.isBusy) throw new NotHeard(429, 'busy')
    session.isBusy = true
    try {
      const said = await session.talk.open(await bodyOf(request, MOST_EXCHANGE_BYTES))
      const read = zLanExchange.safeParse(said)
      if (!read.success) throw new NotHeard(400, 'bad-request')
      const { book, heard } = this.#parts
      const { opCount, why } = await book.take(read.data.chunks)
      const message = book.message(book.chunksFor(read.data.holds), new Set(why.keys()))
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      response.end(await session.talk.seal(message))
      heard(session.deviceNo, request.socket.remoteAddress ?? '', opCount)
    } finally {
      session.isBusy = false
    }
  }

  /** Looked up before a byte of the body is read; who was taken out in the meantime is not heard either. */
  #sessionOf(request: http.IncomingMessage): Session {
    const { store, elapsedMs } = this.#parts
    const session = this.#sessions.get(String(request.headers['x-session'] ?? ''))
    const device = store.devices().find(({ deviceNo }) => deviceNo === session?.deviceNo)
    const isGood = session !== undefined && session.untilMs > elapsedMs() && device?.state === 'active'
    if (!isGood || accountForLan(store) === null) throw new NotHeard(401, 'session')
    return session
  }

  #makeRoom(): void {
    const now = this.#parts.elapsedMs()
    for (const [name, { untilMs }] of this.#sessions) if (untilMs <= now) this.#sessions.delete(name)
    for (const name of this.#sessions.keys()) if (this.#sessions.size >= MOST_SESSIONS) this.#sessions.delete(name)
  }

  #count(address: string): void {
    const now = this.#parts.elapsedMs()
    const before = this.#hellos.get(address) ?? { left: HELLOS_AT_ONCE, atMs: now }
    const left = Math.min(HELLOS_AT_ONCE, before.left + (now - before.atMs) / HELLO_EVERY_MS)
    if (this.#hellos.size > 1_000) this.#hellos.clear()
    this.#hellos.set(address, { left: Math.max(0, left - 1), atMs: now })
    if (left < 1) throw new NotHeard(429, 'too-many')
  }
}

async function bodyOf(request: http.IncomingMessage, most: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw new NotHeard(413, 'too-large')
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of request) {
      size += (part as Buffer).length
      if (size > most) throw new NotHeard(413, 'too-large')
      parts.push(part as Buffer)
    }
  } catch (error) {
    // The line broke in the middle: nobody waits for the answer.
    throw error instanceof NotHeard ? error : new NotHeard(400, 'bad-request')
  }
  return Buffer.concat(parts)
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
