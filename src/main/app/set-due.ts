import type { CreditMove, MovedCharge } from '#main/ports/credit-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, stampOf, today } from './book.ts'
import { creditOf } from './credit-of-party.ts'

/** Sets when an entry falls due, and for when payment was promised; null takes it back. The same days again change nothing. */
export function setDates(book: Book, { entryId, dueOn, promisedOn }: Parsed<'credit.date'>): Output<'credit.date'> {
  const stamp = stampOf(book)
  const isNew = book.store.transact(() => {
    const move = book.store.credit.move(entryId) ?? refuse('entry/not-found', {}, 'entryId')
    holdCharge(move)
    const { credit } = book.store
    const now = credit.datesOf(move.entryNo)
    if (now.dueOn === dueOn && now.promisedOn === promisedOn) return false
    book.store.facts.record('entry.due', stamp, { entryId, dueOn, promisedOn, ...broughtAlong(now) })
    return true
  })
  if (isNew) book.committed({})
  return { outcome: isNew ? 'recorded' : 'exists' }
}

/** What a charge brought along from another party stands beside whatever its days become. */
const broughtAlong = ({ moved }: { readonly moved: MovedCharge | null }) =>
  moved === null ? {} : { moved: { ...moved } }

function holdCharge(move: CreditMove): void {
  if (move.isUndone) refuse('credit/undone', {}, 'entryId')
  if (move.creditMinor === 0) refuse('credit/not-a-charge', {}, 'entryId')
}

/** Charges that a promise covers at once, at most. */
const MOST_PROMISED = 300

/**
 * A party that pays nothing today says when it will: the promise is put on whatever of it is overdue or due today; where nothing is, on the
 * oldest open charge. Fails with `credit/nothing-open`.
 */
export function promisePayment(
  book: Book,
  { partyId, promisedOn }: Parsed<'credit.promise'>
): Output<'credit.promise'> {
  const stamp = stampOf(book)
  const [isNew, itemCount] = book.store.transact((): [boolean, number] => {
    const party = book.store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId')
    const on = today(book)
    const open = creditOf(book.store, party, { shop: book.settings() }).items.filter(({ isUnsettled }) => !isUnsettled)
    const due = open.filter(({ dueOn }) => dueOn <= on)
    const items = due.length > 0 ? due.slice(-MOST_PROMISED) : open.slice(-1)
    if (items.length === 0) refuse('credit/nothing-open', {}, 'partyId')
    const changed = items.filter((item) => item.promisedOn !== promisedOn)
    for (const { entryNo } of changed) promise(book, entryNo, promisedOn, stamp)
    return [changed.length > 0, items.length]
  })
  if (isNew) book.committed({})
  return { outcome: isNew ? 'recorded' : 'exists', itemCount }
}

function promise({ store }: Book, entryNo: number, promisedOn: BookDate | null, stamp: Stamp): void {
  const now = store.credit.datesOf(entryNo)
  const entryId = store.credit.labelOf(entryNo).id
  store.facts.record('entry.due', stamp, { entryId, dueOn: now.dueOn, promisedOn, ...broughtAlong(now) })
}
