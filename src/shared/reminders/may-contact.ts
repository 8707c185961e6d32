import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import type { MessageChannel } from './purpose.ts'

/** What a party said to being written to. Nothing said is enough to ask for money that is owed. */
export const CONSENTS = ['', 'given', 'refused'] as const

/** Why a party may not be reached by a channel, or null. Paper and clipboard go through a person's hands. */
export function whyNot(
  channel: MessageChannel,
  party: { readonly consent: string; readonly digits: string | null },
  isPromotional: boolean
): ErrorCode | null {
  if (channel === 'slip' || channel === 'copy') return null
  if (party.consent === 'refused') return 'message/do-not-contact'
  if (isPromotional && party.consent !== 'given') return 'message/no-consent'
  return party.digits === null ? 'message/no-number' : null
}
