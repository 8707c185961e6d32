import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { BillState } from './use-bill.ts'
import { useWarningText } from './use-bill-words.ts'

/** What happened last, or else what the bill warns of as it stands: first of the line in hand, then of the whole. */
export function BillWord({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const warningText = useWarningText()
  const { notice, cautions, figures, lineIndex } = bill
  const place = (figures.read.places[lineIndex] ?? -1) + 1
  const caution = cautions.find(({ line }) => line === place && place > 0) ?? cautions.find(({ line }) => line === null)
  const text =
    notice !== null
      ? t(notice.key, readable(notice.params ?? {}))
      : caution === undefined
        ? ''
        : t('bill:notice.caution', { text: warningText(caution) })
  const tone = notice?.tone ?? (caution === undefined ? '' : 'warn')
  return (
    <div className={`bill-notice ${tone === '' ? '' : `is-${tone}`}`} role="status">
      {text}
    </div>
  )
}
