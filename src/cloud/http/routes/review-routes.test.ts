import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintToken, TOKEN_LIFE_MS } from '#cloud/app/device-token.ts'
import { Limits } from '#cloud/app/limits.ts'
import { zReview, zReviewOps } from '#shared/sync/door-wire.ts'
import { zPullAnswer, zPushAnswer } from '#shared/sync/wire.ts'
import {
  enrolDevice,
  makeAccount,
  openTestCloud,
  type TestCloud,
  type TestDevice
} from '#tests/support/cloud-account.ts'
import { ask, refusedWith, send, TestCounter } from '#tests/support/cloud-counter.ts'

const DAY_MS = 86_400_000

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

/** Two counters of a shop; the second has pushed two of its five ops. */
async function shop(): Promise<{ first: TestCounter; second: TestCounter }> {
  const device = await makeAccount(cloud.cloud)
  const [first, second] = [
    new TestCounter(device),
    new TestCounter(await enrolDevice(cloud.cloud, device.accountId, 2))
  ]
  second.recordMany(5)
  await send(cloud, second.device, '/v1/push', second.push(1, 2))
  return { first, second }
}

/** The device with a token of this moment. */
const fresh = (device: TestDevice): Pick<TestDevice, 'headers'> => {
  const { accountId, deviceNo } = device
  const token = mintToken(cloud.cloud.serverKey, { accountId, deviceNo, expiresAt: cloud.clock.ms + TOKEN_LIFE_MS })
  return { headers: { authorization: `Bearer ${token}` } }
}

const call = (method: 'POST' | 'DELETE', device: TestDevice, url: string) =>
  cloud.app.inject({ method, url, headers: fresh(device).headers })

const revoke = (by: TestCounter, deviceNo: number, mode: string) =>
  call('DELETE', by.device, `/v1/devices/${deviceNo}?mode=${mode}`)

const pull = async (counter: TestCounter) =>
  zPullAnswer.parse((await ask(cloud, fresh(counter.device), '/v1/pull?cursor=0&epoch=1')).json())

const trays = async (by: TestCounter) =>
  zReview.parse((await ask(cloud, fresh(by.device), '/v1/review')).json()).waiting

describe('a retired counter', () => {
  test('brings what it had recorded into a tray, not into the books, and gets nothing', async () => {
    const { first, second } = await shop()
    first.recordMany(2)
    await send(cloud, first.device, '/v1/push', first.push(1, 2))
    await revoke(first, 2, 'retire')
    const answer = zPushAnswer.parse((await send(cloud, second.device, '/v1/push', second.push(3, 4))).json())
    expect([answer.have, answer.headSeq, answer.chunks]).toEqual([4, 4, []])
    expect(refusedWith(await ask(cloud, second.device, '/v1/pull?cursor=0&epoch=1'))).toEqual({
      status: 403,
      error: 'device-revoked'
    })
    expect((await pull(first)).headSeq).toBe(4)
    expect(await trays(first)).toEqual([
      { deviceNo: 2, counterName: 'Counter 2', opCount: 2, firstAt: cloud.clock.ms, lastAt: cloud.clock.ms }
    ])
    const ops = await ask(cloud, first.device, '/v1/review/2')
    expect(zReviewOps.parse(ops.json()).ops).toEqual(second.ops.slice(2, 4))
  })

  test('may send the same again, and is told where to go on', async () => {
    const { first, second } = await shop()
    await revoke(first, 2, 'retire')
    const push = (from: number, to: number) => send(cloud, second.device, '/v1/push', second.push(from, to))
    await push(3, 4)
    expect((await push(3, 4)).json().have).toBe(4)
    expect((await push(1, 2)).json().have).toBe(4)
    expect((await push(3, 3)).json()).toMatchObject({ error: 'gap', have: 4 })
    expect((await push(1, 5)).json()).toMatchObject({ error: 'gap', have: 4 })
    expect((await push(5, 5)).json().have).toBe(5)
    expect((await trays(first))[0]?.opCount).toBe(3)
  })

  test('is held to its chain and to its signature as ever', async () => {
    const { first, second } = await shop()
    await revoke(first, 2, 'retire')
    const other = new TestCounter(second.device)
    other.recordMany(5, 'other')
    expect(refusedWith(await send(cloud, second.device, '/v1/push', other.push(3, 4))).error).toBe('fork')
    const signature = first.push(0, 0).signature
    const forged = await send(cloud, second.device, '/v1/push', { ...second.push(3, 4), signature })
    expect(refusedWith(forged)).toEqual({ status: 422, error: 'bad-signature' })
    expect(await trays(first)).toEqual([])
  })

  test('is heard for thirty days', async () => {
    const { first, second } = await shop()
    await revoke(first, 2, 'retire')
    const push = () => send(cloud, fresh(second.device), '/v1/push', second.push(3, 4))
    cloud.clock.ms += 30 * DAY_MS - 1
    expect((await push()).statusCode).toBe(200)
    cloud.clock.ms += 1
    expect(refusedWith(await push())).toEqual({ status: 403, error: 'device-revoked' })
  })
})

describe('a tray', () => {
  test('is taken into the books whole, in its order, with its own signatures', async () => {
    const { first, second } = await shop()
    await revoke(first, 2, 'retire')
    await send(cloud, second.device, '/v1/push', second.push(3, 3))
    await send(cloud, second.device, '/v1/push', second.push(4, 5))
    const answer = await call('POST', first.device, '/v1/review/2/take')
    expect(answer.json()).toEqual({ opCount: 3 })
    const { chunks } = await pull(first)
    expect(chunks.flatMap((chunk) => chunk.ops)).toEqual(second.ops)
    expect(chunks.map((chunk) => chunk.signature)).toEqual(
      [second.push(1, 2), second.push(3, 3), second.push(4, 5)].map((push) => push.signature)
    )
    expect(await trays(first)).toEqual([])
    expect((await call('POST', first.device, '/v1/review/2/take')).statusCode).toBe(404)
    const again = await send(cloud, fresh(second.device), '/v1/push', second.push(5, 5))
    expect(again.json().have).toBe(5)
  })

  test('is dropped, and can be brought again', async () => {
    const { first, second } = await shop()
    await revoke(first, 2, 'retire')
    await send(cloud, second.device, '/v1/push', second.push(3, 5))
    expect((await call('DELETE', first.device, '/v1/review/2')).json()).toEqual({ opCount: 3 })
    expect((await pull(first)).headSeq).toBe(2)
    expect((await send(cloud, second.device, '/v1/push', second.push(3, 5))).json().have).toBe(5)
  })

  test('that is larger than a page is read page by page, and taken whole', async () => {
    const { first, second } = await shop()
    await revoke(first, 2, 'retire')
    for (let n = 6; n <= 20; n++) second.record({ note: `${n} ${'x'.repeat(900_000)}` })
    for (let n = 3; n <= 20; n++) await send(cloud, fresh(second.device), '/v1/push', second.push(n, n))
    const ops: string[] = []
    const pages: number[] = []
    for (let after = 0, hasMore = true; hasMore; ) {
      const page = zReviewOps.parse((await ask(cloud, fresh(first.device), `/v1/review/2?after=${after}`)).json())
      ops.push(...page.ops)
      pages.push(page.ops.length)
      after = page.to
      hasMore = page.hasMore
    }
    expect(ops).toEqual(second.ops.slice(2))
    expect(pages).toEqual([8, 5, 5])
    expect((await call('POST', first.device, '/v1/review/2/take')).json()).toEqual({ opCount: 18 })
    expect((await ask(cloud, fresh(first.device), '/v1/review/2')).statusCode).toBe(404)
    expect((await trays(first)).length).toBe(0)
  })

  test('taken twice at one moment is in the books once', async () => {
    const { first, second } = await shop()
    await revoke(first, 2, 'retire')
    await send(cloud, second.device, '/v1/push', second.push(3, 5))
    const both = await Promise.all([1, 2].map(() => call('POST', first.device, '/v1/review/2/take')))
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 404])
    expect((await pull(first)).headSeq).toBe(5)
  })

  test('of another shop is not there', async () => {
    const { first, second } = await shop()
    await revoke(first, 2, 'retire')
    await send(cloud, second.device, '/v1/push', second.push(3, 5))
    const { first: stranger } = await shop()
    expect(await trays(stranger)).toEqual([])
    expect((await ask(cloud, fresh(stranger.device), '/v1/review/2')).statusCode).toBe(404)
    expect((await call('POST', stranger.device, '/v1/review/2/take')).statusCode).toBe(404)
    expect((await trays(first))[0]?.opCount).toBe(3)
  })
})

describe('a revocation in the middle', () => {
  test.each(['lost', 'retire'])('of pushes (%s) lets in none that comes after it', async (mode) => {
    const { first, second } = await shop()
    second.recordMany(40)
    const headers = fresh(second.device)
    const pushes = (async () => {
      const answers: number[] = []
      for (let n = 3; n <= 40; n++) answers.push((await send(cloud, headers, '/v1/push', second.push(n, n))).statusCode)
      return answers
    })()
    await revoke(first, 2, mode)
    const headThen = (await pull(first)).headSeq
    const answers = await pushes
    expect((await pull(first)).headSeq).toBe(headThen)
    if (mode === 'lost') {
      expect(answers.filter((status) => status === 200)).toHaveLength(headThen - 2)
      expect(answers.at(-1)).toBe(403)
    } else {
      // Nothing that was recorded before is lost on the way: it is in the books or in the tray.
      expect(new Set(answers)).toEqual(new Set([200]))
      expect((await trays(first))[0]?.opCount).toBe(40 - headThen)
    }
  })
})

test('a counter that pushes without end is told to wait, and its pulls go on', async () => {
  const limited = await openTestCloud({ limits: new Limits() })
  const counter = new TestCounter(await makeAccount(limited.cloud))
  counter.recordMany(61)
  const statuses: number[] = []
  for (let n = 1; n <= 61; n++) {
    const answer = await send(limited, counter.device, '/v1/push', counter.push(n, n))
    statuses.push(answer.statusCode)
    if (n === 61) expect([answer.json().error, answer.headers['retry-after']]).toEqual(['too-many', '1'])
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(60)
  expect((await ask(limited, counter.device, '/v1/pull?cursor=0&epoch=1')).statusCode).toBe(200)
  limited.clock.ms += 1_000
  expect((await send(limited, counter.device, '/v1/push', counter.push(61, 61))).json().have).toBe(61)
  await limited.close()
})

test('a shop far over its quota goes on with its entries', async () => {
  const counter = new TestCounter(await makeAccount(cloud.cloud))
  const over = { bytes_used: 10_000_000_000, over_quota_at: new Date(cloud.clock.ms - 400 * DAY_MS) }
  await cloud.database.withAccount(counter.device.accountId, (within) =>
    within.updateTable('account').set(over).execute()
  )
  counter.recordMany(3)
  expect((await send(cloud, counter.device, '/v1/push', counter.push(1, 3))).json().have).toBe(3)
})
