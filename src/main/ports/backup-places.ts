/** A backup that lies in a place. */
export interface HeldBackup {
  readonly name: string
  readonly path: string
  readonly localMs: number
  readonly isSealed: boolean
  readonly byteCount: number
}

/** A folder that backups of this PC go to. `key` stands for it wherever no path may be said. */
export interface BackupFolder {
  readonly key: string
  readonly path: string
  /** The folder that every shop has from the start; it cannot be taken off. */
  readonly isOwn: boolean
}

/** What a place says of itself. */
export interface PlaceLook {
  readonly isThere: boolean
  /** The backups of the shop in it, newest first; none of a place that is not there. */
  readonly held: readonly HeldBackup[]
}

/**
 * Touches folders that may lie on a stick, or on another PC that was switched off: no call to the system waits in the thread of the
 * counter. A place that does not answer is left alone until it does.
 */
export interface PlaceHands {
  /** A place that does not answer soon is not there. */
  look(folder: string, shopMark: string): Promise<PlaceLook>
  /** Puts a packed backup there, whole or not at all; answers null, or why not, as a code. */
  put(packed: string, folder: string, name: string): Promise<string | null>
  /** One that another program holds stays for now. */
  drop(folder: string, paths: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** What this PC remembers of the backups of one shop, beside the files themselves. */
export interface BackupMemory {
  /** The last backup of each place, by its key. Milliseconds since 1970. */
  readonly lastAt: Readonly<Record<string, number>>
  /** Why a place refused the last one, as a code. */
  readonly failures: Readonly<Record<string, string>>
  /** The newest op that the last backup held, and when it was made. */
  readonly lastOp: number
  /** The newest Z that it held. */
  readonly lastZ: number
  readonly madeAt: number | null
  /** The last proof of each place. */
  readonly checks: Readonly<
    Record<string, { readonly at: number; readonly fault: string | null; readonly name: string }>
  >
}

/** Folders of backups, what lies in them, and what is remembered of them: beside the ledger, for it is of this PC. */
export interface BackupPlaces {
  folders(shopFile: string): BackupFolder[]
  add(folder: string): BackupFolder
  remove(key: string): void
  /** Whether the owner set a passphrase. The passphrase itself is in the system's safe, which may lose it. */
  isSealWished(): boolean
  wishSeal(isWished: boolean): void
  /** The shop's own folder is always there; it lies beside the book, and is looked at at once. */
  look(folder: BackupFolder, shopMark: string): Promise<PlaceLook>
  drop(folder: BackupFolder, backups: readonly HeldBackup[]): Promise<void>
  /** Bytes that are free there; null when nobody can say. */
  freeBytes(path: string): number | null
  ledgerBytes(file: string): number
  recall(shopId: string): BackupMemory
  remember(shopId: string, memory: BackupMemory): void
  /**
   * Puts another file in the place of a ledger, which moves aside with its log under a name that says when; answers that name. When it
   * throws, everything lies where it lay.
   */
  swap(file: string, other: string, localMs: number): string
  /** Takes away a ledger that was made beside another one and did not get its place. */
  discard(ledger: string): void
}
