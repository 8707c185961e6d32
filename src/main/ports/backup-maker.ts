/** Where a copy of a ledger stands: of which shop it is, and where its chain ends. */
export interface LedgerPoint {
  readonly shopId: string
  readonly shopName: string
  readonly opCount: number
  /** The hash at the newest op, in hexadecimal letters. */
  readonly headHash: string
  readonly entryCount: number
  /** When the newest entry was recorded; null without entries. Milliseconds since 1970. */
  readonly newestAt: number | null
}

export interface MadeBackup {
  readonly point: LedgerPoint
  readonly byteCount: number
  /** Of the place, how it went: null, or why not, as a code with its details. */
  readonly places: readonly { readonly path: string; readonly failure: string | null }[]
}

export interface CheckedBackup {
  readonly point: LedgerPoint
  /** Null, or what is wrong: `unreadable`, `not-clean`, `other-shop`, `ahead`, `other-history`. */
  readonly fault: 'unreadable' | 'wrong-passphrase' | 'not-clean' | 'other-shop' | 'ahead' | 'other-history' | null
  /** How many entries the ledger holds that the backup does not; zero without a ledger to compare with. */
  readonly missingEntries: number
}

/** Copies, packs, seals, unpacks and proves ledgers, on a thread of its own. Failures are `backup/…` and `ledger/…`. */
export interface BackupMaker {
  /** One copy of the ledger as it is now, put into each folder under this name. */
  make(job: {
    readonly ledger: string
    readonly name: string
    readonly folders: readonly string[]
    readonly passphrase: string | null
  }): Promise<MadeBackup>
  /** Unpacks a backup into a scratch file, proves it and holds it against the ledger, if one is given. */
  check(job: {
    readonly backup: string
    readonly passphrase: string | null
    readonly ledger: string | null
  }): Promise<CheckedBackup>
  /** Puts the book of a backup where no file is yet, proved before it is there. */
  restore(job: {
    readonly backup: string
    readonly passphrase: string | null
    readonly to: string
  }): Promise<CheckedBackup>
}
