import type { PartyRecord } from '#main/ports/ledger-store.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import type { PartyTerms } from '#shared/credit/terms.ts'
import { type Answer, readOutcome } from '#shared/reminders/outcome.ts'
import { reminderFor } from '#shared/reminders/reminder-rules.ts'
import type { Book } from './book.ts'
import { debtOf, messageDay } from './message-debt.ts'
import { prepareMessage } from './message-draft.ts'
import { readRules } from './read-messages.ts'
import { queueByRule } from './send-message.ts'

const PAGE = 100
const NEWEST_ANSWERS = 50

/**
 * Queues what the rules ask for today, and answers how many. Running it again on the same day adds nothing. Between pages others get their turn.
 */
export async function runReminderRules(
  book: Book,
  turn: { isStopped(): boolean; pause(): Promise<void> }
): Promise<number> {
  if (!readRules(book).isOn) return 0
  let made = 0
  for (let after = 0; ; ) {
    const page = book.store.credit.withBalance('get', after, PAGE)
    made += page.filter(({ party, terms }) => remind(book, party, terms)).length
    if (page.length < PAGE) return made
    after = page.at(-1)?.party.partyNo ?? 0
    await turn.pause()
    if (turn.isStopped()) return made
  }
}

function remind(book: Book, party: PartyRecord, terms: PartyTerms): boolean {
  const on = messageDay(book)
  const debt = debtOf(book, party, terms)
  if (debt.dueOn === null || wroteToday(book, party.partyNo)) return false
  const remindedOn = book.store.messages.remindedOn(party.partyNo, debt.dueOn)
  const facts = { ...debt, remindedOn, lastAnswer: lastAnswer(book, party.partyNo, debt.dueOn) }
  const purpose = reminderFor(readRules(book), facts, on)
  if (purpose === null) return false
  const prepared = prepareMessage(book, { partyId: party.id, purpose, language: null }, true)
  return queueByRule(book, prepared, book.randomness.newId(), { ruleOn: on, ruleDueOn: debt.dueOn })
}

/** Whoever was written to today, by a hand or by a rule, is left alone. */
function wroteToday(book: Book, partyNo: number): boolean {
  const newest = book.store.messages.newestOf(partyNo)
  if (newest === null) return false
  const { offsetMinutes, epochMs } = book.clock.now()
  const day = (atMs: number) => localTime({ epochMs: atMs, offsetMinutes }).date
  return day(newest.at) >= day(epochMs)
}

/** The last thing the party said since the day that is unpaid. */
function lastAnswer(book: Book, partyNo: number, sinceOn: number): Answer | null {
  const { offsetMinutes } = book.clock.now()
  for (const message of book.store.messages.log(partyNo, null, NEWEST_ANSWERS)) {
    const read = readOutcome(message.outcome)
    if (read.kind !== 'answer') continue
    return localTime({ epochMs: message.stateAt, offsetMinutes }).date >= sinceOn ? read.answer : null
  }
  return null
}
