import zlib from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Push } from '#shared/sync/wire.ts'
import { enrolDevice, makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { ask, send, TestCounter } from '#tests/support/cloud-counter.ts'
import { askSuper } from '#tests/support/cloud-tables.ts'
import { proveAccount } from '#tests/support/prove-account.ts'

// Whatever is pushed that no counter of ours pushes: refused with a code, counted, nothing of it stored, nothing told, and the counter beside it goes on.
let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

const EVIL = `'; DROP TABLE journal; --"><script>alert(1)</script>\${7*7}{{7*7}}`
const OP_BYTES = 60_000

interface Answered {
  readonly status: number
  readonly body: string
}

async function raw(counter: TestCounter, payload: Buffer | string, encoding = 'identity'): Promise<Answered> {
  const headers = { ...counter.device.headers, 'content-type': 'application/json', 'content-encoding': encoding }
  const answer = await cloud.app.inject({ method: 'POST', url: '/v1/push', headers, payload })
  return { status: answer.statusCode, body: answer.body }
}

const asJson = (counter: TestCounter, push: object): Promise<Answered> => raw(counter, JSON.stringify(push))

/** How often something was refused with this code, as the operator sees it. */
async function refusedSoFar(error: string): Promise<number> {
  const { body } = await cloud.app.inject('/metrics')
  return Number(new RegExp(`counterbook_refused_total\\{error="${error}"\\} (\\d+)`).exec(body)?.[1] ?? 0)
}

const storedRows = async (): Promise<unknown> =>
  askSuper(cloud.superUrl, 'SELECT (SELECT count(*) FROM journal) AS ops, (SELECT count(*) FROM review_chunk) AS tray')

type Spoilt = (bad: TestCounter, push: Push) => Promise<Answered>
const CASES: readonly [string, Spoilt, number, string][] = [
  ['truncated in its text', (bad, push) => raw(bad, JSON.stringify(push).slice(0, -40)), 400, 'bad-request'],
  [
    'truncated in its packed bytes',
    (bad, push) => raw(bad, zlib.zstdCompressSync(Buffer.from(JSON.stringify(push))).subarray(0, -20), 'zstd'),
    ...([400, 'bad-request'] as const)
  ],
  ['truncated by its last op', (bad, push) => asJson(bad, { ...push, ops: push.ops.slice(0, -1) }), 400, 'bad-request'],
  ['forged', (bad, push) => asJson(bad, { ...push, signature: 'B'.repeat(86) }), 422, 'bad-signature'],
  ['forged in one amount', (bad, push) => asJson(bad, { ...push, ops: raised(push.ops) }), 422, 'bad-chain'],
  ['reordered', (bad, push) => asJson(bad, { ...push, ops: push.ops.toReversed() }), 422, 'bad-chain'],
  ['replayed under other numbers', (bad, push) => asJson(bad, { ...push, from: 2, to: push.to + 1 }), 422, 'bad-chain'],
  ['replayed by another counter', (bad, push) => asJson(bad, { ...push, deviceNo: 1 }), 404, 'not-found'],
  ['oversized', (bad, push) => asJson(bad, { ...push, ops: push.ops.map(grown) }), 413, 'too-large'],
  ['of a future version of the push', (bad, push) => asJson(bad, { ...push, wireVersion: 2 }), 400, 'bad-request'],
  ['SQL and script for a text', (bad, push) => asJson(bad, { ...push, headHash: EVIL }), 400, 'bad-request'],
  ['SQL and script for all of it', (bad) => raw(bad, EVIL), 400, 'bad-request']
]

const raised = (ops: readonly string[]) => ops.map((op) => op.replace('"amount":100', '"amount":900'))
const grown = (op: string) => op.replace('"amount":100', `"amount":100,"text":"${'x'.repeat(OP_BYTES * 8)}"`)

describe('a push is', () => {
  test.each(CASES)('%s', async (_name, spoil, status, error) => {
    const good = new TestCounter(await makeAccount(cloud.cloud))
    const bad = new TestCounter(await enrolDevice(cloud.cloud, good.device.accountId, 2))
    for (let n = 0; n < 4; n++) bad.record({ amount: 100, note: `secret of the shop ${n}` })
    const [rows, counted] = [await storedRows(), await refusedSoFar(error)]
    const answer = await spoil(bad, bad.push(1, 4))
    expect([answer.status, JSON.parse(answer.body).error]).toEqual([status, error])
    expect(await refusedSoFar(error)).toBe(counted + 1)
    expect(await storedRows()).toEqual(rows)
    expect(answer.body).not.toMatch(/secret of the shop|DROP TABLE|script|SELECT|node_modules|\.ts\b|at \w+ \(/i)
    expect(answer.body).not.toContain(good.device.accountId)
    good.recordMany(2)
    for (const counter of [good, bad])
      expect((await send(cloud, counter.device, '/v1/push', counter.push(1, counter.ops.length))).statusCode).toBe(200)
    expect(await proveAccount(cloud.superUrl, good.device.accountId, [good, bad])).toEqual({ troubles: [], ops: 6 })
  })

  test('replayed word for word: known by its hash, and nothing is added', async () => {
    const counter = new TestCounter(await makeAccount(cloud.cloud))
    counter.recordMany(3)
    const push = counter.push(1, 3)
    expect((await asJson(counter, push)).status).toBe(200)
    const rows = await storedRows()
    for (let again = 0; again < 3; again++) {
      const { status, body } = await asJson(counter, push)
      expect([status, JSON.parse(body).have]).toEqual([200, 3])
    }
    expect(await storedRows()).toEqual(rows)
  })

  test('with ops of a future version: kept word for word, for those who will know it', async () => {
    const counter = new TestCounter(await makeAccount(cloud.cloud))
    counter.record({ said: EVIL }, 'kind.of-tomorrow')
    expect((await send(cloud, counter.device, '/v1/push', counter.push(1, 1))).statusCode).toBe(200)
    expect(await proveAccount(cloud.superUrl, counter.device.accountId, [counter])).toEqual({ troubles: [], ops: 1 })
  })

  test('of a counter that was revoked, whose token is still good: refused, counted, and nothing is stored or told', async () => {
    const first = new TestCounter(await makeAccount(cloud.cloud))
    const lost = new TestCounter(await enrolDevice(cloud.cloud, first.device.accountId, 2))
    first.recordMany(1, 'secret of the shop')
    expect((await asJson(first, first.push(1, 1))).status).toBe(200)
    lost.recordMany(2)
    await askSuper(cloud.superUrl, `UPDATE device SET state = 'lost' WHERE account_id = $1 AND device_no = 2`, [
      first.device.accountId
    ])
    const [rows, counted] = [await storedRows(), await refusedSoFar('device-revoked')]
    const answers = [await send(cloud, lost.device, '/v1/push', lost.push(1, 2))]
    for (const url of ['/v1/pull?cursor=0&epoch=1', '/v1/log_hash?seq=1', '/v1/devices', '/v1/snapshots/newest'])
      answers.push(await ask(cloud, lost.device, url))
    for (const answer of answers) {
      expect([answer.statusCode, answer.json().error]).toEqual([403, 'device-revoked'])
      expect(answer.body).not.toContain('secret')
    }
    expect(await refusedSoFar('device-revoked')).toBe(counted + answers.length)
    expect(await storedRows()).toEqual(rows)
    first.recordMany(1)
    expect((await asJson(first, first.push(2, 2))).status).toBe(200)
  })
})
