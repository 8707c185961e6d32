/** A copy of a shop's book that belongs to no counter yet, packed: what a snapshot is made of. Hashes are small hexadecimal letters. */
export interface PackedCopy {
  readonly file: string
  /** Up to where of the shop's log it reaches, and the log hash there. */
  readonly seq: number
  readonly logHash: string
  readonly schemaVersion: number
  readonly byteCount: number
  readonly sha256: string
  /** Of each part of `SNAPSHOT_PART_BYTES`, in order. */
  readonly partHashes: readonly string[]
}

/** Of what a copy must be, before anybody works in it. */
export interface CopyProof {
  readonly sha256: string
  readonly byteCount: number
  readonly accountId: string
  readonly shopId: string
  readonly seq: number
  readonly logHash: string
  /** The counters of the account and their keys, as the server names them. */
  readonly keys: readonly { readonly deviceNo: number; readonly signKey: string }[]
}

/** Makes copies of a book for new counters, and makes books of such copies. The work is done beside the counter. */
export interface SnapshotBooks {
  /**
   * Brings the copy in `folder` up to what the ledger holds of the shop's log, proves it and packs it. A packed copy that was not used up is
   * given again while it is of this log. Fails with `sync/off`, `sync/snapshot-damaged` and the `ledger/…` codes of a disk.
   */
  make(asked: { readonly ledger: string; readonly folder: string }): Promise<PackedCopy>
  /** The packed copy is in the cloud, or of no use: it is thrown away. */
  used(folder: string): void
  /**
   * Makes a book at `book` of downloaded parts and proves it as a whole. Fails with `sync/snapshot-damaged`, `sync/snapshot-newer` and the
   * `ledger/…` codes of a disk; nothing is left at `book` then.
   */
  open(asked: { readonly parts: readonly string[]; readonly book: string; readonly proof: CopyProof }): Promise<void>
  close(): Promise<void>
}
