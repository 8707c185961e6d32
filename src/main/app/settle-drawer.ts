import type { Stamp } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import { type BuiltEntry, buildEntry, buildOverShort } from '#shared/ledger/build-entry.ts'
import { isPayable } from '#shared/money/currency.ts'
import { add, type Minor } from '#shared/money/money.ts'
import { type Book, openPeriod } from './book.ts'

/** What is done with the drawer when it was counted. */
export interface Settling {
  readonly bookOn: BookDate
  /** Counted less expected. */
  readonly overShortMinor: Minor
  readonly reason: string
  readonly toOwnerMinor: Minor
  readonly toBankMinor: Minor
}

/** Fails with `money/too-many-decimals` for an amount that the currency cannot pay. */
export function checkDrops(book: Book, drops: Pick<Settling, 'toOwnerMinor' | 'toBankMinor'>): void {
  const { currency } = book.shop()
  if (![drops.toOwnerMinor, drops.toBankMinor].every((amount) => isPayable(amount, currency)))
    refuse('money/too-many-decimals')
}

/**
 * Posts the difference of a count to its own account, and what leaves the drawer to owner and bank. Only inside `transact`.
 * Fails with `closing/float-exceeds-count` when more leaves than is there.
 *
 * @param drawer what is in the drawer now, of the days that are settled.
 */
export function settleDrawer(book: Book, settling: Settling, drawer: () => Minor, stamp: Stamp): void {
  const { overShortMinor, toOwnerMinor, toBankMinor } = settling
  if (overShortMinor !== 0) post(book, settling, buildOverShort(overShortMinor), settling.reason, stamp)
  const drawerMinor = drawer()
  if (add(toOwnerMinor, toBankMinor) > Math.max(drawerMinor, 0))
    refuse('closing/float-exceeds-count', { drawerMinor }, 'toOwnerMinor')
  if (toOwnerMinor > 0) post(book, settling, drop('owner', toOwnerMinor), '', stamp)
  if (toBankMinor > 0) post(book, settling, drop('bank', toBankMinor), '', stamp)
}

function post(book: Book, { bookOn }: Settling, built: BuiltEntry, reason: string, stamp: Stamp): void {
  const place = { id: book.randomness.newId(), number: '', bookOn, occurredOn: null, text: '', note: '' }
  book.store.entries.post({ ...built, ...place, periodNo: openPeriod(book), reversesId: null, reason }, stamp)
}

/** Cash that leaves the drawer. */
function drop(to: 'owner' | 'bank', amountMinor: Minor): BuiltEntry {
  const id = '00000000-0000-4000-8000-000000000000'
  const blank = { id, bookOn: null, occurredOn: null, text: '', note: '' }
  return orThrow(buildEntry({ ...blank, kind: 'contra', from: 'cash', to, amountMinor }, null))
}
