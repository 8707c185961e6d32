import { CommandButton } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { ScrollRegion } from '#renderer/components/ScrollRegion.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { SampleKind } from '#shared/receipt/sample-receipt.ts'
import type { LayoutDraft } from './layout-draft.ts'
import { type PaperShown, type Preview, usePreview } from './use-preview.ts'

/** As in every picture of a paper: 58 mm stands beside 80 mm in its true proportion. A sheet is made to fit. */
const DOTS_PER_REM = 24
const SHEET_REM = 34

/** The paper as it will come out, beside the form. */
export function LayoutPreview(props: {
  readonly draft: LayoutDraft
  readonly paper: PaperShown
  readonly kind: SampleKind
}) {
  const { draft, paper, kind } = props
  const t = useText()
  const failureText = useFailureText()
  const { preview, failure } = usePreview(draft, paper, kind)
  const label = t('receipt-layout:preview', {
    kind: t(`receipt-layout:kind.${kind}`),
    paper: t(`receipt-layout:paper.${paper}`)
  })
  const warning = preview?.isQrLeftOut === true ? t('errors:payment-qr/too-long') : ''
  return (
    <div className="layout-preview">
      <div className="layout-preview-head">
        <span className="layout-preview-label">{label}</span>
        <CommandButton command="receipt-layout.paper" tone="quiet" />
        <CommandButton command="receipt-layout.sample" tone="quiet" />
      </div>
      <ScrollRegion className="paper-roll" label={label}>
        {preview === null ? null : <PaperPicture preview={preview} name={label} />}
      </ScrollRegion>
      <Notice tone="bad">{failure === null ? warning : failureText(failure)}</Notice>
    </div>
  )
}

function PaperPicture({ preview, name }: { readonly preview: Preview; readonly name: string }) {
  const { address, width, height, paper } = preview
  return (
    <img
      className="paper"
      src={address}
      width={width}
      height={height}
      style={{ width: `${paper === 'a4' ? SHEET_REM : width / DOTS_PER_REM}rem` }}
      alt={name}
    />
  )
}
