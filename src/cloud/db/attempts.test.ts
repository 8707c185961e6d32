import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '#tests/support/cloud-database.ts'
import { countTry, forgetTries, giveBackTry } from './attempts.ts'

const limit = { most: 3, withinMs: 60_000 }

let kept: TestDatabase
beforeAll(async () => {
  kept = await openTestDatabase()
})
afterAll(() => kept.drop())

const tries = async (subject: string, ...moments: number[]) => {
  const waits: number[] = []
  for (const at of moments) waits.push(await countTry(kept.database.directory, subject, limit, at))
  return waits
}

test('so many tries are allowed in a stretch of time, which then begins anew', async () => {
  expect(await tries('a', 0, 1_000, 2_000, 3_000, 59_999)).toEqual([0, 0, 0, 57, 1])
  expect(await tries('a', 60_000, 60_001, 60_002, 60_003)).toEqual([0, 0, 0, 60])
  expect(await tries('b', 60_003)).toEqual([0])
})

test('tries at one moment are each counted', async () => {
  const waits = await Promise.all(Array.from({ length: 10 }, () => countTry(kept.database.directory, 'c', limit, 5)))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3)
})

test('a try that was none is given back, and none is had for nothing', async () => {
  await tries('d', 0, 0, 0)
  await giveBackTry(kept.database.directory, 'd')
  expect(await tries('d', 1, 1)).toEqual([0, 60])
  for (let time = 0; time < 9; time++) await giveBackTry(kept.database.directory, 'd')
  expect(await tries('d', 2, 2, 2, 2)).toEqual([0, 0, 0, 60])
})

test('a subject is text like any other', async () => {
  expect(await tries("x'; DROP TABLE attempt; --", 0)).toEqual([0])
})

test('old ones are forgotten', async () => {
  await tries('old', 0)
  await tries('new', 86_400_001)
  await forgetTries(kept.database.directory, 86_400_001)
  const left = await kept.database.directory.selectFrom('attempt').select('subject').execute()
  expect(left.map((row) => row.subject)).toContain('new')
  expect(left.map((row) => row.subject)).not.toContain('old')
})
