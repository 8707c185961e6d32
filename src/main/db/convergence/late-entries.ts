import type Sqlite from 'better-sqlite3'
import type { LateArrival } from '#main/ports/sync-store.ts'
import { LATE_TAKEN } from '#shared/closing/late-entries.ts'
import type { Json } from '#shared/journal/canonical-json.ts'

interface ArrivalRow {
  readonly notice_no: number
  readonly device_no: number
  readonly dev_n: number
  readonly at: number
  readonly id: string
}

/** What came for days that this counter has closed and nobody has looked through yet; and what was looked through. */
export function createLateArrivals(db: Sqlite.Database) {
  const waiting = db.prepare<[number], ArrivalRow>(
    `select notice_no, device_no, dev_n, at, json_extract(details, '$.id') as id from sync_notice
      where seen_at is null and kind = 'late-entry' order by notice_no limit ?`
  )
  // The first Z of the same counter that was recorded after the entry holds it.
  const closedThere = db
    .prepare<[number, number], number | null>(
      `select json_extract(other_fact.body, '$.view.zNo') from other_fact join received using (op_n, device_no)
        where other_fact.kind = 'day.close' and device_no = ? and received.dev_n > ? order by other_fact.op_n limit 1`
    )
    .pluck()
  const see = db.prepare('update sync_notice set seen_at = ? where notice_no = ? and seen_at is null')
  // What another counter looked through is on its Z.
  const taken = db
    .prepare<[number], string>(
      `select body from definition where kind = '${LATE_TAKEN}' and json_extract(body, '$.zNo') = ?
        and not exists (select 1 from received where received.op_n = definition.op_n) order by op_n`
    )
    .pluck()
  return {
    waiting: (most: number): LateArrival[] =>
      waiting.all(most).map(({ notice_no, device_no, dev_n, at, id }) => ({
        ...{ noticeNo: notice_no, deviceNo: device_no, devN: dev_n, at, entryId: id },
        zNoThere: closedThere.get(device_no, dev_n) ?? null
      })),
    see(noticeNos: readonly number[], atMs: number): void {
      for (const noticeNo of noticeNos) see.run(atMs, noticeNo)
    },
    taken: (zNo: number): Json[] => taken.all(zNo).map((body) => JSON.parse(body) as Json)
  }
}
