/** What a counter keeps of its account in the cloud and of the other counters, as queries see it. */
export interface SyncSchema {
  sync_account: SyncAccountRow
  sync_device: SyncDeviceRow
  sync_chunk: SyncChunkRow
  received: { op_n: number; device_no: number; dev_n: number; seq: number; at: number }
  sync_aside: { device_no: number; dev_n: number; seq: number; reason: string }
  field_stamp: FieldStampRow
  sync_notice: SyncNoticeRow
  other_fact: { op_n: number; device_no: number; kind: string; time: string; person: string; body: string }
}

export interface SyncAccountRow {
  only_row: 1
  server: string
  server_key: string
  account_id: string
  device_no: number
  device_key: string
  epoch: number
  cursor_seq: number
  cursor_log_hash: Uint8Array
  acked_n: number
  state: 'on' | 'paused' | 'revoked' | 'reattach' | 'fork' | 'left'
  joined_at: number
  synced_at: number | null
  own_n: number
  own_time: string
  own_entry_no: number
  own_dev_n: number
}

export interface SyncDeviceRow {
  device_no: number
  name: string
  counter_code: string
  sign_key: string
  state: 'active' | 'lost' | 'retired' | 'sealed'
  last_n: number
  last_hash: Uint8Array | null
}

export interface SyncChunkRow {
  device_no: number
  dev_to: number
  dev_from: number
  seq_from: number | null
  seq_to: number | null
  prev_hash: Uint8Array
  head_hash: Uint8Array
  log_hash: Uint8Array | null
  signature: string
  received_at: number | null
  own_n: number | null
  own_time: string | null
  own_entry_no: number | null
  codec: 0 | 1
  body: Uint8Array
}

export interface FieldStampRow {
  thing: string
  id: string
  field: string
  time: string
  device_no: number
  dev_n: number
  value: string
}

export interface SyncNoticeRow {
  notice_no: number
  kind: string
  device_no: number
  dev_n: number
  at: number
  details: string
  seen_at: number | null
}
