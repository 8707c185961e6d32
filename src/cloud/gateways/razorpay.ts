import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import {
  GatewayError,
  type GatewayEvent,
  type GatewayKeys,
  type GatewayLink,
  type GatewayPayment,
  type GatewayReturn,
  type GatewayState,
  type PaymentGateway
} from '#cloud/ports/payment-gateway.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import type { ReturnKind } from '#shared/sync/link-wire.ts'

const HOME = 'https://api.razorpay.com'
const ANSWER_MS = 10_000
const TEXT_LENGTH = 2_048

const STATES: Readonly<Record<string, GatewayState>> = {
  created: 'open',
  partially_paid: 'partly',
  paid: 'paid',
  expired: 'expired',
  cancelled: 'cancelled'
}

const zSeconds = z.int().min(0).max(8_640_000_000_000)
/** The currency of an amount, in capitals. */
const zCurrency = z
  .string()
  .max(8)
  .toUpperCase()
  .nullish()
  .transform((code) => code ?? null)
const zPaidOnLink = z.object({
  amount: zMinor,
  created_at: zSeconds,
  payment_id: z.string().min(1).max(64),
  status: z.string()
})
const zLink = z.object({
  id: z.string().min(1).max(64),
  reference_id: z.string().max(64).nullish(),
  short_url: z.url({ protocol: /^https$/ }).optional(),
  status: z.string(),
  currency: zCurrency,
  payments: z.array(zPaidOnLink).nullish()
})
const zEventPayment = z.object({
  id: z.string().min(1).max(64),
  amount: zMinor,
  currency: zCurrency,
  fee: zMinor.nullish(),
  status: z.string(),
  created_at: zSeconds
})
const zBackMinor = zMinor.refine((amount) => amount >= 0)
/** A refund or a dispute: of both the same is looked at. */
const zBack = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,64}$/),
  payment_id: z.string().min(1).max(64),
  amount: zBackMinor,
  /** What a lost dispute cost; zero until then. */
  amount_deducted: zBackMinor.nullish(),
  currency: zCurrency,
  created_at: zSeconds,
  respond_by: zSeconds.nullish()
})
const zEvent = z.object({
  event: z.string().max(80),
  created_at: zSeconds.nullish(),
  payload: z.object({
    payment_link: z.object({ entity: zLink }).optional(),
    payment: z.object({ entity: zEventPayment }).optional(),
    refund: z.object({ entity: zBack }).optional(),
    dispute: z.object({ entity: zBack }).optional()
  })
})

/** What is begun, contested or asked for on the way changes nothing yet, and is not told. */
const BACK: Readonly<Record<string, ReturnKind>> = {
  'refund.processed': 'payment-refunded',
  'refund.failed': 'refund-failed',
  'payment.dispute.created': 'payment-disputed',
  'payment.dispute.won': 'dispute-won',
  'payment.dispute.lost': 'dispute-lost',
  'payment.dispute.closed': 'dispute-closed'
}

/**
 * Razorpay's payment links and webhooks, as its documents say (https://razorpay.com/docs/api/payments/payment-links,
 * https://razorpay.com/docs/webhooks/payloads/payment-links, https://razorpay.com/docs/webhooks/refunds, https://razorpay.com/docs/webhooks/disputes). Amounts are in minor units, instants in seconds; `fee` has the tax in it.
 */
export const createRazorpay = (home = HOME): PaymentGateway => ({
  provider: 'razorpay',
  async makeLink(keys, { linkId, amountMinor, currency, text, expiresAtMs }) {
    const answer = await call(home, keys, 'POST', '/v1/payment_links', {
      amount: amountMinor,
      currency,
      accept_partial: false,
      reference_id: linkId,
      description: text.slice(0, TEXT_LENGTH),
      expire_by: Math.floor(expiresAtMs / 1000),
      notify: { sms: false, email: false },
      reminder_enable: false
    })
    const made = answer.isTaken ? await find(home, keys, linkId) : zLink.safeParse(answer.body)
    if (!made?.success || made.data.short_url === undefined) throw new GatewayError('no link in the answer', true)
    return { reference: made.data.id, address: made.data.short_url }
  },
  async readLink(keys, reference) {
    const { body } = await call(home, keys, 'GET', `/v1/payment_links/${encodeURIComponent(reference)}`)
    const link = zLink.safeParse(body)
    if (!link.success) throw new GatewayError('not a link in the answer', true)
    return linkOf(link.data, null)
  },
  async cancelLink(keys, reference) {
    await call(home, keys, 'POST', `/v1/payment_links/${encodeURIComponent(reference)}/cancel`)
  },
  isSigned: ({ hookSecrets }, raw, headers) => {
    const said = headers['x-razorpay-signature']
    if (typeof said !== 'string' || !/^[0-9a-f]{64}$/.test(said)) return false
    const signature = Buffer.from(said, 'hex')
    return hookSecrets
      .map((secret) => secret !== '' && timingSafeEqual(createHmac('sha256', secret).update(raw).digest(), signature))
      .some(Boolean)
  },
  readEvent(raw, headers) {
    const event = zEvent.safeParse(jsonIn(raw))
    if (!event.success) return null
    const { payment_link: link, payment } = event.data.payload
    return {
      eventId: eventIdOf(raw, headers),
      link: linkOfEvent(event.data.event, link?.entity, payment?.entity),
      back: backOfEvent(event.data)
    }
  }
})

/** The gateway's own id of the event; where it sends none, its bytes are its name. */
function eventIdOf(raw: Uint8Array, headers: Readonly<Record<string, unknown>>): string {
  const said = headers['x-razorpay-event-id']
  if (typeof said === 'string' && /^[\x21-\x7e]{1,100}$/.test(said)) return said
  return `sha256-${createHash('sha256').update(raw).digest('hex')}`
}

function linkOfEvent(
  event: string,
  link: z.infer<typeof zLink> | undefined,
  payment: z.infer<typeof zEventPayment> | undefined
): GatewayEvent['link'] {
  if (link === undefined || !event.startsWith('payment_link.')) return null
  const paid: GatewayPayment | null =
    payment?.status === 'captured'
      ? {
          ...{ paymentId: payment.id, amountMinor: payment.amount, feeMinor: payment.fee ?? null },
          currency: payment.currency ?? link.currency,
          atMs: payment.created_at * 1000
        }
      : null
  return linkOf(link, paid)
}

function backOfEvent({ event, created_at, payload }: z.infer<typeof zEvent>): GatewayReturn | null {
  const what = Object.hasOwn(BACK, event) ? BACK[event] : undefined
  const told = (event.startsWith('refund.') ? payload.refund : payload.dispute)?.entity
  if (what === undefined || told === undefined) return null
  const lost = what === 'dispute-lost' ? (told.amount_deducted ?? 0) : 0
  return {
    ...{ what, id: told.id, paymentId: told.payment_id, currency: told.currency },
    amountMinor: lost === 0 ? told.amount : zMinor.parse(lost),
    atMs: (created_at ?? told.created_at) * 1000,
    untilMs: what === 'payment-disputed' && told.respond_by ? told.respond_by * 1000 : null
  }
}

function linkOf(link: z.infer<typeof zLink>, told: GatewayPayment | null): GatewayLink {
  const listed = (link.payments ?? [])
    .filter(({ status }) => status === 'captured')
    .map(({ payment_id, amount, created_at }) => ({
      ...{ paymentId: payment_id, amountMinor: amount, feeMinor: null, atMs: created_at * 1000 },
      currency: link.currency
    }))
  const others = listed.filter(({ paymentId }) => paymentId !== told?.paymentId)
  return {
    reference: link.id,
    linkId: link.reference_id ?? '',
    state: STATES[link.status] ?? 'open',
    payments: told === null ? others : [told, ...others]
  }
}

/** A link that was made for this reference before, when the answer to that was lost. */
async function find(home: string, keys: GatewayKeys, linkId: string) {
  const { body } = await call(home, keys, 'GET', `/v1/payment_links?reference_id=${encodeURIComponent(linkId)}`)
  const found = z.object({ payment_links: z.array(z.unknown()) }).safeParse(body)
  return found.success ? zLink.safeParse(found.data.payment_links[0]) : null
}

interface Answer {
  readonly body: unknown
  /** The reference was used before. */
  readonly isTaken: boolean
}

async function call(
  home: string,
  { keyId, keySecret }: GatewayKeys,
  method: 'GET' | 'POST',
  path: string,
  body?: object
): Promise<Answer> {
  const answer = await fetch(home + path, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_MS),
    headers: {
      authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' })
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  }).catch((error: unknown) => {
    throw new GatewayError(error instanceof Error ? error.message : 'no answer', true)
  })
  const json: unknown = await answer.json().catch(() => null)
  if (answer.ok) return { body: json, isTaken: false }
  const why = z.object({ error: z.object({ description: z.string() }) }).safeParse(json)
  const words = why.success ? why.data.error.description.slice(0, 200) : `status ${answer.status}`
  if (answer.status === 400 && /reference_id.*already/i.test(words)) return { body: null, isTaken: true }
  throw new GatewayError(words, answer.status === 429 || answer.status >= 500)
}

function jsonIn(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw))
  } catch {
    return null
  }
}
