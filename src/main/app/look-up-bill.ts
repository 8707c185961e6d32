import type { ItemRecord, StoredBill } from '#main/ports/goods-store.ts'
import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { BillParty } from '#shared/sales/bill.ts'
import type { BillContext } from '#shared/sales/bill-context.ts'
import type { BillRequest } from '#shared/sales/bill-request.ts'
import { billShopOf } from '#shared/sales/bill-shop.ts'
import { rateDayOf } from '#shared/sales/rate-day.ts'
import type { Book } from './book.ts'

/** What a bill is worked out from, looked up in the book. */
export interface LookedUp {
  readonly context: BillContext
  readonly party: PartyRecord | null
  readonly items: ReadonlyMap<string, ItemRecord>
  readonly origin: StoredBill | null
}

/**
 * Looks up all that a bill depends on. `bookOn` is its day of the book; the rates are those of the day on which the goods
 * really changed hands. Fails with `party/not-found`, `bill/not-found` or `bill/origin-not-fitting`; an item that is missing is told by `workBill`.
 */
export function lookUpBill(book: Book, request: BillRequest, bookOn: BookDate): LookedUp {
  const { store } = book
  const party =
    request.partyId === null ? null : (store.parties.byId(request.partyId) ?? refuse('party/not-found', {}, 'partyId'))
  const items = new Map<string, ItemRecord>()
  for (const { itemId } of request.lines) {
    const record = itemId === null ? null : store.items.byId(itemId)
    if (record !== null) items.set(record.item.id, record)
  }
  const origin = request.ofBillId === null ? null : originOf(book, request.ofBillId)
  const scheme = book.taxScheme()
  const context: BillContext = {
    scheme,
    shop: billShopOf(book.settings(), scheme, book.shop().currency),
    party: party === null ? null : billParty(party),
    items: new Map([...items].map(([id, { item }]) => [id, item])),
    on: rateDayOf({ ...request, bookOn }),
    origin:
      origin === null
        ? null
        : {
            bill: origin.bill,
            on: origin.bookOn,
            returned: store.bills.returned(origin.billNo),
            returnedTotalMinor: store.bills.returnedTotal(origin.billNo)
          }
  }
  return { context, party, items, origin }
}

function originOf(book: Book, billId: string): StoredBill {
  const origin = book.store.bills.byId(billId) ?? refuse('bill/not-found', {}, 'ofBillId')
  if (book.store.bills.isCancelled(origin.billNo)) refuse('bill/origin-not-fitting', {}, 'ofBillId')
  return origin
}

const billParty = ({ id, name, place, phone, address, state, gstin, taxKind }: PartyRecord): BillParty => ({
  id,
  name,
  place,
  phone,
  address,
  state,
  gstin,
  taxKind
})
