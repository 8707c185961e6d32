// What is read of the file for a filter is what the filter lets through: nothing that is looked for is left behind by a query.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LogFilter, LogRow } from '#shared/contract/edit-log-endpoints.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { isInGroup, LOG_GROUPS } from '#shared/people/log-group.ts'
import { newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'

const ALL: LogFilter = { group: 'all', personName: '', fromOn: null, toOn: null, text: '' }
let shop: TestApp
let everything: LogRow[]

beforeAll(async () => {
  const whole = await makeWholeBook()
  shop = openTestApp({ folder: whole.folder, clock: whole.clock, keep: true })
  await shop.call('person.turnOn', { id: newId(), name: 'Sharma ji', pin: '4711' })
  everything = await through(ALL, 500)
})
afterAll(async () => {
  await shop.close()
  rmSync(shop.folder, { recursive: true, force: true })
})

async function through(filter: LogFilter, limit: number): Promise<LogRow[]> {
  const rows: LogRow[] = []
  let beforeN: number | null = null
  do {
    const page: { rows: LogRow[]; nextBeforeN: number | null } = await shop.call('editLog.read', {
      filter,
      beforeN,
      limit
    })
    rows.push(...page.rows)
    beforeN = page.nextBeforeN
  } while (beforeN !== null)
  return rows
}

const saysIt = (row: LogRow, words: string) =>
  [row.partyName, row.deed, row.detail, row.amountMinor === null ? '' : formatPlain(row.amountMinor)].some((text) =>
    text.toLowerCase().includes(words.toLowerCase())
  )
const numbers = (rows: readonly LogRow[]) => rows.map(({ n }) => n)

test.each(LOG_GROUPS)('the group %s', async (group) => {
  const wanted = everything.filter((row) => isInGroup(row, group))
  expect(wanted.length).toBeGreaterThan(0)
  for (const limit of [7, 500]) expect(numbers(await through({ ...ALL, group }, limit))).toEqual(numbers(wanted))
})

test.each(['Asha', 'Ravi', 'nobody at all', 'O\'Brien "x"'])('the person %s', async (personName) => {
  const wanted = everything.filter((row) => row.personName === personName)
  expect(numbers(await through({ ...ALL, personName }, 100))).toEqual(numbers(wanted))
})

test.each([
  'rice',
  'RICE',
  'sale',
  'reversal',
  'typed',
  '99',
  '1250.00',
  'kamal',
  'रमेश',
  'customer',
  'party',
  'jaipur',
  'É',
  'a',
  '.'
])('the text %s', async (text) => {
  const wanted = everything.filter((row) => saysIt(row, text))
  expect(numbers(await through({ ...ALL, text }, 100))).toEqual(numbers(wanted))
})

test('days, both ends counted in', async () => {
  const first = await through({ ...ALL, fromOn: 20261121, toOn: 20261121 } as LogFilter, 100)
  const later = await through({ ...ALL, fromOn: 20261122, toOn: null } as LogFilter, 100)
  const before = await through({ ...ALL, fromOn: null, toOn: 20261120 } as LogFilter, 100)
  expect([...first, ...later, ...before].map(({ n }) => n).toSorted((one, other) => one - other)).toEqual(
    numbers(everything).toSorted((one, other) => one - other)
  )
  expect(first.length).toBeGreaterThan(10)
})
