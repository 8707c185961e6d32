import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import type { Projection } from './projection.ts'

/** Who had the drawer, and the one invoice for the small sales of a day. */
export const shiftProjection: Projection = {
  tables: { shift: ['shift_no'], day_invoice: ['invoice_no'], day_invoice_bill: ['bill_no'] },
  writers: {
    'shift.open': (run, body, { n }) =>
      run(
        `insert into shift (id, op_n, period_no, person, opened_at, after_entry_no, float_minor)
          values (:id, :n, :period, :person, :at, :after, :float)`,
        {
          ...{ id: uuidBytes(body.id), n, period: body.periodNo, person: body.person },
          ...{ at: body.at, after: body.afterEntryNo, float: body.floatMinor }
        }
      ),
    'shift.end': (run, body, { n }) =>
      run('update shift set ended_op = :n, ended_at = :at, last_entry_no = :last, summary = :summary where id = :id', {
        ...{ id: uuidBytes(body.id), n, at: body.at, last: body.lastEntryNo },
        summary: canonicalJson(body.summary)
      }),
    'dayInvoice.make': (run, body, { n }) => {
      const id = uuidBytes(body.id)
      run(
        `insert into day_invoice (id, op_n, number, period_no, book_on, total_minor, details)
          values (:id, :n, :number, :period, :on, :total, :details)`,
        {
          ...{ id, n, number: body.number, period: body.periodNo, on: body.bookOn, total: body.totalMinor },
          details: canonicalJson(body.details)
        }
      )
      for (const billId of body.billIds)
        run(
          `insert into day_invoice_bill (bill_no, invoice_no)
            values ((select bill_no from bill where id = :bill), (select invoice_no from day_invoice where id = :id))`,
          { bill: uuidBytes(billId), id }
        )
    }
  }
}
