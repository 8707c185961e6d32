import type { StoredPlan } from '#main/ports/credit-store.ts'
import type { PartyRecord, Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { PlanPart } from '#shared/credit/plan-progress.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { sum } from '#shared/money/money.ts'
import { type Book, stampOf } from './book.ts'
import { planViews } from './read-credit.ts'

/**
 * Makes a plan of parts: for what a party owes, or for what the shop pays a supplier. What is paid after the newest entry fills it. The
 * same id again answers `exists`; with another content it is `entry/id-reused`.
 */
export function makePlan(book: Book, request: Parsed<'credit.plan'>): Output<'credit.plan'> {
  const { store } = book
  const party = store.parties.byId(request.partyId) ?? refuse('party/not-found', {}, 'partyId')
  const wanted = { ...request, partyNo: party.partyNo, title: request.title.trim(), parts: inOrder(request.parts) }
  const stamp = stampOf(book)
  const isNew = store.transact(() => {
    if (isMade(book, wanted)) return false
    record(book, { ...wanted, afterEntryNo: store.entries.lastNo() }, stamp)
    return true
  })
  return answer(book, party, wanted.id, isNew)
}

/**
 * Other parts for a plan that runs: days that were moved, parts that were split, other amounts, together the same total. The old plan ends
 * and a new one takes its place in one transaction; what was paid since the old one was made fills the new one. Fails with
 * `credit/plan-not-found`, `credit/plan-ended` and `credit/plan-sum-changed`.
 */
export function changePlan(book: Book, { id, ofId, parts }: Parsed<'credit.changePlan'>): Output<'credit.changePlan'> {
  const { store } = book
  const stamp = stampOf(book)
  const old = store.credit.planById(ofId) ?? refuse('credit/plan-not-found', {}, 'ofId')
  const party = store.parties.byNo(old.partyNo)
  assert(party, 'the party of a plan is there')
  const { side, title, partyNo } = old
  const wanted = { id, partyId: party.id, partyNo, side, title, parts: inOrder(parts) }
  const isNew = store.transact(() => {
    if (isMade(book, wanted)) return false
    const now = store.credit.planById(ofId)
    if (now === null || now.isEnded) refuse('credit/plan-ended', {}, 'ofId')
    const sumMinor = sum(parts.map(({ amountMinor }) => amountMinor))
    if (sumMinor !== old.totalMinor)
      refuse('credit/plan-sum-changed', { totalMinor: old.totalMinor, sumMinor }, 'parts')
    store.facts.record('plan.end', stamp, { id: ofId, reason: '' })
    record(book, { ...wanted, afterEntryNo: old.afterEntryNo, replacesId: ofId }, stamp)
    return true
  })
  return answer(book, party, id, isNew)
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

type Wanted = Pick<StoredPlan, 'id' | 'partyNo' | 'side' | 'title' | 'parts'> & { readonly partyId: string }

const inOrder = (parts: readonly PlanPart[]): PlanPart[] => {
  if (parts.some(({ amountMinor }) => amountMinor === 0)) refuse('money/zero', {}, 'parts')
  return parts.toSorted((one, other) => one.dueOn - other.dueOn)
}

/** Whether this very plan was made before. Fails with `entry/id-reused` when the id stands for something else. */
function isMade({ store }: Book, wanted: Wanted): boolean {
  const known = store.credit.planById(wanted.id)
  if (known === null) return false
  return textOf(known) === textOf(wanted) || refuse('entry/id-reused')
}

const textOf = ({ partyNo, side, title, parts }: Pick<Wanted, 'partyNo' | 'side' | 'title' | 'parts'>): string =>
  canonicalJson({ partyNo, side, title, parts: parts.map((part) => ({ ...part })) })

function record(
  { store }: Book,
  plan: Wanted & { readonly afterEntryNo: number; readonly replacesId?: string },
  stamp: Stamp
): void {
  const { partyNo: _, parts, ...body } = plan
  store.facts.record('plan.make', stamp, { ...body, parts: parts.map((part) => ({ ...part })) })
}

function answer({ store, ...book }: Book, party: PartyRecord, id: string, isNew: boolean): Output<'credit.plan'> {
  if (isNew) book.committed({})
  const known = store.credit.planById(id)
  assert(known, 'a plan that was made is there')
  const plan = planViews(store, party).find((view) => view.id === id)
  const { side, title, totalMinor, afterEntryNo } = known
  // A plan that was ended since is answered as it is: ended, and nothing is expected of it.
  return {
    outcome: isNew ? 'recorded' : 'exists',
    plan: plan ?? {
      ...{ id, partyId: party.id, partyName: party.name, side, title, totalMinor, isEnded: true },
      paidMinor: store.credit.paidSince(party.partyNo, side, afterEntryNo),
      parts: known.parts.map((part) => ({ ...part, openMinor: part.amountMinor }))
    }
  }
}
