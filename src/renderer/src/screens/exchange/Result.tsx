import { useEffect, useRef } from 'react'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatAmount, groupWhole } from '#renderer/i18n/amounts.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { WayOutResult } from '#shared/exchange/ways-out.ts'

/** What was written: the files, what they hold and come to, and what whoever takes them should look at. */
export function Result({ result }: { readonly result: WayOutResult }) {
  const t = useText()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [])
  const { files, remarks, remarkCount } = result
  return (
    <section ref={box} className="exchange-result" aria-label={t('exchange:done')}>
      <Notice tone={remarkCount === 0 ? 'good' : 'warn'}>
        {remarkCount === 0 ? t('exchange:done') : t('exchange:doneWithRemarks', { count: remarkCount })}
      </Notice>
      <ul className="exchange-files">
        {files.map(({ name, byteCount }) => (
          <li key={name}>
            <strong>{name}</strong> <span className="number">{sizeText(byteCount)}</span>
          </li>
        ))}
      </ul>
      <dl className="fact-list">
        {factsOf(result, t).map(([label, figure]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="number">{figure}</dd>
          </div>
        ))}
      </dl>
      <CommandButton command="exchange.showFile" />
      {remarks.length === 0 ? null : (
        <ul className="exchange-remarks">
          {remarks.map(({ remark, ...params }) => (
            <li key={JSON.stringify([remark, params])}>{t(`exchange:remark.${remark}`, params)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function factsOf({ counts, debitMinor, taxableMinor, taxMinor }: WayOutResult, t: Translate): [string, string][] {
  return [
    ...counts.map(({ of, count }): [string, string] => [t(`exchange:of.${of}`), groupWhole(count)]),
    ...(debitMinor === null ? [] : [[t('exchange:debits'), formatAmount(debitMinor)] satisfies [string, string]]),
    ...(taxableMinor === null ? [] : [[t('exchange:taxable'), formatAmount(taxableMinor)] satisfies [string, string]]),
    ...(taxMinor === null ? [] : [[t('exchange:tax'), formatAmount(taxMinor)] satisfies [string, string]])
  ]
}

/** `1.4 MB`: as file browsers say it. */
function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB']
  return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`
}
