import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { joinAnother } from '#tests/support/joined-book.ts'
import { makeWholeBook, type WholeBook } from '#tests/support/whole-book.ts'
import {
  changed,
  contentOf,
  describeTable,
  FREE_COLUMNS,
  GUARDED_TABLES,
  rowName,
  TABLES,
  type Tampering
} from './tampering.ts'

let book: WholeBook
let folder: string

beforeAll(async () => {
  book = await makeWholeBook()
  await joinAnother(book.file)
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-tamper-'))
})
afterAll(() => {
  for (const place of [book.folder, folder]) rmSync(place, { recursive: true, force: true })
})

/** Opens a copy of the book as any SQLite tool would, takes its guards away, works on it and puts them back. */
function tamper(work: (db: Sqlite.Database) => void, options: { guardsBack?: boolean } = {}): string {
  const file = path.join(folder, 'tampered.counterbook')
  for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
  copyFileSync(book.file, file)
  const db = new Sqlite(file)
  db.pragma('foreign_keys = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('ignore_check_constraints = ON')
  const guards = db.prepare(`select name, sql from sqlite_schema where type = 'trigger'`).all() as Tampering[]
  for (const guard of guards) db.exec(`drop trigger ${guard.name}`)
  work(db)
  if (options.guardsBack ?? true) for (const guard of guards) db.exec(guard.sql)
  db.close()
  return file
}

test('the book that is tampered with has rows in every table, and is whole', () => {
  const db = new Sqlite(book.file, { readonly: true })
  const empty = TABLES.filter((table) => db.prepare(`select count(*) from ${table}`).pluck().get() === 0)
  db.close()
  expect(empty).toEqual([])
  expect(verifyLedger(book.file)).toMatchObject({ isClean: true, firstFault: null })
})

test('the list of tables that are tampered with is all of them, but for what waits: papers and bills', () => {
  const db = new Sqlite(book.file, { readonly: true })
  const all = db
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`)
    .pluck()
    .all()
  db.close()
  // What a person shall look at may be looked at.
  expect([...TABLES, 'print_job', 'held_bill', 'sync_notice'].sort()).toEqual(all.sort())
})

describe.each(TABLES)('%s', (table) => {
  test('one changed value in any column is found, and the row is named', () => {
    const unseen: string[] = []
    const { columns, rows } = describeTable(book.file, table)
    for (const row of rows) {
      for (const column of columns.filter(({ name }) => !FREE_COLUMNS[table]?.includes(name))) {
        for (const value of changed(column, row[column.name])) {
          const where = `${table} ${rowName(table, row)} ${column.name}: ${String(row[column.name])} -> ${String(value)}`
          let isAccepted = true
          const file = tamper((db) => {
            const keys = columns.filter((one) => one.isKey)
            const condition = keys.map((key) => `${key.name} is ?`).join(' and ')
            const update = db.prepare(`update ${table} set ${column.name} = ? where ${condition}`)
            try {
              update.run(value, ...keys.map((key) => row[key.name]))
            } catch (error) {
              // A value that even a file without guards refuses (a second row of that key) cannot be put there.
              if (!String(error).includes('constraint')) throw error
              isAccepted = false
            }
          })
          if (!isAccepted) continue
          const { isClean, firstFault } = verifyLedger(file)
          const after = { ...row, [column.name]: value }
          const names = [rowName(table, row), rowName(table, after)]
          if (isClean || firstFault?.table !== table || !names.includes(firstFault.row)) {
            unseen.push(`${where}: ${JSON.stringify(firstFault)}`)
          }
        }
      }
    }
    expect(unseen).toEqual([])
  })

  test('a row that is taken away is found', () => {
    const { columns, rows } = describeTable(book.file, table)
    const keys = columns.filter((one) => one.isKey)
    for (const row of rows) {
      const file = tamper((db) => {
        const condition = keys.map((key) => `${key.name} is ?`).join(' and ')
        db.prepare(`delete from ${table} where ${condition}`).run(...keys.map((key) => row[key.name]))
      })
      expect(verifyLedger(file), rowName(table, row)).toMatchObject({ isClean: false })
    }
  })
})

describe('the guards', () => {
  test.each(GUARDED_TABLES)('%s: a plain UPDATE or DELETE is refused', (table) => {
    const file = path.join(folder, 'guarded.counterbook')
    copyFileSync(book.file, file)
    const db = new Sqlite(file)
    try {
      const { columns } = describeTable(file, table)
      for (const column of columns) {
        expect(() => db.exec(`update ${table} set ${column.name} = ${column.name}`), column.name).toThrow('append-only')
      }
      expect(() => db.exec(`delete from ${table}`)).toThrow('append-only')
    } finally {
      db.close()
    }
  })

  test('rows that may change are never deleted, and a series only counts up by one', () => {
    const file = path.join(folder, 'guarded.counterbook')
    copyFileSync(book.file, file)
    const db = new Sqlite(file)
    for (const table of ['account', 'party', 'series', 'item', 'party_price']) {
      expect(() => db.exec(`delete from ${table}`), table).toThrow('append-only')
    }
    for (const change of ['- 1', '+ 2', '+ 0']) {
      expect(() => db.exec(`update series set next_number = next_number ${change}`)).toThrow('counts up by one')
    }
    db.close()
  })

  test('a guard that was taken away, or that does nothing any more, is found', () => {
    expect(verifyLedger(tamper(() => {}, { guardsBack: false }))).toMatchObject({ firstFault: { check: 'guards' } })
    const file = tamper(() => {})
    const db = new Sqlite(file)
    db.exec('drop trigger entry_stays; create trigger entry_stays before update on entry when 0 begin select 1; end')
    db.close()
    expect(verifyLedger(file).firstFault).toMatchObject({ check: 'guards', table: 'entry', row: 'entry_stays' })
  })

  test('a trigger that somebody added is found', () => {
    const file = tamper((db) =>
      db.exec('create trigger own after insert on entry begin update party_balance set balance_minor = 0; end')
    )
    expect(verifyLedger(file).firstFault).toMatchObject({ check: 'guards', row: 'own' })
  })
})

describe('the journal', () => {
  test('two ops that changed places are found', () => {
    const file = tamper((db) => {
      const bytes = db.prepare('select bytes from journal_op where n = ?').pluck()
      const put = db.prepare('update journal_op set bytes = ? where n = ?')
      const [one, other] = [bytes.get(10) as string, bytes.get(11) as string]
      put.run(other, 10)
      put.run(one, 11)
    })
    expect(verifyLedger(file).firstFault).toMatchObject({ check: 'chain', table: 'journal_op', row: '10' })
  })

  test('two entries that changed places are found', () => {
    const file = tamper((db) => {
      db.exec('update entry set entry_no = 900 where entry_no = 3')
      db.exec('update entry set entry_no = 3 where entry_no = 4')
      db.exec('update entry set entry_no = 4 where entry_no = 900')
    })
    expect(verifyLedger(file).firstFault).toMatchObject({ table: 'entry', row: '3' })
  })

  test('an entry and its op that were both taken off the end leave kept figures behind', () => {
    const file = tamper((db) => {
      const last = db.prepare('select max(entry_no) from entry').pluck().get()
      db.prepare('delete from print_job where entry_no = ?').run(last)
      db.prepare('delete from entry where entry_no = ?').run(last)
    })
    expect(verifyLedger(file)).toMatchObject({ isClean: false })
  })
})

describe('the file', () => {
  /** What anybody can say about a damaged file: it does not open, it is not clean, or what it holds is unharmed. */
  function outcome(file: string, content: string): 'found' | 'harmless' | 'missed' {
    try {
      if (!verifyLedger(file).isClean) return 'found'
    } catch (error) {
      if (error instanceof FailureError) return 'found'
      throw error
    }
    return contentOf(file) === content ? 'harmless' : 'missed'
  }

  test('a byte that is flipped anywhere in the file is found, or lies where nothing is kept', () => {
    const sound = readFileSync(book.file)
    const content = contentOf(book.file)
    const file = path.join(folder, 'flipped.counterbook')
    const tally = { found: 0, harmless: 0, missed: 0 }
    fc.assert(
      fc.property(fc.nat({ max: sound.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const bytes = Buffer.from(sound)
        bytes[at] = (bytes[at] ?? 0) ^ mask
        for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
        writeFileSync(file, bytes)
        const result = outcome(file, content)
        tally[result]++
        expect(result, `byte ${at}`).not.toBe('missed')
      }),
      { numRuns: 400 }
    )
    expect(tally.found).toBeGreaterThan(40)
  })

  test('every byte of the header is found, or says nothing of the book', () => {
    const sound = readFileSync(book.file)
    const content = contentOf(book.file)
    const file = path.join(folder, 'header.counterbook')
    for (let at = 0; at < 100; at++) {
      const bytes = Buffer.from(sound)
      bytes[at] = (bytes[at] ?? 0) ^ 0xff
      for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true })
      writeFileSync(file, bytes)
      expect(outcome(file, content), `byte ${at}`).not.toBe('missed')
    }
  })
})
