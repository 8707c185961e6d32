import type Sqlite from 'better-sqlite3'
import type { LedgerPoint } from '#main/ports/backup-maker.ts'
import { notedKeyId } from './ledger-keys.ts'
import { connect, openLedger } from './open-ledger.ts'

const NOW = `select shop.id as shopId, coalesce((select json_extract(value, '$') from setting where name = 'shopName'), '') as shopName,
  newest_op as opCount, lower(hex(newest_hash)) as headHash, (select coalesce(max(entry_no), 0) from entry) as entryCount,
  (select recorded_at from entry order by entry_no desc limit 1) as newestAt from control_total, shop`

/** Where the book of a file stands. Fails with the `ledger/…` codes of opening one, and with `ledger/unfinished`. */
export function readLedgerPoint(file: string, isOpenHere = false): LedgerPoint | null {
  const db = openLedger(file, { readOnly: true, isOpenHere })
  try {
    return db.prepare<[], LedgerPoint>(NOW).get() ?? null
  } finally {
    db.close()
  }
}

/** Where a copy and its ledger part. */
export interface Parting {
  /** The newest op that both hold; zero where they share none. */
  readonly lastShared: number
  /** Entries of the ledger that came after it: the copy does not hold them. */
  readonly entriesAfter: number
}

/** How far the ledger `file` and a copy tell one history: an op's hash covers all that came before it, so equal hashes are equal pasts. */
export function partingOf(file: string, copy: string): Parting {
  const [db, other] = [openLedger(file, { readOnly: true, isOpenHere: true }), openLedger(copy, { readOnly: true })]
  try {
    const hashIn = (of: Sqlite.Database) =>
      of.prepare<[number], string>('select hex(hash) from journal where n = ?').pluck()
    const [ours, theirs] = [hashIn(db), hashIn(other)]
    const newest = (of: Sqlite.Database) =>
      of.prepare<[], number>('select coalesce(max(n), 0) from journal').pluck().get() ?? 0
    let [lastShared, least] = [0, Math.min(newest(db), newest(other))]
    while (lastShared < least) {
      const middle = Math.ceil((lastShared + least) / 2)
      const hash = ours.get(middle)
      if (hash !== undefined && hash === theirs.get(middle)) lastShared = middle
      else least = middle - 1
    }
    const after = db.prepare<[number], number>('select count(*) from entry where op_n > ?').pluck().get(lastShared)
    return { lastShared, entriesAfter: after ?? 0 }
  } finally {
    db.close()
    other.close()
  }
}

/**
 * A whole copy of a ledger as it is at one moment, whoever writes meanwhile. The first step is small, the second takes all the
 * rest: a step that another writer disturbs would begin again. The copy of an encrypted book is encrypted by the same key.
 */
export async function copyLedger(file: string, to: string): Promise<void> {
  const keyId = notedKeyId(file)
  const db = connect(file, keyId, { readonly: true })
  try {
    // An encrypted copy is written by the key of its book: copying page by page knows no key to write with.
    if (keyId !== null) db.prepare('VACUUM INTO ?').run(to)
    else await db.backup(to, { progress: () => 2_147_483_647 })
  } finally {
    db.close()
  }
}

/**
 * Papers that waited when a backup was made may have come out since then: in the book that is restored they wait for a person, and none is
 * printed by itself. Folds the file's log, so that it can be moved.
 */
export function holdPapers(file: string): void {
  const db = openLedger(file)
  try {
    db.prepare(
      `update print_job set state = 'sent-unconfirmed' where state in ('queued', 'checking', 'sending', 'blocked', 'failed')`
    ).run()
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}
