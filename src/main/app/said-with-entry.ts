import type { Stamp, StoredEntry } from '#main/ports/ledger-store.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import type { BillRequest } from '#shared/sales/bill-request.ts'
import type { Book } from './book.ts'
import { asText, settleWithin } from './settle-payment.ts'

type Request = EntryRequest | BillRequest

/**
 * What a request says of credit beside the entry itself: its due day, a promise, what it settles. Each is a fact of its own, recorded right
 * after the entry and in its transaction, so that a repeated request can be held against it.
 */
export function sayWithEntry(book: Book, request: Request, entry: StoredEntry, stamp: Stamp): void {
  const { dueOn, promisedOn } = datesSaid(request, entry)
  const entryId = entry.id
  if (dueOn !== null || promisedOn !== null)
    book.store.facts.record('entry.due', stamp, { entryId, dueOn, promisedOn, isWithEntry: true })
  const settles = settlesSaid(request)
  if (settles !== OLDEST) settleWithin(book, { entryId, ...settles }, stamp, { isWithEntry: true })
}

/** Whether the same was said when the entry was recorded, whatever was said of it later. */
export function isSaidSo(book: Book, request: Request, entry: StoredEntry): boolean {
  const said = book.store.credit.saidWith(entry.id)
  const { dueOn, promisedOn } = datesSaid(request, entry)
  return (
    said.dueOn === dueOn && said.promisedOn === promisedOn && asText(said.settlement) === asText(settlesSaid(request))
  )
}

/** An entry that leaves nothing on credit falls never due. */
function datesSaid(request: Request, { partyId, creditMinor }: StoredEntry) {
  const isOnCredit = partyId !== null && creditMinor !== 0
  return {
    dueOn: (isOnCredit ? request.dueOn : null) ?? null,
    promisedOn: (isOnCredit ? request.promisedOn : null) ?? null
  }
}

const OLDEST = { way: 'oldest' as const, against: [] }
const settlesSaid = (request: Request) => ('settles' in request ? request.settles : undefined) ?? OLDEST
