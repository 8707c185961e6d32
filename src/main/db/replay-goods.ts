import type Sqlite from 'better-sqlite3'
import type { Op } from '#shared/journal/op.ts'
import type { Fault } from './fault.ts'
import type { JournalFacts } from './journal-facts.ts'
import { BillReplay } from './verify-bills.ts'
import type { Witness } from './verify-chain.ts'
import { DayInvoiceReplay } from './verify-day-invoices.ts'
import { GoodsReplay } from './verify-goods.ts'
import { StockReplay } from './verify-stock.ts'

/** Items, bills and stock, played again from the ops alone while the chain is walked. */
export interface Replay {
  readonly entry: Witness
  op(op: Op): Fault | null
  /** The first row that no op has made, and the first kept figure that is not what they make. Called after the last op. */
  finish(): Fault | null
  /** Before the connection is used for anything else. */
  close(): void
}

export function replayGoods(db: Sqlite.Database, facts: JournalFacts, takeNumber: (series: string) => number): Replay {
  const stock = new StockReplay(db)
  const goods = new GoodsReplay(db, facts, stock)
  const bills = new BillReplay(db, { facts, goods, stock, takeNumber })
  const invoices = new DayInvoiceReplay(db, { facts, takeNumber })
  return {
    op: (op) => goods.op(op) ?? bills.op(op) ?? invoices.op(op),
    entry: (entry) => bills.entry(entry),
    finish: () => goods.finish() ?? bills.finish() ?? stock.finish(),
    close() {
      for (const one of [stock, goods, bills]) one.close()
    }
  }
}
