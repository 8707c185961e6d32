import { randomBytes } from 'node:crypto'
import http from 'node:http'
import type { SyncAccount, SyncStore } from '#main/ports/sync-store.ts'
import { type DeviceKey, isSignedBy } from '#main/sync/device-key.ts'
import {
  lanFingerprint,
  lanHelloText,
  lanWelcomeText,
  MOST_EXCHANGE_BYTES,
  MOST_HELLO_BYTES,
  zLanExchange,
  zLanFailure,
  zLanWelcome
} from '#shared/sync/lan-wire.ts'
import { type Conversation, makePassingKey, openConversation } from './conversation.ts'
import { sha256 } from './lan-server.ts'
import type { NearBook } from './near-book.ts'

/** Where a counter is, in the shop's own net. */
export interface LanAddress {
  readonly host: string
  readonly port: number
}

/**
 * Why nothing was exchanged: nobody is there, it took too long, somebody else answered, the other one does not know this counter (any
 * more), or has trouble of its own.
 */
export type LanTrouble = 'away' | 'silent' | 'foreign' | 'unknown' | 'busy'

export class LanTroubleError extends Error {
  override readonly name = 'LanTroubleError'
  readonly trouble: LanTrouble
  constructor(trouble: LanTrouble) {
    super(trouble)
    this.trouble = trouble
  }
}

export interface SpeakParts {
  readonly store: SyncStore
  readonly key: DeviceKey
  readonly book: NearBook
  readonly account: SyncAccount
  isStopped(): boolean
  readonly waitMs?: number
}

/** Who was spoken to, and what came of it. `clockAheadMs`: how far the other's clock is before the one here. */
export interface Spoken {
  readonly deviceNo: number
  readonly opsIn: number
  readonly opsOut: number
  readonly isClockRefused: boolean
  readonly theirNowMs: number
}

const WAIT_MS = 20_000
/** A million facts are a thousand pages; more than this is no book. */
const MOST_PAGES = 10_000

/** Exchanges with one counter until neither lacks anything of the other. Throws `LanTroubleError` and nothing else of the line. */
export async function speakWith(address: LanAddress, parts: SpeakParts): Promise<Spoken> {
  const { book } = parts
  const { talk, session, deviceNo } = await greet(address, parts)
  const refused = new Set<number>()
  let [opsIn, opsOut, theirNowMs, isClockRefused] = [0, 0, 0, false]
  let out: ReturnType<NearBook['chunksFor']> = []
  for (let page = 0; page < MOST_PAGES && !parts.isStopped(); page++) {
    const asked = { path: '/lan/1/exchange', body: await talk.seal(book.message(out, refused)), session }
    const answer = await post(address, asked, { most: MOST_EXCHANGE_BYTES, waitMs: parts.waitMs ?? WAIT_MS })
    const read = zLanExchange.safeParse(await talk.open(answer))
    if (!read.success) throw new LanTroubleError('foreign')
    opsOut += out.reduce((sum, { ops }) => sum + ops.length, 0)
    theirNowMs = read.data.nowMs
    const { opCount, why } = await book.take(read.data.chunks)
    opsIn += opCount
    for (const [no, refusal] of why) {
      refused.add(no)
      if (refusal === 'clock-ahead') isClockRefused = true
    }
    const next = book.chunksFor(read.data.holds)
    const isSame = next.length > 0 && out.length > 0 && next[0]?.headHash === out[0]?.headHash
    // What the other one does not take is not offered to it for ever.
    out = isSame ? [] : next
    if (out.length === 0 && opCount === 0) break
  }
  return { deviceNo, opsIn, opsOut, isClockRefused, theirNowMs }
}

async function greet(
  address: LanAddress,
  { store, key, account, waitMs = WAIT_MS }: SpeakParts
): Promise<{ talk: Conversation; session: string; deviceNo: number }> {
  const own = makePassingKey()
  const named = { deviceNo: account.deviceNo, key: own.publicKey, nonce: randomBytes(32).toString('base64url') }
  const hello = { shop: lanFingerprint(sha256, account.accountId), ...named }
  const signature = key.sign(lanHelloText(account.accountId, named))
  const asked = { path: '/lan/1/hello', body: Buffer.from(JSON.stringify({ ...hello, signature })) }
  const answer = await post(address, asked, { most: MOST_HELLO_BYTES, waitMs })
  const read = zLanWelcome.safeParse(jsonOf(answer))
  if (!read.success) throw new LanTroubleError('foreign')
  const welcome = read.data
  const device = store.devices().find(({ deviceNo }) => deviceNo === welcome.deviceNo)
  const transcript = lanWelcomeText(account.accountId, named, welcome)
  const isKnown = device?.state === 'active' && device.deviceNo !== account.deviceNo
  if (!isKnown || !isSignedBy(device.signKey, transcript, welcome.signature)) throw new LanTroubleError('unknown')
  const talk = openConversation({ own, theirKey: welcome.key, transcript, hasBegun: true })
  if (talk === null) throw new LanTroubleError('foreign')
  return { talk, session: welcome.session, deviceNo: welcome.deviceNo }
}

function post(
  { host, port }: LanAddress,
  { path, body, session }: { readonly path: string; readonly body: Buffer; readonly session?: string },
  { most, waitMs }: { readonly most: number; readonly waitMs: number }
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const fail = (trouble: LanTrouble) => reject(new LanTroubleError(trouble))
  const headers: http.OutgoingHttpHeaders = { 'content-length': body.length, connection: 'close' }
  if (session !== undefined) headers['x-session'] = session
  const signal = AbortSignal.timeout(waitMs)
  const request = http.request({ host, port, path, method: 'POST', headers, signal, agent: false }, (response) => {
    void readAnswer(response, most).then(
      (bytes) => {
        const trouble = troubleOf(response.statusCode ?? 0, bytes)
        if (trouble === null) resolve(bytes)
        else fail(trouble)
      },
      () => fail('silent')
    )
  })
  request.on('error', (error) => fail(signal.aborted || !('code' in error) || isBroken(error) ? 'silent' : 'away'))
  request.end(body)
  return promise
}

const isBroken = (error: object): boolean =>
  'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE' || error.code === 'HPE_INVALID_CONSTANT')

async function readAnswer(response: http.IncomingMessage, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response) {
    size += (part as Buffer).length
    // Leaving the loop lets go of the connection.
    if (size > most) throw new LanTroubleError('foreign')
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

function troubleOf(status: number, body: Buffer): LanTrouble | null {
  if (status === 200) return null
  const said = zLanFailure.safeParse(jsonOf(body))
  if (!said.success) return 'foreign'
  return said.data.error === 'unknown' || said.data.error === 'session' ? 'unknown' : 'busy'
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
