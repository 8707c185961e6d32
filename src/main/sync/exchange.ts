import zlib from 'node:zlib'
import type { z } from 'zod'
import { type RemoteTrouble, RemoteTroubleError } from '#main/ports/sync-remote.ts'
import { VERSION_HEADER, zWireFailure } from '#shared/sync/wire.ts'

export interface Asking {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the server's address, without a leading slash. */
  readonly path: string
  readonly token?: string
  /** Sent as JSON, packed when that saves something. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly bytes?: Uint8Array
  readonly timeoutMs: number
  readonly appVersion?: string
}

/** A page of a thousand large ops, unpacked; whoever sends more is no server of ours. */
const MOST_ANSWER_BYTES = 64 * 1_048_576
/** Smaller than this, packing saves no packet. */
const WORTH_PACKING = 1_200

/** What a certificate that does not hold looks like: none of these is cured by trying again at once. */
const CERTIFICATE = /CERT|TLS|SSL|UNABLE_TO_|SELF_SIGNED|EPROTO|HOSTNAME/
/** The other end is gone. */
const DEAD = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
/** There was no way to the server at all. */
const NO_WAY = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL'
])

/** Asks once and checks the answer; throws `RemoteTroubleError` whatever goes wrong. */
export async function askJson<Schema extends z.ZodType>(
  server: URL,
  asking: Asking,
  schema: Schema
): Promise<z.output<Schema>> {
  const { body } = await exchange(server, asking)
  const read = schema.safeParse(jsonOf(body))
  // A server of ours never says something else: a portal did, or a box between that rewrites pages.
  if (!read.success) throw new RemoteTroubleError({ kind: 'foreign' })
  return read.data
}

export async function askBytes(server: URL, asking: Asking): Promise<Uint8Array> {
  const { body, type } = await exchange(server, asking)
  if (!type.startsWith('application/octet-stream')) throw new RemoteTroubleError({ kind: 'foreign' })
  return body
}

interface Exchanged {
  readonly body: Buffer
  readonly type: string
}

/** What must not be asked twice by itself: each makes a counter or an account. */
const ONCE = new Set(['v1/accounts', 'v1/reincarnate', 'v1/pair/start'])

async function exchange(server: URL, asking: Asking): Promise<Exchanged> {
  try {
    const request = await requestOf(asking)
    const ask = () => fetch(new URL(asking.path, server), request)
    // A connection that was kept may have died with the line: that is seen only when it is used, and a new one is had at once.
    const answer = await ask().catch((error) => {
      if (ONCE.has(asking.path) || !codesOf(error).some((code) => DEAD.has(code))) throw error
      return ask()
    })
    const body = await bodyOf(answer)
    const trouble = troubleOf(answer, body)
    if (trouble !== null) throw new RemoteTroubleError(trouble)
    return { body, type: answer.headers.get('content-type') ?? '' }
  } catch (error) {
    if (error instanceof RemoteTroubleError) throw error
    throw new RemoteTroubleError({ kind: kindOf(error) })
  }
}

async function requestOf(asking: Asking): Promise<RequestInit> {
  const headers: Record<string, string> = { accept: 'application/json, application/octet-stream' }
  if (asking.appVersion !== undefined) headers[VERSION_HEADER] = asking.appVersion
  if (asking.token !== undefined) headers.authorization = `Bearer ${asking.token}`
  const request: RequestInit = {
    method: asking.method,
    headers,
    // Where an answer points to is never followed: the token would go along.
    redirect: 'manual',
    signal: AbortSignal.timeout(asking.timeoutMs)
  }
  if (asking.bytes !== undefined) {
    headers['content-type'] = 'application/octet-stream'
    return { ...request, body: new Uint8Array(asking.bytes) }
  }
  if (asking.json === undefined) return request
  headers['content-type'] = 'application/json'
  const text = Buffer.from(JSON.stringify(asking.json))
  if (text.length < WORTH_PACKING) return { ...request, body: new Uint8Array(text) }
  const packed = await pack(text)
  headers['content-encoding'] = packed.encoding
  return { ...request, body: new Uint8Array(packed.bytes) }
}

/** The better of the two that this runtime has. Both work on threads of their own, so that no sale waits. */
export function pack(bytes: Uint8Array): Promise<{ encoding: 'zstd' | 'gzip'; bytes: Buffer }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ encoding: 'zstd' | 'gzip'; bytes: Buffer }>()
  const hasZstd = typeof zlib.zstdCompress === 'function'
  const done = (error: Error | null, packed: Buffer) =>
    error === null ? resolve({ encoding: hasZstd ? 'zstd' : 'gzip', bytes: packed }) : reject(error)
  if (hasZstd) zlib.zstdCompress(bytes, done)
  else zlib.gzip(bytes, done)
  return promise
}

async function bodyOf(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  if (answer.body === null) return Buffer.alloc(0)
  for await (const part of answer.body) {
    size += part.byteLength
    // Leaving the loop lets go of the connection.
    if (size > MOST_ANSWER_BYTES) throw new RemoteTroubleError({ kind: 'foreign' })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function troubleOf(answer: Response, body: Buffer): RemoteTrouble | null {
  if (answer.status >= 200 && answer.status < 300) return null
  const said = zWireFailure.safeParse(jsonOf(body))
  if (said.success && said.data.error !== 'retry') return { kind: 'said', status: answer.status, failure: said.data }
  if (answer.status >= 500 || said.success) {
    const header = Number(answer.headers.get('retry-after') ?? Number.NaN)
    const seconds = said.success ? (said.data.retryAfterSeconds ?? header) : header
    return { kind: 'failed', retryAfterSeconds: Number.isFinite(seconds) ? seconds : null }
  }
  // A proxy before the server may take less than the server does, and says it in words of its own.
  if (answer.status === 413) return { kind: 'said', status: 413, failure: { error: 'too-large', message: '' } }
  return { kind: 'foreign' }
}

/** What `fetch` throws has the true reason underneath, sometimes one for each address that it tried. */
function kindOf(error: unknown): 'offline' | 'silent' | 'certificate' {
  const codes = codesOf(error)
  if (codes.some((code) => CERTIFICATE.test(code))) return 'certificate'
  return codes.some((code) => NO_WAY.has(code)) ? 'offline' : 'silent'
}

function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return []
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : []
  const among = error instanceof AggregateError ? error.errors : []
  return [...own, ...[error.cause, ...among].flatMap((under) => codesOf(under, depth + 1))]
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}
