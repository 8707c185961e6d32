import type { Period } from '#shared/reports/period.ts'
import { TAX_HEADS } from '#shared/tax/tax-scheme.ts'
import { type Ground, inChunks } from './ground.ts'

/** What the bills of a day were taxed at one rate, by what their entry did on the accounts of the tax. Undone ones are taken off. */
export interface TaxCell {
  readonly bookOn: number
  readonly isSale: boolean
  readonly isOutput: boolean
  readonly isReverse: boolean
  readonly isInput: boolean
  readonly isTaxed: boolean
  readonly rateBp: number
  readonly nature: string
  taxable: number
  /** By `TAX_HEADS`. */
  readonly heads: number[]
}

/** `sale`, `sale-return`, `purchase` and `purchase-return` among bills bear the numbers 1 to 4. */
const SALES = '1, 2'
const SIGN = '(case when bill.kind_no in (1, 3) then 1 else -1 end)'
const BILLS_AT_ONCE = 10_000

/** The tax of bills by day, rate and nature: a few cells a day. Read once, and afterwards only what came since. */
export class TaxTally {
  private lastBillNo = 0
  private lastUndoingNo = 0
  private readonly cells = new Map<string, TaxCell>()

  forget(): void {
    this.lastBillNo = 0
    this.lastUndoingNo = 0
    this.cells.clear()
  }

  *cellsIn(ground: Ground, { fromOn, toOn }: Period): Generator<TaxCell> {
    this.follow(ground)
    for (const cell of this.cells.values()) if (cell.bookOn >= fromOn && cell.bookOn <= toOn) yield cell
  }

  private follow(ground: Ground): void {
    const newest = ground.tally.lastEntryNo
    const newestBill = ground.first<{ no: number | null }>('select max(bill_no) as no from bill')?.no ?? 0
    const made = sqlOf(ground, 'entry.book_on', 'bill cross join entry on entry.entry_no = bill.entry_no', '1')
    const range = { first: this.lastBillNo + 1, last: newestBill }
    const work = (from: number, to: number) => {
      for (const row of ground.raw(`${made} and bill.bill_no between @from and @to ${GROUPED}`, { from, to }))
        this.take(row, 1)
      this.lastBillNo = to
    }
    inChunks(ground, range, work, BILLS_AT_ONCE)
    if (newest === this.lastUndoingNo) return
    const from = `entry as undoing indexed by entry_by_undone cross join bill on bill.entry_no = undoing.reverses_no`
    const undone = sqlOf(ground, 'undoing.book_on', from, 'undoing.reverses_no is not null')
    const since = { from: this.lastUndoingNo + 1, to: newest }
    for (const row of ground.raw(`${undone} and undoing.entry_no between @from and @to ${GROUPED}`, since))
      this.take(row, -1)
    this.lastUndoingNo = newest
  }

  private take(row: unknown[], sign: 1 | -1): void {
    const [bookOn, isSale, isOutput, isReverse, isInput, isTaxed, rateBp, nature, taxable, ...amounts] = row as TaxRow
    const key = `${bookOn} ${isSale}${isOutput}${isReverse}${isInput}${isTaxed} ${rateBp} ${nature}`
    const cell = this.cells.get(key) ?? {
      ...{ bookOn, isSale: isSale === 1, isOutput: isOutput === 1, isReverse: isReverse === 1, isInput: isInput === 1 },
      ...{ isTaxed: isTaxed === 1, rateBp, nature, taxable: 0, heads: TAX_HEADS.map(() => 0) }
    }
    this.cells.set(key, cell)
    cell.taxable += sign * taxable
    for (const [at, amount] of amounts.entries()) cell.heads[at] = (cell.heads[at] ?? 0) + sign * amount
  }
}

type TaxRow = [number, number, number, number, number, number, rateBp: number, nature: string, number, ...number[]]
const GROUPED = 'group by 1, 2, 3, 4, 5, 6, 7, 8'

function sqlOf(ground: Ground, day: string, from: string, where: string): string {
  const touches = (side: string) => {
    const numbers = TAX_HEADS.flatMap((taxHead) => ground.accountNo(`${side}-${taxHead}`) ?? [])
    if (numbers.length === 0) return '0'
    return `exists (select 1 from entry_part where entry_part.entry_no = bill.entry_no and account_no in (${numbers.join(', ')}))`
  }
  const isTaxed = TAX_HEADS.map((taxHead) => `tax.${taxHead}_minor <> 0`).join(' or ')
  const heads = TAX_HEADS.map((taxHead) => `sum(${SIGN} * tax.${taxHead}_minor)`)
  return `select ${day}, bill.kind_no in (${SALES}), ${touches('output')}, ${touches('reverse-charge')}, ${touches('input')},
      (${isTaxed}), tax.rate_bp, tax.nature, sum(${SIGN} * tax.taxable_minor), ${heads.join(', ')}
    from ${from} cross join bill_tax as tax on tax.bill_no = bill.bill_no where ${where}`
}
