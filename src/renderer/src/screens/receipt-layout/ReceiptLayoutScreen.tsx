import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { FormWalk, focusField } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { ReceiptLayout } from '#shared/receipt/receipt-layout.ts'
import { SAMPLE_KINDS, type SampleKind } from '#shared/receipt/sample-receipt.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { keepDraft, keptDraft } from './kept-draft.ts'
import { LayoutForm } from './LayoutForm.tsx'
import { LayoutPreview } from './LayoutPreview.tsx'
import { draftOf, isSame, type LayoutDraft, standardDraft } from './layout-draft.ts'
import { PAPERS_SHOWN, type PaperShown } from './use-preview.ts'
import './receipt-layout.css'

/** What the shop's receipts show: the form at the left, the paper itself at the right. Ctrl+A stores it. */
export function ReceiptLayoutScreen() {
  const { settings, ledger } = useShop()
  return settings === null || ledger === null ? null : <OpenLayout settings={settings} shopId={ledger.shopId} />
}

const after = <Value,>(values: readonly Value[], now: Value): Value =>
  values[(values.indexOf(now) + 1) % values.length] ?? now

function OpenLayout({ settings, shopId }: { readonly settings: Settings; readonly shopId: string }) {
  const t = useText()
  const { draft, setDraft, isChanged, stored, word, setWord, save } = useDraft(settings, shopId)
  const [paper, setPaper] = useState<PaperShown>('80')
  const [kind, setKind] = useState<SampleKind>('bill')
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => focusField(form.current?.querySelector<HTMLElement>('[data-first-focus="true"]')), [])
  const change = (changed: Partial<ReceiptLayout>) =>
    setDraft((now) => ({ ...now, layout: { ...now.layout, ...changed } }))
  const chooseLogo = useChooseLogo(setDraft, setWord)
  useCommand('receipt-layout.accept', () => void save(), isChanged)
  useCommand('receipt-layout.paper', () => setPaper(after(PAPERS_SHOWN, paper)))
  useCommand('receipt-layout.sample', () => setKind(after(SAMPLE_KINDS, kind)))
  useCommand('receipt-layout.logo', () => void chooseLogo())
  useCommand('receipt-layout.removeLogo', () => setDraft((now) => ({ ...now, logo: null })), draft.logo !== null)
  useCommand('receipt-layout.saved', () => setDraft(stored), isChanged)
  useCommand('receipt-layout.standard', () => setDraft(standardDraft), !isSame(draft, standardDraft(draft)))
  const about = isChanged ? t('receipt-layout:changed') : t('receipt-layout:about')
  return (
    <Page title={t('receipt-layout:title')} about={about} word={word} className="receipt-layout">
      <div className="layout-body">
        <div className="layout-form" ref={form}>
          <FormWalk onDone={() => void save()} label={t('receipt-layout:title')}>
            <LayoutForm draft={draft} change={change} />
          </FormWalk>
        </div>
        <LayoutPreview draft={draft} paper={paper} kind={kind} />
      </div>
    </Page>
  )
}

/** What is edited, kept while the screen is away, and stored when it is accepted. */
function useDraft(settings: Settings, shopId: string) {
  const t = useText()
  const failureText = useFailureText()
  const { changeSettings } = useShop()
  const [draft, setDraft] = useState<LayoutDraft>(() => keptDraft(shopId) ?? draftOf(settings))
  const [word, setWord] = useState<Word | null>(null)
  const stored = draftOf(settings)
  const isChanged = !isSame(draft, stored)
  const left = isChanged ? draft : null
  useEffect(() => keepDraft(shopId, left), [shopId, left])
  const save = async () => {
    const changed = await changeSettings({ receiptLayout: draft.layout, receiptLogo: draft.logo })
    setWord(
      changed.ok
        ? { tone: 'good', text: t('receipt-layout:saved') }
        : { tone: 'bad', text: failureText(changed.failure) }
    )
  }
  return { draft, setDraft, isChanged, stored, word, setWord, save }
}

/** Asks for a picture by the system's own dialog. A dialog that was left is no event. */
function useChooseLogo(setDraft: (change: (now: LayoutDraft) => LayoutDraft) => void, setWord: (word: Word) => void) {
  const t = useText()
  const failureText = useFailureText()
  return useCallback(async () => {
    const answer = await call('receipt.chooseLogo', {})
    if (!answer.ok) return setWord({ tone: 'bad', text: failureText(answer.failure) })
    const logo = answer.value
    if (logo === null) return
    setDraft((now) => ({
      layout: {
        ...now.layout,
        sections: now.layout.sections.map((one) => (one.id === 'logo' ? { ...one, isShown: true } : one))
      },
      logo
    }))
    setWord({ tone: 'good', text: t('receipt-layout:logoTaken') })
  }, [setDraft, setWord, t, failureText])
}
