import http from 'node:http'
import https from 'node:https'

export interface PostRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly timeoutMs: number
}

/**
 * What became of a request. `not-reached`: no byte of it left, for there was no connection. `lost`: it was on its way, and no whole answer came back.
 */
export type PostAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'not-reached' | 'lost' }

const MOST_BYTES = 65_536

/** Asks for a page once, in the same way. */
export const get = (request: Omit<PostRequest, 'body'>): Promise<PostAnswer> => once('GET', { ...request, body: '' })

/**
 * Posts once, without following where an answer points to and without trying again. Certificates are checked as the system does. It tells
 * apart whether the request can have arrived, which nothing else may be decided by.
 */
export const post = (request: PostRequest): Promise<PostAnswer> => once('POST', request)

function once(method: 'GET' | 'POST', request: PostRequest): Promise<PostAnswer> {
  const { url, headers, body, timeoutMs } = request
  const { promise, resolve } = Promise.withResolvers<PostAnswer>()
  let isConnected = false
  const lost = () => resolve({ kind: isConnected ? 'lost' : 'not-reached' })
  const length = method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const outgoing = (url.protocol === 'https:' ? https : http).request(
    url,
    // A connection of its own: one that was kept may be dead without anybody knowing.
    { method, headers: { ...headers, ...length }, agent: false },
    (answer) => {
      const chunks: Buffer[] = []
      let size = 0
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length
        chunks.push(chunk)
        if (size > MOST_BYTES) outgoing.destroy()
      })
      answer.on('end', () =>
        resolve({ kind: 'answered', status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
      )
      answer.on('error', lost)
      answer.on('close', lost)
    }
  )
  outgoing.on('socket', (socket) => {
    const connected = () => {
      isConnected = true
      outgoing.end(body)
    }
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected)
  })
  outgoing.on('error', lost)
  const waiting = setTimeout(() => outgoing.destroy(new Error('time-out')), timeoutMs)
  return promise.finally(() => {
    clearTimeout(waiting)
    outgoing.destroy()
  })
}
