import type { ReactNode } from 'react'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { PartyHit } from '#shared/contract/views.ts'
import { MatchedName } from './MatchedName.tsx'

/** A party that was found, with what it owes and when it was last here. `between` stands before the date. */
export function PartyRow(props: { readonly party: PartyHit; readonly between?: ReactNode }) {
  const { party } = props
  const t = useText()
  return (
    <div className="candidate">
      <MatchedName hit={party} beside={party.place} />
      <BalanceText balanceMinor={party.balanceMinor} />
      {props.between ?? <span />}
      <span className="candidate-last">
        {party.lastEntryOn === null ? '' : t('counter:aid.lastOn', readable({ lastOn: party.lastEntryOn }))}
      </span>
    </div>
  )
}
