import type { Minor } from '#shared/money/money.ts'
import type { ReturnKind } from '#shared/sync/link-wire.ts'

/** What a shop got from its gateway. Kept sealed, and given to the gateway alone. */
export interface GatewayKeys {
  readonly keyId: string
  readonly keySecret: string
  /** Signs what the gateway tells. A newer one first, then the one before: what was sent under the old one still counts. */
  readonly hookSecrets: readonly string[]
}

export interface GatewayAsk {
  /** Our own id of the link, which the gateway keeps as its reference. */
  readonly linkId: string
  readonly amountMinor: Minor
  readonly currency: string
  readonly text: string
  readonly expiresAtMs: number
}

/** A payment as the gateway proves it. It counts once, by `paymentId`, whoever told of it and how often. */
export interface GatewayPayment {
  readonly paymentId: string
  readonly amountMinor: Minor
  /** Three letters; null where the gateway did not say: then it is that of the link. */
  readonly currency: string | null
  /** What the gateway keeps for itself, tax on it included; null where it has not said yet. */
  readonly feeMinor: Minor | null
  readonly atMs: number
}

export const GATEWAY_STATES = ['open', 'partly', 'paid', 'expired', 'cancelled'] as const
export type GatewayState = (typeof GATEWAY_STATES)[number]

/** Where a link stands at the gateway. */
export interface GatewayLink {
  /** The gateway's own id of the link. */
  readonly reference: string
  /** Our id of it. */
  readonly linkId: string
  readonly state: GatewayState
  readonly payments: readonly GatewayPayment[]
}

/** What became of a payment that had come. It counts once for each `what` of each `id`, however often it is told. */
export interface GatewayReturn {
  readonly what: ReturnKind
  /** The gateway's own number of the refund or the dispute. */
  readonly id: string
  readonly paymentId: string
  readonly amountMinor: Minor
  /** Three letters; null where the gateway did not say. */
  readonly currency: string | null
  readonly atMs: number
  /** By when a dispute is to be answered. */
  readonly untilMs: number | null
}

/** What a webhook says; both are null for an event that tells a shop nothing. */
export interface GatewayEvent {
  readonly eventId: string
  readonly link: GatewayLink | null
  readonly back: GatewayReturn | null
}

/** The gateway did not answer, or not as its documents say. Nothing is known of what it did. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  /** True where the same may be asked again later; false where the gateway refused. */
  readonly isTemporary: boolean
  constructor(message: string, isTemporary: boolean) {
    super(message)
    this.isTemporary = isTemporary
  }
}

/** A gateway that takes money for a shop on links. Fails with `GatewayError`. */
export interface PaymentGateway {
  readonly provider: string
  /** Makes the link, or finds the one that was made for this id before. */
  makeLink(keys: GatewayKeys, ask: GatewayAsk): Promise<{ readonly reference: string; readonly address: string }>
  readLink(keys: GatewayKeys, reference: string): Promise<GatewayLink>
  cancelLink(keys: GatewayKeys, reference: string): Promise<void>
  /** Whether these bytes come from the gateway. Compares in constant time. */
  isSigned(keys: GatewayKeys, raw: Uint8Array, headers: Readonly<Record<string, unknown>>): boolean
  /** What signed bytes say; null where they cannot be read. */
  readEvent(raw: Uint8Array, headers: Readonly<Record<string, unknown>>): GatewayEvent | null
}
