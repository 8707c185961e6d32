import type Sqlite from 'better-sqlite3'
import type { SyncChunkRow } from '#main/db/sync-schema.ts'
import type { OwnPlace, SyncAccount } from '#main/ports/sync-store.ts'
import type { AccountRows } from './account-rows.ts'
import type { TakingStores } from './applied.ts'
import { type Chunks, opsIn } from './chunks.ts'
import type { FileStamps } from './field-stamps.ts'

interface Before {
  readonly account: SyncAccount
  readonly place: OwnPlace
}

const START: OwnPlace = { n: 0, time: '', entryNo: 0, devN: 0 }

/** Where what is a new device's own begins in this file, within the transaction that writes the account. */
export function createAccountStart(
  db: Sqlite.Database,
  { rows, chunks, stamps, stores }: { rows: AccountRows; chunks: Chunks; stamps: FileStamps; stores: TakingStores }
) {
  const dropChunks = db.prepare('delete from sync_chunk where device_no = ? and dev_to > ?')
  const unacked = db.prepare<[number, number], SyncChunkRow>(
    'select * from sync_chunk where device_no = ? and dev_to > ?'
  )

  const forgetEnd = db.prepare('update sync_device set last_n = 0, last_hash = null where device_no = ?')

  /** An account that was left: what was sealed for it is nothing to the next one, which gets all own facts anew. */
  function fromTheFirst({ account }: Before): OwnPlace {
    const { deviceNo } = account
    for (const chunk of unacked.all(deviceNo, 0)) stamps.drop(opsIn(chunk), deviceNo)
    dropChunks.run(deviceNo, 0)
    forgetEnd.run(deviceNo)
    return START
  }

  /** What the server does not have of the old number goes out under the new one. */
  function afterAcked({ account }: Before): OwnPlace {
    const { deviceNo, ackedN } = account
    for (const chunk of unacked.all(deviceNo, ackedN)) stamps.drop(opsIn(chunk), deviceNo)
    dropChunks.run(deviceNo, ackedN)
    const last = chunks.newest(deviceNo)
    if (last === undefined) return START
    rows.putEnd(deviceNo, last.dev_to, last.head_hash)
    return { n: last.own_n ?? 0, time: last.own_time ?? '', entryNo: last.own_entry_no ?? 0, devN: 0 }
  }

  return (which: 'all' | 'unacked' | 'none', before: Before | null): OwnPlace => {
    if (which === 'all') return before === null ? START : fromTheFirst(before)
    if (which === 'unacked' && before === null) return START
    if (which === 'unacked' && before !== null) return afterAcked(before)
    const { n, time } = stores.kept.end()
    return { n, time, entryNo: stores.entries.lastNo(), devN: 0 }
  }
}
