import { expect, test } from 'vitest'
import { zPushAnswer } from '#shared/sync/wire.ts'
import { openTestCloud } from '#tests/support/cloud-account.ts'
import { refusedWith, send, TestCounter } from '#tests/support/cloud-counter.ts'
import { askToken, found } from '#tests/support/cloud-door.ts'

const YEAR_MS = 365 * 86_400_000
/** When a `TestCounter` believes that it is. */
const COUNTER_MS = 1_800_000_000_000

test.each([
  ['a year ahead', -YEAR_MS],
  ['a year behind', YEAR_MS]
])('a counter whose clock is %s comes in, pushes, and is told the time', async (_what, serverAhead) => {
  const cloud = await openTestCloud()
  cloud.clock.ms = COUNTER_MS + serverAhead
  const device = await found(cloud, '198.51.100.1')
  const token = await askToken(cloud, device)
  expect(token.said.serverTime).toBe(cloud.clock.ms)
  const authorization = `Bearer ${String(token.said.token)}`
  const counter = new TestCounter({ ...device, token: String(token.said.token), headers: { authorization } })
  counter.recordMany(3)
  const answer = zPushAnswer.parse((await send(cloud, counter.device, '/v1/push', counter.push(1, 2))).json())
  expect([answer.have, answer.serverTime]).toEqual([2, cloud.clock.ms])
  expect(answer.chunks.every((chunk) => chunk.receivedAt === cloud.clock.ms)).toBe(true)
  // The token ends by the server's clock, in the middle of what the counter has to bring; nothing of it is lost or doubled.
  cloud.clock.ms += 15 * 60_000
  expect(refusedWith(await send(cloud, counter.device, '/v1/push', counter.push(3, 3)))).toEqual({
    status: 401,
    error: 'unauthorised'
  })
  const next = await askToken(cloud, device)
  const fresh = { headers: { authorization: `Bearer ${String(next.said.token)}` } }
  expect((await send(cloud, fresh, '/v1/push', counter.push(3, 3))).json().have).toBe(3)
  await cloud.close()
})
