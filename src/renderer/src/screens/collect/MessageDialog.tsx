import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { MessageDraft, MessageView } from '#shared/contract/message-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { RECEIPT_LANGUAGE_FACTS, RECEIPT_LANGUAGES, type ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import { type MessageChannel, PURPOSES, type Purpose } from '#shared/reminders/purpose.ts'
import { OnceIds } from './once-ids.ts'
import { TextBox } from './TextBox.tsx'
import { useSizeWords } from './use-size-words.ts'

const after = <Item,>(list: readonly Item[], now: Item): Item | undefined => list[(list.indexOf(now) + 1) % list.length]

interface Choice {
  readonly purpose: Purpose | null
  readonly language: ReceiptLanguage | null
}

/** The message to one party before it goes: its text can be changed, one key for each way that it can go. */
export function MessageDialog(props: {
  readonly partyId: string
  /** Others that were marked and come after this one. */
  readonly moreCount: number
  readonly onClose: () => void
  readonly onSent: (message: MessageView) => void
}) {
  const t = useText()
  const [choice, setChoice] = useState<Choice>({ purpose: null, language: null })
  const [edited, setEdited] = useState<string | null>(null)
  const draft = useLive('message.draft', { partyId: props.partyId, ...choice }, [])
  const value = draft.value
  const text = edited ?? value?.text ?? ''
  const { send, failure } = useSending(value, text, props.onSent)
  const failureText = useFailureText()
  const failureWords = (what: Failure | null) => (what === null ? '' : failureText(what))
  const choose = (change: Partial<Choice>) => {
    setChoice((now) => ({ ...now, ...change }))
    setEdited(null)
  }
  useCommand('collect.purpose', () => value && choose({ purpose: after(PURPOSES, value.purpose) ?? null }))
  useCommand('collect.language', () => value && choose({ language: after(RECEIPT_LANGUAGES, value.language) ?? null }))
  // The box with the text is there when the dialog opens: the focus goes into it.
  if (value === null && draft.failure === null) return null
  const title = t('collect:write.title', { name: value?.partyName ?? '' })
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={() => void send('whatsapp')} className="collect-dialog">
      {value === null ? null : <WrittenTo draft={value} text={text} onText={setEdited} />}
      <Notice tone="bad">{failureWords(failure ?? draft.failure)}</Notice>
      <Ways draft={value} text={text} send={send} moreCount={props.moreCount} />
    </Dialog>
  )
}

function WrittenTo(props: {
  readonly draft: MessageDraft
  readonly text: string
  readonly onText: (text: string) => void
}) {
  const { draft, text } = props
  const t = useText()
  const sizeWords = useSizeWords()
  const { ownName, direction } = RECEIPT_LANGUAGE_FACTS[draft.language]
  const isOther = draft.isRegistered && text !== draft.smsText
  const registered = isOther ? t('collect:write.isOther') : draft.isRegistered ? t('collect:write.isRegistered') : ''
  return (
    <>
      <div className="collect-chips">
        <FilterChip
          label={t('collect:write.purpose')}
          value={t(`collect:purpose.${draft.purpose}`)}
          keyCap={<CommandKey command="collect.purpose" />}
        />
        <FilterChip
          label={t('collect:write.language')}
          value={ownName}
          keyCap={<CommandKey command="collect.language" />}
        />
        <FilterChip label={t('collect:write.to')} value={draft.phone || t('collect:write.noPhone')} keyCap={null} />
      </div>
      <TextBox
        label={t('collect:write.text')}
        value={text}
        onChange={props.onText}
        below={[sizeWords(text), registered].filter(Boolean).join(' · ')}
        direction={direction}
        language={draft.language}
      />
    </>
  )
}

/** The keys by which it goes, and why one of them is shut. */
function Ways(props: {
  readonly draft: MessageDraft | null
  readonly text: string
  readonly moreCount: number
  readonly send: (channel: MessageChannel) => Promise<void>
}) {
  const { draft, text, send } = props
  const t = useText()
  const failureText = useFailureText()
  const shut = draft?.shut
  const canSms = shut?.sms === null && (!draft?.isRegistered || text === draft.smsText)
  useCommand('collect.whatsapp', () => void send('whatsapp'), shut?.whatsapp === null)
  useCommand('collect.sms', () => void send('sms'), canSms)
  useCommand('collect.slip', () => void send('slip'), draft !== null)
  useCommand('collect.copy', () => void send('copy'), draft !== null)
  const reasons = [...new Set([shut?.whatsapp ?? null, shut?.sms ?? null])].filter((code) => code !== null)
  return (
    <>
      {reasons.map((code) => (
        <p key={code} className="collect-shut">
          {failureText({ code })}
        </p>
      ))}
      {props.moreCount === 0 ? null : <p>{t('collect:write.more', { count: props.moreCount })}</p>}
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        <CommandButton command="collect.copy" />
        <CommandButton command="collect.slip" />
        <CommandButton command="collect.sms" isDisabled={!canSms} />
        <CommandButton command="collect.whatsapp" tone="main" isDisabled={shut?.whatsapp !== null} />
      </div>
    </>
  )
}

/** Sends once for each way and text, however often the key is pressed. */
function useSending(draft: MessageDraft | null, text: string, onSent: (message: MessageView) => void) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [ids] = useState(() => new OnceIds())
  const isAsking = useRef(false)
  const send = async (channel: MessageChannel) => {
    if (draft === null || isAsking.current) return
    isAsking.current = true
    const { partyId, purpose, language } = draft
    const what = JSON.stringify([channel, partyId, text])
    const answer = await call('message.send', { id: ids.of(what), partyId, channel, purpose, language, text })
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    const { message } = answer.value
    if (message.state !== 'failed') return onSent(message)
    ids.forget(what)
    setFailure({ code: 'message/chat-not-opened' })
  }
  return { send, failure }
}
