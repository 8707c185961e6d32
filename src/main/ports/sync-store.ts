import type { Json } from '#shared/journal/canonical-json.ts'
import type { SealedChunk } from '#shared/sync/lan-wire.ts'
import { RETURN_KINDS } from '#shared/sync/link-wire.ts'
import type { Chunk, Push } from '#shared/sync/wire.ts'

/** Hashes are 64 small hexadecimal letters, keys and signatures base64url, as on the wire. Instants are milliseconds since 1970 UTC. */

/** The account that this file belongs to. */
export interface SyncAccount {
  readonly server: string
  readonly serverKey: string
  readonly accountId: string
  /** This counter. */
  readonly deviceNo: number
  readonly deviceKey: string
  readonly epoch: number
  /** Up to where the shop's log was taken, and the log hash there, worked out here. */
  readonly cursorSeq: number
  readonly cursorLogHash: string
  /** The newest own number that the server is known to hold. */
  readonly ackedN: number
  readonly state: 'on' | 'paused' | 'revoked' | 'reattach' | 'fork' | 'left'
  readonly joinedAt: number
  readonly syncedAt: number | null
}

/** A counter of the shop; 0 is the server. */
export interface SyncDevice {
  readonly deviceNo: number
  readonly name: string
  readonly counterCode: string
  readonly signKey: string
  readonly state: 'active' | 'lost' | 'retired' | 'sealed'
  /** The newest of its ops that this file holds, and the hash of the wire chain there; 0 and null before the first. */
  readonly lastN: number
  readonly lastHash: string | null
}

/** A place in the journal of this file: everything up to it is in own chunks, or came from another counter. */
export interface OwnPlace {
  /** The number of an op of the own journal, its time, and the newest entry there. */
  readonly n: number
  readonly time: string
  readonly entryNo: number
  /** How many own facts stand up to there: the `n` of the newest wire op. */
  readonly devN: number
}

/** Own facts as wire ops, in their order: `devN + 1` and on after the place that was asked. `place` is where they end. */
export interface OwnOps {
  readonly ops: readonly string[]
  readonly place: OwnPlace
}

/** What signs and proves. It never fails by throwing: what cannot be proved is false. */
export interface SyncKeys {
  /** By the key of this counter: the text's Ed25519 signature. */
  sign(text: string): string
  verify(publicKey: string, text: string, signature: string): boolean
}

/** A chunk of this counter as it goes to the server; epoch and cursor are those of the account when it is sent. */
export type OwnChunk = Omit<Push, 'epoch' | 'cursor'>

/** Why a chunk was not taken. Nothing was changed then. */
export type ChunkRefusal =
  /** There is no account in this file. */
  | 'no-account'
  /** It does not begin right after the cursor: pull again. */
  | 'gap'
  /** Its device is not known yet: `putDevice` first. */
  | 'unknown-device'
  /** Its ops do not make its hash, or it does not follow the device's own chain. */
  | 'bad-chain'
  | 'bad-signature'
  /** The log hash is not the one that this counter works out: the server was restored, or is not honest. */
  | 'bad-log-hash'
  /** It bears this counter's number and other content than was recorded here: this file is a copy (`fork`). */
  | 'fork'
  /** Its counter was taken out of the account: only the shop's log may bring what it recorded. */
  | 'revoked-device'
  /** It has a fact that is further ahead of the clock than the server will let stand. */
  | 'clock-ahead'

export type Taken =
  /** `opCount` facts were taken in; `asideCount` of them stand aside; `noticeCount` shall be looked at. */
  | { readonly outcome: 'taken'; readonly opCount: number; readonly asideCount: number; readonly noticeCount: number }
  /** It lies before the cursor. */
  | { readonly outcome: 'known' }
  | { readonly outcome: 'refused'; readonly why: ChunkRefusal }

/** How long facts are taken at one time, so that a sale can go between. A slice takes one fact at the least. */
export interface Slice {
  /** Called when the work on a slice begins. */
  begin(): void
  /** Asked after each fact. */
  isOver(): boolean
}

export const SYNC_NOTICES = [
  /** An entry came for a day that this counter has closed. */
  'late-entry',
  /** A field was changed on two counters; the details say both values. */
  'field-lost',
  /** Two papers bear one number. */
  'double-number',
  /** An entry was undone on two counters; only one of them counts. */
  'second-reversal',
  /** A party has two opening balances. */
  'second-opening',
  /** The same thing was laid down in two ways, and one of them stands. */
  'second-fact',
  'other-currency',
  /** What became of a payment that a gateway proved; the details say whose, how much, and the gateway's number. */
  ...RETURN_KINDS
] as const
export type SyncNoticeKind = (typeof SYNC_NOTICES)[number]

export interface SyncNotice {
  readonly noticeNo: number
  readonly kind: SyncNoticeKind
  /** Whose op it is about, and when it was taken. */
  readonly deviceNo: number
  readonly devN: number
  readonly at: number
  /** By kind; ids, and amounts in minor units. */
  readonly details: { readonly [key: string]: Json }
  readonly seenAt: number | null
}

/** What was not taken. `reason`: `unknown-kind`, `unreadable`, `needs <id>`, or what the book said to it. */
export interface AsideOp {
  readonly deviceNo: number
  readonly devN: number
  readonly seq: number
  readonly reason: string
}

/** An entry of another counter that came for a day which this counter had closed, and that nobody has looked through. */
export interface LateArrival {
  readonly noticeNo: number
  readonly deviceNo: number
  readonly devN: number
  /** When it was taken here. */
  readonly at: number
  readonly entryId: string
  /** The Z of its own counter that holds it; null while none came that does. */
  readonly zNoThere: number | null
}

/** How much waits, for a status in words. */
export interface SyncCounts {
  /** Own facts that the server is not known to hold, in chunks or not. */
  readonly waitingOps: number
  readonly waitingChunks: number
  readonly asideCount: number
  /** With late entries, which are counted apart beside. */
  readonly noticesToSee: number
  readonly lateToSee: number
}

/**
 * What makes several counters one book inside the file; it knows no network. Everything is synchronous. What changes the file
 * makes its own transaction unless it says otherwise, so it is called outside of `transact`.
 */
export interface SyncStore {
  /** Null in a shop without an account. Kept in memory: asking costs nothing. */
  account(): SyncAccount | null
  /**
   * Writes the account's row, whole. A new device number also says what of this file is its own: `all` of it (the first counter, or one
   * that kept a book before it joined), what the server does not have of the old number (`unacked`: this file went on as a new
   * device), or `none` (it was made from another counter's snapshot).
   */
  putAccount(account: SyncAccount, own?: 'all' | 'unacked' | 'none'): void
  /** Changes fields of it; asserts that there is one. */
  changeAccount(changes: Partial<SyncAccount>): void
  devices(): SyncDevice[]
  /** Adds a counter or changes its name, code, key and state; what was taken from it stays. */
  putDevice(device: Omit<SyncDevice, 'lastN' | 'lastHash'>): void

  /** Where the newest own chunk ends; the start of the journal before the first. */
  ownPlace(): OwnPlace
  /**
   * Own facts after a place, at most so many of them and 1 MiB: the same file always gives the same bytes for the place where
   * its newest own chunk ends. Reads only what was recorded after the place.
   */
  ownOpsAfter(place: OwnPlace, most: number): OwnOps
  /**
   * Makes the next own chunk of what was recorded and is in none yet, signs it and keeps it; null when there is nothing.
   * Called again until it answers null, all own facts stand in chunks.
   */
  nextChunk(keys: Pick<SyncKeys, 'sign'>): OwnChunk | null
  /** The first own chunk that reaches beyond a number of this counter; null when the server has them all. */
  ownChunkAfter(devN: number): OwnChunk | null
  /** The hash of the own wire chain at a number that a chunk ends with, or 0 for the start; null where none ends. */
  ownHashAt(devN: number): string | null
  /** The server is known to hold own facts up to here. */
  acknowledge(devN: number): void

  /**
   * Takes in a chunk of the shop's log, one's own too (it gets its seq). Proves chain, signature and log hash before
   * anything is changed; then each fact, the rows that follow from it and the cursor are one transaction. A fact that cannot be
   * taken stands aside with its reason, and the rest goes on. Own facts that are in no chunk yet are put into chunks first.
   * @param atMs when it is taken.
   * @param slice ends the transaction after a while: chunk and cursor are kept, and the facts that are left wait beside in the
   * same transaction, for `takeWaiting`, also after a kill. Without it nothing is left to wait.
   */
  takeChunk(chunk: Chunk, keys: SyncKeys, atMs: number, slice?: Slice | undefined): Taken
  /** Takes the next slice of what a chunk brought and what waits, in one transaction; answers how many facts still wait. */
  takeWaiting(keys: SyncKeys, atMs: number, slice: Slice): number
  /**
   * Takes in what another counter of the shop gave directly, without the cloud: proved by the chain and the signature of the counter that
   * recorded it, and known again by device and number when the shop's log brings it. Cursor and log hash stay as they are.
   * @param atMs the time of the server as far as it is known here; facts that are far ahead of it wait for the cloud.
   */
  takeSealed(chunk: SealedChunk, keys: SyncKeys, atMs: number, slice?: Slice | undefined): Taken
  /**
   * Chunks beyond what somebody holds, own ones too, in the order in which this counter came to know them: what a fact needs stands before
   * it. Only of the counters that are named; whole chunks, the first one whatever its size, then up to so many ops and bytes.
   */
  sealedAfter(holds: ReadonlyMap<number, number>, most: { readonly ops: number; readonly bytes: number }): SealedChunk[]
  /** By counter, up to which of its facts the server is known to hold them. Only counters that are active, and this one. */
  placedEnds(): ReadonlyMap<number, number>
  /** Kept chunks after a seq in their order, word for word, for a server that has lost them or another counter. */
  chunksAfter(seq: number, most: number): Chunk[]
  /** The log hash of the newest kept chunk that ends at or before a seq. */
  logHashAt(seq: number): { readonly seqTo: number; readonly logHash: string }
  /**
   * The server was restored: what it does not have any more loses its seq, never its content, and the cursor goes back to there.
   * What is taken again afterwards is known by device and number, and is not applied twice.
   */
  forgetSeqAbove(seq: number): void

  counts(): SyncCounts
  aside(most: number): AsideOp[]
  /** Tries again what stands aside, as after an upgrade, in its order; answers how many were taken. */
  retryAside(keys: SyncKeys, atMs: number): number
  /** Newest first, below a number; `isWithoutLate`: without those of late entries, which have a tray of their own. */
  notices(filter: {
    readonly onlyToSee: boolean
    readonly below: number | null
    readonly limit: number
    readonly isWithoutLate?: boolean
  }): SyncNotice[]
  /** Late entries are left out: they leave their tray by `seeLate` alone. */
  markSeen(noticeNos: readonly number[], atMs: number): void
  /** The tray of late entries, the first to come first. */
  lateArrivals(most: number): LateArrival[]
  /** They leave the tray. Only inside `transact`, beside the fact that says who looked them through. */
  seeLate(noticeNos: readonly number[], atMs: number): void
  /** The facts of this counter that say what was looked through for its Z of a number. */
  lateTaken(zNo: number): Json[]
}
