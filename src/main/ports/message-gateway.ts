import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import type { GapValues } from '#shared/reminders/message-text.ts'
import type { SmsGateway } from '#shared/reminders/sms-gateway.ts'

export interface SmsRequest {
  /** Our own number of it, for the provider's log. */
  readonly id: string
  /** With the country's code, digits only. */
  readonly digits: string
  readonly text: string
  readonly isUnicode: boolean
  readonly isPromotional: boolean
  readonly dltTemplateId: string
  readonly gatewayTemplateId: string
  /** What fills the gaps, for a provider that holds the text itself. */
  readonly values: GapValues
}

/**
 * What became of a request. `put-off`: it surely did not go, and may be tried again. `refused`: it surely did not go, and would not
 * another time. `unknown`: nobody knows, so nobody tries again by himself.
 */
export type GatewayAnswer =
  | { readonly kind: 'taken'; readonly reference: string }
  | { readonly kind: 'put-off' | 'refused' | 'unknown'; readonly code: ErrorCode }

/** What a provider says of a message that it took. `unknown`: not yet, or it could not be asked. */
export type Delivery = 'delivered' | 'not-delivered' | 'unknown'

/** Hands an SMS to the shop's provider. Never throws for what a network or a provider does. */
export interface MessageGateway {
  send(request: SmsRequest, gateway: SmsGateway, key: string): Promise<GatewayAnswer>
  /** Whether the provider can be asked what became of a message. */
  canTell(gateway: SmsGateway): boolean
  /** What became of a message, by the number that the provider gave it. */
  delivery(reference: string, gateway: SmsGateway, key: string): Promise<Delivery>
}
