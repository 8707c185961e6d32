import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { pngAddress } from '#renderer/components/PaperPreview.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { Input } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { SampleKind } from '#shared/receipt/sample-receipt.ts'
import type { LayoutDraft } from './layout-draft.ts'

export const PAPERS_SHOWN = ['58', '80', 'a4'] as const
export type PaperShown = (typeof PAPERS_SHOWN)[number]

export interface Preview {
  readonly address: string
  readonly paper: PaperShown
  readonly width: number
  readonly height: number
  readonly isQrLeftOut: boolean
}

/** So long a hand rests before its change is drawn. */
const REST_MS = 150
const WIDTH_DOTS = { '58': 384, '80': 576 } as const

/** The sample as the draft makes it. The last picture stays until the next is there. */
export function usePreview(draft: LayoutDraft, paper: PaperShown, kind: SampleKind) {
  const t = useText()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const asked = useRef(0)
  useEffect(() => {
    asked.current += 1
    const mine = asked.current
    const words = {
      party: t('receipt-layout:sample.party'),
      place: t('receipt-layout:sample.place'),
      items: [t('receipt-layout:sample.first'), t('receipt-layout:sample.second'), t('receipt-layout:sample.third')]
    }
    const draw = async () => {
      const answer = await drawn({ ...draft, kind, words }, paper)
      if (mine !== asked.current) return
      setFailure(answer.ok ? null : answer.failure)
      if (answer.ok) setPreview(answer.value)
    }
    const timer = setTimeout(() => void draw(), REST_MS)
    return () => clearTimeout(timer)
  }, [draft, paper, kind, t])
  return { preview, failure }
}

type Sample = Omit<Input<'receipt.preview'>, 'widthDots'>
type Drawn = { readonly ok: true; readonly value: Preview } | { readonly ok: false; readonly failure: Failure }

async function drawn(sample: Sample, paper: PaperShown): Promise<Drawn> {
  if (paper === 'a4') {
    const answer = await call('receipt.pagePreview', { ...sample, sheet: 'a4' })
    if (!answer.ok) return answer
    const { png, width, height } = answer.value
    return { ok: true, value: { address: pngAddress(png), paper, width, height, isQrLeftOut: false } }
  }
  const answer = await call('receipt.preview', { ...sample, widthDots: WIDTH_DOTS[paper] })
  if (!answer.ok) return answer
  const { png, widthDots, heightDots, isQrLeftOut } = answer.value
  return { ok: true, value: { address: pngAddress(png), paper, width: widthDots, height: heightDots, isQrLeftOut } }
}
