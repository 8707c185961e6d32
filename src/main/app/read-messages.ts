import type { StoredMessage } from '#main/ports/message-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { type MessageView, zMessageView } from '#shared/contract/message-endpoints.ts'
import { refuse } from '#shared/kernel/result.ts'
import { waitUntilAllowed } from '#shared/reminders/message-hours.ts'
import { TEXT_KIND, textKey, zOwnText } from '#shared/reminders/message-text.ts'
import { ASKED } from '#shared/reminders/outcome.ts'
import { PURPOSES } from '#shared/reminders/purpose.ts'
import {
  type ReminderRules,
  RULES_KEY,
  RULES_KIND,
  RULES_OFF,
  zReminderRules
} from '#shared/reminders/reminder-rules.ts'
import { STANDARD_TEXTS } from '#shared/reminders/standard-texts.ts'
import { type Book, stampOf } from './book.ts'
import { ownText } from './message-draft.ts'

const MOST_TO_DO = 1_000

/** A stored message as the screens see it. */
export function messageView(message: StoredMessage): MessageView {
  const { person, more, ...rest } = message
  return zMessageView.parse({ ...rest, personName: person, isByRule: typeof more.ruleOn === 'number' })
}

/** Fails with `party/not-found`. */
export function readLog(book: Book, { partyId, beforeNo, limit }: Parsed<'message.log'>): MessageView[] {
  const party = partyId === null ? null : (book.store.parties.byId(partyId) ?? refuse('party/not-found'))
  return book.store.messages.log(party?.partyNo ?? null, beforeNo, limit).map(messageView)
}

export function readNewest(book: Book, { partyIds }: Parsed<'message.newest'>): MessageView[] {
  return partyIds.flatMap((id) => {
    const party = book.store.parties.byId(id)
    const newest = party === null ? null : book.store.messages.newestOf(party.partyNo)
    return newest === null ? [] : [messageView(newest)]
  })
}

/** The rules that the owner laid down; off when there are none. */
export function readRules(book: Book): ReminderRules {
  const read = zReminderRules.safeParse(book.store.definitions.read(RULES_KIND, RULES_KEY))
  return read.success ? read.data : RULES_OFF
}

export function readSetup(book: Book, hasKey: boolean): Output<'message.setup'> {
  const toDo = book.store.messages.toDo(MOST_TO_DO)
  const asked = toDo.filter((message) => message.state === 'sending' && message.outcome === ASKED).length
  return {
    rules: readRules(book),
    hasKey,
    waiting: toDo.filter((message) => message.state === 'queued').length,
    asked,
    mayGoInMs: waitUntilAllowed(book.clock.now(), book.settings().messageHours)
  }
}

/** Lays the rules down, unless they are so already. */
export function putRules(book: Book, rules: ReminderRules): void {
  if (JSON.stringify(readRules(book)) === JSON.stringify(rules)) return
  const stamp = stampOf(book)
  book.store.transact(() =>
    book.store.facts.record('definition.put', stamp, { kind: RULES_KIND, key: RULES_KEY, body: { ...rules } })
  )
  book.committed({})
}

export const readTexts = (book: Book, { language }: Parsed<'message.texts'>): Output<'message.texts'> =>
  PURPOSES.map((purpose) => ({
    purpose,
    standard: STANDARD_TEXTS[language][purpose],
    own: ownText(book, purpose, language)
  }))

/** Keeps the owner's own text, or goes back to the standard one. Fails with `message/gap-unknown`. */
export function putText(book: Book, request: Parsed<'message.putText'>): Output<'message.texts'> {
  const { purpose, language } = request
  const own = request.own === null ? null : zOwnText.safeParse(request.own)
  if (own !== null && !own.success) refuse('message/gap-unknown', undefined, 'text')
  const body = own === null ? null : { ...own.data }
  if (JSON.stringify(ownText(book, purpose, language)) !== JSON.stringify(body)) {
    const stamp = stampOf(book)
    book.store.transact(() =>
      book.store.facts.record('definition.put', stamp, { kind: TEXT_KIND, key: textKey(purpose, language), body })
    )
    book.committed({})
  }
  return readTexts(book, { language })
}
