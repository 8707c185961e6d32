import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { usePartySearch } from '#renderer/party-search/use-party-search.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { PartyHit, PartyView } from '#shared/contract/views.ts'
import { type DraftParty, originOfOther, withoutOrigin, withTarget } from './bill-draft.ts'
import { fieldSpot } from './spots.ts'
import type { BillKit } from './use-bill-kit.ts'
import { useChoice } from './use-choice.ts'

export type BillParty = ReturnType<typeof useBillParty>

/** The party of the bill: who could be meant, who it is, and how its account stands. */
export function useBillParty(kit: BillKit) {
  const { draft } = kit
  const { hits, whenFound } = usePartySearch(draft.party, draft.target === null)
  const partyId = draft.target?.id ?? null
  const read = useLive('party.brief', partyId === null ? null : { partyId }).value
  const list = draft.target === null ? hits.wholeHits : []
  const choice = useChoice(draft.party)
  const [picked, setPicked] = useState<PartyView | null>(null)
  const newest = useRef<PartyView | null>(null)
  /** False when the paper that the bill comes from is another's: then the bill waits for its own party. */
  const pick = (party: PartyHit | PartyView): boolean => {
    if (!keepsToOrigin(kit, party)) return false
    newest.current = party
    setPicked(party)
    kit.change((now) => withTarget(now, { id: party.id, name: party.name }))
    return true
  }
  const brief = read !== null && read.id === partyId ? read : null
  const settle = async (): Promise<boolean> => {
    const typed = kit.now().party.trim()
    if (kit.now().target !== null || (typed === '' && !choice.isMarked)) return keepsToOrigin(kit, kit.now().target)
    const found = hits.text === typed ? hits : await whenFound()
    const chosen =
      typed === '' ? found.wholeHits[choice.index ?? -1] : found.wholeHits[choice.indexIn(found.wholeHits.length)]
    if (chosen !== undefined) return pick(chosen)
    kit.stop({ spot: fieldSpot('party'), key: 'bill:problem.noSuchParty', params: { name: typed } })
    return false
  }
  return {
    list,
    choice,
    brief,
    /** The party as it was picked, before main has told more of it. */
    view: brief ?? (picked?.id === partyId ? picked : null),
    /** The party of the draft as it stands now, read when it is not known yet. */
    viewNow: async (): Promise<PartyView | null> => {
      const id = kit.now().target?.id ?? null
      if (id === null) return null
      const known = [brief, newest.current].find((one) => one?.id === id)
      if (known != null) return known
      const answer = await call('party.brief', { partyId: id })
      return answer.ok ? answer.value : null
    },
    pick,
    settle,
    enter: async (onward: () => unknown) => {
      if (await settle()) onward()
    }
  }
}

/**
 * Whether the bill may be of this party. A quotation that was made for another is let go of, and that is said; what was delivered or
 * sold to another can become a bill or come back of that party alone.
 */
function keepsToOrigin(kit: BillKit, target: DraftParty | null): boolean {
  const origin = originOfOther(kit.now(), target)
  if (origin === null) return true
  const params = { number: origin.number, name: origin.party?.name ?? '' }
  if (origin.kind === 'quotation') {
    kit.change(withoutOrigin)
    kit.say({ tone: 'warn', key: 'bill:notice.originLetGo', params })
    return true
  }
  kit.stop({ spot: fieldSpot('party'), key: 'bill:problem.ofOtherParty', params })
  return false
}
