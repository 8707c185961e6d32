import { useText } from '#renderer/i18n/use-text.ts'
import { type EntryDraft, payModeOf } from './entry-draft.ts'

/** What the line is set to, large enough to be seen from a step away: the kind, and how it is paid. */
export function KindBadge({ draft }: { readonly draft: EntryDraft }) {
  const t = useText()
  return (
    <div className={`kind kind-${draft.kind}`} role="status" aria-label={t('counter:kind.label')}>
      <strong className="kind-name">{t(`counter:kind.${draft.kind}`)}</strong>
      <span className="kind-pay">{draft.kind === 'contra' ? '' : t(`counter:pay.${payModeOf(draft)}`)}</span>
    </div>
  )
}
