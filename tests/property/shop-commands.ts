import fc from 'fast-check'
import { addDays, type BookDate } from '#shared/calendar/book-date.ts'

/** What somebody may do at the counter. Indices are taken modulo what there is, so that every sequence can be played. */
export type Command =
  | { do: 'party'; kind: 'customer' | 'supplier' }
  | { do: 'sale'; party: number | null; amount: number; tender: Tender; day: number | null }
  | { do: 'got'; party: number; tender: Tender; day: number | null }
  | { do: 'gave'; party: number; paid: Paid; day: number | null }
  | { do: 'goods'; kind: 'purchase' | 'sale-return'; party: number | null; amount: number; paid: Paid }
  | { do: 'expense'; head: string; paid: Paid }
  | { do: 'contra'; from: Place; to: Place; amount: number }
  | { do: 'reverse'; entry: number; reason: string }
  | { do: 'repeat'; command: number; isChanged: boolean }
  | { do: 'claim'; entry: number }
  | { do: 'count'; difference: number }
  | { do: 'close'; reason: string; owner: number; bank: number }
  | { do: 'clock'; minutes: number }
  | { do: 'settings'; rolloverHour: number; prints: boolean }
  | { do: 'reopen' }
  | { do: 'otherProcess' }

export type Place = 'cash' | 'bank' | 'upi' | 'owner'
export interface Tender {
  readonly cash: number
  readonly change: number
  readonly upi: number
  readonly bank: number
}
export type Paid = Omit<Tender, 'change'>

const part = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 5_000_00 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2_00_000_00, 1_000_000_000_000) }
)
const amount = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 9_000_00 }) },
  { weight: 1, arbitrary: part }
)
const tender = fc.record({ cash: part, change: fc.constant(0), upi: part, bank: part })
/** No more than one entry may be. */
const upTo = (most: number) => Math.min(most, 1_000_000_000_000)
/** A sale that is paid for as sales are: in full and with change, in part, too much, or by anything at all. */
const paidSale = fc
  .record({ amount, way: fc.integer({ min: 0, max: 5 }), extra: fc.integer({ min: 0, max: 500_00 }), odd: tender })
  .map(({ amount: price, way, extra, odd }) => {
    const none = { cash: 0, change: 0, upi: 0, bank: 0 }
    const ways: Tender[] = [
      none,
      { ...none, cash: upTo(price + extra), change: upTo(price + extra) - price },
      { ...none, cash: Math.floor(price / 3), upi: Math.floor(price / 3) },
      { ...none, cash: upTo(price + extra) },
      { ...none, upi: price },
      { ...odd, change: extra }
    ]
    return { amount: price, tender: ways[way] ?? none }
  })
const paid = fc.record({ cash: part, upi: part, bank: part })
const index = fc.nat({ max: 1_000 })
const day = fc.oneof(
  { weight: 6, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 2 }) }
)
const place = fc.constantFrom<Place>('cash', 'bank', 'upi', 'owner')
const reason = fc.constantFrom('', 'typed twice', 'गलत', '  ')

export const commands = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ do: fc.constant('party'), kind: fc.constantFrom('customer', 'supplier') }) },
    {
      weight: 8,
      arbitrary: fc
        .record({ party: fc.oneof(fc.constant(null), index), sale: paidSale, day })
        .map(({ sale, ...rest }) => ({ do: 'sale', ...rest, ...sale }))
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('got'), party: index, tender, day }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('gave'), party: index, paid, day }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('goods'),
        kind: fc.constantFrom('purchase', 'sale-return'),
        party: fc.oneof(fc.constant(null), index),
        amount,
        paid
      })
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('expense'), head: fc.constantFrom('tea', 'freight'), paid }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('contra'), from: place, to: place, amount }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('reverse'), entry: index, reason }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat'), command: index, isChanged: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('claim'), entry: index }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('count'),
        difference: fc.oneof(fc.constant(0), fc.integer({ min: -500_00, max: 500_00 }))
      })
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('close'), reason, owner: part, bank: part }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('clock'),
        minutes: fc.oneof(
          fc.integer({ min: 1, max: 600 }),
          fc.integer({ min: -3_000, max: 3_000 }),
          fc.constantFrom(-525_600, 1_440, 525_600)
        )
      })
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('settings'),
        rolloverHour: fc.integer({ min: 0, max: 6 }),
        prints: fc.boolean()
      })
    },
    { weight: 1, arbitrary: fc.constant({ do: 'reopen' }) },
    { weight: 2, arbitrary: fc.constant({ do: 'otherProcess' }) }
  ) as fc.Arbitrary<Command>,
  { minLength: 10, maxLength: 45, size: 'max' }
)

/** The day that many days from the shop's own. */
export const dayFrom = (today: number, days: number | null): BookDate | null =>
  days === null ? null : addDays(today as BookDate, days)
