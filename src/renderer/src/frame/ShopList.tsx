// biome-ignore-all lint/a11y/useSemanticElements: a native select opens a popup that hides the other options.
// biome-ignore-all lint/a11y/useFocusableInteractive: the whole is one stop of the keyboard and names its active descendant.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are heard by the part that holds the focus.
import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'

/** One way to an open shop. */
export interface ShopRow {
  readonly key: string
  readonly name: string
  readonly detail: string
  readonly open: () => Promise<Result<unknown>>
}

/** The shops of this PC, one row each, and below them `more`. A shop that cannot be opened stays, with the reason. */
export function ShopList(props: { readonly more: readonly ShopRow[]; readonly onChoose: (row: ShopRow) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const shops = useLive('shop.list', {}, ['ledger.changed', 'ledger.trouble'])
  const [index, setIndex] = useState(0)
  const rows: readonly ShopRow[] = [
    ...(shops.value ?? []).map((shop) => ({
      key: shop.key,
      name: shop.name || (shop.failure === null ? t('common:shopWithoutName') : nameOfFile(shop.file)),
      detail: shop.failure === null ? shop.file : failureText(shop.failure as Failure),
      open: () => call('shop.open', { key: shop.key })
    })),
    ...props.more
  ]
  return (
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
        else if (press.key === 'Enter' && rows[index] !== undefined && !press.repeat) props.onChoose(rows[index])
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
          onClick={() => props.onChoose(row)}
        >
          <strong>{row.name}</strong>
          <span className="shop-file">{row.detail}</span>
        </div>
      ))}
    </div>
  )
}

/** A file that cannot be opened is known by its own name, as it was called after its shop. */
export function nameOfFile(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(/\.counterbook$/u, '')
}
