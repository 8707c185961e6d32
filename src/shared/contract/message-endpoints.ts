import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zErrorCode } from '#shared/kernel/error-code-schema.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { LONGEST_TEXT, zOwnText } from '#shared/reminders/message-text.ts'
import { ANSWERS } from '#shared/reminders/outcome.ts'
import { CHANNELS_TO_PARTY, MESSAGE_STATES, PURPOSES } from '#shared/reminders/purpose.ts'
import { zReminderRules } from '#shared/reminders/reminder-rules.ts'
import { SMS_PROVIDERS } from '#shared/reminders/sms-gateway.ts'
import { command, query } from './endpoint.ts'
import { zFailure } from './views.ts'

const outcome = z.enum(['recorded', 'exists'])
const nothing = z.strictObject({})
const zLanguage = z.enum(RECEIPT_LANGUAGES)

export const zMessageView = z.strictObject({
  id: zId,
  messageNo: z.int(),
  partyId: zId,
  partyName: z.string(),
  channel: z.enum(CHANNELS_TO_PARTY),
  purpose: z.enum(PURPOSES),
  language: zLanguage,
  /** The number it went to; empty for paper and clipboard. */
  to: z.string(),
  text: z.string(),
  amountMinor: zMinor,
  at: z.int(),
  personName: z.string(),
  state: z.enum(MESSAGE_STATES),
  stateAt: z.int(),
  /** The word of `readOutcome`: an answer, the gateway's number, a failure's code, or that nobody knows. */
  outcome: z.string(),
  /** Made by a rule, not by a hand. */
  isByRule: z.boolean()
})
export type MessageView = z.infer<typeof zMessageView>

/** A message before it goes: text, number, and why a channel is shut. */
export const zMessageDraft = z.strictObject({
  partyId: zId,
  partyName: z.string(),
  phone: z.string(),
  /** Digits with the country's code, or null. */
  digits: z.string().nullable(),
  consent: z.string(),
  purpose: z.enum(PURPOSES),
  language: zLanguage,
  text: z.string(),
  /** What goes by SMS: the registered text with its values, else the text. */
  smsText: z.string(),
  /** A registered text goes by SMS word for word. */
  isRegistered: z.boolean(),
  amountMinor: zMinor,
  dueOn: zBookDate.nullable(),
  /** Why it cannot go there, or null. */
  shut: z.strictObject({ whatsapp: zErrorCode.nullable(), sms: zErrorCode.nullable() })
})
export type MessageDraft = z.infer<typeof zMessageDraft>

const zTextChoice = z.strictObject({ purpose: z.enum(PURPOSES), standard: z.string(), own: zOwnText.nullable() })

const zMessageSetup = z.strictObject({
  rules: zReminderRules,
  /** Whether a key is kept for the gateway; the key itself is never told. */
  hasKey: z.boolean(),
  waiting: z.int(),
  /** Messages of which nobody knows whether they went. */
  asked: z.int(),
  /** Milliseconds until messages may go; 0 now, null never. */
  mayGoInMs: z.int().nullable()
})

export const messageEndpoints = {
  /** Newest first; of one party or of all. */
  'message.log': query(
    z.strictObject({ partyId: zId.nullable(), beforeNo: z.int().nullable(), limit: z.int().min(1).max(500) }),
    z.array(zMessageView)
  ),
  /** The newest message to each of these parties that got one. */
  'message.newest': query(z.strictObject({ partyIds: z.array(zId).max(1_000) }), z.array(zMessageView)),
  /** Null: the purpose that fits the due day, the language of the party. */
  'message.draft': query(
    z.strictObject({ partyId: zId, purpose: z.enum(PURPOSES).nullable(), language: zLanguage.nullable() }),
    zMessageDraft
  ),
  'message.send': command(
    z.strictObject({
      id: zId,
      partyId: zId,
      channel: z.enum(CHANNELS_TO_PARTY),
      purpose: z.enum(PURPOSES),
      language: zLanguage,
      text: zLine(LONGEST_TEXT)
    }),
    z.strictObject({ outcome, message: zMessageView })
  ),
  /** The same to many, each in its own language. Chats are not opened in bulk. */
  'message.sendMany': command(
    z.strictObject({
      items: z
        .array(z.strictObject({ id: zId, partyId: zId }))
        .min(1)
        .max(1_000),
      channel: z.enum(['sms', 'slip']),
      purpose: z.enum(PURPOSES).nullable()
    }),
    z.strictObject({
      made: z.int(),
      left: z.array(z.strictObject({ partyId: zId, partyName: z.string(), failure: zFailure }))
    })
  ),
  /** What `message.sendMany` would send to each, or why it would not. Nothing is stored. */
  'message.previewMany': query(
    z.strictObject({
      partyIds: z.array(zId).min(1).max(1_000),
      channel: z.enum(['sms', 'slip']),
      purpose: z.enum(PURPOSES).nullable()
    }),
    z.strictObject({
      lines: z.array(
        z.strictObject({
          partyId: zId,
          partyName: z.string(),
          text: z.string(),
          language: zLanguage,
          shut: zErrorCode.nullable()
        })
      )
    })
  ),
  /** All that was written to a party, as CSV where the person chooses; null: the dialog was left. */
  'message.export': command(z.strictObject({ partyId: zId }), z.strictObject({ file: z.string() }).nullable()),
  /** Text and number of all that was written to a party go; that it was sent, and what came of it, stays. */
  'message.forget': command(z.strictObject({ partyId: zId }), z.strictObject({ outcome, count: z.int() })),
  /** What the party said. Saying it twice records it once. */
  'message.answer': command(
    z.strictObject({ messageId: zId, answer: z.enum(ANSWERS), promisedOn: zBookDate.nullable() }),
    z.strictObject({ outcome, message: zMessageView })
  ),
  /** About a message that waits, failed, or of which nobody knows whether it went. */
  'message.decide': command(
    z.strictObject({ messageId: zId, decision: z.enum(['went', 'again', 'drop']) }),
    zMessageView
  ),
  'message.setup': query(nothing, zMessageSetup),
  /** Each provider has a key of its own. Empty takes it away. */
  'message.setKey': command(
    z.strictObject({ provider: z.enum(SMS_PROVIDERS).exclude(['']), key: z.string().max(300) }),
    zMessageSetup
  ),
  'message.putRules': command(zReminderRules, zMessageSetup),
  'message.texts': query(z.strictObject({ language: zLanguage }), z.array(zTextChoice)),
  /** Null goes back to the standard text. Fails with `message/gap-unknown`. */
  'message.putText': command(
    z.strictObject({
      purpose: z.enum(PURPOSES),
      language: zLanguage,
      own: z.strictObject({ ...zOwnText.shape, text: zLine(LONGEST_TEXT) }).nullable()
    }),
    z.array(zTextChoice)
  )
}
