import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { splitPartyLine } from '#renderer/party-search/party-line.ts'
import type { Candidate } from './candidates.ts'
import { problemAt } from './draft-figures.ts'
import { isGoods, type Target, withTarget } from './entry-draft.ts'
import type { LineKit } from './line-kit.ts'
import type { Candidates } from './use-candidates.ts'

export interface PartyChoice {
  readonly pick: (candidate: Candidate) => Promise<void>
  /** Enter in the party field. */
  readonly enter: () => Promise<void>
  /** Alt+C: a new party by the name that is typed, without leaving the line. */
  readonly addTyped: () => Promise<void>
  /** Makes the typed name known before the entry is accepted. False when it stays unknown; then that has been said. */
  readonly settle: () => Promise<boolean>
}

/** From a typed name to a party, an expense head or a way between two places of money. */
export function usePartyChoice(kit: LineKit, candidates: Candidates): PartyChoice {
  const aim = (target: Target, name: string, amountText: string | null) => {
    kit.change((draft) => withTarget(draft, target, name, amountText))
    kit.focus(amountText === null ? 'amount' : 'text')
  }
  const addParty = async (name: string, amountText: string | null) => {
    if (name === '') return kit.stop(problemAt('party', { code: 'party/name-empty' }))
    const kind = kit.now().draft.kind === 'purchase' ? 'supplier' : 'customer'
    const added = await call('party.add', { id: v7(), name, kind, phone: '', place: '', alias: '' })
    if (!added.ok) return kit.stop(problemAt('party', added.failure))
    const { party } = added.value
    kit.say({ tone: 'good', key: 'counter:notice.partyAdded', params: { name: party.name } })
    const target: Target = { type: 'party', partyId: party.id, name: party.name, balanceMinor: party.balanceMinor }
    aim(target, party.name, amountText)
  }
  const addHead = async (name: string, amountText: string | null) => {
    const added = await call('account.add', { id: v7(), name })
    if (!added.ok) return kit.stop(problemAt('party', added.failure))
    const { account } = added.value
    aim({ type: 'head', code: account.code, name: account.name }, account.name, amountText)
  }
  const pick = async (candidate: Candidate): Promise<void> => {
    candidates.choose(null)
    switch (candidate.type) {
      case 'party': {
        const { id, name, balanceMinor } = candidate.party
        return aim({ type: 'party', partyId: id, name, balanceMinor }, name, candidate.amountText)
      }
      case 'head':
        return aim({ type: 'head', ...candidate.head }, candidate.head.name, candidate.amountText)
      case 'route':
        return aim({ type: 'route', from: candidate.from, to: candidate.to }, candidate.name, null)
      case 'cash':
        kit.change((draft) => ({ ...draft, party: '', target: null, amount: candidate.amountText }))
        return kit.focus('text')
      case 'new-party':
        return addParty(candidate.name, candidate.amountText)
      case 'new-head':
        return addHead(candidate.name, candidate.amountText)
    }
  }
  const sayUnknown = () => {
    const name = kit.now().draft.party.trim()
    kit.stop({ field: 'party', key: 'counter:problem.noSuchParty', params: { name } })
  }
  /** Whether there is nothing to look up: somebody is chosen, or nobody is meant. */
  const isSettled = () => {
    const { target, party, kind } = kit.now().draft
    return target !== null || (party.trim() === '' && kind !== 'contra' && !candidates.isMarked)
  }
  return {
    pick,
    addTyped: () => {
      const line = splitPartyLine(kit.now().draft.party)
      return addParty(line.name, line.amountText)
    },
    enter: async () => {
      const { draft } = kit.now()
      if (isSettled()) {
        if (draft.target !== null || isGoods(draft.kind)) return kit.focus('amount')
        return kit.stop(problemAt('party', { code: 'entry/party-needed' }))
      }
      const taken = await candidates.takenFor(draft)
      return taken === undefined ? sayUnknown() : pick(taken)
    },
    settle: async () => {
      if (isSettled()) return true
      const taken = await candidates.takenFor(kit.now().draft)
      if (taken === undefined) sayUnknown()
      else await pick(taken)
      const { target, party } = kit.now().draft
      return target !== null || (taken !== undefined && party.trim() === '')
    }
  }
}
