import { kindNumber } from '#main/db/entry-kinds.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Period } from '#shared/reports/period.ts'
import {
  amountsOfSales,
  type EarnedRow,
  earnedByBills,
  earnedOnDays,
  type TakeEarned,
  undoneByEntries
} from './goods-scans.ts'
import { entriesOf, type Ground } from './ground.ts'
import { type MonthSpan, wholeMonths, widen } from './month-spans.ts'

/** What goods of an item, or goods sold to a party, came to. Quantities in thousandths, values without tax. */
export interface Earned {
  quantity: number
  revenue: number
  cost: number
}
export type EarnedSubject = 'item' | 'party'

interface Month extends MonthSpan {
  readonly item: Map<number, Earned>
  readonly party: Map<number, Earned>
}

const KINDS = { sale: kindNumber('sale'), back: kindNumber('sale-return') }

/**
 * What was earned with each item and each party, by month: every bill is read once, at the first report that asks for whole
 * months, and afterwards only what came since. Days of months that are asked for in part are read from the file.
 */
export class GoodsTally {
  private lastBillNo = 0
  private lastUndoingNo = 0
  private lastEntryNo = 0
  private readonly months = new Map<number, Month>()

  forget(): void {
    this.lastBillNo = 0
    this.lastUndoingNo = 0
    this.lastEntryNo = 0
    this.months.clear()
  }

  /** By the number of the item or party; 0 stands for lines without an item, and for cash sales. */
  earnedIn(ground: Ground, period: Period, subject: EarnedSubject): Map<number, Earned> {
    const earned = new Map<number, Earned>()
    const take: TakeEarned = (row) => add(earned, subject === 'item' ? row.itemNo : row.partyNo, row)
    if (isShort(period)) {
      readDays(ground, period, take)
      return earned
    }
    this.follow(ground)
    const { whole, parts } = wholeMonths(this.months.values(), period)
    for (const month of whole) for (const [no, of] of month[subject]) add(earned, no, of)
    for (const part of parts) readDays(ground, part, take)
    return earned
  }

  /** Takes in what was appended since. What was taken in stays when the run is ended in between. */
  private follow(ground: Ground): void {
    const newest = ground.tally.lastEntryNo
    const newestBill = ground.first<{ no: number | null }>('select max(bill_no) as no from bill')?.no ?? 0
    const take: TakeEarned = (row) => {
      const month = this.monthOf(row.bookOn)
      add(month.item, row.itemNo, row)
      add(month.party, row.partyNo, row)
    }
    earnedByBills(ground, { first: this.lastBillNo + 1, last: newestBill }, take, (to) => {
      this.lastBillNo = to
    })
    if (newest > this.lastUndoingNo) undoneByEntries(ground, this.lastUndoingNo + 1, newest, take)
    this.lastUndoingNo = newest
    amountsOfSales(ground, KINDS, { first: this.lastEntryNo + 1, last: newest }, null, take, (to) => {
      this.lastEntryNo = to
    })
  }

  private monthOf(bookOn: number): Month {
    const no = Math.floor(bookOn / 100)
    const month = this.months.get(no) ?? { firstOn: bookOn, lastOn: bookOn, item: new Map(), party: new Map() }
    this.months.set(no, month)
    widen(month, bookOn)
    return month
  }
}

function readDays(ground: Ground, period: Period, take: TakeEarned): void {
  earnedOnDays(ground, period, take)
  amountsOfSales(ground, KINDS, entriesOf(ground, period), period, take)
}

function add(all: Map<number, Earned>, no: number, { quantity, revenue, cost }: Earned | EarnedRow): void {
  const known = all.get(no) ?? { quantity: 0, revenue: 0, cost: 0 }
  all.set(no, known)
  known.quantity += quantity
  known.revenue += revenue
  known.cost += cost
}

/** A few days of one month are read from the file sooner than all months are put together. */
const isShort = ({ fromOn, toOn }: { readonly fromOn: BookDate; readonly toOn: BookDate }): boolean =>
  Math.floor(fromOn / 100) === Math.floor(toOn / 100) && toOn - fromOn < 26
