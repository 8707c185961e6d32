import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { FailureError } from '#shared/kernel/result.ts'

/** What SQLite's own codes mean to a shopkeeper. Extended codes share the prefix of the code they extend. */
const MEANINGS: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_FULL', 'ledger/disk-full'],
  ['SQLITE_BUSY', 'ledger/locked'],
  ['SQLITE_LOCKED', 'ledger/locked'],
  ['SQLITE_READONLY_DBMOVED', 'ledger/file-gone'],
  ['SQLITE_READONLY', 'ledger/read-only'],
  ['SQLITE_CORRUPT', 'ledger/corrupt'],
  ['SQLITE_NOTADB', 'ledger/not-a-ledger'],
  ['SQLITE_CANTOPEN', 'ledger/io'],
  ['SQLITE_IOERR', 'ledger/io']
]

const DISK_ERRORS: ReadonlySet<string> = new Set([
  'EIO',
  'ENXIO',
  'ENODEV',
  'ESTALE',
  'ETIMEDOUT',
  'EHOSTDOWN',
  'ENOTCONN'
])

/** SQLite's own code of an error, whichever of its builds it comes from; null for any other error. */
export const sqliteCodeOf = (error: unknown): string | null =>
  error instanceof Error && error.name === 'SqliteError' && 'code' in error ? String(error.code) : null

/** The coded failure that an error of the ledger file stands for, or null when it is none of those (a bug). */
export function ledgerFailureOf(error: unknown): ErrorCode | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const sqlite = error.code
  const found = MEANINGS.find(([prefix]) => sqlite.startsWith(prefix))
  if (found) return found[1]
  if (sqlite === 'ENOSPC') return 'ledger/disk-full'
  // What a file system says itself, before SQLite is asked: a broken disk, a share that went away, a look for viruses.
  if (DISK_ERRORS.has(sqlite)) return 'ledger/io'
  if (sqlite === 'EBUSY' || sqlite === 'EAGAIN') return 'ledger/locked'
  if (sqlite === 'EROFS' || sqlite === 'EACCES' || sqlite === 'EPERM') return 'ledger/read-only'
  return null
}

/**
 * What a failed call says to the one who asked: the failures of the file, and that the id which the caller brought is another
 * fact's already. Each use case knows the ids of its own facts; that no id is ever used twice is held here, for all of them.
 */
export function callFailureOf(error: unknown): ErrorCode | null {
  const code = ledgerFailureOf(error)
  if (code !== null) return code
  const isTwice =
    error instanceof Error && 'code' in error && /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(`${error.code}`)
  return isTwice && / failed: \w+\.id$/.test(error.message) ? 'entry/id-reused' : null
}

/** Runs work on the file and throws coded failures for what can go wrong with a file. */
export function withFileFailures<Value>(file: string, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    const code = ledgerFailureOf(error)
    if (code === null) throw error
    throw new FailureError({ code, params: { file } })
  }
}
