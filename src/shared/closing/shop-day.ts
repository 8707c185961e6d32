import { z } from 'zod'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { add, subtract, sum } from '#shared/money/money.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import type { DayFigures } from './day-figures.ts'

/** What the Zs of all counters for one day come to. A counter may have several for a day, or none. */
export const zShopDay = z.strictObject({
  bookOn: zBookDate,
  zCount: z.int(),
  counterCount: z.int(),
  /** Sales less what was taken back. */
  netSalesMinor: zMinor,
  /** Cash for bills and on old dues. */
  cashMinor: zMinor,
  creditGivenMinor: zMinor,
  /** What was counted in the drawers, and how much more or less that was than expected. */
  countedMinor: zMinor,
  overShortMinor: zMinor
})
export type ShopDay = z.infer<typeof zShopDay>

export interface CountedDay {
  /** Tells counters apart. */
  readonly counter: string
  readonly figures: DayFigures
  readonly countedMinor: ShopDay['countedMinor']
  readonly overShortMinor: ShopDay['overShortMinor']
}

/** The sum over the Zs of a day. Every entry is in the Z of its own counter alone, so nothing is in it twice. */
export function shopDay(bookOn: BookDate, closings: readonly CountedDay[]): ShopDay {
  const all = (of: (one: CountedDay) => ShopDay['countedMinor']) => sum(closings.map(of))
  return {
    bookOn,
    zCount: closings.length,
    counterCount: new Set(closings.map(({ counter }) => counter)).size,
    netSalesMinor: all(({ figures }) => subtract(figures.salesMinor, figures.returnsMinor)),
    cashMinor: all(({ figures }) => add(figures.cashSalesMinor, figures.duesCashMinor)),
    creditGivenMinor: all(({ figures }) => figures.creditGivenMinor),
    countedMinor: all(({ countedMinor }) => countedMinor),
    overShortMinor: all(({ overShortMinor }) => overShortMinor)
  }
}
