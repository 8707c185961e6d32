import { type BookDate, bookDate } from '#shared/calendar/book-date.ts'
import type { PartyView } from '#shared/contract/views.ts'
import type { Item } from '#shared/items/item.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { type Minor, sum, ZERO } from '#shared/money/money.ts'
import type { Bill, BillParty } from '#shared/sales/bill.ts'
import type { BillContext, BillOrigin, BillShop } from '#shared/sales/bill-context.ts'
import type { BillRequest } from '#shared/sales/bill-request.ts'
import { rateDayOf } from '#shared/sales/rate-day.ts'
import { workBill } from '#shared/sales/work-bill.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'
import type { BillDraft } from './bill-draft.ts'
import { type Payment, paymentOf } from './bill-payment.ts'
import { type ReadBill, readBill, readDay, readTheirDay, requestOf } from './bill-request-of.ts'

/** What a bill depends on beside what is typed. */
export interface BillSurroundings {
  /** Null until it is read; then the goods are summed alone. */
  readonly scheme: TaxScheme | null
  readonly shop: BillShop
  readonly party: BillParty | null
  readonly items: ReadonlyMap<string, Item>
  /** The day of the book; null until that is known. */
  readonly today: BookDate | null
  readonly origin: BillOrigin | null
}

/** What the draft comes to as it stands: shown while it is typed, and held against what main works out. */
export interface BillFigures {
  readonly read: ReadBill
  /** Null while there is no whole line, or when it cannot be worked out. */
  readonly bill: Bill | null
  readonly failure: Failure | null
  readonly totalMinor: Minor
  readonly payment: Payment
}

const UNPAID = { cashMinor: ZERO, changeMinor: ZERO, upiMinor: ZERO, bankMinor: ZERO }

/**
 * Works the draft out by the one path that main, paper and ledger take too. How it is paid changes no figure of the goods, so
 * it is worked out after them.
 */
export function figuresOf(draft: BillDraft, around: BillSurroundings): BillFigures {
  const read = readBill(draft, around.items)
  const request = requestOf(draft, read, UNPAID, daysOf(draft, around.today))
  const context = request === null ? null : contextOf(draft, request, around)
  if (request === null || context === null) {
    const totalMinor = sum(read.lines.map((line) => line.amountMinor as Minor))
    return { read, bill: null, failure: null, totalMinor, payment: paymentOf(draft, totalMinor) }
  }
  const worked = workBill(request, context)
  const totalMinor = worked.ok ? worked.value.totalMinor : ZERO
  return {
    read,
    bill: worked.ok ? worked.value : null,
    failure: worked.ok ? null : worked.failure,
    totalMinor,
    payment: paymentOf(draft, totalMinor)
  }
}

/** The days as far as they can be read. What cannot be is told when the bill is accepted. */
function daysOf(draft: BillDraft, today: BookDate | null) {
  if (today === null) return { day: null, theirDate: null }
  const [day, theirDate] = [readDay(draft.date, today), readTheirDay(draft.theirDate, today)]
  return { day: day.ok ? day.value : null, theirDate: theirDate.ok ? theirDate.value : null }
}

function contextOf(draft: BillDraft, request: BillRequest, around: BillSurroundings): BillContext | null {
  const { scheme, shop, party, items, today, origin } = around
  if (scheme === null) return null
  const on = rateDayOf({ ...request, bookOn: request.bookOn ?? today ?? bookDate(2000, 1, 1) })
  // A bill that is to be returned and is not read yet cannot be worked out.
  if (draft.origin !== null && origin === null) return null
  return { scheme, shop, party: draft.target === null ? null : party, items, on, origin }
}

/** A party as bills keep it. */
export const billPartyOf = (party: PartyView): BillParty => ({
  id: party.id,
  name: party.name,
  place: party.place,
  phone: party.phone,
  address: party.address,
  state: party.state,
  gstin: party.gstin,
  taxKind: party.taxKind
})
