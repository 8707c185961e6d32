import type Sqlite from 'better-sqlite3'
import type { SyncAccountRow, SyncDeviceRow } from '#main/db/sync-schema.ts'
import type { OwnPlace, SyncAccount, SyncDevice } from '#main/ports/sync-store.ts'
import { bytesOf, hexOf } from './chunks.ts'

export const accountOf = (row: SyncAccountRow): SyncAccount => ({
  server: row.server,
  serverKey: row.server_key,
  accountId: row.account_id,
  deviceNo: row.device_no,
  deviceKey: row.device_key,
  epoch: row.epoch,
  cursorSeq: row.cursor_seq,
  cursorLogHash: hexOf(row.cursor_log_hash),
  ackedN: row.acked_n,
  state: row.state,
  joinedAt: row.joined_at,
  syncedAt: row.synced_at
})

export const placeIn = (row: SyncAccountRow): OwnPlace => ({
  n: row.own_n,
  time: row.own_time,
  entryNo: row.own_entry_no,
  devN: row.own_dev_n
})

export const deviceOf = (row: SyncDeviceRow): SyncDevice => ({
  deviceNo: row.device_no,
  name: row.name,
  counterCode: row.counter_code,
  signKey: row.sign_key,
  state: row.state,
  lastN: row.last_n,
  lastHash: row.last_hash === null ? null : hexOf(row.last_hash)
})

/** The account's row and those of the counters. */
export function createAccountRows(db: Sqlite.Database) {
  const read = db.prepare<[], SyncAccountRow>('select * from sync_account where only_row = 1')
  const write = db.prepare(
    `insert or replace into sync_account (only_row, server, server_key, account_id, device_no, device_key, epoch, cursor_seq,
        cursor_log_hash, acked_n, state, joined_at, synced_at, own_n, own_time, own_entry_no, own_dev_n)
      values (1, :server, :serverKey, :accountId, :deviceNo, :deviceKey, :epoch, :cursorSeq, :cursorLogHash, :ackedN, :state,
        :joinedAt, :syncedAt, :ownN, :ownTime, :ownEntryNo, :ownDevN)`
  )
  const putPlace = db.prepare(
    'update sync_account set own_n = ?, own_time = ?, own_entry_no = ?, own_dev_n = ? where only_row = 1'
  )
  const putCursor = db.prepare('update sync_account set cursor_seq = ?, cursor_log_hash = ? where only_row = 1')
  const putAcked = db.prepare('update sync_account set acked_n = max(acked_n, ?) where only_row = 1')
  const devices = db.prepare<[], SyncDeviceRow>('select * from sync_device where device_no >= 0 order by device_no')
  const device = db.prepare<[number], SyncDeviceRow>('select * from sync_device where device_no = ?')
  const putDevice = db.prepare(
    `insert into sync_device (device_no, name, counter_code, sign_key, state, last_n, last_hash)
      values (:deviceNo, :name, :counterCode, :signKey, :state, 0, null)
      on conflict (device_no) do update set name = :name, counter_code = :counterCode, sign_key = :signKey, state = :state`
  )
  const putEnd = db.prepare('update sync_device set last_n = ?, last_hash = ? where device_no = ?')
  return {
    read: () => read.get(),
    write(account: SyncAccount, place: OwnPlace): void {
      write.run({
        ...account,
        cursorLogHash: bytesOf(account.cursorLogHash),
        ...{ ownN: place.n, ownTime: place.time, ownEntryNo: place.entryNo, ownDevN: place.devN }
      })
    },
    putPlace: (place: OwnPlace) => void putPlace.run(place.n, place.time, place.entryNo, place.devN),
    putCursor: (seq: number, logHash: Uint8Array) => void putCursor.run(seq, logHash),
    putAcked: (devN: number) => void putAcked.run(devN),
    devices: () => devices.all(),
    device: (deviceNo: number) => device.get(deviceNo),
    putDevice: (one: Omit<SyncDevice, 'lastN' | 'lastHash'>) => void putDevice.run({ ...one }),
    putEnd: (deviceNo: number, lastN: number, lastHash: Uint8Array) => void putEnd.run(lastN, lastHash, deviceNo)
  }
}
export type AccountRows = ReturnType<typeof createAccountRows>
