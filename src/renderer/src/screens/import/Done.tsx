import { useEffect, useRef } from 'react'
import { Notice } from '#renderer/components/Notice.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ImportResult } from '#shared/import/import-plan.ts'
import { FactList, KindTotals } from './KindTotals.tsx'

/** What was written, read back from the ledger. A file that was in the book already says so plainly. */
export function Done({ result }: { readonly result: ImportResult }) {
  const t = useText()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  const isNothing = result.addedParties + result.addedEntries === 0
  return (
    <section className="import-done" ref={box} tabIndex={-1} aria-label={t('import:done.title')}>
      <h2>{isNothing ? t('import:done.nothing') : t('import:done.title')}</h2>
      <Notice tone={result.isProved ? 'good' : 'bad'}>
        {result.isProved ? t('import:done.proved') : t('import:done.notProved')}
      </Notice>
      <FactList
        facts={[
          [t('import:done.addedParties'), groupWhole(result.addedParties)],
          [t('import:done.addedEntries'), groupWhole(result.addedEntries)],
          [t('import:done.knownParties'), groupWhole(result.knownParties)],
          [t('import:done.knownEntries'), groupWhole(result.knownEntries)],
          [t('import:done.leftOut'), groupWhole(result.leftOutLines)]
        ]}
      />
      <KindTotals totals={result.totals} getMinor={result.getMinor} giveMinor={result.giveMinor} />
      <p className="field-below">{t('import:done.again')}</p>
    </section>
  )
}
