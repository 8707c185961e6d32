import { CreditStanding } from '#renderer/components/CreditStanding.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { EntryLineState } from './use-entry-line.ts'

/** Whose entry it is, with the balance as it stands before it. */
export function PartyCard({ line }: { readonly line: EntryLineState }) {
  const t = useText()
  const words = useLedgerWords()
  const { draft, brief } = line
  const { target } = draft
  if (target === null) return <p className="aid-hint">{t('counter:aid.noParty')}</p>
  if (target.type !== 'party') {
    return (
      <div className="party-card">
        <p className="party-name">{draft.party}</p>
      </div>
    )
  }
  const last = brief?.lastEntry ?? null
  return (
    <div className="party-card">
      <p className="party-name">
        {target.name}
        <span className="candidate-place">{brief?.place ?? ''}</span>
      </p>
      <p className="party-balance">
        <BalanceText balanceMinor={brief?.balanceMinor ?? target.balanceMinor} />
      </p>
      <CreditStanding credit={brief?.credit ?? null} />
      <p className="party-detail">
        {last === null
          ? ''
          : t('counter:aid.last', {
              ...readable({ lastOn: last.bookOn, amountMinor: last.amountMinor }),
              kind: words.kind(last.kind)
            })}
      </p>
      <p className="party-detail">
        {brief?.phone ?? ''} <CommandKey command="counter.openParty" /> {t('commands:counter.openParty')}
      </p>
    </div>
  )
}
