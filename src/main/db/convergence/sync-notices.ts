import type Sqlite from 'better-sqlite3'
import type { SyncNoticeRow } from '#main/db/sync-schema.ts'
import type { AsideOp, SyncNotice, SyncNoticeKind, SyncStore } from '#main/ports/sync-store.ts'
import type { Json } from '#shared/journal/canonical-json.ts'

const noticeOf = (row: SyncNoticeRow): SyncNotice => ({
  noticeNo: row.notice_no,
  kind: row.kind as SyncNoticeKind,
  deviceNo: row.device_no,
  devN: row.dev_n,
  at: row.at,
  details: JSON.parse(row.details) as { readonly [key: string]: Json },
  seenAt: row.seen_at
})

/** The reason of a fact that stands aside for a moment only: the slice of its chunk that holds it is not taken yet. */
export const WAITING = 'waiting'

const LATE = 'late-entry'

/** What a person shall look at, and what stands aside. */
export function createSyncNotices(db: Sqlite.Database) {
  const all = db.prepare<[number, string, number], SyncNoticeRow>(
    'select * from sync_notice where notice_no < ? and kind <> ? order by notice_no desc limit ?'
  )
  const toSee = db.prepare<[number, string, number], SyncNoticeRow>(
    'select * from sync_notice where seen_at is null and notice_no < ? and kind <> ? order by notice_no desc limit ?'
  )
  const see = db.prepare(
    `update sync_notice set seen_at = ? where notice_no = ? and seen_at is null and kind <> '${LATE}'`
  )
  const aside = db.prepare<[number], { device_no: number; dev_n: number; seq: number; reason: string }>(
    `select * from sync_aside where device_no >= 0 and reason <> '${WAITING}' order by seq limit ?`
  )
  const counts = db.prepare<[], { aside: number; notices: number; late: number }>(
    `select (select count(*) from sync_aside where device_no >= 0 and reason <> '${WAITING}') as aside,
      (select count(*) from sync_notice where seen_at is null) as notices,
      (select count(*) from sync_notice where seen_at is null and kind = '${LATE}') as late`
  )
  return {
    list: ({ onlyToSee, below, limit, isWithoutLate }: Parameters<SyncStore['notices']>[0]): SyncNotice[] =>
      (onlyToSee ? toSee : all)
        .all(below ?? Number.MAX_SAFE_INTEGER, isWithoutLate === true ? LATE : '', limit)
        .map(noticeOf),
    see(noticeNos: readonly number[], atMs: number): void {
      for (const noticeNo of noticeNos) see.run(atMs, noticeNo)
    },
    aside: (most: number): AsideOp[] =>
      aside.all(most).map(({ device_no, dev_n, seq, reason }) => ({ deviceNo: device_no, devN: dev_n, seq, reason })),
    counts() {
      const found = counts.get()
      return { asideCount: found?.aside ?? 0, noticesToSee: found?.notices ?? 0, lateToSee: found?.late ?? 0 }
    }
  }
}
