import { useCallback, useMemo, useState } from 'react'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { type PartyHits, usePartySearch } from '#renderer/party-search/use-party-search.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { type Candidate, candidatesFor, firstChoice } from './candidates.ts'
import type { EntryDraft } from './entry-draft.ts'

export interface Candidates {
  readonly list: readonly Candidate[]
  /** The line that Enter takes, -1 for none. */
  readonly chosenIndex: number
  /** Whether the person moved the mark; then Enter means it even where the field is empty. */
  readonly isMarked: boolean
  readonly choose: (index: number | null) => void
  /** What Enter takes for this draft, once the answer to its very text is there. */
  readonly takenFor: (draft: EntryDraft) => Promise<Candidate | undefined>
}

/** Who or what could be meant by the text of the party field. */
export function useCandidates(draft: EntryDraft): Candidates {
  const t = useText()
  const words = useLedgerWords()
  const [chosen, choose] = useState<number | null>(null)
  const { hits, whenFound } = usePartySearch(draft.party, draft.target === null && draft.kind !== 'contra')
  const accounts = useLive('account.list', {}).value
  const heads = useMemo(
    () =>
      (accounts ?? [])
        .filter((account) => account.kind === 'expense' && account.code.startsWith('expense:'))
        .map((account) => ({ code: account.code, name: words.account(account.code, account.name) })),
    [accounts, words]
  )
  const listFor = useCallback(
    (from: EntryDraft, found: PartyHits) =>
      candidatesFor({
        ...found,
        kind: from.kind,
        text: from.party,
        heads,
        routeName: (start, end) => t('counter:route', { from: words.account(start, ''), to: words.account(end, '') })
      }),
    [heads, t, words]
  )
  const list = useMemo(() => (draft.target === null ? listFor(draft, hits) : []), [listFor, draft, hits])
  const indexIn = (candidates: readonly Candidate[], from: EntryDraft) =>
    chosen !== null
      ? Math.min(chosen, candidates.length - 1)
      : from.kind === 'contra'
        ? 0
        : firstChoice(candidates, from.party)
  const takenFor = async (from: EntryDraft) => {
    const isAnswered = from.kind === 'contra' || hits.text === from.party.trim()
    const candidates = listFor(from, isAnswered ? hits : await whenFound())
    return candidates[indexIn(candidates, from)]
  }
  return { list, chosenIndex: indexIn(list, draft), isMarked: chosen !== null, choose, takenFor }
}
