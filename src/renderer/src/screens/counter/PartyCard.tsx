import { CreditStanding } from '#renderer/components/CreditStanding.tsx'
import { saidOf } from '#renderer/components/credit/settle-draft.ts'
import { CommandKey } from '#renderer/components/Key.tsx'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import { sum } from '#shared/money/money.ts'
import { isPayment } from './entry-draft.ts'
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
      <Settles line={line} />
      <p className="party-detail">
        {last === null
          ? ''
          : t('counter:aid.last', {
              ...readable({ lastOn: last.bookOn, amountMinor: last.amountMinor }),
              kind: words.kind(last.kind)
            })}
      </p>
      <p className="party-detail">
        {brief?.phone ?? ''} <CommandKey command="counter.openParty" /> {t('commands:counter.openParty')}{' '}
        <CommandKey command="counter.days" /> {t('commands:counter.days')}{' '}
        {isPayment(draft) ? (
          <>
            <CommandKey command="counter.settles" /> {t('commands:counter.settles')}
          </>
        ) : null}
      </p>
    </div>
  )
}

/** What a payment settles, where something was said of it. */
function Settles({ line }: { readonly line: EntryLineState }) {
  const t = useText()
  const { settles } = line.draft
  if (settles === null || !isPayment(line.draft)) return null
  const said = saidOf(settles)
  const named = said.ok ? said.value.against : []
  const way = t(`credit:settle.ways.${settles.way}`)
  return (
    <p className="line-settles">
      <CommandKey command="counter.settles" />{' '}
      {named.length === 0
        ? t('counter:aid.settles', { way })
        : t('counter:aid.settlesNamed', {
            way,
            count: named.length,
            ...readable({ namedMinor: sum(named.map(({ amountMinor }) => amountMinor)) })
          })}
    </p>
  )
}
