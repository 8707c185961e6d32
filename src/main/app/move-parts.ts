import type { MovedCharge } from '#main/ports/credit-store.ts'
import type { LedgerStore, PartyRecord, Stamp } from '#main/ports/ledger-store.ts'
import { MOST_MOVES } from '#main/ports/merge-store.ts'
import { duesOf } from '#shared/credit/dues.ts'
import { restOf, shareOldestFirst } from '#shared/credit/open-items.ts'
import { assert } from '#shared/kernel/assert.ts'
import { absolute, type Minor, subtract, sum } from '#shared/money/money.ts'
import { type Book, today } from './book.ts'
import { type CreditItem, chargedThrough, creditOf, type PartyCredit } from './credit-of-party.ts'
import type { MovePart } from './move-balance.ts'

/** The balance of a party as it goes to another: each open item with its own days, the oldest together where they are very many. */
export function partsToMove(book: Book, party: PartyRecord): MovePart[] {
  const credit = creditOf(book.store, party, { shop: book.settings() })
  const items = credit.items.toSorted((one, other) => one.entryNo - other.entryNo)
  const parts = items.map((item) => partOf(book, item, credit))
  return bounded(parts, items, book)
}

function partOf({ store }: Book, item: CreditItem, credit: PartyCredit): MovePart {
  const { way } = store.credit.settlementOf(item.entryNo)
  return {
    amountMinor: item.openMinor,
    dueOn: item.isUnsettled ? null : item.dueOn,
    promisedOn: item.promisedOn,
    moved: item.isUnsettled ? null : movedWith(store, item, credit),
    held: way === 'advance' || way === 'on-account' ? way : null
  }
}

type Moving = Pick<CreditItem, 'entryNo' | 'moved' | 'isInterest'>

/** Said of every charge that moves, also of one that no interest was charged on: what the other was charged before is not for it. */
const movedWith = (store: LedgerStore, item: Moving, credit: PartyCredit): MovedCharge => ({
  interestThrough: chargedThrough(item, credit),
  isInterest: item.isInterest,
  fromId: store.credit.labelOf(item.entryNo).id
})

function bounded(parts: MovePart[], items: readonly CreditItem[], book: Book): MovePart[] {
  const kept = MOST_MOVES - 1
  if (parts.length <= kept) return parts
  const { oldestDueOn, promisedOn } = duesOf(items.slice(0, -kept), today(book))
  return [together(parts.slice(0, -kept), oldestDueOn, promisedOn), ...parts.slice(-kept)].filter(isSomething)
}

const isSomething = ({ amountMinor }: MovePart): boolean => amountMinor !== 0

/** Interest on what goes as one is not charged twice: the latest day of any of them holds for all. */
function together(parts: readonly MovePart[], dueOn: MovePart['dueOn'], promisedOn: MovePart['promisedOn']): MovePart {
  let interestThrough: MovePart['dueOn'] = null
  for (const { moved } of parts) {
    const through = moved?.interestThrough ?? null
    if (through !== null && (interestThrough === null || through > interestThrough)) interestThrough = through
  }
  return {
    amountMinor: sum(parts.map(({ amountMinor }) => amountMinor)),
    ...{ dueOn, promisedOn, held: null },
    moved: dueOn === null ? null : { interestThrough, isInterest: false }
  }
}

/** Money of the party that goes is held no more where it was: it went with the balance. What it settled by name stays settled. */
export function releaseHeld({ store }: Book, items: readonly CreditItem[], stamp: Stamp): void {
  for (const { entryNo } of items) {
    const { way, against } = store.credit.settlementOf(entryNo)
    if (way !== 'advance' && way !== 'on-account') continue
    const entryId = store.credit.labelOf(entryNo).id
    store.facts.record('entry.settle', stamp, { entryId, way: 'against', against: against.map((one) => ({ ...one })) })
  }
}

/** What came to a party by a merge, as it goes back: the days that hold for each now. Together it is `totalMinor`. */
export function partsToReturn(book: Book, into: PartyRecord, moves: readonly number[], totalMinor: Minor): MovePart[] {
  const credit = creditOf(book.store, into, { shop: book.settings() })
  const goneOn = goneOnAs(book, into, moves)
  const parts = moves.map((entryNo): MovePart => {
    const { creditMinor } = moveOf(book, entryNo)
    const now = moveOf(book, goneOn.get(entryNo) ?? entryNo)
    const { way } = book.store.credit.settlementOf(now.entryNo)
    return {
      amountMinor: creditMinor,
      ...{
        dueOn: now.dueSetOn,
        promisedOn: now.promisedOn,
        moved: now.dueSetOn === null ? null : movedWith(book.store, now, credit)
      },
      held: way === 'advance' || way === 'on-account' ? way : null
    }
  })
  assert(sum(parts.map(({ amountMinor }) => amountMinor)) === totalMinor, 'what came in is what went out')
  if (parts.length <= MOST_MOVES) return parts
  const older = parts.slice(0, 1 - MOST_MOVES)
  const days = older.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).toSorted((one, other) => one - other)
  const rest = together(older, days[0] ?? null, null)
  return [rest, ...parts.slice(1 - MOST_MOVES)].filter(isSomething)
}

/**
 * What came to a party may have gone on from it to a third one and come back, as another entry with the days that hold by now: which one,
 * for each that did. It is known by the entries that it was on its way.
 */
export function goneOnAs(book: Book, into: PartyRecord, moves: readonly number[]): ReadonlyMap<number, number> {
  const byId = new Map(moves.map((entryNo) => [book.store.credit.labelOf(entryNo).id, entryNo]))
  const found = new Map<number, number>()
  for (const { entryNo, moved } of creditOf(book.store, into, { shop: book.settings() }).items) {
    // Each step is an older entry, so the walk ends.
    for (let from = moved?.fromId; from !== undefined; from = book.store.credit.move(from)?.moved?.fromId) {
      const move = byId.get(from)
      if (move !== undefined && !found.has(move)) found.set(move, entryNo)
    }
  }
  return found
}

/**
 * What goes back settles by name what had come, so that the charges of the one that stays keep their own: first by the entry
 * that took it out, then by what had come on the other side. What had gone on and come back is named as what it is now.
 */
export function settleReturned(
  book: Book,
  outId: string,
  { moves, goneOn }: { readonly moves: readonly number[]; readonly goneOn: ReadonlyMap<number, number> },
  stamp: Stamp
): void {
  const out = book.store.credit.move(outId)
  if (out === null) return
  const came = moves.map((entryNo) => moveOf(book, entryNo))
  const now = moves.flatMap((entryNo) => goneOn.get(entryNo) ?? []).map((entryNo) => moveOf(book, entryNo))
  const charges = [...now, ...came]
    .filter(({ creditMinor }) => creditMinor < 0 !== out.creditMinor < 0)
    .map((move) => ({ entryNo: move.entryNo, openMinor: absolute(restOf(move)) }))
  const payments = [out, ...came.filter(({ creditMinor }) => creditMinor < 0 === out.creditMinor < 0)]
  for (const payment of payments) {
    const before = book.store.credit.settlementOf(payment.entryNo).against
    const named = shareOldestFirst(charges, absolute(restOf(payment)))
    if (named.length === 0) continue
    for (const { chargeNo, amountMinor } of named) {
      const charge = charges.find(({ entryNo }) => entryNo === chargeNo)
      assert(charge, 'what was shared out is one of the charges')
      charge.openMinor = subtract(charge.openMinor, amountMinor)
    }
    const against = named.map((one) => ({
      entryId: book.store.credit.labelOf(one.chargeNo).id,
      amountMinor: one.amountMinor
    }))
    const entryId = book.store.credit.labelOf(payment.entryNo).id
    book.store.facts.record('entry.settle', stamp, {
      ...{ entryId, way: 'against' as const },
      against: [...before.map((one) => ({ ...one })), ...against]
    })
  }
}

/** What entries brought to a party, all together. What came through it from a third one is among other entries. */
export const broughtBy = (book: Book, moves: readonly number[]): Minor =>
  sum(moves.map((entryNo) => moveOf(book, entryNo).creditMinor))

function moveOf({ store }: Book, entryNo: number) {
  const move = store.credit.move(store.credit.labelOf(entryNo).id)
  assert(move, 'what came to a party is there')
  return move
}
