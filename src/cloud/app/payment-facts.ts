import type { LinkTables } from '#cloud/db/link-schema.ts'
import type { GatewayPayment, GatewayReturn } from '#cloud/ports/payment-gateway.ts'
import { localTime, timeText } from '#shared/calendar/shop-clock.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { readLinkReference } from '#shared/payments/link-reference.ts'
import { gatewayFingerprint, gatewayStatementId, receiptId } from '#shared/sync/received-payment.ts'
import { PAYMENT_RECEIVED, PAYMENT_RETURNED } from '#shared/sync/wire-op.ts'
import { sha256 } from './ed25519.ts'
import type { ServerFact } from './record-as-server.ts'

/** What of the shop its facts are written in. */
export interface ShopFacts {
  readonly currency: string
  readonly offsetMinutes: number
}

/**
 * What the server records of a payment that a gateway proved, in the order in which counters take it: the gateway's line, what came and
 * for what, and that the one proves the other. Money that is nobody's by name, of another amount than an entry waits for or of another
 * currency proves nothing: it stays a line, or a fact, that a person finds a place for.
 */
export function paymentFacts(
  link: LinkTables['public_link'],
  payment: GatewayPayment,
  shop: ShopFacts
): readonly [ServerFact, ...ServerFact[]] {
  const ofGateway = { provider: link.provider ?? '', payment: payment.paymentId }
  const aim = readLinkReference(link.reference)
  const body = bodyOf(link, payment, shop.offsetMinutes)
  if (payment.feeMinor !== null) body.fee = payment.feeMinor
  const received: ServerFact = { kind: PAYMENT_RECEIVED, body }
  if (payment.currency !== null && payment.currency !== shop.currency) return [received]
  const line = lineFact(ofGateway, payment, shop)
  const receipt = receiptId(sha256, ofGateway)
  if (aim?.type === 'waits')
    return payment.amountMinor === link.amount_minor
      ? [line, received, proofFact(aim.entryId, ofGateway, payment)]
      : [line, received]
  if (link.party_id === null) return [line, received]
  const proof = proofFact(receipt, ofGateway, payment)
  return aim === null ? [line, received, proof] : [line, received, proof, settleFact(receipt, aim.entryId, payment)]
}

/** What the server records where money of a payment went back, or is disputed: it names the payment, and moves nothing. */
export function returnFact(link: LinkTables['public_link'], told: GatewayReturn, offsetMinutes: number): ServerFact {
  const body = bodyOf(link, told, offsetMinutes)
  if (told.untilMs !== null) body.until = told.untilMs
  return { kind: PAYMENT_RETURNED, body: { ...body, id: told.id, what: told.what } }
}

/** What both say: how much, when, and for what the link was. */
function bodyOf(
  link: LinkTables['public_link'],
  told: Pick<GatewayPayment, 'paymentId' | 'amountMinor' | 'currency' | 'atMs'>,
  offsetMinutes: number
): Record<string, Json> {
  const aim = readLinkReference(link.reference)
  return {
    ...{ provider: link.provider ?? '', payment: told.paymentId, amount: told.amountMinor, at: told.atMs },
    ...{ link: link.link_id, off: offsetMinutes, on: localTime({ epochMs: told.atMs, offsetMinutes }).date },
    ...(aim?.type === 'waits' ? { entry: aim.entryId } : {}),
    ...(aim?.type === 'bill' ? { bill: aim.entryId } : {}),
    ...(link.party_id === null ? {} : { party: link.party_id }),
    ...(link.reference === '' ? {} : { reference: link.reference }),
    ...(told.currency === null ? {} : { currency: told.currency })
  }
}

type OfGateway = { readonly provider: string; readonly payment: string }

/** A statement of one line: the gateway says that the money is there. */
function lineFact(
  ofGateway: OfGateway,
  { amountMinor, atMs: at }: GatewayPayment,
  { offsetMinutes }: ShopFacts
): ServerFact {
  const wall = { epochMs: at, offsetMinutes }
  const { date: on } = localTime(wall)
  const { provider, payment } = ofGateway
  const line = {
    ...{ fingerprint: gatewayFingerprint(ofGateway), on, time: timeText(wall), amountMinor },
    ...{ reference: '', text: `${provider} ${payment}` }
  }
  const id = gatewayStatementId(sha256, ofGateway)
  return {
    kind: 'statement.take',
    body: { id, at, source: provider, fileName: '', fromOn: on, toOn: on, lines: [line] }
  }
}

const proofFact = (entryId: string, ofGateway: OfGateway, { atMs: at }: GatewayPayment): ServerFact => ({
  kind: 'payment.prove',
  body: { entryId, fingerprint: gatewayFingerprint(ofGateway), reasons: ['gateway'], at }
})

const settleFact = (entryId: string, billId: string, { amountMinor }: GatewayPayment): ServerFact => ({
  kind: 'entry.settle',
  body: { entryId, way: 'against', against: [{ entryId: billId, amountMinor }] }
})
