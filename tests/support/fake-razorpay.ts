import { createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

interface FakeLink {
  readonly id: string
  readonly short_url: string
  readonly amount: number
  readonly currency: string
  readonly reference_id: string
  readonly expire_by: number
  readonly description: string
  status: 'created' | 'paid' | 'partially_paid' | 'expired' | 'cancelled'
  payments: FakePayment[]
}
interface FakePayment {
  readonly payment_id: string
  readonly amount: number
  readonly created_at: number
  readonly method: 'upi'
  readonly plink_id: string
  readonly status: 'captured'
}

/** A refund or a dispute of a payment. */
export interface FakeBack {
  readonly id: string
  readonly payment_id: string
  readonly amount: number
  readonly currency?: string
  readonly amount_deducted?: number
  readonly respond_by?: number
}

/** A webhook as it goes over the wire. */
export interface FakeHook {
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface FakeRazorpay {
  readonly origin: string
  readonly keys: { readonly keyId: string; readonly keySecret: string; readonly hookSecret: string }
  readonly links: ReadonlyMap<string, FakeLink>
  /** How often each address was asked. */
  readonly asked: readonly string[]
  /** The customer pays: the link knows it from now on. The webhook is handed back, for the test to deliver, to delay or to lose. */
  pay(linkId: string, amount?: number, atMs?: number): FakeHook
  /** The webhook of money that goes back, or of a dispute, as the documents show them. */
  goBack(event: string, back: FakeBack): FakeHook
  /** The webhook of a link's end that nobody paid. */
  end(linkId: string, how: 'expired' | 'cancelled'): FakeHook
  /** As many of the next requests are answered with this, or cut after they were read and done. */
  fail(how: number | 'cut', count?: number): void
  close(): Promise<void>
}

/** Speaks Razorpay's payment links and webhooks over a real socket: basic authentication, amounts in paise, instants in seconds. */
export async function startFakeRazorpay(): Promise<FakeRazorpay> {
  const keys = { keyId: 'rzp_test_1', keySecret: 'key-secret', hookSecret: 'hook-secret' }
  const links = new Map<string, FakeLink>()
  const asked: string[] = []
  const failures: (number | 'cut')[] = []
  let count = 0
  const server = http.createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    asked.push(`${request.method} ${request.url}`)
    const failure = failures.shift()
    if (typeof failure === 'number') return say(response, failure, refusal('the gateway is out of order'))
    const answer = answerTo(request, body)
    if (failure === 'cut') return void request.socket.destroy()
    say(response, answer.status, answer.body)
  })

  function answerTo(request: http.IncomingMessage, body: string): { status: number; body: unknown } {
    const wanted = `Basic ${Buffer.from(`${keys.keyId}:${keys.keySecret}`).toString('base64')}`
    if (request.headers.authorization !== wanted)
      return { status: 401, body: refusal('The api key provided is invalid') }
    const url = new URL(request.url ?? '/', 'http://fake')
    const [, , , id, deed] = url.pathname.split('/')
    if (request.method === 'POST' && id === undefined) return make(JSON.parse(body))
    if (id === undefined) {
      const found = [...links.values()].filter((link) => link.reference_id === url.searchParams.get('reference_id'))
      return { status: 200, body: { payment_links: found } }
    }
    const link = [...links.values()].find((one) => one.id === id)
    if (link === undefined) return { status: 400, body: refusal('The id provided does not exist') }
    if (deed === 'cancel' && link.status !== 'created')
      return { status: 400, body: refusal('link cannot be cancelled') }
    if (deed === 'cancel') link.status = 'cancelled'
    return { status: 200, body: link }
  }

  function make(asking: Record<string, unknown>): { status: number; body: unknown } {
    const reference = String(asking.reference_id)
    if (!Number.isInteger(asking.amount) || Number(asking.amount) < 100 || reference.length > 40)
      return { status: 400, body: refusal('The amount must be at least INR 1.00') }
    if (links.has(reference))
      return { status: 400, body: refusal(`payment link with given reference_id: ${reference} already exists`) }
    const id = `plink_${++count}`
    const link: FakeLink = {
      ...{ id, short_url: `https://rzp.example/i/${id}`, amount: Number(asking.amount) },
      ...{ currency: String(asking.currency), reference_id: reference, expire_by: Number(asking.expire_by) },
      ...{ description: String(asking.description), status: 'created', payments: [] }
    }
    links.set(reference, link)
    return { status: 200, body: link }
  }

  /** The payload as the documents show it. `fee` is told by the webhook alone. */
  function hookOf(link: FakeLink, event: string, payment: FakePayment | null): FakeHook {
    const body = JSON.stringify({
      ...{ entity: 'event', account_id: 'acc_1', event, contains: ['payment_link', 'order', 'payment'] },
      payload: {
        payment_link: { entity: { ...link, payments: [] } },
        ...(payment === null
          ? {}
          : {
              payment: {
                entity: {
                  ...{
                    id: payment.payment_id,
                    amount: payment.amount,
                    created_at: payment.created_at,
                    fee: 236,
                    tax: 36
                  },
                  ...{ entity: 'payment', status: 'captured', captured: true, method: 'upi', currency: 'INR' }
                }
              }
            })
      },
      created_at: payment?.created_at ?? 0
    })
    return signedHook(body, keys.hookSecret, `event_${++count}`)
  }

  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const linkOf = (linkId: string): FakeLink => {
    const link = links.get(linkId)
    if (link === undefined) throw new Error(`the gateway has no link ${linkId}`)
    return link
  }
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    links,
    asked,
    pay(linkId, amount, atMs = 1_795_262_400_000) {
      const link = linkOf(linkId)
      const paid = amount ?? link.amount
      const payment: FakePayment = {
        ...{ payment_id: `pay_${++count}`, amount: paid, created_at: Math.floor(atMs / 1000) },
        ...{ method: 'upi', plink_id: link.id, status: 'captured' }
      }
      link.payments.push(payment)
      const sum = link.payments.reduce((total, one) => total + one.amount, 0)
      link.status = sum >= link.amount ? 'paid' : 'partially_paid'
      return hookOf(link, link.status === 'paid' ? 'payment_link.paid' : 'payment_link.partially_paid', payment)
    },
    goBack(event, back) {
      const created_at = 1_795_345_200
      const of = event.startsWith('refund.') ? 'refund' : 'dispute'
      const entity = { ...{ entity: of, currency: 'INR', created_at, reason_code: 'chargeback' }, ...back }
      const payment = { entity: 'payment', id: back.payment_id, amount: back.amount, currency: 'INR', created_at }
      const body = JSON.stringify({
        ...{ entity: 'event', account_id: 'acc_1', event, contains: [of, 'payment'], created_at },
        payload: {
          [of]: { entity },
          payment: { entity: { ...payment, status: 'captured', captured: true, fee: 236 } }
        }
      })
      return signedHook(body, keys.hookSecret, `event_${++count}`)
    },
    end(linkId, how) {
      const link = linkOf(linkId)
      link.status = how
      return hookOf(link, `payment_link.${how}`, null)
    },
    fail: (how, times = 1) => void failures.push(...Array.from({ length: times }, () => how)),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
  }
}

/** Signs a body as the gateway does: hexadecimal HMAC-SHA256 over exactly these bytes. */
export const signedHook = (body: string, secret: string, eventId: string): FakeHook => ({
  body,
  headers: {
    'content-type': 'application/json',
    'x-razorpay-signature': createHmac('sha256', secret).update(body).digest('hex'),
    'x-razorpay-event-id': eventId
  }
})

const refusal = (description: string) => ({ error: { code: 'BAD_REQUEST_ERROR', description } })

function say(response: http.ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
