import { afterAll, beforeAll, expect, test } from 'vitest'
import { zInfo, zWireFailure } from '#shared/sync/wire.ts'
import { makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

test('the server says what it is', async () => {
  const answer = await cloud.app.inject('/v1/info')
  expect(answer.statusCode).toBe(200)
  expect(zInfo.parse(answer.json())).toMatchObject({ wireVersion: 1, serverTime: cloud.clock.ms })
})

test('it is well while its database answers, and has figures for who is on the same machine', async () => {
  expect((await cloud.app.inject('/healthz')).json()).toEqual({ ok: true })
  const figures = await cloud.app.inject('/metrics')
  expect(figures.body).toMatch(/^counterbook_requests_total\{method="GET",route="\/healthz",status="200"\} 1$/m)
  const other = await cloud.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })
  expect(other.statusCode).toBe(401)
})

test('what is not there is refused in the words of the wire', async () => {
  const answer = await cloud.app.inject('/v1/nothing')
  expect(answer.statusCode).toBe(404)
  expect(zWireFailure.parse(answer.json()).error).toBe('not-found')
})

test('a row belongs to its account, and to a transaction of that account alone', async () => {
  const { database } = cloud
  const mine = await makeAccount(cloud.cloud)
  const other = await makeAccount(cloud.cloud)
  const seen = await database.withAccount(mine.accountId, (within) =>
    within.selectFrom('device').select('account_id').execute()
  )
  expect(new Set(seen.map((row) => row.account_id))).toEqual(new Set([mine.accountId]))
  const taken = database.withAccount(mine.accountId, (within) =>
    within.updateTable('account').set({ shop_name: 'mine' }).where('account_id', '=', other.accountId).execute()
  )
  expect((await taken)[0]?.numUpdatedRows).toBe(0n)
})
