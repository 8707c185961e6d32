import type Sqlite from 'better-sqlite3'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import type { FactBodies } from '#shared/journal/fact-bodies.ts'
import type { Op } from '#shared/journal/op.ts'
import { documentNumber, seriesFor } from '#shared/numbering/document-number.ts'
import { readBillFact } from '#shared/sales/bill-fact.ts'
import { sumOfBills } from '#shared/sales/day-invoice.ts'
import { type Fault, fault } from './fault.ts'
import { type JournalFacts, readOp } from './journal-facts.ts'
import type { Replay } from './replay-goods.ts'
import { uuidBytes } from './uuid-bytes.ts'

interface Beside {
  readonly facts: JournalFacts
  /** The next number of a series, which is then taken. */
  readonly takeNumber: (series: string) => number
}

/** The invoices of small sales: each bears the next number of its series, and says what its bills come to, to the paisa. */
export class DayInvoiceReplay implements Replay {
  private readonly db: Sqlite.Database
  private readonly beside: Beside

  constructor(db: Sqlite.Database, beside: Beside) {
    this.db = db
    this.beside = beside
  }

  op(op: Op): Fault | null {
    if (op.k !== 'dayInvoice.make') return null
    const said = op.d as unknown as FactBodies['dayInvoice.make']
    if (said.number !== this.numberOf(said.bookOn as BookDate))
      return fault('sequence', 'day_invoice', said.number, 'does not bear the next number of its series')
    const bills = said.billIds.flatMap((id) => this.bill(id) ?? [])
    const meant = sumOfBills(bills)
    const { sums } = said.details as { readonly sums?: Json }
    const isRight =
      bills.length === said.billIds.length &&
      said.totalMinor === meant.totalMinor &&
      canonicalJson(sums ?? null) === canonicalJson(meant as unknown as Json)
    return isRight ? null : fault('totals', 'day_invoice', said.number, 'does not say what its bills come to')
  }

  entry(): null {
    return null
  }

  finish(): null {
    return null
  }

  close(): void {
    // Nothing is kept open between two ops.
  }

  private numberOf(bookOn: BookDate): string | null {
    const { facts, takeNumber } = this.beside
    const series = seriesFor('day-invoice', facts.counterCode, bookOn)
    if (series === null) return null
    const name = `${series.prefix} ${series.financialYear}`
    facts.seriesNos.set(name, facts.seriesNos.get(name) ?? facts.seriesNos.size + 1)
    const number = documentNumber(series, takeNumber(name))
    return number.ok ? number.value : null
  }

  /** A bill as its op says it. */
  private bill(id: string) {
    const bytes = this.db.prepare<[Uint8Array], string>(
      'select bytes from bill join journal_op on n = op_n where id = ?'
    )
    const op = readOp(bytes.pluck().get(uuidBytes(id)) ?? '')
    return op?.k === 'bill.post' ? readBillFact(op.d).bill : null
  }
}
