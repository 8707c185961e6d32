import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintToken } from '#cloud/app/device-token.ts'
import { newKeyTexts, privateKeyOf, signText } from '#cloud/app/ed25519.ts'
import { recordAsServer } from '#cloud/app/record-as-server.ts'
import {
  enrolDevice,
  makeAccount,
  openTestCloud,
  type TestCloud,
  type TestDevice
} from '#tests/support/cloud-account.ts'
import { send, TestCounter } from '#tests/support/cloud-counter.ts'
import { askSuper, isTenantTable, tablesOf } from '#tests/support/cloud-tables.ts'

// One shop with something in its tables, and another that tries everything it can think of to read, change or find out about it.
let cloud: TestCloud
let victim: TestCounter
let tables: readonly string[]
/** What is told apart from everything else: nothing of it may stand in an answer to somebody else. */
const MARK = 'Mark-of-the-victim'
let marks: readonly string[]
/** Every id, name and number that stands in the victim's rows: what an attacker may have guessed, or found in a bin. */
let ids: readonly string[]
let attackNo = 1

beforeAll(async () => {
  cloud = await openTestCloud()
  tables = (await tablesOf(cloud.superUrl)).filter(isTenantTable).map(({ name }) => name)
  victim = new TestCounter(await makeAccount(cloud.cloud, MARK))
  for (let each = 0; each < 5; each++) victim.record({ note: MARK })
  await send(cloud, victim.device, '/v1/push', victim.push(1, 5))
  await cloud.database.withAccount(victim.device.accountId, (within) =>
    recordAsServer(cloud.cloud, within, victim.device.accountId, [{ kind: 'payment.prove', body: { note: MARK } }])
  )
  const values = (await Promise.all(tables.map(rowsOf))).flat().flatMap((row) => Object.values(row))
  const texts = values.filter((value) => typeof value === 'string' && value.length > 0 && value.length < 100)
  ids = [...new Set(texts.map(String))]
  marks = [MARK, victim.device.accountId, victim.device.keys.publicKey, victim.hashAt(5), victim.hashAt(1)]
})
afterAll(() => cloud.close())

const rowsOf = (table: string): Promise<Record<string, unknown>[]> =>
  askSuper(cloud.superUrl, `SELECT * FROM ${table} WHERE account_id = $1`, [victim.device.accountId])

/** Everything that is the victim's, as one hash. */
async function digest(): Promise<string> {
  const hash = createHash('sha256')
  for (const table of tables) {
    const rows = (await rowsOf(table)).map((row) => JSON.stringify(row)).sort()
    hash.update(`${table}\n${rows.join('\n')}\n`)
  }
  return hash.digest('hex')
}

interface Attack {
  readonly headers: Readonly<Record<string, string>>
  readonly method: string
  readonly url: string
  readonly body?: unknown
}

/** Sends it from an address of its own, so that no limit hides what it would have done. */
async function attack({
  headers,
  method,
  url,
  body
}: Attack): Promise<{ readonly status: number; readonly body: string }> {
  const remoteAddress = `2001:db8:${(attackNo++).toString(16)}::1`
  const answer = await cloud.app.inject({
    method: method as 'GET',
    url,
    remoteAddress,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) })
  })
  return { status: answer.statusCode, body: answer.body }
}

/** Whom an attack may come from: another shop, nobody, and tokens that were bent towards the victim. */
function attackers(other: TestDevice): readonly Readonly<Record<string, string>>[] {
  const [head = '', payload = '', signature = ''] = other.token.split('.')
  const { accountId } = victim.device
  const nowMs = cloud.clock.ms
  const bent = (change: object) =>
    Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...change })).toString(
      'base64url'
    )
  const foreign = newKeyTexts()
  const forged = bent({ a: accountId, d: 1 })
  const tokens = [
    `${head}.${bent({ a: accountId })}.${signature}`,
    `${head}.${forged}.${signText(`counterbook device token 1\n${forged}`, privateKeyOf(foreign))}`,
    `${head}.${forged}.`,
    mintToken(cloud.cloud.serverKey, { accountId, deviceNo: 1, expiresAt: nowMs - 1 }),
    accountId
  ]
  return [other.headers, {}, ...tokens.map((token) => ({ authorization: `Bearer ${token}` }))]
}

function queriesOf(): string[] {
  const { accountId } = victim.device
  return [
    '',
    `?accountId=${accountId}&account=${accountId}`,
    '?cursor=0&epoch=1',
    '?seq=999999',
    `?cursor=0&epoch=1&account_id=${accountId}`,
    '?mode=lost'
  ]
}

/** The address of a way in with what the attacker knows in each of its gaps. */
function addressesOf(url: string): string[] {
  if (!/[:*]/.test(url)) return queriesOf().map((query) => url + query)
  const filled = ids
    .concat('1', '0', '..%2f..', "1' OR '1'='1", '%00')
    .map((id) => url.replace(/:[A-Za-z]+|\*/g, () => encodeURIComponent(id)))
  const [first = url] = filled
  return [...new Set([...filled, ...queriesOf().map((query) => first + query)])]
}

function bodiesOf(method: string): unknown[] {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return [undefined]
  const { accountId, deviceNo } = victim.device
  const push = victim.push(1, 5)
  return [
    undefined,
    {},
    { accountId, deviceNo, account_id: accountId },
    push,
    { ...push, cursor: 0, accountId },
    {
      epoch: 1,
      chunks: [{ ...push, devFrom: 1, devTo: 5, seqFrom: 1, seqTo: 5, logHash: push.headHash, receivedAt: 0 }]
    },
    { wantedCode: victim.device.counterCode },
    { pairId: randomUUID(), deviceKey: victim.device.keys.publicKey, code: 'BCDFGHJK' }
  ]
}

test('no way in lets another shop read, change or find out about the victim’s rows', async () => {
  const before = await digest()
  const ways = cloud.ways.filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
  expect(ways.length).toBeGreaterThan(10)
  let tried = 0
  const wrong: string[] = []
  for (const { method, url } of ways) {
    const other = await makeAccount(cloud.cloud, 'Another')
    await enrolDevice(cloud.cloud, other.accountId, 2)
    const addresses = addressesOf(url)
    const bodies = bodiesOf(method)
    // Another shop tries everything; whoever has no good token stands before the same door each time.
    for (const [attackerNo, headers] of attackers(other).entries())
      for (const address of attackerNo === 0 ? addresses : addresses.slice(0, 2))
        for (const body of attackerNo === 0 ? bodies : bodies.slice(0, 4)) {
          tried++
          const answer = await attack({ headers, method, url: address, body })
          const leaked = marks.filter((mark) => answer.body.includes(mark) && !address.includes(mark))
          if (leaked.length > 0) wrong.push(`${method} ${address} tells ${leaked.join(', ')}`)
          if (answer.status >= 500) wrong.push(`${method} ${address} fails with ${answer.status}`)
        }
    if ((await digest()) !== before) wrong.push(`${method} ${url} changes the victim's rows`)
  }
  console.info(`${ways.length} ways in, ${tried} attacks`)
  expect(wrong).toEqual([])
}, 600_000)

test('an answer is the same for what another shop has and for what nobody has', async () => {
  const other = await makeAccount(cloud.cloud, 'Another')
  const known = victim.device.accountId
  for (const { method, url } of cloud.ways.filter((way) => way.url.includes(':') && way.method !== 'HEAD')) {
    const of = async (id: string) => {
      const { status, body } = await attack({
        headers: other.headers,
        method,
        url: url.replace(/:[A-Za-z]+/g, id)
      })
      return `${status} ${body.replaceAll(id, '<id>').replace(/"serverTime":\d+/, '')}`
    }
    expect(await of(known), `${method} ${url}`).toBe(await of(randomUUID()))
  }
})

describe('raw SQL under the server’s role', () => {
  let other: TestDevice
  beforeAll(async () => {
    other = await makeAccount(cloud.cloud, 'Another')
  })

  const asOther = (text: string) =>
    cloud.database.withAccount(other.accountId, (within) => sql.raw(text).execute(within))

  test('reads nothing of another shop, whatever it asks', async () => {
    for (const table of tables) {
      const { rows } = await asOther(`SELECT account_id FROM ${table}`)
      const foreign = rows.filter((row) => (row as { account_id: string }).account_id !== other.accountId)
      expect(foreign, table).toEqual([])
    }
  })

  test('changes and removes nothing of another shop', async () => {
    const before = await digest()
    for (const table of tables)
      for (const text of [
        `UPDATE ${table} SET account_id = account_id WHERE account_id = '${victim.device.accountId}'`,
        `DELETE FROM ${table} WHERE account_id = '${victim.device.accountId}'`,
        `DELETE FROM ${table} WHERE account_id <> '${other.accountId}'`
      ]) {
        const done = await asOther(text).then(
          (result) => Number(result.numAffectedRows ?? 0),
          (error: { code?: string }) => error.code
        )
        expect([0, '42501'], `${text}`).toContain(done)
      }
    for (const table of tables) {
      const denied = await asOther(`TRUNCATE ${table}`).catch((error: { code?: string }) => error.code)
      expect(denied, table).toBe('42501')
    }
    expect(await digest()).toBe(before)
  })

  test('writes nothing in another shop’s name', async () => {
    const { accountId } = victim.device
    const series = `INSERT INTO series VALUES ('${accountId}', 'ZZ', 1, now())`
    await expect(asOther(series)).rejects.toMatchObject({ code: '42501' })
    await expect(asOther(`UPDATE account SET account_id = '${accountId}'`)).rejects.toMatchObject({ code: '42501' })
  })

  test('sees no row where no account is set, on a connection that had one before', async () => {
    await asOther('SELECT 1')
    for (const table of tables) {
      const { rows } = await sql.raw(`SELECT 1 FROM ${table}`).execute(cloud.database.directory)
      expect(rows, table).toEqual([])
    }
  })

  test('cannot reach the directory from within a shop', async () => {
    for (const table of ['login', 'owner_session', 'server_key', 'account_place'])
      await expect(asOther(`SELECT 1 FROM ${table}`)).rejects.toMatchObject({ code: '42501' })
  })
})
