import type { MovedCharge } from '#main/ports/credit-store.ts'
import type { PartyRecord, Stamp } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { assert } from '#shared/kernel/assert.ts'
import { buildJournal } from '#shared/ledger/build-entry.ts'
import { type Minor, negate, sum } from '#shared/money/money.ts'
import { type Book, openPeriod, today } from './book.ts'
import { ensureAccounts } from './ensure-accounts.ts'

/** The ids of the two entries that move a balance: out of one account, into the other. */
export type MoveIds = readonly [outId: string, inId: string]

/** One of the amounts that a balance comes in by, with what is known of it beside the amount. */
export interface MovePart {
  readonly amountMinor: Minor
  readonly dueOn: BookDate | null
  readonly promisedOn: BookDate | null
  readonly moved: MovedCharge | null
  /** How money is held that settles nothing yet. */
  readonly held: 'advance' | 'on-account' | null
}

/**
 * Moves an amount from one party's account to another's by two entries over `balances-moved`, inside a transaction that is
 * already open. Positive: the second party owes it from now on. Nothing is moved by nothing.
 */
export function moveBalance(
  book: Book,
  from: PartyRecord,
  to: PartyRecord,
  amountMinor: Minor,
  ids: MoveIds,
  stamp: Stamp
): void {
  moveParts(book, [from, to], [{ amountMinor, dueOn: null, promisedOn: null, moved: null, held: null }], ids, stamp)
}

/** The same in parts: one entry goes out for all of them, and one comes in for each, with its days and how it is held. */
export function moveParts(
  book: Book,
  [from, to]: readonly [PartyRecord, PartyRecord],
  parts: readonly MovePart[],
  [outId, inId]: MoveIds,
  stamp: Stamp
): void {
  const total = sum(parts.map(({ amountMinor }) => amountMinor))
  if (total === 0) return
  const { facts } = book.store
  post(book, from, to, negate(total), outId, stamp)
  const isAgainst = ({ amountMinor }: MovePart) => amountMinor < 0 !== total < 0
  // Those against the whole come first: what went out is then reached by the last one only, and the entries are known by that.
  const inOrder = [...parts.filter(isAgainst), ...parts.filter((part) => !isAgainst(part))]
  for (const [at, part] of inOrder.entries()) {
    const { amountMinor, dueOn, promisedOn, moved, held } = part
    const entryId = at === 0 ? inId : book.randomness.newId()
    post(book, to, from, amountMinor, entryId, stamp)
    if (dueOn !== null || promisedOn !== null || moved !== null)
      facts.record('entry.due', stamp, {
        ...{ entryId, dueOn, promisedOn },
        ...(moved === null ? {} : { moved: { ...moved } })
      })
    if (held !== null) facts.record('entry.settle', stamp, { entryId, way: held, against: [] })
  }
}

function post(book: Book, party: PartyRecord, other: PartyRecord, credit: Minor, id: string, stamp: Stamp): void {
  const built = buildJournal(party, 'balances-moved', credit)
  ensureAccounts(book, built.postings, stamp)
  book.store.entries.post(
    {
      ...built,
      ...{ id, number: '', bookOn: today(book), occurredOn: null, text: other.name, note: '' },
      ...{ periodNo: openPeriod(book), reversesId: null, reason: '' }
    },
    stamp
  )
}

/**
 * A party that was made one with another keeps no balance: what an entry leaves on it (an old bill that is undone, goods that
 * come back, an import) goes on to the one that stands for it, hop by hop, in the same transaction.
 */
export function followMerge(book: Book, partyId: string | null, stamp: Stamp): void {
  const { parties, merges } = book.store
  let party = partyId === null ? null : parties.byId(partyId)
  while (party?.isArchived) {
    const merge = merges.of(party.partyNo)
    if (merge === null) return
    const into = parties.byNo(merge.intoNo)
    assert(into, 'a party that another was merged into is there')
    // By its id: what is kept in memory of it is newer than its row while entries are written.
    const target = parties.byId(into.id) ?? into
    moveBalance(book, party, target, party.balanceMinor, [book.randomness.newId(), book.randomness.newId()], stamp)
    party = parties.byId(into.id)
  }
}
