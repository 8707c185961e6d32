import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { build, prepare } from './prepared.ts'

let db: Sqlite.Database
beforeEach(() => {
  db = new Sqlite(':memory:')
  db.exec(`create table account (account_no integer primary key, code text, kind text, name text, op_n integer);
    insert into account values (1, 'cash', 'asset', '', 1), (2, 'sales', 'income', '', 2), (3, 'bank', 'asset', '', 3)`)
})
afterEach(() => db.close())

const ofKind = () =>
  prepare<{ kind: string; most: number }, { code: string }>(db, (slot) =>
    build
      .selectFrom('account')
      .select('code')
      .where('kind', '=', slot('kind'))
      .orderBy('account_no', 'desc')
      .limit(slot('most'))
  )

test('values are bound at each run, by name', () => {
  const query = ofKind()
  expect(query.all({ kind: 'asset', most: 5 })).toEqual([{ code: 'bank' }, { code: 'cash' }])
  expect(query.all({ kind: 'asset', most: 1 })).toEqual([{ code: 'bank' }])
  expect(query.first({ kind: 'income', most: 5 })).toEqual({ code: 'sales' })
  expect(query.first({ kind: "income' or 1 = 1", most: 5 })).toBeUndefined()
})

test('a value that is forgotten is a bug, and names the query', () => {
  expect(() => ofKind().all({ kind: 'asset' } as never)).toThrow(/no value for most in select/)
})

test('a whole number that never changes stands in the statement, a text is bound', () => {
  const query = prepare<Record<never, never>, { code: string }>(db, () =>
    build.selectFrom('account').select('code').where('kind', '=', 'asset').where('op_n', '>', 1).limit(1)
  )
  expect(query.sql).toContain('limit 1')
  expect(query.sql).toContain('> 1')
  expect(query.sql).not.toContain('asset')
  expect(query.all({})).toEqual([{ code: 'bank' }])
})

test('a change says how many rows it changed', () => {
  const rename = prepare<{ name: string; kind: string }>(db, (slot) =>
    build
      .updateTable('account')
      .set({ name: slot('name') })
      .where('kind', '=', slot('kind'))
  )
  expect(rename.run({ name: 'x', kind: 'asset' })).toBe(2)
  expect(rename.run({ name: 'x', kind: 'none' })).toBe(0)
})

test('a query that is never run is never prepared', () => {
  const wrong = prepare<Record<never, never>, { name: string }>(db, () => build.selectFrom('party').select('name'))
  expect(() => wrong.all({})).toThrow('no such table: party')
})
