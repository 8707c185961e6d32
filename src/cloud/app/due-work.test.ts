import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { takeDue, workIsDue, workIsLeft } from './due-work.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

test('what comes up while a worker looks for what is left is not forgotten', async () => {
  const { accountId } = await makeAccount(cloud.cloud)
  const { database, clock } = cloud
  let left: number | null = null
  await workIsLeft(database, 'links', accountId, async () => {
    const seen = left
    if (left === null) {
      // A link is made after the look, and before the worker writes down that nothing is left.
      left = clock.ms + 60_000
      await workIsDue(database, 'links', accountId, left)
    }
    return seen
  })
  expect(await takeDue(database, clock.ms + 60_000)).toEqual([{ kind: 'links', accountId }])
})
