import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the fake provider was asked, as it came over the wire. */
export interface ProviderRequest {
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** What it shall do with the next request: answer so, hang, or cut the line after it has read everything. */
export type Manner = { readonly status: number; readonly body: unknown } | 'hang' | 'cut'

export interface FakeProvider {
  readonly origin: string
  /** Messages that it was handed. */
  readonly requests: readonly ProviderRequest[]
  /** What it was asked about messages that it took. */
  readonly questions: readonly ProviderRequest[]
  /** The manner of the next requests, in their order; after them it takes everything. */
  next(...manners: Manner[]): void
  close(): Promise<void>
}

/**
 * Speaks what MSG91 (flow) and Exotel (Send SMS) document, over a real socket: a wrong key, a missing field or a number in
 * another shape is refused as they say they do.
 */
export async function startFakeProvider(key: string): Promise<FakeProvider> {
  const requests: ProviderRequest[] = []
  const questions: ProviderRequest[] = []
  const manners: Manner[] = []
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString('utf8')
    const asked = { path: request.url ?? '', headers: request.headers, body }
    ;(asked.path.includes('/SMS/Messages/') ? questions : requests).push(asked)
    const manner = manners.shift() ?? answerTo(asked, key, requests.length)
    if (manner === 'hang') return
    if (manner === 'cut') {
      request.socket.destroy()
      return
    }
    const text = typeof manner.body === 'string' ? manner.body : JSON.stringify(manner.body)
    response.writeHead(manner.status, { 'content-type': 'application/json' }).end(text)
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    questions,
    next: (...some) => void manners.push(...some),
    async close() {
      server.closeAllConnections()
      const closed = Promise.withResolvers<void>()
      server.close(() => closed.resolve())
      await closed.promise
    }
  }
}

function answerTo(request: ProviderRequest, key: string, count: number): Exclude<Manner, string> {
  if (request.path === '/api/v5/flow/') return msg91(request, key, count)
  const asked = /^\/v1\/Accounts\/[\w-]+\/SMS\/Messages\/([\w-]+)\.json$/u.exec(request.path)
  if (asked !== null) return exotelStatus(request, key, asked[1] ?? '')
  if (/^\/v1\/Accounts\/[\w-]+\/Sms\/send\.json$/u.test(request.path)) return exotel(request, key, count)
  return { status: 404, body: 'not found' }
}

/** "SMS Details": taken by the network, and nothing from the handset yet. */
function exotelStatus({ headers }: ProviderRequest, key: string, Sid: string): Exclude<Manner, string> {
  if (headers.authorization !== `Basic ${Buffer.from(key).toString('base64')}`)
    return { status: 401, body: { RestException: { Status: 401, Message: 'Authentication failed.' } } }
  return { status: 200, body: { SMSMessage: { Sid, Status: 'sent', DetailedStatus: 'DELIVERED_TO_OPERATOR' } } }
}

function msg91({ headers, body }: ProviderRequest, key: string, count: number): Exclude<Manner, string> {
  const refused = (message: string) => ({ status: 400, body: { message, type: 'error' } })
  if (headers['content-type'] !== 'application/json') return refused('invalid content type')
  if (headers.authkey !== key) return { status: 401, body: { message: 'Authentication failure', type: 'error' } }
  const said = JSON.parse(body) as { template_id?: string; recipients?: { mobiles?: string }[] }
  if (!said.template_id) return refused('template_id missing')
  if (!said.recipients?.every((one) => /^\d{11,15}$/u.test(one.mobiles ?? ''))) return refused('mobiles missing')
  return { status: 200, body: { message: `5762846b4f8d285d378b${String(count).padStart(4, '0')}`, type: 'success' } }
}

function exotel({ headers, body }: ProviderRequest, key: string, count: number): Exclude<Manner, string> {
  const refused = (Status: number, Message: string) => ({
    status: Status,
    body: { RestException: { Status, Message } }
  })
  if (headers.authorization !== `Basic ${Buffer.from(key).toString('base64')}`)
    return refused(401, 'Authentication failed. Invalid API Key or Token.')
  const form = new URLSearchParams(body)
  for (const field of ['From', 'To', 'Body', 'DltEntityId'])
    if (!form.get(field)) return refused(400, `Mandatory parameter missing: ${field}`)
  if (!/^\+\d{11,15}$/u.test(form.get('To') ?? '')) return refused(400, 'Invalid To')
  const message = { Sid: `sid${count}`, Status: 'queued', To: form.get('To'), Body: form.get('Body') }
  return { status: 200, body: { SMSMessage: message } }
}
