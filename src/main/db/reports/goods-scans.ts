import type { Period } from '#shared/reports/period.ts'
import { entriesOf, type Ground, inChunks, type Values } from './ground.ts'

/** Told of what a bill sold, what came back, and what it cost. Signed: what came back, and what was undone, is negative. */
export type TakeEarned = (earned: EarnedRow) => void
export interface EarnedRow {
  readonly bookOn: number
  /** 0 without an item, and for what all lines of a bill together are. */
  readonly itemNo: number
  readonly partyNo: number
  readonly quantity: number
  readonly revenue: number
  readonly cost: number
}

/** A bill that is read: the day on which it counts, whose it is, and 1, or -1 for what came back and what was undone. */
type BillRow = readonly [billNo: number, bookOn: number, kindNo: number, partyNo: number | null, totalMinor: number]

/** `sale` and `sale-return` among bills bear the numbers 1 and 2; a challan the number 6. */
const SOLD = 'bill.kind_no in (1, 2)'
const FIELDS = 'bill.kind_no, bill.party_no, bill.total_minor'
const MADE = `select bill.bill_no, entry.book_on, ${FIELDS}
  from bill cross join entry on entry.entry_no = bill.entry_no where ${SOLD}`
const UNDONE = `select bill.bill_no, undoing.book_on, ${FIELDS} from entry as undoing indexed by entry_by_undone
  cross join bill on bill.entry_no = undoing.reverses_no where undoing.reverses_no is not null and ${SOLD}`
/** A bill may have 300 lines: fewer bills than entries go into one step. */
const BILLS_AT_ONCE = 2_500

/** Bills by their number, on the day of their entry. */
export function earnedByBills(
  ground: Ground,
  range: { readonly first: number; readonly last: number },
  take: TakeEarned,
  done: (to: number) => void
): void {
  const sql = `${MADE} and bill.bill_no between @from and @to order by bill.bill_no`
  const work = (from: number, to: number) => {
    readBills(ground, ground.raw(sql, { from, to }) as unknown[] as BillRow[], take)
    done(to)
  }
  inChunks(ground, range, work, BILLS_AT_ONCE)
}

/** Bills that entries between two numbers undid, turned round, on the day on which that was. */
export function undoneByEntries(ground: Ground, first: number, last: number, take: TakeEarned): void {
  readUndone(ground, `${UNDONE} and undoing.entry_no between @first and @last`, { first, last }, take)
}

/** Bills that were made on some days, and those that were undone on them. */
export function earnedOnDays(ground: Ground, period: Period, take: TakeEarned): void {
  const days = { fromOn: period.fromOn, toOn: period.toOn }
  const made = `${MADE} and bill.entry_no between @from and @to and entry.book_on between @fromOn and @toOn order by bill.bill_no`
  const work = (from: number, to: number) =>
    readBills(ground, ground.raw(made, { ...days, from, to }) as unknown[] as BillRow[], take)
  inChunks(ground, entriesOf(ground, period), work, BILLS_AT_ONCE)
  readUndone(ground, `${UNDONE} and undoing.book_on between @fromOn and @toOn`, days, take)
}

/** They lie here and there in the book: each is read by itself. */
function readUndone(ground: Ground, sql: string, values: Values, take: TakeEarned): void {
  const turned: TakeEarned = (row) =>
    take({ ...row, quantity: 0 - row.quantity, revenue: 0 - row.revenue, cost: 0 - row.cost })
  for (const bill of ground.raw(sql, values) as unknown[] as BillRow[]) readBills(ground, [bill], turned)
}

/** Bills in the order of their numbers, near each other: their lines and moves are walked as they lie, which takes half the time of a join. */
function readBills(ground: Ground, bills: readonly BillRow[], take: TakeEarned): void {
  const [first, last] = [bills[0]?.[0], bills.at(-1)?.[0]]
  if (first === undefined || last === undefined) return
  const of = new Map<number, { bookOn: number; partyNo: number; sign: number }>()
  for (const [billNo, bookOn, kindNo, partyNo, totalMinor] of bills) {
    const bill = { bookOn, partyNo: partyNo ?? 0, sign: kindNo === 1 ? 1 : -1 }
    of.set(billNo, bill)
    // Sales of an amount alone have no bill: what all sales came to, less what the bills did, is theirs.
    take({ ...bill, itemNo: 0, quantity: 0, revenue: -bill.sign * totalMinor, cost: 0 })
  }
  const range = { first, last }
  const lines = 'select bill_no, item_no, quantity, taxable_minor from bill_line where bill_no between @first and @last'
  for (const [billNo, itemNo, quantity, taxable] of ground.raw(lines, range) as Figures[]) {
    const bill = of.get(billNo)
    if (bill === undefined) continue
    const { bookOn, partyNo, sign } = bill
    take({ bookOn, partyNo, itemNo: itemNo ?? 0, quantity: sign * quantity, revenue: sign * taxable, cost: 0 })
  }
  const moves = `select bill_no, item_no, value_minor, 0 from stock_move indexed by stock_move_by_bill
    where bill_no between @first and @last and is_undone = 0 and value_minor <> 0`
  for (const [billNo, itemNo, value] of ground.raw(moves, range) as Figures[]) {
    const bill = of.get(billNo)
    if (bill === undefined) continue
    take({ bookOn: bill.bookOn, partyNo: bill.partyNo, itemNo: itemNo ?? 0, quantity: 0, revenue: 0, cost: 0 - value })
  }
  for (const [billNo, itemNo, cost] of ofChallans(ground, range)) {
    const bill = of.get(billNo)
    if (bill !== undefined) take({ bookOn: bill.bookOn, partyNo: bill.partyNo, itemNo, quantity: 0, revenue: 0, cost })
  }
}

type Figures = [billNo: number, itemNo: number | null, one: number, other: number]

/** Goods that a challan delivered went out with it: a line of the bill bears its part of what they cost then. */
function* ofChallans(ground: Ground, range: Values): Generator<[billNo: number, itemNo: number, cost: number]> {
  const sql = `select bill.bill_no, line.item_no, line.quantity, -move.quantity, -move.value_minor
    from bill cross join bill as challan on challan.bill_no = bill.of_bill_no and challan.kind_no = 6
      cross join bill_line as line on line.bill_no = bill.bill_no and line.of_line is not null
      cross join stock_move as move on move.bill_no = challan.bill_no and move.line_no = line.of_line and move.is_undone = 0
    where bill.bill_no between @first and @last and bill.kind_no = 1 and bill.of_bill_no is not null`
  for (const row of ground.raw(sql, range) as number[][]) {
    const [billNo = 0, itemNo, quantity = 0, delivered = 1, value = 0] = row
    yield [billNo, itemNo ?? 0, Math.round((value * quantity) / delivered)]
  }
}

/**
 * What entries of sales and of goods that came back are, whether a bill stands behind them or not: a reversal counts as what
 * it undoes, turned round.
 *
 * @param kinds the numbers of the kinds `sale` and `sale-return`
 */
export function amountsOfSales(
  ground: Ground,
  kinds: { readonly sale: number; readonly back: number },
  range: { readonly first: number; readonly last: number },
  days: Period | null,
  take: TakeEarned,
  done: (to: number) => void = () => {}
): void {
  const { sale, back } = kinds
  const within = days === null ? '' : 'and book_on between @fromOn and @toOn'
  // Of nearly all entries the kind is their own: the one of what was undone is looked for only where something was.
  const sql = `select book_on, party_no, amount_minor, kind_no, reverses_no from entry
    where entry_no between @from and @to ${within} and (kind_no in (${sale}, ${back}) or reverses_no is not null)`
  const of = days === null ? {} : { fromOn: days.fromOn, toOn: days.toOn }
  inChunks(ground, range, (from, to) => {
    for (const row of ground.raw(sql, { ...of, from, to }) as [
      number,
      number | null,
      number,
      number,
      number | null
    ][]) {
      const [bookOn, partyNo, amount, ownKindNo, reversesNo] = row
      const kindNo = reversesNo === null ? ownKindNo : kindOfEntry(ground, reversesNo)
      if (kindNo !== sale && kindNo !== back) continue
      const revenue = (kindNo === sale) === (reversesNo === null) ? amount : -amount
      take({ bookOn, partyNo: partyNo ?? 0, itemNo: 0, quantity: 0, revenue, cost: 0 })
    }
    done(to)
  })
}

const kindOfEntry = (ground: Ground, entryNo: number): number =>
  ground.first<{ kindNo: number }>('select kind_no as kindNo from entry where entry_no = @entryNo', { entryNo })
    ?.kindNo ?? 0
