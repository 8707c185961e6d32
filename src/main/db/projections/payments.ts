import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { ENTRY, type Projection } from './projection.ts'

/** Lines of statements, and the payments that they prove. */
export const paymentProjection: Projection = {
  tables: { bank_statement: ['statement_no'], bank_line: ['line_no'], proof: ['entry_no'] },
  writers: {
    'statement.take': (run, body, { n, person }) => {
      const id = uuidBytes(body.id)
      run(
        `insert into bank_statement (id, op_n, source, file_name, from_on, to_on, at, person)
          values (:id, :n, :source, :file, :from, :to, :at, :person)`,
        {
          ...{ id, n, source: body.source, file: body.fileName, from: body.fromOn, to: body.toOn },
          ...{ at: body.at, person }
        }
      )
      for (const line of body.lines)
        run(
          `insert into bank_line (statement_no, fingerprint, on_day, time_text, amount_minor, reference, text)
            values ((select statement_no from bank_statement where id = :id), :fingerprint, :on, :time, :amount, :reference, :text)`,
          {
            ...{ id, fingerprint: line.fingerprint, on: line.on, time: line.time },
            ...{ amount: line.amountMinor, reference: line.reference, text: line.text }
          }
        )
    },
    'payment.prove': (run, body, { n, person }) =>
      run(
        `insert or replace into proof (entry_no, line_no, op_n, reasons, at, person)
          values (${ENTRY}, (select line_no from bank_line where fingerprint = :fingerprint), :n, :reasons, :at, :person)`,
        {
          ...{ entry: uuidBytes(body.entryId), fingerprint: body.fingerprint, n },
          ...{ reasons: canonicalJson(body.reasons), at: body.at, person }
        }
      ),
    'payment.doubt': (run, body) =>
      run(`delete from proof where entry_no = ${ENTRY}`, { entry: uuidBytes(body.entryId) })
  }
}
