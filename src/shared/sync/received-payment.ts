import type { Sha256 } from '#shared/journal/op.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { buildEntry, type PartyFacts } from '#shared/ledger/build-entry.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'
import type { EntryBody } from './entry-body.ts'
import type { PaymentReceived } from './link-wire.ts'

type OfGateway = Pick<PaymentReceived, 'provider' | 'payment'>

/** A UUID that follows from a payment alone: whoever works it out, and however often, names the same thing. */
function idOf(sha256: Sha256, what: string, { provider, payment }: OfGateway): string {
  const hash = sha256(`counterbook ${what} 1\n`, provider, '\n', payment)
  const hex = [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'[(hash[8] ?? 0) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** The id of the receipt that a gateway's payment makes: one for a payment, on every counter and on the server. */
export const receiptId = (sha256: Sha256, payment: OfGateway): string => idOf(sha256, 'receipt', payment)

/** The id of the statement of one line that says that the gateway has the money. */
export const gatewayStatementId = (sha256: Sha256, payment: OfGateway): string => idOf(sha256, 'gateway line', payment)

/** What the gateway's line is known by. */
export const gatewayFingerprint = ({ provider, payment }: OfGateway): string => `${provider} ${payment}`

/** Whether the fact makes a receipt: the money is somebody's by name, and no entry waits for it already. */
export const makesReceipt = ({ party, entry }: PaymentReceived): boolean => party !== undefined && entry === undefined

/**
 * The receipt of a payment that a gateway proved, the same wherever it is worked out: money by UPI from a party, without a number, with
 * the gateway's own number of it as the text.
 */
export function receiptOf(received: PaymentReceived, party: PartyFacts, id: string): EntryBody {
  const { amount, at, off, on, provider, payment } = received
  const tender = { cashMinor: ZERO, changeMinor: ZERO, upiMinor: amount as Minor, bankMinor: ZERO }
  const asked = { id, bookOn: on, occurredOn: null, text: '', note: '', partyId: party.id, tender }
  const built = orThrow(buildEntry({ kind: 'got', ...asked }, party))
  return {
    ...{ ...built, id, number: '', bookOn: on, occurredOn: null, text: `${provider} ${payment}`, note: '' },
    ...{ reversesId: null, reason: '', recordedAt: at, offsetMinutes: off }
  }
}
