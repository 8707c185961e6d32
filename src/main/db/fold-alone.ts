import Sqlite from 'better-sqlite3'
import { refuse } from '#shared/kernel/result.ts'
import { withFileFailures } from './sqlite-failure.ts'

/**
 * Folds the log of a ledger into it and takes the log away, which SQLite does only for one that nobody else has open. Fails with `ledger/locked`
 * when somebody has; nothing is changed then.
 */
export function foldAlone(file: string): void {
  withFileFailures(file, () => {
    const db = new Sqlite(file, { timeout: 0, fileMustExist: true })
    try {
      if (db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete') refuse('ledger/locked', { file })
    } finally {
      db.close()
    }
  })
}
