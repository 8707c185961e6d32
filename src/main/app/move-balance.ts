import type { PartyRecord, Stamp } from '#main/ports/ledger-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import { buildJournal } from '#shared/ledger/build-entry.ts'
import { type Minor, negate } from '#shared/money/money.ts'
import { type Book, openPeriod, today } from './book.ts'
import { ensureAccounts } from './ensure-accounts.ts'

/** The ids of the two entries that move a balance: out of one account, into the other. */
export type MoveIds = readonly [outId: string, inId: string]

/**
 * Moves an amount from one party's account to another's by two entries over `balances-moved`, inside a transaction that is
 * already open. Positive: the second party owes it from now on. Nothing is moved by nothing.
 */
export function moveBalance(
  book: Book,
  from: PartyRecord,
  to: PartyRecord,
  amountMinor: Minor,
  [outId, inId]: MoveIds,
  stamp: Stamp,
  reason = ''
): void {
  if (amountMinor === 0) return
  const sides = [
    { party: from, other: to, id: outId, credit: negate(amountMinor) },
    { party: to, other: from, id: inId, credit: amountMinor }
  ]
  for (const { party, other, id, credit } of sides) {
    const built = buildJournal(party, 'balances-moved', credit)
    ensureAccounts(book, built.postings, stamp)
    book.store.entries.post(
      {
        ...built,
        ...{ id, number: '', bookOn: today(book), occurredOn: null, text: other.name, note: '' },
        ...{ periodNo: openPeriod(book), reversesId: null, reason }
      },
      stamp
    )
  }
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
