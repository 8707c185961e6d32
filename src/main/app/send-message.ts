import type { Outside } from '#main/ports/outside.ts'
import type { PublicLinks } from '#main/ports/public-links.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { whyNot } from '#shared/reminders/may-contact.ts'
import { chatUrl } from '#shared/reminders/phone-number.ts'
import type { MessageState } from '#shared/reminders/purpose.ts'
import { type Book, stampOf } from './book.ts'
import { type PreparedMessage, prepareMessage } from './message-draft.ts'
import { enqueueSlip } from './message-slip.ts'
import { messageView } from './read-messages.ts'

/** What sending needs beside the book. */
export interface SendingWorld {
  readonly outside: Outside
  hasKey(): boolean
  /** Pages on the web that were made already, where the shop has an account. */
  readonly links?: Pick<PublicLinks, 'known'>
  /** A message was queued. */
  wake(): void
  /** Lets others have their turn. */
  pause(): Promise<void>
}

type Sent = Parsed<'message.send'>
/** What the op says beside the text, for the gateway and for the rules. */
export type MessageMore = { readonly [key: string]: Json }

/**
 * Records a message and brings it on its way: to the browser, the clipboard, the printer, or into the queue of SMS. The record comes
 * first, so that what went is never unknown to the book. An id that is used again answers what was recorded.
 *
 * Fails with `party/not-found`, `message/empty`, with why the channel is shut, `message/text-is-fixed`, `message/too-long`.
 */
export async function sendMessage(book: Book, world: SendingWorld, request: Sent): Promise<Output<'message.send'>> {
  const known = book.store.messages.byId(request.id)
  if (known !== null) {
    if (known.partyId !== request.partyId || known.channel !== request.channel) refuse('entry/id-reused')
    return { outcome: 'exists', message: messageView(known) }
  }
  if (request.text.trim() === '') refuse('message/empty')
  const prepared = prepareMessage(book, request, world.hasKey(), world.links)
  const url = checkChannel(prepared, request)
  if (!recordMessage(book, prepared, request)) return sendMessage(book, world, request)
  if (request.channel === 'copy') world.outside.copyText(request.text)
  if (request.channel === 'sms') world.wake()
  const isOpened = url === null || (await world.outside.openChat(url))
  if (!isOpened) recordStep(book, request.id, 'failed', 'message/chat-not-opened')
  return { outcome: 'recorded', message: viewOf(book, request.id) }
}

export const viewOf = (book: Book, id: string): MessageView =>
  messageView(book.store.messages.byId(id) ?? refuse('message/not-found'))

/** Refuses what may not go by this channel; answers the chat's address for one that opens a chat. */
function checkChannel({ draft, own }: PreparedMessage, request: Sent): string | null {
  if (request.channel === 'sms') {
    if (draft.shut.sms !== null) refuse(draft.shut.sms)
    if (draft.isRegistered && request.text !== draft.smsText) refuse('message/text-is-fixed')
    return null
  }
  const reason = whyNot(request.channel, draft, own.isPromotional)
  if (reason !== null) refuse(reason)
  if (request.channel !== 'whatsapp') return null
  return chatUrl(draft.digits ?? '', request.text) ?? refuse('message/too-long')
}

/** Writes the fact down, with its slip or its first step. False when the id was used meanwhile. */
function recordMessage(book: Book, prepared: PreparedMessage, request: Sent, more: MessageMore = {}): boolean {
  const { store } = book
  const { draft, own, debt, values } = prepared
  const stamp = stampOf(book)
  const isQueued = request.channel === 'sms'
  const { dltTemplateId, gatewayTemplateId, isPromotional } = own
  const isDone = store.transact(() => {
    if (store.messages.byId(request.id) !== null) return false
    const { id, partyId, channel, text, purpose, language } = request
    store.facts.record('message.make', stamp, {
      ...{ id, partyId, channel, purpose, language, text, at: stamp.atMs },
      to: isQueued || channel === 'whatsapp' ? (draft.digits ?? '') : '',
      amountMinor: debt.amountMinor,
      more: isQueued ? { ...more, dltTemplateId, gatewayTemplateId, isPromotional, values: { ...values } } : { ...more }
    })
    if (channel === 'slip') enqueueSlip(book, prepared, { id, text, atMs: stamp.atMs })
    if (!isQueued) store.facts.record('message.step', stamp, { id, state: 'sent', outcome: '', at: stamp.atMs })
    return true
  })
  if (isDone) book.committed({ printing: request.channel === 'slip' })
  return isDone
}

/** One more step of a message, in a transaction of its own. */
export function recordStep(book: Book, id: string, state: MessageState, outcome: string): void {
  const stamp = stampOf(book)
  book.store.transact(() => book.store.facts.record('message.step', stamp, { id, state, outcome, at: stamp.atMs }))
  book.committed({})
}

/** So many are made before others have their turn. */
const MADE_AT_ONCE = 20

/** The same to many. Who cannot be reached is named and left; the others get theirs. */
export async function sendToMany(
  book: Book,
  world: SendingWorld,
  { items, channel, purpose }: Parsed<'message.sendMany'>
): Promise<Output<'message.sendMany'>> {
  const left: Output<'message.sendMany'>['left'] = []
  let made = 0
  for (const [at, { id, partyId }] of items.entries()) {
    if (at > 0 && at % MADE_AT_ONCE === 0) await world.pause()
    try {
      const { draft } = prepareMessage(book, { partyId, purpose, language: null }, world.hasKey(), world.links)
      const text = channel === 'sms' ? draft.smsText : draft.text
      await sendMessage(book, world, { id, partyId, channel, text, purpose: draft.purpose, language: draft.language })
      made += 1
    } catch (error) {
      if (!(error instanceof FailureError)) throw error
      left.push({ partyId, partyName: book.store.parties.byId(partyId)?.name ?? '', failure: { ...error.failure } })
    }
  }
  return { made, left }
}

/** What `sendToMany` would send, and why somebody gets nothing. Nothing is written. */
export async function previewMany(
  book: Book,
  world: Pick<SendingWorld, 'hasKey' | 'pause' | 'links'>,
  { partyIds, channel, purpose }: Parsed<'message.previewMany'>
): Promise<Output<'message.previewMany'>> {
  const lines: Output<'message.previewMany'>['lines'] = []
  for (const [at, partyId] of partyIds.entries()) {
    if (at > 0 && at % MADE_AT_ONCE === 0) await world.pause()
    const { draft } = prepareMessage(book, { partyId, purpose, language: null }, world.hasKey(), world.links)
    const text = channel === 'sms' ? draft.smsText : draft.text
    const shut = channel === 'sms' ? draft.shut.sms : null
    lines.push({ partyId, partyName: draft.partyName, text, language: draft.language, shut })
  }
  return { lines }
}

/** Queues what a rule asks for; false when it cannot go. The caller has checked that it is time. */
export function queueByRule(book: Book, prepared: PreparedMessage, id: string, rule: MessageMore): boolean {
  const { draft } = prepared
  if (draft.shut.sms !== null) return false
  const { partyId, purpose, language, smsText: text } = draft
  return recordMessage(book, prepared, { id, partyId, channel: 'sms', purpose, language, text }, rule)
}
