import { useEffect, useRef } from 'react'
import { Notice } from '#renderer/components/Notice.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ImportResult } from '#shared/import/import-plan.ts'
import { FactList, KindTotals } from './KindTotals.tsx'
import { knownOf, ofKind } from './plan-facts.ts'

/** What was written, read back from the ledger. A file that was in the book already says so plainly. */
export function Done({ result }: { readonly result: ImportResult }) {
  const t = useText()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const isNothing = result.addedParties + result.addedEntries + result.addedItems + result.addedStocks === 0
  return (
    <section className="import-done" ref={box} tabIndex={-1} aria-label={t('import:done.title')}>
      <h2>{isNothing ? t('import:done.nothing') : t('import:done.title')}</h2>
      <Notice tone={result.isProved ? 'good' : 'bad'}>
        {result.isProved ? t('import:done.proved') : t('import:done.notProved')}
      </Notice>
      <FactList facts={doneFacts(result, t)} />
      <KindTotals {...result} />
      <p className="field-below">{t('import:done.again')}</p>
    </section>
  )
}

function doneFacts(result: ImportResult, t: Translate): [label: string, figure: string][] {
  const facts: [string, number][] = [
    ...ofKind(result.kind, [
      [t('import:done.addedParties'), result.addedParties],
      [t('import:done.addedEntries'), result.addedEntries],
      [t('import:done.addedItems'), result.addedItems],
      [t('import:done.addedStocks'), result.addedStocks]
    ]),
    ...knownOf(result.kind, [
      [t('import:done.knownParties'), result.knownParties],
      [t('import:done.knownEntries'), result.knownEntries],
      [t('import:done.knownItems'), result.knownItems]
    ]),
    [t('import:done.leftOut'), result.leftOutLines]
  ]
  return facts.map(([label, figure]) => [label, groupWhole(figure)])
}
