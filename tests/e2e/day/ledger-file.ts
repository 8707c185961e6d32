import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'

const projectFolder = path.resolve(import.meta.dirname, '../../..')

/** The one book below a user data folder. */
export function ledgerFileIn(userData: string): string {
  const files = readdirSync(userData, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.counterbook'))
  if (files.length !== 1 || files[0] === undefined) throw new Error(`${files.length} books instead of one`)
  return path.join(userData, files[0])
}

/** Rows of the file by plain SQL, past all our own code. */
export function rowsOf(file: string, sql: string): readonly Record<string, unknown>[] {
  const db = new Database(file, { readonly: true })
  try {
    return db.prepare(sql).all() as Record<string, unknown>[]
  } finally {
    db.close()
  }
}

/** What the command line says of the file, in a process of its own without Electron. */
export function verifyByCommand(file: string): { readonly exitCode: number | null; readonly said: unknown } {
  const run = spawnSync(process.execPath, ['src/cli/index.ts', 'verify', '--ledger', file, '--json'], {
    cwd: projectFolder,
    encoding: 'utf8'
  })
  if (run.status === null || run.stdout.trim() === '') throw new Error(`verify said nothing: ${run.stderr}`)
  return { exitCode: run.status, said: JSON.parse(run.stdout) }
}
