import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { ScrollRegion } from '#renderer/components/ScrollRegion.tsx'
import { SuggestField } from '#renderer/components/SuggestField.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import { RECEIPT_LANGUAGE_FACTS, RECEIPT_LANGUAGES, type ReceiptLanguage } from '#shared/receipt/receipt-language.ts'

const LANGUAGES = RECEIPT_LANGUAGES.map((value) => ({
  value,
  label: RECEIPT_LANGUAGE_FACTS[value].ownName,
  alsoTyped: [RECEIPT_LANGUAGE_FACTS[value].englishName]
}))

/** The Z as a message for the owner in his language: copied, or opened in a chat. Nothing goes by itself. */
export function ShareDialog({ closing, onClose }: { readonly closing: ClosingView; readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const { settings } = useShop()
  const [language, setLanguage] = useState<ReceiptLanguage | null>(null)
  const [phone, setPhone] = useState<string | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const read = useLive('closing.text', { closingId: closing.id, language })
  const number = phone ?? settings?.ownerPhone ?? ''
  const share = async (way: 'copy' | 'chat') => {
    const asked = { closingId: closing.id, language: read.value?.language ?? language, way, phone: number.trim() }
    const answer = await call('closing.share', asked)
    if (!answer.ok) return setWord({ tone: 'bad', text: failureText(answer.failure) })
    // What was asked once is not asked again: the number and the language are the owner's from now on.
    if (way === 'chat' || language !== null)
      await call('settings.change', {
        ...(way === 'chat' ? { ownerPhone: number.trim() } : {}),
        ...(language === null ? {} : { ownerLanguage: language })
      })
    setWord({ tone: 'good', text: t(way === 'copy' ? 'closing:share.copied' : 'closing:share.opened') })
  }
  return (
    <Dialog
      title={t('closing:share.title', { zNo: closing.zNo })}
      onClose={onClose}
      onAccept={() => void share('copy')}
      className="share-z"
    >
      <ChatKey onChat={() => void share('chat')} />
      <FormWalk onDone={() => void share('chat')}>
        <Field
          label={t('closing:share.phone')}
          value={number}
          onChange={setPhone}
          hint={t('closing:share.phoneHint')}
          input={{ maxLength: 40, inputMode: 'tel' }}
        />
        <SuggestField
          label={t('closing:share.language')}
          options={LANGUAGES}
          value={read.value?.language ?? language}
          onChange={setLanguage}
        />
      </FormWalk>
      <ScrollRegion className="share-text" label={t('closing:share.text')}>
        <p dir="auto">{read.value?.text ?? ''}</p>
      </ScrollRegion>
      <Notice tone={word?.tone ?? 'plain'}>{word?.text}</Notice>
      <CommandButton command="dialog.chat" />
      <DialogButtons />
    </Dialog>
  )
}

/** Inside the dialog, so that the key belongs to the dialog's layer. */
function ChatKey({ onChat }: { readonly onChat: () => void }) {
  useCommand('dialog.chat', onChat)
  return null
}
