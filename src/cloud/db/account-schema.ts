import type { Generated } from 'kysely'
import type { DoorTables } from './door-schema.ts'
import type { LinkTables } from './link-schema.ts'
import type { OwnerTables } from './owner-schema.ts'

/**
 * What belongs to one shop: every key leads with its account, every table has row-level security that is forced. They are reached
 * through `withAccount` alone. Numbers of ops and of devices are counted in rows under lock, never by a sequence.
 */
export interface AccountTables extends DoorTables, OwnerTables, LinkTables {
  account: {
    account_id: string
    shop_name: string
    epoch: number
    /** The number that the next op of the shop gets, from 1. */
    next_seq: number
    /** The chain over all chunks, 32 bytes. */
    log_hash: Buffer
    feature_level: Generated<number>
    bytes_used: number
    /** Since when more is kept than the account may; null while it is within. */
    over_quota_at: Date | null
    /** Set where the owner asked that the account be deleted. */
    delete_after: Date | null
    made_at: Date
  }
  device: {
    account_id: string
    device_no: number
    /** Ed25519, raw, base64url. */
    sign_key: string
    counter_name: string
    counter_code: string
    app_version: string
    state: DeviceState
    revoked_at: Date | null
    /** The newest of its own ops that is here, and the hash of its chain there. */
    last_dev_seq: number
    last_hash: Buffer
    pulled_seq: number
    last_seen_at: Date | null
    /** When the newest challenge that it answered was made; none is good twice. */
    challenge_at: Date | null
    enrolled_at: Date
  }
  series: { account_id: string; counter_code: string; device_no: number; leased_at: Date }
  /** One accepted push. Rows are added, never changed; the keeper takes them away once a pack holds them. */
  journal: JournalRow
  /** Many cold chunks of one shop, packed anew; `body` holds what the rows held. */
  pack: {
    account_id: string
    seq_to: number
    seq_from: number
    chunk_count: number
    sha256: Buffer
    body: Buffer
    packed_at: Date
  }
  snapshot: {
    account_id: string
    snapshot_id: string
    device_no: number
    seq: number
    log_hash: Buffer
    schema_version: number
    app_version: string
    byte_count: number
    sha256: Buffer
    /** The hashes of the parts, 32 bytes each, one after the other. */
    part_hashes: Buffer
    signature: string
    state: 'open' | 'done'
    begun_at: Date
  }
  snapshot_part: { account_id: string; snapshot_id: string; part_no: number; byte_count: number; body: Buffer }
}

export type DeviceState = 'active' | 'lost' | 'retired' | 'sealed'

export interface JournalRow {
  account_id: string
  seq_to: number
  seq_from: number
  device_no: number
  dev_from: number
  dev_to: number
  prev_hash: Buffer
  head_hash: Buffer
  log_hash: Buffer
  signature: string
  /** How `body` is written: 0 is zstd over the ops with a line feed between them. */
  codec: number
  /** Milliseconds since 1970 by the server's clock; part of the log hash, so kept as the number it is. */
  received_ms: number
  /** How long the ops are unpacked, for the size of answers. */
  raw_bytes: number
  body: Buffer
}
