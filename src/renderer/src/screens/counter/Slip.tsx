import { CommandButton } from '#renderer/components/Button.tsx'
import { Key } from '#renderer/components/Key.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { absolute } from '#shared/money/money.ts'
import { isEmptyDraft } from './entry-draft.ts'
import { type SlipRow, slipOf } from './slip.ts'
import type { EntryLineState } from './use-entry-line.ts'

/** The sum beside the line: what the entry does, before it is accepted. */
export function Slip({ line, isLastField }: { readonly line: EntryLineState; readonly isLastField: boolean }) {
  const t = useText()
  const rows = slipOf(line.draft, line.figures, line.balances)
  const isEmpty = isEmptyDraft(line.draft)
  return (
    <section className="slip" aria-label={t('counter:slip.label')}>
      <dl className="slip-rows">{isEmpty ? null : rows.map((row) => <Row key={row.label} row={row} />)}</dl>
      <div className={`slip-accept ${isLastField ? 'is-asking' : ''}`}>
        <span role="status">
          {isLastField ? (
            <>
              {t('counter:acceptQuestion')} <Key chord="Enter" />
            </>
          ) : null}
        </span>
        <CommandButton command="counter.accept" tone={isLastField ? 'main' : 'plain'} isDisabled={isEmpty} />
      </div>
    </section>
  )
}

function Row({ row }: { readonly row: SlipRow }) {
  const t = useText()
  const tone = row.isBalance ? (row.amountMinor > 0 ? 'is-get' : row.amountMinor < 0 ? 'is-give' : '') : ''
  const word = !row.isBalance
    ? ''
    : row.amountMinor > 0
      ? t('ledger:balance.owes')
      : row.amountMinor < 0
        ? t('ledger:balance.weOwe')
        : t('ledger:balance.settled')
  return (
    <div className={`slip-row ${row.sign === '=' ? 'is-result' : ''}`}>
      <dt>
        <span className="slip-sign" aria-hidden="true">
          {row.sign}
        </span>
        {t(row.label)}
      </dt>
      <dd className={tone}>
        <span className="slip-word">{word}</span>
        <span className="number">{formatAmount(absolute(row.amountMinor))}</span>
      </dd>
    </div>
  )
}
