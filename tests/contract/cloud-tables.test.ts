import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APP_ROLE, KEEPER_ROLE } from '#cloud/db/migrations/tenant-table.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/cloud-database.ts'
import { askSuper, GLOBAL_TABLES, isTenantTable, tablesOf } from '#tests/support/cloud-tables.ts'

// The rules by which the server's tables can move to a database that is spread over machines, and no tenant sees another.
let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.drop())

const ask = <Row extends Record<string, unknown>>(text: string, ...values: readonly unknown[]) =>
  askSuper<Row>(database.superUrl, text, values)

test('every table is a tenant’s, or is named as a global one', async () => {
  const tables = await tablesOf(database.superUrl)
  expect(tables.filter((table) => !isTenantTable(table)).map(({ name }) => name)).toEqual([...GLOBAL_TABLES])
  expect(tables.filter(isTenantTable).length).toBeGreaterThan(6)
})

test('every key of a tenant’s table leads with the account, and its row-level security is forced', async () => {
  const tables = (await tablesOf(database.superUrl)).filter(isTenantTable)
  expect(tables.filter(({ key }) => key[0] !== 'account_id').map(({ name }) => name)).toEqual([])
  expect(tables.filter(({ isForced, policies }) => !isForced || policies !== 1).map(({ name }) => name)).toEqual([])
})

test('every policy is the one of the account, for reading and for writing', async () => {
  const said = "(account_id = (NULLIF(current_setting('app.account'::text, true), ''::text))::uuid)"
  const policies = await ask<{ tablename: string; qual: string; with_check: string; cmd: string; permissive: string }>(
    "SELECT tablename, qual, with_check, cmd, permissive FROM pg_policies WHERE schemaname = 'public'"
  )
  const others = policies.filter(({ qual, with_check, cmd }) => qual !== said || with_check !== said || cmd !== 'ALL')
  expect(others.map(({ tablename }) => tablename)).toEqual([])
})

test('every unique index of a tenant’s table leads with the account too', async () => {
  const indexes = await ask<{ table: string; definition: string }>(
    "SELECT tablename AS table, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%'"
  )
  const tenants = indexes.filter(({ table }) => isTenantTable({ name: table }))
  expect(tenants.filter(({ definition }) => !/\(account_id[,)]/.test(definition))).toEqual([])
})

test('there is no sequence, no trigger, no rule, and no key from one tenant’s table to another', async () => {
  const found = await ask(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
     UNION ALL SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace
     UNION ALL SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY
       (SELECT polrelid FROM pg_policy)`
  )
  expect(found).toEqual([])
})

describe.each([APP_ROLE, KEEPER_ROLE])('%s', (role) => {
  test('owns nothing, is nobody’s superuser and passes no row-level security', async () => {
    const [facts] = await ask(
      'SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles WHERE rolname = $1',
      role
    )
    const no = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolcanlogin: false }
    expect(facts).toEqual(no)
    expect(await ask('SELECT 1 FROM pg_class WHERE pg_get_userbyid(relowner) = $1', role)).toEqual([])
  })

  test('reaches no global table', async () => {
    const reached = await ask<{ name: string }>(
      `SELECT t.name FROM unnest($1::text[]) AS t (name) WHERE has_table_privilege($2, t.name, 'SELECT, INSERT, UPDATE, DELETE')`,
      GLOBAL_TABLES,
      role
    )
    expect(reached).toEqual([])
  })
})

test('who answers requests adds to the journal and to packs, and changes or removes nothing of them', async () => {
  const rights = await ask(
    `SELECT t.name, r.name AS right FROM unnest(ARRAY['journal', 'pack', 'audit_log']) AS t (name),
       unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS r (name) WHERE has_table_privilege($1, t.name, r.name)`,
    APP_ROLE
  )
  expect(rights).toEqual([])
})
