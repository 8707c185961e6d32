import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newKeyTexts } from '#cloud/app/ed25519.ts'
import { Limits } from '#cloud/app/limits.ts'
import { enrolText, tokenText } from '#shared/sync/chain.ts'
import { zEnrolled, zPairSeen, zPairStarted, zPairState, zToken, zWireFailure } from '#shared/sync/wire.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { ask, askToken, bearer, found, foundBody, pair, pairBody, sign } from '#tests/support/cloud-door.ts'

const MINUTE_MS = 60_000

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

let places = 0
/** An address that nobody used before: limits of one test are not those of another. */
const freshPlace = () => `198.51.${Math.trunc(++places / 250)}.${(places % 250) + 1}`

const errorOf = (said: unknown) => zWireFailure.parse(said).error
const auditOf = async (headers: { authorization: string }) => {
  const { said } = await ask(cloud, { method: 'GET', url: '/v1/audit', headers })
  return (said.lines as { event: string }[]).map((line) => line.event)
}

describe('founding an account', () => {
  test('makes device 1 with its code, and says who the server is', async () => {
    const keys = newKeyTexts()
    const answer = await ask(cloud, { method: 'POST', url: '/v1/accounts', body: foundBody(keys), from: freshPlace() })
    expect(answer.status).toBe(200)
    expect(zEnrolled.parse(answer.said)).toMatchObject({
      deviceNo: 1,
      epoch: 1,
      counterCode: 'KM',
      serverKey: cloud.cloud.serverKey.publicKey
    })
  })

  test('again with the same key, after a lost answer, is the same account', async () => {
    const keys = newKeyTexts()
    const asked = { method: 'POST', url: '/v1/accounts', body: foundBody(keys), from: freshPlace() } as const
    const [one, other] = [await ask(cloud, asked), await ask(cloud, asked)]
    expect(other.said).toEqual(one.said)
  })

  test('at the same moment twice is one account', async () => {
    const keys = newKeyTexts()
    const asked = { method: 'POST', url: '/v1/accounts', body: foundBody(keys), from: freshPlace() } as const
    await Promise.all([ask(cloud, asked), ask(cloud, asked), ask(cloud, asked)])
    const rows = await cloud.database.directory
      .selectFrom('founded')
      .selectAll()
      .where('device_key', '=', keys.publicKey)
      .execute()
    expect(rows).toHaveLength(1)
    const accountId = rows[0]?.account_id ?? ''
    const devices = await cloud.database.withAccount(accountId, (within) =>
      within.selectFrom('device').select('device_no').execute()
    )
    expect(devices.map((row) => row.device_no).sort()).toEqual([0, 1])
  })

  test('needs the key that it names', async () => {
    const [keys, other] = [newKeyTexts(), newKeyTexts()]
    for (const signature of [
      sign(other, enrolText('found', keys.publicKey, 'KM')),
      sign(keys, enrolText('pair', keys.publicKey, 'KM')),
      sign(keys, enrolText('found', keys.publicKey, 'KN'))
    ]) {
      const body = foundBody(keys, { signature })
      const answer = await ask(cloud, { method: 'POST', url: '/v1/accounts', body, from: freshPlace() })
      expect([answer.status, errorOf(answer.said)]).toEqual([422, 'bad-signature'])
    }
  })

  test('takes SQL and scripts for the names that they are', async () => {
    const shopName = "'; DROP TABLE account; -- <script>alert(1)</script>"
    const device = await found(cloud, freshPlace(), { shopName, counterName: '#{7*7} {{7*7}} \\" -- ' })
    const row = await cloud.database.withAccount(device.accountId, (within) =>
      within.selectFrom('account').select('shop_name').executeTakeFirstOrThrow()
    )
    expect(row.shop_name).toBe(shopName)
  })

  test.each([
    ['no name', { shopName: '  ' }],
    ['a null letter', { shopName: 'a\u0000b' }],
    ['a line end', { counterName: 'a\nb' }],
    ['half a letter', { shopName: 'a\ud800' }],
    ['letters turned round', { shopName: 'abc\u202efdp' }],
    ['an owner that is no address', { owner: "x' OR '1'='1" }],
    ['two owners', { owner: 'a@x.example,b@x.example' }],
    ['a field too many', { isAdmin: true }],
    ['a name too long', { shopName: 'x'.repeat(121) }],
    ['no key', { deviceKey: 'x' }],
    ['a number for a name', { shopName: 7 }]
  ])('refuses %s', async (_what, more) => {
    const body = foundBody(newKeyTexts(), more)
    const answer = await ask(cloud, { method: 'POST', url: '/v1/accounts', body, from: freshPlace() })
    expect([answer.status, errorOf(answer.said)]).toEqual([400, 'bad-request'])
  })

  test('refuses a code that could be misread', async () => {
    const keys = newKeyTexts()
    const signature = sign(keys, enrolText('found', keys.publicKey, "';"))
    const body = foundBody(keys, { counterCode: "';", signature })
    const answer = await ask(cloud, { method: 'POST', url: '/v1/accounts', body, from: freshPlace() })
    expect(answer.status).toBe(400)
  })

  test('is done five times an hour from one place', async () => {
    const from = freshPlace()
    const statuses: number[] = []
    for (let asked = 0; asked < 6; asked++) {
      const answer = await ask(cloud, { method: 'POST', url: '/v1/accounts', body: foundBody(newKeyTexts()), from })
      statuses.push(answer.status)
      if (asked === 5) expect(answer.said.retryAfterSeconds).toBe(3600)
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    cloud.clock.ms += 60 * MINUTE_MS
    const later = await ask(cloud, { method: 'POST', url: '/v1/accounts', body: foundBody(newKeyTexts()), from })
    expect(later.status).toBe(200)
  })
})

describe('a token', () => {
  test('is had for a signed challenge, once', async () => {
    const device = await found(cloud, freshPlace())
    const answer = await askToken(cloud, device)
    expect(zToken.parse(answer.said)).toMatchObject({
      expiresAt: cloud.clock.ms + 15 * MINUTE_MS,
      serverTime: cloud.clock.ms
    })
    const again = await ask(cloud, { method: 'POST', url: '/v1/token', body: answer.body })
    expect([again.status, errorOf(again.said)]).toEqual([401, 'unauthorised'])
  })

  test('is not had with a forged, foreign or old signature', async () => {
    const [device, other] = [await found(cloud, freshPlace()), await found(cloud, freshPlace())]
    const { accountId, deviceNo } = device
    const made = await ask(cloud, { method: 'POST', url: '/v1/token/challenge', body: { accountId, deviceNo } })
    const challenge = String(made.said.challenge)
    const text = tokenText(accountId, deviceNo, challenge)
    const refused = async (body: object) => {
      const answer = await ask(cloud, { method: 'POST', url: '/v1/token', body })
      expect([answer.status, errorOf(answer.said)]).toEqual([401, 'unauthorised'])
    }
    await refused({ accountId, deviceNo, challenge, signature: sign(other.keys, text) })
    await refused({ accountId, deviceNo, challenge, signature: 'A'.repeat(86) })
    await refused({ accountId, deviceNo: 2, challenge, signature: sign(device.keys, text) })
    await refused({ accountId: other.accountId, deviceNo, challenge, signature: sign(device.keys, text) })
    cloud.clock.ms += 3 * MINUTE_MS
    await refused({ accountId, deviceNo, challenge, signature: sign(device.keys, text) })
  })

  test('of an account that does not exist is refused like a wrong signature', async () => {
    const device = { ...(await found(cloud, freshPlace())), accountId: '3b241101-e2bb-4255-8caf-4136c566a962' }
    expect((await askToken(cloud, device)).status).toBe(401)
  })

  test('a counter whose clock is a year wrong gets one: only the server looks at its clock', async () => {
    const device = await found(cloud, freshPlace())
    const answer = await askToken(cloud, device)
    // The counter knows from `serverTime` how wrong it is; nothing that it sends holds its own time.
    expect([answer.status, zToken.parse(answer.said).serverTime]).toEqual([200, cloud.clock.ms])
  })

  test('that has ended, is forged, or of another server opens nothing', async () => {
    const device = await found(cloud, freshPlace())
    const headers = await bearer(cloud, device)
    expect((await ask(cloud, { method: 'GET', url: '/v1/devices', headers })).status).toBe(200)
    for (const authorization of [
      '',
      'Bearer',
      'Bearer x',
      `${headers.authorization}x`,
      `Basic ${headers.authorization.slice(7)}`
    ]) {
      expect((await ask(cloud, { method: 'GET', url: '/v1/devices', headers: { authorization } })).status).toBe(401)
    }
    cloud.clock.ms += 15 * MINUTE_MS
    const ended = await ask(cloud, { method: 'GET', url: '/v1/devices', headers })
    expect([ended.status, errorOf(ended.said)]).toEqual([401, 'unauthorised'])
  })
})

describe('pairing', () => {
  test('lets a counter in that shows its code and its key, with a code of bills of its own', async () => {
    const [first, from] = [await found(cloud, freshPlace()), freshPlace()]
    const headers = await bearer(cloud, first)
    const keys = newKeyTexts()
    const started = await ask(cloud, { method: 'POST', url: '/v1/pair/start', body: pairBody(keys), from })
    const { pairId, code, expiresAt } = zPairStarted.parse(started.said)
    expect(code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/)
    expect(expiresAt).toBe(cloud.clock.ms + 10 * MINUTE_MS)
    const waiting = await ask(cloud, { method: 'GET', url: `/v1/pair/${pairId}`, from })
    expect(zPairState.parse(waiting.said)).toEqual({ state: 'waiting', enrolled: null })

    const body = { code: code.toLowerCase() }
    const seen = await ask(cloud, { method: 'POST', url: '/v1/pair/look', body, headers, from })
    expect(zPairSeen.parse(seen.said)).toMatchObject({ pairId, counterName: 'Back', deviceKey: keys.publicKey })
    const approval = { pairId, deviceKey: keys.publicKey }
    const approved = await ask(cloud, { method: 'POST', url: '/v1/pair/approve', body: approval, headers, from })
    expect(zEnrolled.parse(approved.said)).toMatchObject({ accountId: first.accountId, deviceNo: 2 })

    const state = zPairState.parse((await ask(cloud, { method: 'GET', url: `/v1/pair/${pairId}`, from })).said)
    expect(state).toEqual({ state: 'approved', enrolled: approved.said })
    expect(state.enrolled?.counterCode).toMatch(/^[A-HJ-NP-Z]{2}$/)
    expect(state.enrolled?.counterCode).not.toBe('KM')
    const again = await ask(cloud, { method: 'POST', url: '/v1/pair/approve', body: approval, headers, from })
    expect(again.said).toEqual(approved.said)
    const second = { keys, ...zEnrolled.parse(approved.said) }
    expect((await askToken(cloud, second)).status).toBe(200)
    expect(await auditOf(headers)).toEqual(expect.arrayContaining(['device.enrol', 'account.found']))
  })

  test('a guessed code is refused, counted and written down; after five nobody of the shop is heard', async () => {
    const [first, from] = [await found(cloud, freshPlace()), freshPlace()]
    const headers = await bearer(cloud, first)
    const started = await ask(cloud, { method: 'POST', url: '/v1/pair/start', body: pairBody(newKeyTexts()), from })
    const { code } = zPairStarted.parse(started.said)
    for (const guess of ['BBBB-BBBB', 'CCCCCCCC', "' OR 1=1", '12345678', 'DDDD-DDDD']) {
      const answer = await ask(cloud, { method: 'POST', url: '/v1/pair/look', body: { code: guess }, headers, from })
      expect([answer.status, errorOf(answer.said)]).toEqual([404, 'not-found'])
    }
    const other = freshPlace()
    const right = await ask(cloud, { method: 'POST', url: '/v1/pair/look', body: { code }, headers, from: other })
    expect([right.status, errorOf(right.said)]).toEqual([429, 'too-many'])
    expect((await auditOf(headers)).filter((event) => event === 'pair.wrong-code')).toHaveLength(5)
    const figures = await cloud.app.inject('/metrics')
    expect(figures.body).toContain('counterbook_wrong_pairings_total{what="pair.wrong-code"}')
    cloud.clock.ms += 10 * MINUTE_MS
    const late = {
      method: 'POST',
      url: '/v1/pair/look',
      body: { code },
      headers: await bearer(cloud, first),
      from
    } as const
    expect((await ask(cloud, late)).status).toBe(404)
  })

  test('many guesses at one moment are as many tries', async () => {
    const [first, from] = [await found(cloud, freshPlace()), freshPlace()]
    const headers = await bearer(cloud, first)
    const guess = { method: 'POST', url: '/v1/pair/look', body: { code: 'BBBB-BBBB' }, headers, from } as const
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(cloud, guess)))
    expect(answers.filter((answer) => answer.status === 404)).toHaveLength(5)
    expect(answers.filter((answer) => answer.status === 429)).toHaveLength(7)
  })

  test('twenty wrong codes from one place stop the place, whatever shop it says it is', async () => {
    const from = freshPlace()
    let refused = 0
    for (let shop = 0; shop < 5; shop++) {
      const headers = await bearer(cloud, await found(cloud, freshPlace()))
      for (let guess = 0; guess < 5; guess++) {
        const body = { code: 'BBBB-BBBB' }
        const answer = await ask(cloud, { method: 'POST', url: '/v1/pair/look', body, headers, from })
        if (answer.status === 429) refused++
      }
    }
    expect(refused).toBe(5)
  })

  test('right codes use up no tries', async () => {
    const [first, from] = [await found(cloud, freshPlace()), freshPlace()]
    for (let counter = 2; counter <= 8; counter++) {
      expect((await pair(cloud, first, from)).deviceNo).toBe(counter)
    }
  })

  test('with another key than the counter showed is refused, and over after five', async () => {
    const [first, from, keys] = [await found(cloud, freshPlace()), freshPlace(), newKeyTexts()]
    const headers = await bearer(cloud, first)
    const started = await ask(cloud, { method: 'POST', url: '/v1/pair/start', body: pairBody(keys), from })
    const { pairId } = zPairStarted.parse(started.said)
    for (let guess = 0; guess < 5; guess++) {
      const body = { pairId, deviceKey: newKeyTexts().publicKey }
      const answer = await ask(cloud, { method: 'POST', url: '/v1/pair/approve', body, headers, from })
      expect([answer.status, errorOf(answer.said)]).toEqual([422, 'bad-signature'])
    }
    const body = { pairId, deviceKey: keys.publicKey }
    const right = await ask(cloud, { method: 'POST', url: '/v1/pair/approve', body, headers, from })
    expect([right.status, errorOf(right.said)]).toEqual([410, 'gone'])
    const state = await ask(cloud, { method: 'GET', url: `/v1/pair/${pairId}`, from })
    expect(state.said.state).toBe('expired')
  })

  test('by two shops at one moment is had by one of them', async () => {
    const shops = [await found(cloud, freshPlace()), await found(cloud, freshPlace())]
    const [from, keys] = [freshPlace(), newKeyTexts()]
    const started = await ask(cloud, { method: 'POST', url: '/v1/pair/start', body: pairBody(keys), from })
    const body = { pairId: zPairStarted.parse(started.said).pairId, deviceKey: keys.publicKey }
    const answers = await Promise.all(
      shops.map(async (shop) =>
        ask(cloud, { method: 'POST', url: '/v1/pair/approve', body, headers: await bearer(cloud, shop), from })
      )
    )
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410])
  })

  test('is over after ten minutes', async () => {
    const [first, from, keys] = [await found(cloud, freshPlace()), freshPlace(), newKeyTexts()]
    const started = await ask(cloud, { method: 'POST', url: '/v1/pair/start', body: pairBody(keys), from })
    const { pairId, code } = zPairStarted.parse(started.said)
    cloud.clock.ms += 10 * MINUTE_MS
    const headers = await bearer(cloud, first)
    expect((await ask(cloud, { method: 'POST', url: '/v1/pair/look', body: { code }, headers, from })).status).toBe(404)
    const body = { pairId, deviceKey: keys.publicKey }
    expect((await ask(cloud, { method: 'POST', url: '/v1/pair/approve', body, headers, from })).status).toBe(410)
    expect((await ask(cloud, { method: 'GET', url: `/v1/pair/${pairId}`, from })).said.state).toBe('expired')
  })

  test('needs a token to look and to approve, and is begun ten times from one place', async () => {
    const from = freshPlace()
    const look = await ask(cloud, { method: 'POST', url: '/v1/pair/look', body: { code: 'BBBB-BBBB' }, from })
    expect(look.status).toBe(401)
    const statuses: number[] = []
    for (let asked = 0; asked < 11; asked++) {
      const body = pairBody(newKeyTexts())
      statuses.push((await ask(cloud, { method: 'POST', url: '/v1/pair/start', body, from })).status)
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429])
    const forged = pairBody(newKeyTexts(), { signature: 'A'.repeat(86) })
    const answer = await ask(cloud, { method: 'POST', url: '/v1/pair/start', body: forged, from: freshPlace() })
    expect(errorOf(answer.said)).toBe('bad-signature')
  })

  test('keeps neither the code nor a secret in the database', async () => {
    const started = await ask(cloud, {
      method: 'POST',
      url: '/v1/pair/start',
      body: pairBody(newKeyTexts()),
      from: freshPlace()
    })
    const { pairId, code } = zPairStarted.parse(started.said)
    const row = await cloud.database.directory
      .selectFrom('pairing')
      .selectAll()
      .where('pair_id', '=', pairId)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(code)
    expect(JSON.stringify(row)).not.toContain(code.replace('-', ''))
    const kept = await cloud.database.directory.selectFrom('server_key').selectAll().executeTakeFirstOrThrow()
    const { key } = cloud.cloud.serverKey
    expect(kept.sealed_key.includes(Buffer.from(String(key.export({ format: 'jwk' }).d)))).toBe(false)
  })
})

test('a server that takes no new accounts says so', async () => {
  const closed = await openTestCloud({ settings: { isFoundingOpen: false } })
  const answer = await ask(closed, { method: 'POST', url: '/v1/accounts', body: foundBody(newKeyTexts()) })
  expect([answer.status, errorOf(answer.said)]).toEqual([404, 'not-found'])
  await closed.close()
})

test('one place is answered so often and no more, without a row of the database', async () => {
  const limited = await openTestCloud({ limits: new Limits() })
  const answers = (remoteAddress: string) =>
    Promise.all(Array.from({ length: 301 }, () => limited.app.inject({ url: '/v1/info', remoteAddress })))
  const refused = (await answers('203.0.113.7')).filter((answer) => answer.statusCode === 429)
  expect(refused).toHaveLength(1)
  expect(refused[0]?.headers['retry-after']).toBe('1')
  // All shops stand behind a proxy on this machine that the operator forgot to name.
  expect((await answers('127.0.0.1')).every((answer) => answer.statusCode === 200)).toBe(true)
  await limited.close()
})
