import { dayAndClockText } from '#renderer/components/clock-text.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { ScrollRegion } from '#renderer/components/ScrollRegion.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { LogRow } from '#shared/contract/edit-log-endpoints.ts'

/** One op: what it says in words, then as the chain has it, letter by letter, with its hash. */
export function LookDialog({ row, onClose }: { readonly row: LogRow; readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const look = useLive('editLog.look', { n: row.n }, [])
  return (
    <Dialog title={`${row.deed} · ${row.n}`} onClose={onClose}>
      <p className="dialog-lead">
        <strong>{row.personName}</strong>
        <span>{dayAndClockText(row.at)}</span>
        <span>{row.partyName}</span>
        {row.amountMinor === null ? null : <MoneyText amount={row.amountMinor} />}
      </p>
      {row.detail === '' ? null : <p className="log-words">{row.detail}</p>}
      <ScrollRegion className="log-fact" label={t('people:log.fact')} isFirstFocus>
        {look.value?.fact}
      </ScrollRegion>
      <p className="log-hash">
        {t('people:log.hash')} {look.value?.hash}
      </p>
      <Notice tone="bad">{look.failure === null ? '' : failureText(look.failure)}</Notice>
    </Dialog>
  )
}
