import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { SuggestField, SuggestText } from '#renderer/components/SuggestField.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { CreditBrief } from '#shared/contract/credit-endpoints.ts'
import { CONSENTS } from '#shared/credit/terms.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import { RECEIPT_LANGUAGE_FACTS, RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { draftOfTerms, type TermsDraft, termsOfDraft } from './terms-draft.ts'
import { useCommandCall } from './use-command-call.ts'

const LANGUAGES = RECEIPT_LANGUAGES.map((value): { value: string; label: string; note: string } => {
  const { ownName, englishName } = RECEIPT_LANGUAGE_FACTS[value]
  return { value, label: englishName, note: ownName }
})
const PAYS_WITHIN = ['', 'msme-15', 'msme-45'] as const

/** How a party is given credit, where it belongs, how it is spoken to. What is left empty is the shop's own rule. */
export function TermsDialog(props: {
  readonly brief: CreditBrief
  readonly partyName: string
  readonly partyKind: PartyKind
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { brief } = props
  const t = useText()
  const failureText = useFailureText()
  const words = useLive('credit.words', {}).value
  const [draft, setDraft] = useState(() => draftOfTerms(brief.terms))
  const [problem, setProblem] = useState<Failure | null>(null)
  const { failure, send } = useCommandCall()
  const set = (change: Partial<TermsDraft>) => {
    setProblem(null)
    setDraft((now) => ({ ...now, ...change }))
  }
  const accept = () => {
    const terms = termsOfDraft(draft)
    if (!terms.ok) return setProblem(terms.failure)
    const { tags, ...fields } = terms.value
    void send(
      () => call('credit.terms', { partyId: brief.partyId, terms: { ...fields, tags: [...tags] } }),
      props.onDone
    )
  }
  const errorOf = (field: string) => (problem?.field === field ? failureText(problem) : null)
  const title = t('credit:terms.title', { name: props.partyName })
  const text = (name: 'days' | 'rate' | 'grace' | 'tags', most: number) => (
    <Field
      label={t(`credit:terms.${name}`)}
      value={draft[name]}
      onChange={(value) => set({ [name]: value })}
      error={errorOf(name)}
      hint={t(`credit:terms.${name}Hint`)}
      input={{ maxLength: most }}
    />
  )
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={accept} className="party-dialog">
      <div className="party-form">
        <FormWalk onDone={accept} label={title} className="party-walk">
          <AmountField
            label={t('credit:terms.limit')}
            value={draft.limit}
            onChange={(limit) => set({ limit })}
            error={errorOf('limit')}
            hint={t('credit:terms.limitHint')}
          />
          {text('days', 4)}
          <SuggestText
            label={t('credit:terms.group')}
            options={words?.groups ?? []}
            value={draft.group}
            onChange={(group) => set({ group: group.slice(0, 60) })}
          />
          <SuggestText
            label={t('credit:terms.route')}
            options={words?.routes ?? []}
            value={draft.route}
            onChange={(route) => set({ route: route.slice(0, 60) })}
          />
          {text('tags', 400)}
          {text('rate', 6)}
          {text('grace', 3)}
          <SuggestField
            label={t('credit:terms.language')}
            options={LANGUAGES}
            value={draft.language === '' ? null : draft.language}
            onChange={(language) => set({ language: language ?? '' })}
            mayBeEmpty
            hint={t('credit:terms.languageHint')}
          />
          <Choice
            label={t('credit:terms.consent')}
            options={CONSENTS.map((value) => ({
              value,
              label: t(`credit:terms.consents.${value === '' ? 'none' : value}`)
            }))}
            value={draft.consent}
            onChange={(consent) => set({ consent })}
          />
          {props.partyKind === 'supplier' ? (
            <Choice
              label={t('credit:terms.paysWithin')}
              options={PAYS_WITHIN.map((value) => ({
                value,
                label: t(`credit:terms.within.${value === '' ? 'none' : value}`)
              }))}
              value={draft.paysWithin}
              onChange={(paysWithin) => set({ paysWithin })}
            />
          ) : null}
        </FormWalk>
      </div>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
