import { CommandKey } from '#renderer/components/Key.tsx'
import { ListBox } from '#renderer/components/ListBox.tsx'
import { formatAmount, parseAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { PartyRow } from '#renderer/party-search/PartyRow.tsx'
import { type Candidate, candidateKey } from './candidates.ts'
import type { EntryLineState } from './use-entry-line.ts'

export const CANDIDATE_LIST_ID = 'counter-candidates'

/** Who could be meant, the best first. Enter takes the marked one. */
export function CandidateList({ line }: { readonly line: EntryLineState }) {
  const t = useText()
  if (line.candidates.length === 0) return <p className="aid-hint">{t('counter:aid.start')}</p>
  return (
    <ListBox
      id={CANDIDATE_LIST_ID}
      className="candidates"
      label={t('counter:aid.candidates')}
      items={line.candidates}
      keyOf={candidateKey}
      chosenIndex={line.chosenIndex}
      onPick={line.pick}
      draw={(candidate) => <CandidateRow candidate={candidate} />}
    />
  )
}

function CandidateRow({ candidate }: { readonly candidate: Candidate }) {
  const t = useText()
  switch (candidate.type) {
    case 'party':
      return <PartyRow party={candidate.party} between={<WithAmount text={candidate.amountText} />} />
    case 'head':
      return (
        <div className="candidate">
          <span className="candidate-name">{candidate.head.name}</span>
          <span className="candidate-kind">{t('counter:aid.expense')}</span>
          <WithAmount text={candidate.amountText} />
        </div>
      )
    case 'cash':
      return (
        <div className="candidate">
          <span className="candidate-name">{t('counter:aid.noParty')}</span>
          <span />
          <WithAmount text={candidate.amountText} />
        </div>
      )
    case 'route':
      return <span className="candidate-name">{candidate.name}</span>
    case 'new-party':
      return (
        <span className="candidate-new">
          <span className="candidate-cut">{t('counter:aid.newParty', { name: candidate.name })}</span>
          <CommandKey command="counter.newParty" />
        </span>
      )
    case 'new-head':
      return (
        <span className="candidate-new">
          <span className="candidate-cut">{t('counter:aid.newHead', { name: candidate.name })}</span>
        </span>
      )
  }
}

function WithAmount({ text }: { readonly text: string | null }) {
  const read = text === null ? null : parseAmount(text)
  return <span className="candidate-amount number">{read?.ok ? formatAmount(read.value) : ''}</span>
}
