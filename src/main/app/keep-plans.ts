import type { Output, Parsed } from '#shared/contract/contract.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, stampOf } from './book.ts'
import { planViews } from './read-credit.ts'

/**
 * Makes a plan of parts: for what a party owes, or for what the shop pays a supplier. What is paid after the newest entry fills it. The
 * same id again answers `exists`; with another content it is `entry/id-reused`.
 */
export function makePlan(book: Book, request: Parsed<'credit.plan'>): Output<'credit.plan'> {
  const { store } = book
  const { id, partyId, side, title } = request
  const party = store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId')
  const parts = request.parts.toSorted((one, other) => one.dueOn - other.dueOn)
  if (parts.some(({ amountMinor }) => amountMinor === 0)) refuse('money/zero', {}, 'parts')
  const stamp = stampOf(book)
  const isNew = store.transact(() => {
    const known = store.credit.planById(id)
    if (known !== null) {
      const same = { partyNo: known.partyNo, side: known.side, title: known.title, parts: known.parts }
      const asked = { partyNo: party.partyNo, side, title: title.trim(), parts }
      const [one, other] = [same, asked].map((plan) =>
        canonicalJson({ ...plan, parts: plan.parts.map((p) => ({ ...p })) })
      )
      return one === other ? false : refuse('entry/id-reused')
    }
    const afterEntryNo = store.entries.lastNo()
    store.facts.record('plan.make', stamp, { id, partyId, side, afterEntryNo, title: title.trim(), parts })
    return true
  })
  if (isNew) book.committed({})
  const known = store.credit.planById(id)
  assert(known, 'a plan that was made is there')
  const plan = planViews(store, party).find((view) => view.id === id)
  // A plan that was ended since is answered as it is: ended, and nothing is expected of it.
  const ended = { id, partyId, partyName: party.name, side, title: known.title, totalMinor: known.totalMinor }
  return {
    outcome: isNew ? 'recorded' : 'exists',
    plan: plan ?? {
      ...{ ...ended, paidMinor: store.credit.paidSince(party.partyNo, side, known.afterEntryNo), isEnded: true },
      parts: known.parts.map((part) => ({ ...part, openMinor: part.amountMinor }))
    }
  }
}

/** Ends a plan: nothing is expected by it any more. A plan that was ended stays so. */
export function endPlan(book: Book, { id, reason }: Parsed<'credit.endPlan'>): Output<'credit.endPlan'> {
  const stamp = stampOf(book)
  const isNew = book.store.transact(() => {
    const plan = book.store.credit.planById(id) ?? refuse('credit/plan-not-found')
    if (plan.isEnded) return false
    book.store.facts.record('plan.end', stamp, { id, reason: reason.trim() })
    return true
  })
  if (isNew) book.committed({})
  return { outcome: isNew ? 'recorded' : 'exists' }
}
