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

/** The coded failure that an error of the ledger file stands for, or null when it is none of those (a bug). */
export function ledgerFailureOf(error: unknown): ErrorCode | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const sqlite = error.code
  const found = MEANINGS.find(([prefix]) => sqlite.startsWith(prefix))
  if (found) return found[1]
  if (sqlite === 'ENOSPC') return 'ledger/disk-full'
  if (sqlite === 'EROFS' || sqlite === 'EACCES' || sqlite === 'EPERM') return 'ledger/read-only'
  return null
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
