import type { StatusTone } from '#renderer/components/StatusDot.tsx'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import { readOutcome } from '#shared/reminders/outcome.ts'

/** What became of a message, in words: what the party said, or how far it came. */
export function messageTruth(t: Translate, message: MessageView): string {
  const outcome = readOutcome(message.outcome)
  if (outcome.kind === 'answer') {
    return outcome.promisedOn === null
      ? t(`collect:answer.${outcome.answer}`)
      : t('collect:promisedFor', { date: formatBookDate(outcome.promisedOn) })
  }
  if (outcome.kind === 'asked') return t('collect:asked')
  if (message.state === 'sent') return t(`collect:handed.${message.channel}`)
  return t(`collect:state.${message.state}`)
}

export function messageTone(message: MessageView): StatusTone {
  const outcome = readOutcome(message.outcome)
  if (outcome.kind === 'asked' || message.state === 'queued') return 'warn'
  if (outcome.kind === 'answer') return outcome.answer === 'refused' || outcome.answer === 'no-answer' ? 'bad' : 'good'
  return message.state === 'failed' ? 'bad' : message.state === 'dropped' ? 'off' : 'good'
}
