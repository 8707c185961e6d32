import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { ENTRY, type Projection } from './projection.ts'

/** Kaccha slips, and the photos and files of entries. */
export const slipProjection: Projection = {
  tables: { slip: ['slip_no'], attachment: ['attachment_no'] },
  writers: {
    'slip.add': (run, body, { n, person }) =>
      run(
        `insert into slip (id, op_n, name, amount_minor, book_on, at, person, state)
          values (:id, :n, :name, :amount, :on, :at, :person, 'open')`,
        {
          ...{ id: uuidBytes(body.id), n, name: body.name, amount: body.amountMinor },
          ...{ on: body.bookOn, at: body.at, person }
        }
      ),
    'slip.end': (run, body, { n }) =>
      run(`update slip set state = :state, ended_op = :n, entry_no = ${ENTRY} where id = :id`, {
        ...{ id: uuidBytes(body.id), n, state: body.state },
        entry: body.entryId === null ? null : uuidBytes(body.entryId)
      }),
    'entry.attach': (run, body, { n }) =>
      run(
        `insert into attachment (id, op_n, entry_no, sha256, name, media_type, byte_count, is_removed)
          values (:id, :n, ${ENTRY}, :sha256, :name, :type, :bytes, 0)`,
        {
          ...{ id: uuidBytes(body.id), n, entry: uuidBytes(body.entryId), sha256: body.sha256 },
          ...{ name: body.name, type: body.mediaType, bytes: body.byteCount }
        }
      ),
    'entry.detach': (run, body) =>
      run('update attachment set is_removed = 1 where id = :id', { id: uuidBytes(body.id) })
  }
}
