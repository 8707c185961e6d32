import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { add, negate, ZERO } from '#shared/money/money.ts'
import { mergedWords } from '#shared/parties/merge-parties.ts'
import { type Book, stampOf } from './book.ts'
import { creditOf } from './credit-of-party.ts'
import { partyView } from './keep-parties.ts'
import { moveParts } from './move-balance.ts'
import { broughtBy, goneOnAs, partsToMove, partsToReturn, releaseHeld, settleReturned } from './move-parts.ts'
import { noteClockJump } from './note-clock-jump.ts'
import { keepRefusal } from './set-terms.ts'

/** What would become of two parties that are one. Writes nothing; refuses what the merge would refuse. */
export function planMerge(book: Book, { partyId, intoId }: Parsed<'party.mergePlan'>): Output<'party.mergePlan'> {
  return book.store.atOneMoment(() => {
    const { goes, stays } = twoParties(book, partyId, intoId)
    return {
      goes: partyView(goes),
      stays: { ...partyView(stays), ...mergedWords(stays, goes) },
      balanceMinor: add(goes.balanceMinor, stays.balanceMinor),
      entryCount: goes.entryCount + stays.entryCount,
      openItems: creditOf(book.store, goes, { shop: book.settings() }).items.length,
      endedPlans: book.store.merges.openPlans(goes.partyNo).length
    }
  })
}

/**
 * Makes two parties one. The first is put away with all of its entries; its balance goes to the second by two entries, its
 * names and numbers are found under the second, its open plans end. The same again answers `exists`.
 */
export function mergeParties(book: Book, request: Parsed<'party.merge'>): Output<'party.merge'> {
  const { store } = book
  const { partyId, intoId } = request
  const stamp = stampOf(book)
  const movedMinor = store.transact(() => {
    if (isMergedInto(book, partyId, intoId)) return null
    const { goes, stays } = twoParties(book, partyId, intoId)
    noteClockJump(book, stamp)
    const afterEntryNo = store.entries.lastNo()
    // What was due stays due: each open item goes with its own day and promise.
    const { items } = creditOf(store, goes, { shop: book.settings() })
    moveParts(book, [goes, stays], partsToMove(book, goes), [request.outId, request.inId], stamp)
    if (goes.balanceMinor !== 0) releaseHeld(book, items, stamp)
    for (const id of store.merges.openPlans(goes.partyNo))
      store.facts.record('plan.end', stamp, { id, reason: stays.name })
    // Put away first: two parties that are not put away never bear one name and place.
    store.parties.change({ ...partyOf(book, partyId), isArchived: true }, stamp)
    store.parties.change({ ...partyOf(book, intoId), ...mergedWords(stays, goes) }, stamp)
    keepRefusal(book, stays, goes, stamp)
    store.facts.record('party.merge', stamp, { partyId, intoId, afterEntryNo })
    return goes.balanceMinor
  })
  if (movedMinor !== null) told(book, partyId, intoId)
  return {
    outcome: movedMinor === null ? 'exists' : 'recorded',
    party: partyView(partyOf(book, intoId)),
    movedMinor: movedMinor ?? movedOf(book, partyId)
  }
}

/**
 * Takes a merge back: the party is there again with what was moved out of its account since, by two entries more. What was
 * added to the other's names stays until somebody changes it; plans that ended stay ended.
 */
export function unmergeParties(book: Book, request: Parsed<'party.unmerge'>): Output<'party.unmerge'> {
  const { store } = book
  const { partyId } = request
  const stamp = stampOf(book)
  const done = store.transact(() => {
    const party = partyOf(book, partyId)
    const merge = store.merges.of(party.partyNo)
    if (merge === null) return isDone(book, party, request.outId) ? null : refuse('party/not-merged')
    const into = store.parties.byNo(merge.intoNo)
    assert(into, 'a party that another was merged into is there')
    if (store.merges.of(into.partyNo) !== null) refuse('party/merged-on', { name: into.name })
    const twin = store.parties.sameName(party.name, party.place)[0]
    if (twin) refuse('party/name-taken', { name: party.name, place: party.place }, 'name')
    noteClockJump(book, stamp)
    store.parties.change({ ...party, isArchived: false }, stamp)
    const moves = store.merges.movesInto(party.partyNo, into.partyNo, merge.afterEntryNo)
    const movedMinor = broughtBy(book, moves)
    const goneOn = goneOnAs(book, partyOf(book, into.id), moves)
    const parts = partsToReturn(book, partyOf(book, into.id), moves, movedMinor)
    const both = [partyOf(book, into.id), partyOf(book, partyId)] as const
    moveParts(book, both, parts, [request.outId, request.inId], stamp)
    settleReturned(book, request.outId, { moves, goneOn }, stamp)
    store.facts.record('party.unmerge', stamp, { partyId })
    return { movedMinor, intoId: into.id }
  })
  if (done !== null) told(book, partyId, done.intoId)
  return {
    outcome: done === null ? 'exists' : 'recorded',
    party: partyView(partyOf(book, partyId)),
    movedMinor: done?.movedMinor ?? negate(store.entries.byId(request.outId)?.creditMinor ?? ZERO)
  }
}

/** Whether this was taken back already: by the entry that it made, or by its fact where there was nothing to move. */
const isDone = ({ store }: Book, party: PartyRecord, outId: string): boolean =>
  store.entries.has(outId) || store.merges.wasTakenBack(party.partyNo)

/** What a party is one with: the one that stands for it, or those that it stands for. */
export function readMerges(book: Book, { partyId }: Parsed<'party.merges'>): Output<'party.merges'> {
  const { parties, merges } = book.store
  const party = partyOf(book, partyId)
  const named = (partyNo: number) => {
    const one = parties.byNo(partyNo)
    assert(one, 'a party that was merged is there')
    return { id: one.id, name: one.name, place: one.place }
  }
  const merge = merges.of(party.partyNo)
  return { into: merge === null ? null : named(merge.intoNo), members: merges.membersOf(party.partyNo).map(named) }
}

function twoParties(book: Book, partyId: string, intoId: string): { goes: PartyRecord; stays: PartyRecord } {
  if (partyId === intoId) refuse('party/merge-with-itself', {}, 'intoId')
  const [goes, stays] = [partyOf(book, partyId), partyOf(book, intoId)]
  for (const party of [goes, stays]) {
    if (book.store.merges.of(party.partyNo) !== null) refuse('party/merged-already', { name: party.name })
    if (party.isArchived) refuse('party/merge-put-away', { name: party.name })
  }
  return { goes, stays }
}

function partyOf(book: Book, partyId: string): PartyRecord {
  return book.store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId')
}

function isMergedInto(book: Book, partyId: string, intoId: string): boolean {
  const { parties, merges } = book.store
  const [goes, stays] = [parties.byId(partyId), parties.byId(intoId)]
  return goes !== null && stays !== null && merges.of(goes.partyNo)?.intoNo === stays.partyNo
}

/** What a party's merge has brought to the other so far, signed as its balance was. */
function movedOf(book: Book, partyId: string) {
  const { partyNo } = partyOf(book, partyId)
  const merge = book.store.merges.of(partyNo)
  return merge === null ? ZERO : broughtBy(book, book.store.merges.movesInto(partyNo, merge.intoNo, merge.afterEntryNo))
}

function told(book: Book, ...partyIds: readonly string[]): void {
  for (const id of partyIds) book.finder.put(partyOf(book, id))
  book.committed({})
}
