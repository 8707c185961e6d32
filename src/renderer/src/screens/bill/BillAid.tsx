import { CreditStanding } from '#renderer/components/CreditStanding.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { ListBox } from '#renderer/components/ListBox.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { useRuleName } from '#renderer/i18n/tax-words.ts'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { PartyRow } from '#renderer/party-search/PartyRow.tsx'
import { BatchAid } from './BatchAid.tsx'
import type { FreeLine } from './free-line.ts'
import { ItemBriefCard } from './ItemBriefCard.tsx'
import { ItemHitRow } from './ItemHitRow.tsx'
import type { BillState } from './use-bill.ts'

export const CANDIDATE_LIST_ID = 'bill-parties'
export const ITEM_LIST_ID = 'bill-items'
export const BATCH_LIST_ID = 'bill-batches'

/** What helps with the box in hand, always in the same place: names, items, prices, the party's account. */
export function BillAid({ bill }: { readonly bill: BillState }) {
  return (
    <section className="bill-aid">
      <Aid bill={bill} />
    </section>
  )
}

function Aid({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const { spot, party, draft, line } = bill
  if (spot.at === 'line') {
    if (line === null) return null
    if (line.itemId !== null && spot.cell === 'batch') return <BatchAid bill={bill} id={BATCH_LIST_ID} />
    if (line.itemId !== null) return <ItemBriefCard bill={bill} itemId={line.itemId} />
    if (line.item.trim() === '') return <p className="aid-hint">{t('bill:aid.lines')}</p>
    if (line.free !== null) return <FreeWord bill={bill} free={line.free} />
    if (bill.itemHits.length === 0 && !bill.isSearched) return null
    if (bill.itemHits.length === 0) {
      return (
        <div className="aid-ways">
          <NewWord text={t('bill:aid.newItem', { name: line.item.trim() })} />
          <p className="aid-hint candidate-new">
            {t('bill:aid.freeLine')} <CommandKey command="bill.freeLine" />
          </p>
        </div>
      )
    }
    return (
      <ListBox
        id={ITEM_LIST_ID}
        className="candidates"
        label={t('bill:aid.items')}
        items={bill.itemHits}
        keyOf={(item) => item.id}
        chosenIndex={bill.itemChoice.indexIn(bill.itemHits.length)}
        onPick={bill.pickItem}
        draw={(item) => <ItemHitRow item={item} />}
      />
    )
  }
  if (spot.field === 'party' && draft.target === null) {
    if (party.list.length === 0) {
      return draft.party.trim() === '' ? (
        <p className="aid-hint">{t('bill:aid.party')}</p>
      ) : (
        <NewWord text={t('bill:aid.newParty', { name: draft.party.trim() })} />
      )
    }
    return (
      <ListBox
        id={CANDIDATE_LIST_ID}
        className="candidates"
        label={t('bill:aid.parties')}
        items={party.list}
        keyOf={(one) => one.id}
        chosenIndex={draft.party.trim() === '' ? (party.choice.index ?? -1) : party.choice.indexIn(party.list.length)}
        onPick={(one) => {
          if (party.pick(one)) bill.afterParty()
        }}
        draw={(one) => <PartyRow party={one} />}
      />
    )
  }
  return <PartyAccount bill={bill} />
}

/** Goods without an item: what was said of them, and the way to change it. */
function FreeWord({ bill, free }: { readonly bill: BillState; readonly free: FreeLine }) {
  const t = useText()
  const units = useUnitWords()
  const ruleName = useRuleName()
  const rule = bill.scheme?.rules.find(({ id }) => id === free.taxRule)
  const words = [units.name(free.unit), free.hsn, rule === undefined ? t('bill:free.noTax') : ruleName(rule)]
  return (
    <p className="aid-hint candidate-new">
      {t('bill:aid.free', { facts: words.filter((word) => word !== '').join(' · ') })}{' '}
      <CommandKey command="bill.freeLine" />
    </p>
  )
}

function NewWord({ text }: { readonly text: string }) {
  return (
    <p className="aid-hint candidate-new">
      <span className="candidate-cut">{text}</span>
      <CommandKey command="bill.new" />
    </p>
  )
}

function PartyAccount({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const brief = bill.party.view
  if (brief === null) return <p className="aid-hint">{t('bill:aid.noParty')}</p>
  return (
    <div className="party-card">
      <p className="party-name">
        {brief.name}
        <span className="candidate-place">{brief.place}</span>
      </p>
      <p className="party-balance">
        <BalanceText balanceMinor={brief.balanceMinor} />
      </p>
      <CreditStanding credit={bill.party.brief?.credit ?? null} />
      <p className="party-detail">{[brief.phone, brief.gstin].filter((word) => word !== '').join(' · ')}</p>
    </div>
  )
}
