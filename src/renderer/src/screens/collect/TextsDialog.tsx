import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { RECEIPT_LANGUAGE_FACTS, RECEIPT_LANGUAGES, type ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { OwnText } from '#shared/reminders/message-text.ts'
import { PURPOSES, type Purpose } from '#shared/reminders/purpose.ts'
import { TextBox } from './TextBox.tsx'
import { next } from './use-collection.ts'
import { useSizeWords } from './use-size-words.ts'

/** The owner's own text for a purpose and a language, and the ids under which it is registered. */
export function TextsDialog(props: { readonly onClose: () => void; readonly onSaved: (text: string) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const sizeWords = useSizeWords()
  const { settings } = useShop()
  const [purpose, setPurpose] = useState<Purpose>('after-due')
  const [language, setLanguage] = useState<ReceiptLanguage>(settings?.receiptLanguage || (settings?.language ?? 'en'))
  const [edited, setEdited] = useState<Partial<OwnText>>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const known = useLive('message.texts', { language }, []).value?.find((one) => one.purpose === purpose)
  const standard: OwnText = {
    text: known?.standard ?? '',
    dltTemplateId: '',
    gatewayTemplateId: '',
    isPromotional: false
  }
  const own = { ...(known?.own ?? standard), ...edited }
  const { ownName, direction } = RECEIPT_LANGUAGE_FACTS[language]
  const change = (some: Partial<OwnText>) => setEdited((now) => ({ ...now, ...some }))
  const put = async (text: OwnText | null) => {
    if (known === undefined || isAsking.current) return
    isAsking.current = true
    const answer = await call('message.putText', { purpose, language, own: text })
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    props.onSaved(text === null ? t('collect:texts.back') : t('collect:texts.saved'))
  }
  const choose = (go: () => void) => () => {
    go()
    setEdited({})
  }
  useCommand('collect.standard', () => void put(null), known?.own !== null)
  useCommand(
    'collect.purpose',
    choose(() => setPurpose(next(PURPOSES, purpose)))
  )
  useCommand(
    'collect.language',
    choose(() => setLanguage(next(RECEIPT_LANGUAGES, language)))
  )
  const yesNo = (['no', 'yes'] as const).map((value) => ({ value, label: t(`collect:setup.${value}`) }))
  return (
    <Dialog
      title={t('collect:texts.title')}
      onClose={props.onClose}
      onAccept={() => void put(own)}
      className="collect-dialog"
    >
      <div className="collect-chips">
        <FilterChip
          label={t('collect:write.purpose')}
          value={t(`collect:purpose.${purpose}`)}
          keyCap={<CommandKey command="collect.purpose" />}
        />
        <FilterChip
          label={t('collect:write.language')}
          value={ownName}
          keyCap={<CommandKey command="collect.language" />}
        />
      </div>
      <FormWalk onDone={() => void put(own)}>
        <TextBox
          label={t('collect:texts.gaps')}
          value={own.text}
          onChange={(text) => change({ text })}
          below={sizeWords(own.text)}
          direction={direction}
          language={language}
        />
        <div className="collect-pair">
          <Field
            label={t('collect:texts.dltTemplateId')}
            value={own.dltTemplateId}
            onChange={(text) => change({ dltTemplateId: text.replace(/\D/gu, '').slice(0, 30) })}
            hint={t('collect:texts.dltHint')}
          />
          <Field
            label={t('collect:texts.gatewayTemplateId')}
            value={own.gatewayTemplateId}
            onChange={(text) => change({ gatewayTemplateId: text.replace(/[^A-Za-z0-9_-]/gu, '').slice(0, 64) })}
            hint={t('collect:texts.gatewayHint')}
          />
        </div>
        <Choice
          label={t('collect:texts.isPromotional')}
          options={yesNo}
          value={own.isPromotional ? 'yes' : 'no'}
          onChange={(value) => change({ isPromotional: value === 'yes' })}
        />
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        {known?.own ? <CommandButton command="collect.standard" /> : null}
        <CommandButton command="dialog.accept" tone="main" />
      </div>
    </Dialog>
  )
}
