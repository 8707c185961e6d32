import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Minor, subtract, sum } from '#shared/money/money.ts'
import { quantity, shareOf } from '#shared/quantity/quantity.ts'
import type { BillLine } from '#shared/sales/bill-request.ts'
import type { InvoiceBill } from './bill-of-invoice.ts'

/** When an invoice was written: its day, and within a day its number. */
export interface Written {
  readonly date: BookDate
  readonly number: string
}

/** A sale of the file, with what is left of each of its lines. */
interface OpenSale extends Written {
  readonly id: string
  readonly lines: readonly BillLine[]
  readonly left: Left[]
  leftTotalMinor: Minor
}

/** Of one line: count in thousandths of its unit, amount in minor units. */
interface Left {
  readonly count: number
  readonly amountMinor: Minor
}

/** A return whose sale is known: the lines with their places in it, and the difference to what the file asks. */
export interface TiedReturn {
  readonly ofBillId: string
  readonly lines: readonly BillLine[]
  readonly roundOffMinor: Minor
}

/**
 * Finds the sale that a return surely undoes: the only earlier one of the same customer in the file that holds each of its
 * items at its rate, with as much of it left. Sales and returns are told in the order in which they are recorded.
 */
export class SalesOfFile {
  readonly #byParty = new Map<string, OpenSale[]>()

  add(
    partyId: string,
    { id, date, number }: Written & { readonly id: string },
    bill: InvoiceBill,
    totalMinor: Minor
  ): void {
    const { lines, discountMinor } = bill
    // What a discount on the whole bill took off its lines only the bill itself tells.
    if (discountMinor !== 0) return
    const left = lines.map(({ said, amountMinor }) => ({ count: said[0]?.count ?? 0, amountMinor }))
    const sales = this.#byParty.get(partyId)
    const sale = { id, date, number, lines, left, leftTotalMinor: totalMinor }
    if (sales === undefined) this.#byParty.set(partyId, [sale])
    else sales.push(sale)
  }

  tie(partyId: string, written: Written, bill: InvoiceBill, totalMinor: Minor): TiedReturn | null {
    if (bill.discountMinor !== 0 || bill.against.size > 0) return null
    const fitting = (this.#byParty.get(partyId) ?? []).flatMap((sale) => {
      const taken = takenFrom(sale, bill.lines)
      return taken === null ? [] : [{ sale, ...taken }]
    })
    // A sale of the same day that may have come before or after leaves it open.
    const earlier = fitting.filter(({ sale }) => isBefore(sale, written) !== false)
    const [only, ...others] = earlier
    if (only === undefined || others.length > 0 || isBefore(only.sale, written) === null) return null
    const { sale, left, lines, worthMinor } = only
    const roundOffMinor = subtract(totalMinor, worthMinor)
    // The last step of a return takes what is left of the bill, and no step more: it must be what the file says.
    const isWhole = left.every(({ amountMinor }) => amountMinor === 0)
    if (isWhole ? totalMinor !== sale.leftTotalMinor : totalMinor > sale.leftTotalMinor) return null
    sale.left.splice(0, sale.left.length, ...left)
    sale.leftTotalMinor = subtract(sale.leftTotalMinor, totalMinor)
    return { ofBillId: sale.id, lines, roundOffMinor }
  }
}

/** Whether one invoice was written before another; null when day and number do not tell. */
function isBefore(one: Written, other: Written): boolean | null {
  if (one.date !== other.date) return one.date < other.date
  const [left = '', right = ''] = [one, other].map(({ number }) => /\d+$/u.exec(number)?.[0] ?? '')
  return left === '' || left.length !== right.length || left === right ? null : left < right
}

/** What a sale would be left with, and what the lines are worth by it; null when they are not all of it. */
function takenFrom(sale: OpenSale, asked: readonly BillLine[]) {
  const left = [...sale.left]
  const lines: BillLine[] = []
  const worth: Minor[] = []
  for (const line of asked) {
    const count = line.said[0]?.count ?? 0
    const at = sale.lines.findIndex((old, index) => isSameGoods(old, line) && (left[index]?.count ?? 0) >= count)
    const from = left[at]
    if (count === 0 || line.itemId === null || from === undefined) return null
    const amountMinor = shareOf(from.amountMinor, count, from.count)
    left[at] = { count: quantity(from.count - count), amountMinor: subtract(from.amountMinor, amountMinor) }
    worth.push(amountMinor)
    lines.push({ ...line, ofLine: at + 1 })
  }
  return { left, lines, worthMinor: sum(worth) }
}

const isSameGoods = (old: BillLine, line: BillLine): boolean =>
  old.itemId === line.itemId && old.rate !== null && old.rate === line.rate && old.said[0]?.unit === line.said[0]?.unit
