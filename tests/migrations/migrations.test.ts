import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Migration, migrate } from '#main/db/migrate.ts'
import { migrations } from '#main/db/migrations/index.ts'
import { APPLICATION_ID, openLedger } from '#main/db/open-ledger.ts'
import type { Schema } from '#main/db/schema.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { makeWholeBook, type WholeBook } from '#tests/support/whole-book.ts'

/** What each migration was when it was released. A new one is added here; an old one is never changed. */
const FINGERPRINTS: Record<number, string> = {
  1: 'dffa8f62988a391227c43e2f69fe3bad5e850270109479215af17ae5ce61814a',
  2: '0114281c522d22ee40f0a645d9fd0c00fb4e51b7140fcb748e7b45567e58113f',
  3: '4ca067bbcaf4e31fa16fd4a6287c8149777b1a41f80b2623a3e8864a2b679686',
  4: '64bb0780a29294aa6d6122271a2d152aeead8b2ac028b6a494e109a5351626e3'
}

/** A later migration, which only these tests know. */
const later: Migration = {
  version: migrations.length + 1,
  name: 'later',
  sql: 'create table later_thing (n integer primary key) strict; insert into later_thing values (7)'
}
const failing: Migration = {
  version: migrations.length + 2,
  name: 'failing',
  sql: 'create table half (n integer); insert into nowhere values (1)'
}

let whole: WholeBook
let folder: string
let file: string
beforeAll(async () => {
  whole = await makeWholeBook()
})
afterAll(() => rmSync(whole.folder, { recursive: true, force: true }))
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-migrate-'))
  file = path.join(folder, 'book.counterbook')
  copyFileSync(whole.file, file)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const versionOf = (place: string) => {
  const db = new Sqlite(place, { readonly: true })
  const version = db.pragma('user_version', { simple: true })
  db.close()
  return version
}

const tablesOf = (db: Sqlite.Database) =>
  db.prepare(`select name from sqlite_schema where type = 'table'`).pluck().all()

describe('the migrations', () => {
  test('are numbered from 1 without a gap', () => {
    expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, at) => at + 1))
  })

  test.each(migrations)('$version $name is what it was when it was released', ({ version, sql }) => {
    expect(createHash('sha256').update(sql).digest('hex')).toBe(FINGERPRINTS[version])
  })

  test('make the tables and columns that queries are typed by', () => {
    const db = new Sqlite(':memory:')
    for (const migration of migrations) db.exec(migration.sql)
    const made = Object.fromEntries(
      tablesOf(db).map((table) => [
        table,
        db.prepare<[], { name: string }>(`select name from pragma_table_info('${table}') order by name`).pluck().all()
      ])
    )
    db.close()
    expect(made).toEqual(columnsInSchema())
  })
})

/** The columns of each table as `schema.ts` has them, read off its text: types leave nothing behind at run time. */
function columnsInSchema(): Record<keyof Schema, string[]> {
  const folder = path.join(import.meta.dirname, '../../src/main/db')
  const text = ['schema.ts', 'projected-schema.ts', 'sync-schema.ts']
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n')
  const bodyOf = (name: string) =>
    new RegExp(`interface ${name}(?: extends [\\w, ]+)? \\{\n([\\s\\S]*?)\n\\}`).exec(text)?.[1] ?? ''
  const fieldsIn = (body: string) => [...body.matchAll(/(?:^|[{;\n])\s*(\w+):/g)].map(([, name = '']) => name).sort()
  const tables = ['Schema', 'ProjectedSchema', 'SyncSchema']
    .map(bodyOf)
    .join('\n')
    .matchAll(/^ {2}(\w+): (?:(\w+)$|\{([\s\S]*?)\})/gm)
  return Object.fromEntries(
    [...tables].map(([, table, named, inline]) => [table, fieldsIn(named ? bodyOf(named) : (inline ?? ''))])
  ) as Record<keyof Schema, string[]>
}

describe('opening a book', () => {
  test('of the newest shape changes no byte of its content and makes no backup', () => {
    openLedger(file).close()
    expect(existsSync(`${file}.before-${later.version}.backup`)).toBe(false)
    expect(verifyLedger(file)).toMatchObject({ isClean: true })
  })

  test('sets all that makes a commit durable', () => {
    const db = openLedger(file)
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'application_id']
    const found = settings.map((name) => db.pragma(name, { simple: true }))
    db.close()
    expect(found).toEqual(['wal', 2, 1, 0, APPLICATION_ID])
  })

  test.each(migrations.slice(0, -1))('of shape $version brings it to the newest', ({ version }) => {
    const old = path.join(folder, 'old.counterbook')
    const db = new Sqlite(old)
    db.pragma(`application_id = ${APPLICATION_ID}`)
    migrate(db, old, migrations.slice(0, version))
    db.close()
    openLedger(old).close()
    expect(versionOf(old)).toBe(migrations.length)
  })
})

describe('a later migration', () => {
  test('is done once, after a backup that is the book as it was', () => {
    const { entryCount } = verifyLedger(file)
    const db = openLedger(file)
    migrate(db, file, [...migrations, later])
    migrate(db, file, [...migrations, later])
    expect(db.prepare('select n from later_thing').pluck().all()).toEqual([7])
    db.close()
    expect(versionOf(file)).toBe(later.version)
    expect(verifyLedger(`${file}.before-${later.version}.backup`)).toMatchObject({ isClean: true, entryCount })
  })

  test('that fails leaves the shape before it, and says which one failed', () => {
    const db = openLedger(file)
    const work = () => migrate(db, file, [...migrations, later, failing])
    expect(work).toThrow(FailureError)
    expect(codeOf(work)).toMatchObject({ code: 'ledger/migration-failed', params: { name: 'failing' } })
    expect(tablesOf(db)).not.toContain('half')
    expect(db.pragma('user_version', { simple: true })).toBe(later.version)
    db.close()
  })

  test('waits for nobody who writes for ever: a locked book is said to be locked', () => {
    const other = new Sqlite(file)
    other.exec('BEGIN IMMEDIATE')
    const db = new Sqlite(file, { timeout: 50 })
    expect(codeOf(() => migrate(db, file, [...migrations, later]))).toMatchObject({ code: 'ledger/locked' })
    other.exec('ROLLBACK')
    other.close()
    db.close()
  })

  test('keeps the backup of an earlier try', () => {
    writeFileSync(`${file}.before-${later.version}.backup`, 'the first one')
    const db = openLedger(file)
    migrate(db, file, [...migrations, later])
    db.close()
    expect(readFileSync(`${file}.before-${later.version}.backup`, 'utf8')).toBe('the first one')
  })

  test('is not undone: a book of a newer release is refused', () => {
    const db = openLedger(file)
    migrate(db, file, [...migrations, later])
    db.close()
    expect(codeOf(() => openLedger(file))).toMatchObject({
      code: 'ledger/newer-version',
      params: { version: later.version }
    })
  })
})

function codeOf(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error instanceof FailureError ? error.failure : error
  }
  return null
}
