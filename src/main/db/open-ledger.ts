import fs from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { refuse } from '#shared/kernel/result.ts'
import { openEncrypted } from './cipher-engine.ts'
import { keyIdIn, type LedgerKeyId, ledgerKey, notedKeyId, noteLedger } from './ledger-keys.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { sqliteCodeOf, withFileFailures } from './sqlite-failure.ts'

/** `CBK1` in the header of the file: what makes it ours and no other program's. */
export const APPLICATION_ID = 0x43424b31
/** The newest form of a file that this version makes and opens. */
export const NEWEST_FORM = migrations.at(-1)?.version ?? 0
const SQLITE_MAGIC = 'SQLite format 3\u0000'
const BUSY_TIMEOUT_MS = 3_000

export interface OpenOptions {
  /** A new file is made when there is none. Without it a missing file is a failure. */
  readonly create?: boolean
  /** For reading a file that must not change, such as a check: no migration, no WAL switch. */
  readonly readOnly?: boolean
  /** The file is open in another thread of this process; its own openings a thread knows by itself. */
  readonly isOpenHere?: boolean
  /** How long to wait for another writer before `ledger/locked`. */
  readonly busyTimeoutMs?: number
}

/**
 * Opens a ledger file as it must always be opened: WAL, every commit on disk before it returns, foreign keys on,
 * migrated. Fails with the `ledger/…` codes; the file is as it was before, save for a migration's own backup.
 */
export function openLedger(file: string, options: OpenOptions = {}): Sqlite.Database {
  const exists = checkPlace(file, options.create ?? false)
  const keyId = keyIdFor(file, exists, options)
  return withFileFailures(file, () => {
    const db = connect(file, keyId, {
      readonly: options.readOnly ?? false,
      timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS
    })
    try {
      prepareConnection(db, file, exists, options.readOnly ?? false)
      openHere.push({ db, identity: fileIdentity(file) })
      return db
    } catch (error) {
      db.close()
      const code = sqliteCodeOf(error) ?? ''
      // SQLite says no more than "error" of a header that it cannot make sense of; and of a page that its key does not open, that it is
      // no database. The key is the right one, so the page is not.
      if (code === 'SQLITE_ERROR' || (keyId !== null && code === 'SQLITE_NOTADB')) refuse('ledger/corrupt', { file })
      if (code.startsWith('SQLITE_CANTOPEN')) sayWhyNotBeside(file)
      throw error
    }
  })
}

/** A bare connection to a file: encrypted by that key, or plain. Fails with `ledger/key-missing` and `ledger/no-cipher`. */
export function connect(file: string, keyId: LedgerKeyId | null, options: Sqlite.Options): Sqlite.Database {
  return keyId === null ? new Sqlite(file, options) : openEncrypted(file, ledgerKey(keyId, file), options)
}

/** Whose key a file wants: by its first bytes, or as they were when it was opened. */
function keyIdFor(file: string, exists: boolean, options: OpenOptions): LedgerKeyId | null {
  if (exists && (options.isOpenHere === true || isOpenInThisThread(file))) return notedKeyId(file)
  const keyId = exists ? checkHeader(file, options.readOnly ?? false) : null
  noteLedger(file, keyId)
  return keyId
}

/** Which file lies at a place: a deleted or replaced one has another identity. */
export function fileIdentity(file: string): string {
  try {
    const stat = fs.statSync(file)
    return `${stat.dev}:${stat.ino}`
  } catch {
    return 'gone'
  }
}

/** The ledgers that this thread has opened, until they are found closed. */
let openHere: { readonly db: Sqlite.Database; readonly identity: string }[] = []

/**
 * On POSIX a process loses every lock on a file when it closes any handle on it. SQLite knows that of its own handles;
 * a look past it into a file that is open would let another program believe that nobody uses it, and take the log with
 * the newest entries away. A file that is open was looked into before.
 */
function isOpenInThisThread(file: string): boolean {
  openHere = openHere.filter(({ db }) => db.open)
  const identity = fileIdentity(file)
  return openHere.some((one) => one.identity === identity)
}

function checkPlace(file: string, create: boolean): boolean {
  if (!fs.existsSync(path.dirname(file))) refuse('ledger/folder-missing', { file, folder: path.dirname(file) })
  const exists = fs.existsSync(file)
  if (!exists && !create) refuse('ledger/not-found', { file })
  if (exists && fs.statSync(file).isDirectory()) refuse('ledger/not-a-ledger', { file })
  return exists
}

/**
 * A look at the first bytes, before SQLite may change anything beside the file. A file that will be written is opened
 * so: SQLite would open one that may only be read, and fail at the first entry. Answers whose key it wants, null for a plain one.
 */
function checkHeader(file: string, readOnly: boolean): LedgerKeyId | null {
  const head = withFileFailures(file, () => {
    const handle = fs.openSync(file, readOnly ? 'r' : 'r+')
    try {
      const bytes = Buffer.alloc(100)
      return bytes.subarray(0, fs.readSync(handle, bytes, 0, 100, 0))
    } finally {
      fs.closeSync(handle)
    }
  })
  const keyId = keyIdIn(head)
  // What else its header says is encrypted as well, and is looked at once it is open.
  if (head.length >= 100 && keyId !== null) return keyId
  if (head.length < 100 || head.toString('latin1', 0, 16) !== SQLITE_MAGIC) refuse('ledger/not-a-ledger', { file })
  const applicationId = head.readUInt32BE(68)
  return applicationId === APPLICATION_ID ? null : refuse('ledger/foreign-file', { file })
}

function prepareConnection(db: Sqlite.Database, file: string, exists: boolean, readOnly: boolean): void {
  db.exec('PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF')
  if (readOnly) {
    if (fs.statSync(file).size < 100) refuse('ledger/not-a-ledger', { file })
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) refuse('ledger/foreign-file', { file })
    refuseNewer(db, file)
    return
  }
  if (!exists || db.pragma('application_id', { simple: true }) === 0) db.pragma(`application_id = ${APPLICATION_ID}`)
  refuseNewer(db, file)
  db.pragma('journal_mode = WAL')
  // better-sqlite3 is compiled to run WAL at NORMAL, which may lose the last entries in a power cut.
  db.exec('PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA cache_size = -16000')
  // A bill of 300 lines touches a thousand pages of a large book: folding the log in after each would double its commit.
  // The log is folded when nobody waits (`session.ts`); this is for hours in which that never comes. 32 MB.
  db.exec('PRAGMA wal_autocheckpoint = 8000')
  migrate(db, file, migrations)
}

/**
 * SQLite keeps two files beside the ledger and says no more than "cannot open" when it cannot make them: what the
 * disk says of the folder tells why.
 */
function sayWhyNotBeside(file: string): void {
  const folder = path.dirname(file)
  withFileFailures(file, () => fs.accessSync(folder, fs.constants.W_OK))
  const { bavail } = fs.statfsSync(folder)
  if (bavail === 0) refuse('ledger/disk-full', { file })
}

function refuseNewer(db: Sqlite.Database, file: string): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  const newest = migrations.at(-1)?.version ?? 0
  if (version > newest) refuse('ledger/newer-version', { file, version, newest })
}
