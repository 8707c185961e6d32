import type { ColumnType } from 'kysely'

/** Tables of one shop that the door needs: who did what, and what a retired counter brought. */
export interface DoorTables {
  /** Who let whom in or out. Rows are added, never changed. */
  audit_log: {
    account_id: string
    audit_id: string
    at: Date
    /** The counter that did it; null where it was the owner on his page, or the server. */
    device_no: number | null
    event: string
    /** Read as what the text says. */
    details: ColumnType<Readonly<Record<string, string | number>>, string, never>
  }
  /** What a retired counter brought after it was revoked, word for word, until somebody takes or drops it. */
  review_chunk: {
    account_id: string
    device_no: number
    dev_to: number
    dev_from: number
    prev_hash: Buffer
    head_hash: Buffer
    signature: string
    codec: number
    received_ms: number
    op_count: number
    body: Buffer
  }
}
