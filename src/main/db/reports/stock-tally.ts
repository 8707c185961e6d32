import type { Period } from '#shared/reports/period.ts'
import { type Ground, inChunks } from './ground.ts'
import { type MonthSpan, wholeMonths, widen } from './month-spans.ts'

/** What came in and went out of an item: quantities in thousandths of its base unit, values in minor units, none negative by itself. */
export interface Moved {
  inQuantity: number
  outQuantity: number
  inValue: number
  outValue: number
}

interface Month extends MonthSpan {
  /** Moves are numbered in the order of recording: those of a month lie between these. */
  firstMoveNo: number
  lastMoveNo: number
  readonly items: Map<number, Moved>
}

type MoveRow = [moveNo: number, bookOn: number, itemNo: number, isIn: number, quantity: number, value: number]

const MOVES = `select move_no, book_on, item_no, (quantity > 0) <> is_undone, quantity, value_minor from stock_move
  where move_no between @from and @to`

/** Moves of goods by month and item, read once and then only what came since; days of a month that is asked for in part are read. */
export class StockTally {
  private lastMoveNo = 0
  private readonly months = new Map<number, Month>()

  forget(): void {
    this.lastMoveNo = 0
    this.months.clear()
  }

  /** What was undone is taken off the side on which it was. */
  movedIn(ground: Ground, period: Period): Map<number, Moved> {
    this.follow(ground)
    const moved = new Map<number, Moved>()
    const { whole } = wholeMonths(this.months.values(), period)
    for (const month of whole) for (const [itemNo, of] of month.items) addAll(movedOf(moved, itemNo), of)
    const parted = [...this.months.values()].filter(
      (month) => !whole.includes(month) && month.lastOn >= period.fromOn && month.firstOn <= period.toOn
    )
    for (const { firstMoveNo, lastMoveNo } of parted)
      inChunks(ground, { first: firstMoveNo, last: lastMoveNo }, (from, to) => {
        const days = { fromOn: period.fromOn, toOn: period.toOn }
        const sql = `${MOVES} and book_on between @fromOn and @toOn`
        for (const row of ground.raw(sql, { ...days, from, to }) as MoveRow[]) add(movedOf(moved, row[2]), row)
      })
    return moved
  }

  private follow(ground: Ground): void {
    inChunks(ground, { first: this.lastMoveNo + 1, last: ground.tally.lastMoveNo }, (from, to) => {
      for (const row of ground.raw(MOVES, { from, to }) as MoveRow[]) {
        const month = this.monthOf(row[1], row[0])
        add(movedOf(month.items, row[2]), row)
      }
      this.lastMoveNo = to
    })
  }

  private monthOf(bookOn: number, moveNo: number): Month {
    const no = Math.floor(bookOn / 100)
    const begun = { firstOn: bookOn, lastOn: bookOn, firstMoveNo: moveNo, lastMoveNo: moveNo, items: new Map() }
    const month = this.months.get(no) ?? begun
    this.months.set(no, month)
    widen(month, bookOn)
    month.lastMoveNo = moveNo
    return month
  }
}

function movedOf(all: Map<number, Moved>, itemNo: number): Moved {
  const known = all.get(itemNo) ?? { inQuantity: 0, outQuantity: 0, inValue: 0, outValue: 0 }
  all.set(itemNo, known)
  return known
}

function add(moved: Moved, [, , , isIn, quantity, value]: MoveRow): void {
  if (isIn === 1) {
    moved.inQuantity += quantity
    moved.inValue += value
  } else {
    moved.outQuantity -= quantity
    moved.outValue -= value
  }
}

function addAll(moved: Moved, more: Moved): void {
  moved.inQuantity += more.inQuantity
  moved.outQuantity += more.outQuantity
  moved.inValue += more.inValue
  moved.outValue += more.outValue
}
