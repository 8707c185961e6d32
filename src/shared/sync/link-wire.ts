import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { MAX_ENTRY_MINOR } from '#shared/money/money.ts'

/** A link ends after so many days at the latest: half a year, as a gateway's own. */
export const LONGEST_LINK_DAYS = 180

/**
 * `POST /v1/links`, with a token: a page for a party's account, or for one amount. The counter makes the id before the first try; the same
 * ask again answers the same address. A link without an amount asks for the balance of the day on which it is opened.
 */
export const zLinkAsk = z
  .strictObject({
    linkId: z.uuid().toLowerCase(),
    kind: z.enum(['statement', 'payment']),
    partyId: z.uuid().toLowerCase().nullable(),
    amountMinor: z.int().min(1).max(MAX_ENTRY_MINOR).nullable(),
    /** Our own reference, as on the paper: what a bank's line is matched by. */
    reference: z.string().regex(/^[A-Za-z0-9_-]{0,35}$/),
    /** The bill's number, or empty. */
    title: z.string().max(40),
    days: z.int().min(1).max(LONGEST_LINK_DAYS),
    /** Whether the shop's gateway shall take the money, where it has one. */
    isByGateway: z.boolean()
  })
  .refine(({ kind, partyId, amountMinor }) => (kind === 'statement' ? partyId !== null : amountMinor !== null))
export type LinkAsk = z.infer<typeof zLinkAsk>

/** What a counter knows of a link that it made. `GET /v1/links/:id` says it again; `DELETE` takes the page away. */
export const zLinkView = z.object({
  linkId: z.uuid(),
  url: z.string(),
  expiresAt: z.int(),
  isRevoked: z.boolean(),
  /** Null where no gateway takes the money: then only a bank's statement proves a payment. */
  gatewayState: z.enum(['open', 'partly', 'paid', 'expired', 'cancelled']).nullable(),
  paidMinor: z.int()
})
export type LinkView = z.infer<typeof zLinkView>

/**
 * The body of `payment.received`, which the server records as device 0 once a gateway has proved a payment: once for each
 * `payment`. `fee` is missing where the gateway has not said it; `party` where the link was for nobody by name. `on` and `off` are
 * the shop's day and time zone. `entry` is the entry that waits for just this money: then the fact makes none of its own. `bill` is
 * the bill on credit that it was asked for. Without `currency` it is the shop's.
 */
export const zPaymentReceived = z.object({
  amount: z.int().min(1).max(MAX_ENTRY_MINOR),
  at: z.int().min(0),
  bill: z.uuid().toLowerCase().optional(),
  currency: z.string().max(8).optional(),
  entry: z.uuid().toLowerCase().optional(),
  fee: z.int().optional(),
  link: z.uuid(),
  off: z.int().min(-1_440).max(1_440),
  on: zBookDate,
  party: z.uuid().toLowerCase().optional(),
  payment: z.string().min(1).max(64),
  provider: z.string().min(1).max(40),
  reference: z.string().optional()
})
export type PaymentReceived = z.infer<typeof zPaymentReceived>

/**
 * What becomes of a payment after it came: the gateway sent money back (or failed to), or the payer's bank disputes the payment.
 * A dispute that is lost has taken the money back too.
 */
export const RETURN_KINDS = [
  'payment-refunded',
  'refund-failed',
  'payment-disputed',
  'dispute-won',
  'dispute-lost',
  'dispute-closed'
] as const
export type ReturnKind = (typeof RETURN_KINDS)[number]

/**
 * The body of `payment.returned`, which the server records as device 0: once for each `what` of each `id`, the gateway's own number of the
 * refund or the dispute. `payment`, `link`, `party`, `entry`, `bill` and `reference` are those of the `payment.received` before it. It moves
 * no money: a person enters what went back. `until`: by when a dispute is to be answered, in milliseconds.
 */
export const zPaymentReturned = zPaymentReceived.omit({ amount: true, fee: true }).extend({
  amount: z.int().min(0).max(MAX_ENTRY_MINOR),
  id: z.string().min(1).max(64),
  until: z.int().min(0).optional(),
  what: z.enum(RETURN_KINDS)
})
export type PaymentReturned = z.infer<typeof zPaymentReturned>
