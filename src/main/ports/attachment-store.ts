export interface AttachmentRecord {
  readonly id: string
  readonly entryId: string
  /** The hash of its bytes, 64 hex digits: the name under which they lie. */
  readonly sha256: string
  readonly name: string
  readonly mediaType: string
  readonly byteCount: number
  readonly isRemoved: boolean
}

/** Attachments are written by their facts (`facts.record`); here they are read. */
export interface AttachmentStore {
  byId(id: string): AttachmentRecord | null
  /** Those of an entry that were not taken off, in the order of recording. */
  ofEntry(entryId: string): AttachmentRecord[]
}

/** The bytes of attachments, beside the ledger file. What is there is never changed. */
export interface AttachmentFiles {
  /** Puts bytes down durably and answers their hash. The same bytes are there once. Throws `attachment/not-written`. */
  keep(ledgerFile: string, bytes: Uint8Array): string
  /** Whether a file of that hash and size is there. */
  has(ledgerFile: string, sha256: string, byteCount: number): boolean
  /** The bytes, or null when they are gone or are not what was put down. */
  read(ledgerFile: string, sha256: string): Uint8Array | null
}
