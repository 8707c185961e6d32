import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Item } from '#shared/items/item.ts'
import type { Currency } from '#shared/money/currency.ts'
import type { Minor } from '#shared/money/money.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { TaxRegistration, TaxScheme } from '#shared/tax/tax-scheme.ts'
import type { Bill, BillParty } from './bill.ts'

/** The shop as its bills need it. `state` is a code of the scheme's places, empty where there are none. */
export interface BillShop {
  readonly state: string
  readonly registration: TaxRegistration
  readonly currency: Currency
}

/** How much of a line of an earlier bill has come back, or has become a bill, so far. */
export interface Returned {
  readonly quantity: Quantity
  /** Of its amount as typed. */
  readonly amountMinor: Minor
}

/** An earlier bill, with what came back of each of its lines, in order, and what its returns came to together. */
export interface BillOrigin {
  readonly bill: Bill
  readonly on: BookDate
  readonly returned: readonly Returned[]
  readonly returnedTotalMinor: Minor
}

/** All that a bill depends on beside its request, looked up before: `workBill` itself asks nobody. */
export interface BillContext {
  readonly scheme: TaxScheme
  readonly shop: BillShop
  /** Null: a buyer or seller without a name. */
  readonly party: BillParty | null
  /** The items of the lines by their ids; a line whose item is missing here is refused with `bill/item-gone`. */
  readonly items: ReadonlyMap<string, Item>
  /** The day whose rates hold. */
  readonly on: BookDate
  /** The bill that is returned, or the paper that becomes a bill. */
  readonly origin: BillOrigin | null
}
