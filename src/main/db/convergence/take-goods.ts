import type Sqlite from 'better-sqlite3'
import { z } from 'zod'
import type { StoredBill } from '#main/ports/goods-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { zId } from '#shared/kernel/scalars.ts'
import { minor } from '#shared/money/money.ts'
import { seriesFor } from '#shared/numbering/document-number.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import type { Bill } from '#shared/sales/bill.ts'
import { type BillFact, readBillFact } from '#shared/sales/bill-fact.ts'
import { adjustmentFact, type StockAdjustment } from '#shared/stock/adjustment.ts'
import { movesOfBill, valueBack, type WentOut } from '#shared/stock/bill-moves.ts'
import { type Arriving, found, keep, stampOf, type TakingStores, unreadable } from './applied.ts'
import { createIncomingNumbers } from './incoming-numbers.ts'

/** Each in the type of its column: SQLite would keep a number as a text of its own making, and the row would not say what the fact said. */
const zAdjustment = z.strictObject({
  ...{ id: zId, itemId: zId, bookOn: z.int(), at: z.int(), reason: z.string(), note: z.string() },
  ...{ quantity: z.int(), valueMinor: z.int().nullable(), batch: z.string(), expiresOn: z.int().nullable() }
})

/** Takes bills, papers and changes of stock that other counters recorded: goods move here as they did there. */
export function createGoodsTaker(db: Sqlite.Database, stores: TakingStores) {
  const { bills, entries, items, parties, stock, journal } = stores
  const { isNext, isTaken } = createIncomingNumbers(db)

  function checkNames(bill: Bill): void {
    if (bill.party !== null) found(parties.byId(bill.party.id), `party ${bill.party.id}`)
    if (bill.ofBillId !== null) found(bills.has(bill.ofBillId) || null, `bill ${bill.ofBillId}`)
    for (const { itemId } of bill.lines) if (itemId !== null) found(items.byId(itemId), `item ${itemId}`)
  }

  /** A quotation or a challan bears a number of its own; one that is not the next stays in the notice alone. */
  function numberedOf({ bill, bookOn, number }: BillFact, arriving: Arriving) {
    if (number === '') return null
    const series = seriesFor(bill.kind, number.slice(0, 2), bookOn)
    if (series !== null && isNext(series, number)) return { series, number }
    if (isTaken(series, number)) arriving.notice('double-number', { number, id: bill.id })
    return null
  }

  function moveGoods({ bill, billNo, bookOn }: StoredBill): void {
    const moves = movesOfBill(bill)
    const wentOut = moves.some(({ ofLine }) => ofLine !== null) ? outOf(bill.ofBillId) : new Map<number, WentOut>()
    for (const move of moves) {
      const back = valueBack(move.quantity, move.ofLine === null ? null : (wentOut.get(move.ofLine) ?? null))
      stock.move({
        itemNo: found(items.byId(move.itemId), `item ${move.itemId}`).itemNo,
        bookOn,
        cause: { billNo, lineNo: move.lineNo, isUndone: false },
        quantity: move.quantity,
        valueMinor: back ?? move.valueMinor,
        isBack: back !== null,
        batch: move.batch?.batch ?? '',
        expiresOn: move.batch?.expiresOn ?? null
      })
    }
  }

  function outOf(billId: string | null): Map<number, WentOut> {
    const out = new Map<number, WentOut>()
    const origin = billId === null ? null : bills.byId(billId)
    if (origin === null) return out
    for (const { cause, quantity: count, valueMinor } of stock.movesOfBill(origin.billNo))
      if ('lineNo' in cause && count < 0) out.set(cause.lineNo, { quantity: count, valueMinor })
    return out
  }

  return {
    post(arriving: Arriving): void {
      const fact = readBillFact(arriving.op.d)
      const { bill, bookOn, recordedAt } = fact
      if (bills.has(bill.id)) {
        keep(stores, arriving)
        return
      }
      checkNames(bill)
      const hasEntry = bill.kind !== 'quotation' && bill.kind !== 'challan'
      const entryNo = hasEntry ? found(entries.byId(bill.id), `entry ${bill.id}`).entryNo : null
      const numbered = numberedOf(fact, arriving)
      moveGoods(bills.post({ bill, entryNo, bookOn, numbered }, stampOf(arriving, recordedAt)))
    },
    cancel(arriving: Arriving): void {
      const { bill, at, on, id, reason } = arriving.op.d as { [name: string]: string | number }
      const stored = found(bills.byId(String(bill)), `bill ${bill}`)
      if (bills.isCancelled(stored.billNo)) {
        arriving.notice('second-reversal', { id: String(id), billId: String(bill), reason: String(reason) })
        keep(stores, arriving)
        return
      }
      const stamp = stampOf(arriving, Number(at))
      const body = { at: Number(at), bill: String(bill), id: String(id), on: Number(on), reason: String(reason) }
      const op = journal.append('bill.cancel', stamp, body)
      bills.cancel(stored.billNo, body.reason, op, stamp)
      if (stored.bill.kind === 'challan') stock.undoBill(stored.billNo, body.on as BookDate)
    },
    adjust(arriving: Arriving): void {
      const read = zAdjustment.safeParse(arriving.op.d)
      const body = (read.success ? read.data : unreadable()) as StockAdjustment & { readonly at: number }
      if (stock.adjustmentById(body.id) !== null) {
        keep(stores, arriving)
        return
      }
      const { itemNo } = found(items.byId(body.itemId), `item ${body.itemId}`)
      const stamp = stampOf(arriving, body.at)
      const adjustment: StockAdjustment = {
        ...body,
        quantity: quantity(body.quantity) as Quantity,
        valueMinor: body.valueMinor === null ? null : minor(body.valueMinor)
      }
      const op = journal.append('stock.adjust', stamp, adjustmentFact(adjustment, body.at))
      const adjustmentNo = stock.addAdjustment({ ...adjustment, itemNo }, op, stamp)
      stock.move({ ...adjustment, itemNo, cause: { adjustmentNo } })
    }
  }
}
