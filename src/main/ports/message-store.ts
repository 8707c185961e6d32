import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import type { Minor } from '#shared/money/money.ts'
import type { MessageState } from '#shared/reminders/purpose.ts'

/** A message as it stands in the book. */
export interface StoredMessage {
  readonly messageNo: number
  readonly id: string
  readonly partyId: string
  readonly partyName: string
  readonly channel: string
  readonly purpose: string
  readonly language: string
  readonly to: string
  readonly text: string
  readonly amountMinor: Minor
  readonly more: { readonly [key: string]: Json }
  readonly at: number
  readonly person: string
  readonly state: MessageState
  readonly stateAt: number
  readonly outcome: string
}

/** What was written to parties. Rows follow from the facts `message.make` and `message.step`. */
export interface MessageStore {
  byId(id: string): StoredMessage | null
  /** Newest first, before a number; of one party or of all. */
  log(partyNo: number | null, beforeNo: number | null, limit: number): StoredMessage[]
  newestOf(partyNo: number): StoredMessage | null
  /** Those that wait or are on their way, oldest first. */
  toDo(limit: number): StoredMessage[]
  /** How often a message was handed to the gateway since it was last queued by a person. */
  attempts(id: string): number
  /** The days on which rules wrote to a party about this due day. */
  remindedOn(partyNo: number, dueOn: BookDate): BookDate[]
}
