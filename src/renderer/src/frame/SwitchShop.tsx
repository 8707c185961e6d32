// biome-ignore-all lint/a11y/useSemanticElements: a native select opens a popup that hides the other options.
// biome-ignore-all lint/a11y/useFocusableInteractive: the whole is one stop of the keyboard and names its active descendant.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are heard by the part that holds the focus.
import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import { type Failure, ok, type Result } from '#shared/kernel/result.ts'

type Row = {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly open: () => Promise<Result<unknown>>
}

/** The shops of this PC, one row each; below them the ways to another one. */
export function SwitchShop({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const { reload, settings, startShop } = useShop()
  const shops = useLive('shop.list', {}, [])
  const [index, setIndex] = useState(0)
  const [failure, setFailure] = useState<Failure | null>(null)
  const startNew = async (): Promise<Result<unknown>> => {
    startShop(true)
    return ok(null)
  }
  const rows: readonly Row[] = [
    ...(shops.value ?? []).map((shop) => ({
      key: shop.key,
      name: shop.name || t('common:shopWithoutName'),
      detail: shop.failure === null ? shop.file : failureText(shop.failure as Failure),
      open: () => call('shop.open', { key: shop.key })
    })),
    { key: 'file', name: t('common:openFile'), detail: '', open: () => call('shop.openFile', {}) },
    { key: 'new', name: t('common:newShop'), detail: '', open: startNew },
    {
      key: 'sample',
      name: t('common:trySample'),
      detail: '',
      open: () => call('shop.trySample', { language: settings?.language ?? 'en' })
    }
  ]
  const choose = async (row: Row) => {
    const answer = await row.open()
    if (!answer.ok) return setFailure(answer.failure)
    if (answer.value === null) return
    await reload()
    onClose()
  }
  return (
    <Dialog title={t('common:switchShop')} onClose={onClose}>
      <div
        role="listbox"
        tabIndex={0}
        className="list-box"
        data-first-focus="true"
        aria-label={t('common:switchShop')}
        aria-activedescendant={`shop-${index}`}
        onKeyDown={(press) => {
          if (press.key === 'ArrowDown') setIndex((now) => Math.min(now + 1, rows.length - 1))
          else if (press.key === 'ArrowUp') setIndex((now) => Math.max(now - 1, 0))
          else if (press.key === 'Enter' && rows[index] !== undefined && !press.repeat) void choose(rows[index])
          else return
          press.preventDefault()
        }}
      >
        {rows.map((row, at) => (
          <div
            key={row.key}
            id={`shop-${at}`}
            role="option"
            aria-selected={at === index}
            className={`list-item shop-item ${at === index ? 'is-selected' : ''}`}
            onClick={() => void choose(row)}
          >
            <strong>{row.name}</strong>
            <span className="shop-file">{row.detail}</span>
          </div>
        ))}
      </div>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
    </Dialog>
  )
}
