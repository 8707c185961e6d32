import zlib from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiptText } from '#shared/sync/chain.ts'
import { MOST_OP_BYTES, MOST_PUSH_BYTES, type Push, zPullAnswer, zPushAnswer } from '#shared/sync/wire.ts'
import { enrolDevice, makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { ask, refusedWith, send, TestCounter } from '#tests/support/cloud-counter.ts'
import { isSignedBy } from './ed25519.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

async function counterOfNewShop(ops = 0): Promise<TestCounter> {
  const counter = new TestCounter(await makeAccount(cloud.cloud))
  counter.recordMany(ops)
  return counter
}

const pushed = (counter: TestCounter, push: Push) => send(cloud, counter.device, '/v1/push', push)

test('what is pushed is numbered, chained and signed for', async () => {
  const counter = await counterOfNewShop(5)
  const first = zPushAnswer.parse((await pushed(counter, counter.push(1, 3))).json())
  expect(first).toMatchObject({ have: 3, headSeq: 3, epoch: 1 })
  const second = zPushAnswer.parse((await pushed(counter, counter.push(4, 5))).json())
  expect(second.chunks.map(({ seqFrom, seqTo, devFrom }) => [seqFrom, seqTo, devFrom])).toEqual([
    [1, 3, 1],
    [4, 5, 4]
  ])
  expect(second.chunks.flatMap((chunk) => chunk.ops)).toEqual(counter.ops)
  expect(second.headLogHash).toBe(second.chunks[1]?.logHash)
  const [seq = '', logHash = '', at = '', signature = ''] = second.receipt.split('.')
  const text = receiptText(counter.device.accountId, { seq: Number(seq), logHash, atMs: Number(at) })
  expect(isSignedBy(cloud.cloud.serverKey.publicKey, text, signature)).toBe(true)
  expect([Number(seq), logHash]).toEqual([5, second.headLogHash])
})

test('the same push again is taken as known, for ever, and adds nothing', async () => {
  const counter = await counterOfNewShop(6)
  await pushed(counter, counter.push(1, 4))
  await pushed(counter, counter.push(5, 6))
  for (const [from, to] of [
    [1, 4],
    [1, 2],
    [2, 3],
    [1, 6],
    [3, 6]
  ] as const) {
    const again = await pushed(counter, counter.push(from, to))
    expect([again.statusCode, again.json().have, again.json().headSeq]).toEqual([200, 6, 6])
  }
})

test('a fact that is larger than a push of many is taken alone, and reaches the others', async () => {
  const counter = await counterOfNewShop(1)
  const lines = Array.from({ length: 6_000 }, (_, at) => ({
    fingerprint: `line ${at} of a bank`.padEnd(160, '.'),
    on: at
  }))
  counter.record({ lines }, 'statement.take')
  counter.recordMany(1)
  expect(Buffer.byteLength(counter.ops[1] ?? '')).toBeGreaterThan(1_048_576)
  for (const n of [1, 2, 3]) expect((await pushed(counter, counter.push(n, n))).json()).toMatchObject({ have: n })
  const pulled = await ask(cloud, counter.device, '/v1/pull?cursor=0&epoch=1')
  expect(zPullAnswer.parse(pulled.json()).chunks.flatMap(({ ops }) => ops)).toEqual(counter.ops)
})

test('a gap says where to go on; so does a push that is known in part', async () => {
  const counter = await counterOfNewShop(9)
  await pushed(counter, counter.push(1, 3))
  const gap = await pushed(counter, counter.push(6, 9))
  expect(gap.json()).toMatchObject({ error: 'gap', have: 3, hash: counter.hashAt(3) })
  const part = await pushed(counter, counter.push(2, 5))
  expect(part.json()).toMatchObject({ error: 'gap', have: 3 })
  expect((await pushed(counter, counter.push(4, 9))).json().have).toBe(9)
})

test('other ops under known numbers are a fork, and never taken as known', async () => {
  const counter = await counterOfNewShop(4)
  await pushed(counter, counter.push(1, 2))
  await pushed(counter, counter.push(3, 4))
  const copy = counter.clone()
  const restored = new TestCounter(counter.device)
  restored.recordMany(7, 'other')
  for (const [from, to] of [
    [1, 4],
    [1, 2],
    [2, 3],
    [5, 7],
    [3, 6]
  ] as const) {
    const answer = await pushed(restored, restored.push(from, to))
    expect(refusedWith(answer)).toEqual({ status: 409, error: 'fork' })
    expect(answer.json()).toMatchObject({ have: 4, hash: counter.hashAt(4) })
  }
  copy.recordMany(1, 'clone')
  counter.recordMany(1)
  await pushed(counter, counter.push(5, 5))
  expect(refusedWith(await pushed(copy, copy.push(5, 5)))).toEqual({ status: 409, error: 'fork' })
})

describe('what no counter of ours sends is refused, and nothing of it is kept', () => {
  const op = (body: string, n = 1) =>
    `{"b":0,"d":${body},"k":"audit.note","n":${n},"t":"0000000000000000","u":"","v":1}`
  const with_ = (change: Partial<Push>) => (push: Push) => ({ ...push, ...change })
  const cases: readonly [string, (push: Push) => unknown, string][] = [
    ['a wrong hash at the end', with_({ headHash: '0'.repeat(64) }), 'bad-chain'],
    ['a signature of somebody else', with_({ signature: 'A'.repeat(86) }), 'bad-signature'],
    ['ops in another order', (push) => ({ ...push, ops: push.ops.toReversed() }), 'bad-chain'],
    ['an op left out', (push) => ({ ...push, ops: push.ops.slice(1) }), 'bad-request'],
    ['a number of ops that is not said', with_({ to: 9 }), 'bad-request'],
    ['no ops', with_({ ops: [] }), 'bad-request'],
    ['another device', with_({ deviceNo: 7 }), 'not-found'],
    ['a field that nobody knows', (push) => ({ ...push, more: 1 }), 'bad-request'],
    ['another number than its place', with_({ from: 1, to: 1, ops: [op('{}', 2)] }), 'bad-chain'],
    ['a fraction', with_({ from: 1, to: 1, ops: [op('{"amount":1.5}')] }), 'bad-request'],
    [
      'a number too large to be exact',
      with_({ from: 1, to: 1, ops: [op('{"amount":9007199254740993}')] }),
      'bad-request'
    ],
    ['a blank', with_({ from: 1, to: 1, ops: [op('{ }')] }), 'bad-request'],
    ['a key twice', with_({ from: 1, to: 1, ops: [op('{"a":1,"a":2}')] }), 'bad-request'],
    [
      'deep brackets',
      with_({ from: 1, to: 1, ops: [op(`{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)] }),
      'bad-request'
    ],
    ['no JSON', with_({ from: 1, to: 1, ops: ["'; DROP TABLE journal; --"] }), 'bad-request'],
    [
      'an op of more than 8 MiB',
      with_({ from: 1, to: 1, ops: [op(`{"a":"${'x'.repeat(MOST_OP_BYTES)}"}`)] }),
      'too-large'
    ],
    [
      'several ops of more than 1 MiB',
      with_({ from: 1, to: 2, ops: [op(`{"a":"${'x'.repeat(MOST_PUSH_BYTES)}"}`), op('{}', 2)] }),
      'too-large'
    ]
  ]

  test.each(cases)('%s', async (_name, spoil, error) => {
    const counter = await counterOfNewShop(3)
    const answer = await pushed(counter, spoil(counter.push(1, 3)) as Push)
    expect(answer.json().error).toBe(error)
    const fine = await pushed(counter, counter.push(1, 3))
    expect([fine.statusCode, fine.json().headSeq]).toEqual([200, 3])
  })

  test('more than a megabyte of ops', async () => {
    const counter = await counterOfNewShop()
    for (let n = 0; n < 18; n++) counter.record({ text: 'x'.repeat(60_000) })
    expect(refusedWith(await pushed(counter, counter.push(1, 18)))).toEqual({ status: 413, error: 'too-large' })
    expect((await pushed(counter, counter.push(1, 16))).statusCode).toBe(200)
  })

  test('a small body that unpacks to a gigabyte', async () => {
    const counter = await counterOfNewShop()
    const bomb = zlib.gzipSync(Buffer.alloc(64 * 1_048_576, 0x20))
    const before = process.memoryUsage.rss()
    for (const [encoding, payload] of [
      ['gzip', bomb],
      ['zstd', zlib.zstdCompressSync(Buffer.alloc(64 * 1_048_576, 0x20))]
    ] as const) {
      const headers = { ...counter.device.headers, 'content-type': 'application/json', 'content-encoding': encoding }
      const answer = await cloud.app.inject({ method: 'POST', url: '/v1/push', headers, payload })
      expect(refusedWith(answer)).toEqual({ status: 413, error: 'too-large' })
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1_048_576)
  })

  test('bytes that are not what they say', async () => {
    const counter = await counterOfNewShop()
    for (const encoding of ['gzip', 'zstd', 'br']) {
      const headers = { ...counter.device.headers, 'content-type': 'application/json', 'content-encoding': encoding }
      const answer = await cloud.app.inject({ method: 'POST', url: '/v1/push', headers, payload: 'no such thing' })
      expect(answer.json().error).toBe('bad-request')
    }
  })
})

test('a kind that this server does not know is kept word for word', async () => {
  const counter = await counterOfNewShop()
  counter.record({ wörter: 'नमस्ते \u0000 😀' }, 'kind.of-2031')
  const answer = await pushed(counter, counter.push(1, 1))
  expect(answer.json().chunks[0].ops).toEqual(counter.ops)
})

test('a counter that was shut out is told so at once, though its token is still good', async () => {
  const counter = await counterOfNewShop(1)
  const { accountId } = counter.device
  await cloud.database.withAccount(accountId, (within) =>
    within.updateTable('device').set({ state: 'lost' }).where('account_id', '=', accountId).execute()
  )
  expect(refusedWith(await pushed(counter, counter.push(1, 1)))).toEqual({ status: 403, error: 'device-revoked' })
})

test('what a retired counter still brings lies in the tray, and it learns nothing more', async () => {
  const counter = await counterOfNewShop(6)
  const { accountId, deviceNo } = counter.device
  await pushed(counter, counter.push(1, 2))
  await cloud.database.withAccount(accountId, (within) =>
    within
      .updateTable('device')
      .set({ state: 'retired', revoked_at: new Date(cloud.clock.ms) })
      .where('device_no', '=', deviceNo)
      .execute()
  )
  for (const [from, to, have] of [
    [3, 4, 4],
    [3, 4, 4],
    [1, 2, 4],
    [5, 6, 6]
  ] as const) {
    const answer = zPushAnswer.parse((await pushed(counter, counter.push(from, to))).json())
    expect([answer.have, answer.headSeq, answer.chunks.length]).toEqual([have, 2, 0])
  }
  const rows = await cloud.database.withAccount(accountId, (within) =>
    within.selectFrom('review_chunk').select(['dev_from', 'dev_to']).orderBy('dev_to').execute()
  )
  expect(rows).toEqual([
    { dev_from: 3, dev_to: 4 },
    { dev_from: 5, dev_to: 6 }
  ])
  const forged = { ...counter.push(5, 6), signature: 'A'.repeat(86) }
  counter.recordMany(1)
  expect((await pushed(counter, { ...counter.push(7, 7), signature: forged.signature })).json().error).toBe(
    'bad-signature'
  )
})

test('the answer brings what other counters recorded since', async () => {
  const first = await counterOfNewShop(2)
  const second = new TestCounter(await enrolDevice(cloud.cloud, first.device.accountId, 2))
  second.recordMany(2, 'second')
  await pushed(first, first.push(1, 2))
  const answer = zPushAnswer.parse((await pushed(second, second.push(1, 2))).json())
  expect(answer.chunks.map(({ deviceNo, seqTo }) => [deviceNo, seqTo])).toEqual([
    [1, 2],
    [2, 4]
  ])
})
