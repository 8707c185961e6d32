import type { StoredMessage } from '#main/ports/message-store.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { whyNot } from '#shared/reminders/may-contact.ts'
import type { Book } from './book.ts'
import { debtOf } from './message-debt.ts'

/** What asks for an amount; thanks and statements stay true when the account moves on. */
const ASKING: readonly string[] = ['before-due', 'on-due', 'after-due']

/**
 * Why a message that waited may not go any more, or null: the party does not want it, or it names an amount that is not
 * what is owed now.
 */
export function whyNotAnyMore(book: Book, message: StoredMessage): ErrorCode | null {
  const party = book.store.parties.byId(message.partyId)
  if (party === null) return null
  const { consent } = book.store.credit.terms(party.partyNo)
  const refusal = whyNot('sms', { consent, digits: message.to }, message.more.isPromotional === true)
  if (refusal !== null || !ASKING.includes(message.purpose)) return refusal
  const { amountMinor } = debtOf(book, party)
  return amountMinor === 0 || amountMinor !== message.amountMinor ? 'message/debt-changed' : null
}
