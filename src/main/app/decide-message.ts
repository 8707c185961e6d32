import type { StoredMessage } from '#main/ports/message-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { ASKED, answerWord } from '#shared/reminders/outcome.ts'
import type { MessageState } from '#shared/reminders/purpose.ts'
import { type Book, today } from './book.ts'
import { messageDay } from './message-debt.ts'
import { recordStep, type SendingWorld, viewOf } from './send-message.ts'
import { promisePayment } from './set-due.ts'

/** Notes what the party said. Fails with `message/not-found` and `message/promise-in-past`. */
export function answerMessage(book: Book, request: Parsed<'message.answer'>): Output<'message.answer'> {
  const message = book.store.messages.byId(request.messageId) ?? refuse('message/not-found')
  const { answer, promisedOn } = request
  if (answer === 'promised' && (promisedOn === null || promisedOn < earliestDay(book)))
    refuse('message/promise-in-past', undefined, 'promisedOn')
  const word = answerWord(answer, promisedOn)
  if (message.outcome === word) return { outcome: 'exists', message: viewOf(book, message.id) }
  if (answer === 'promised') notePromise(book, message.partyId, promisedOn)
  recordStep(book, message.id, stateAfterAnswer(message.state), word)
  return { outcome: 'recorded', message: viewOf(book, message.id) }
}

/** Between the Z and midnight the book is a day ahead of the wall, after midnight a day behind: a promise for either day is not past. */
function earliestDay(book: Book): BookDate {
  const [ofBook, ofWall] = [today(book), messageDay(book)]
  return ofBook < ofWall ? ofBook : ofWall
}

/** Whoever answers has got it, whatever the gateway said or did not say; what still waited is not sent after the answer. */
function stateAfterAnswer(state: MessageState): MessageState {
  if (state === 'queued') return 'dropped'
  return state === 'sending' || state === 'failed' ? 'sent' : state
}

/** The promise stands with what is open, where credit looks for it. A party that owes nothing any more can promise nothing. */
function notePromise(book: Book, partyId: string, promisedOn: BookDate | null): void {
  try {
    promisePayment(book, { partyId, promisedOn })
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code !== 'credit/nothing-open') throw error
  }
}

const NEXT: Readonly<Record<Parsed<'message.decide'>['decision'], MessageState>> = {
  went: 'sent',
  again: 'queued',
  drop: 'dropped'
}

/** What a person says of a message that did not go by itself. Fails with `message/not-found` and `message/not-decidable`. */
export function decideMessage(book: Book, world: SendingWorld, request: Parsed<'message.decide'>): MessageView {
  const message = book.store.messages.byId(request.messageId) ?? refuse('message/not-found')
  const next = NEXT[request.decision]
  if (message.state === next) return viewOf(book, message.id)
  if (!isDecidable(message, request.decision)) refuse('message/not-decidable')
  recordStep(book, message.id, next, '')
  if (next === 'queued') world.wake()
  return viewOf(book, message.id)
}

function isDecidable({ channel, state, outcome }: StoredMessage, decision: 'went' | 'again' | 'drop'): boolean {
  const isAsked = state === 'sending' && outcome === ASKED
  if (decision === 'went') return isAsked
  if (decision === 'again') return channel === 'sms' && (isAsked || state === 'failed' || state === 'dropped')
  return isAsked || state === 'failed' || state === 'queued'
}
