import fs from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { ledgerFailureOf } from './sqlite-failure.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
  /**
   * A table is made anew in place of an old one that others refer to. SQLite then asks for foreign keys to be off, which
   * only holds outside of a transaction; they are checked before the step is committed.
   */
  readonly rebuildsTables?: boolean
}

/**
 * Brings a file to the newest shape. A file with content is copied first, beside itself; each step is one transaction
 * that also sets `user_version`, so that a power cut leaves either the old shape or the new one.
 */
export function migrate(db: Sqlite.Database, file: string, migrations: readonly Migration[]): void {
  const version = () => Number(db.pragma('user_version', { simple: true }))
  const from = version()
  const pending = migrations.filter((migration) => migration.version > from)
  if (pending.length === 0) return
  if (from > 0) backUp(db, file, from)
  for (const migration of pending) {
    try {
      if (migration.rebuildsTables === true) db.pragma('foreign_keys = OFF')
      db.transaction(() => {
        if (version() >= migration.version) return
        db.exec(migration.sql)
        if (migration.rebuildsTables === true) refuseBrokenReferences(db)
        db.pragma(`user_version = ${migration.version}`)
      }).immediate()
    } catch (error) {
      const known = ledgerFailureOf(error)
      throw new FailureError({
        code: known ?? 'ledger/migration-failed',
        params: { file, name: migration.name, detail: error instanceof Error ? error.message : '' }
      })
    } finally {
      if (migration.rebuildsTables === true) db.pragma('foreign_keys = ON')
    }
  }
}

function refuseBrokenReferences(db: Sqlite.Database): void {
  const [broken] = db.pragma('foreign_key_check') as { table: string; parent: string }[]
  if (broken) throw new Error(`a row of ${broken.table} refers to no row of ${broken.parent}`)
}

/** `Sharma.counterbook` becomes `Sharma.counterbook.before-2.backup`; an older backup of the same step stays as it is. */
function backUp(db: Sqlite.Database, file: string, from: number): void {
  const copy = `${file}.before-${from + 1}.backup`
  if (fs.existsSync(copy)) return
  const half = `${copy}.part`
  try {
    fs.rmSync(half, { force: true })
    db.prepare('VACUUM INTO ?').run(half)
    fs.renameSync(half, copy)
  } catch (error) {
    fs.rmSync(half, { force: true })
    refuse(ledgerFailureOf(error) ?? 'ledger/migration-failed', { file, name: 'backup', detail: String(error) })
  }
}
