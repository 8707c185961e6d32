import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { smtpMailer } from '#cloud/mail/smtp-mailer.ts'
import type { Mailer } from '#cloud/ports/mailer.ts'
import { zLogin, zLoginCode, zLoginLink } from '#shared/sync/door-wire.ts'
import { zWireFailure } from '#shared/sync/wire.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { ask, bearer, type DoorDevice, found, pair } from '#tests/support/cloud-door.ts'
import { type FakeSmtpServer, startFakeSmtpServer } from '#tests/support/fake-smtp-server.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const ORIGIN = 'https://books.example'

let cloud: TestCloud
let mailServer: FakeSmtpServer
let mailer: Mailer
beforeAll(async () => {
  mailServer = await startFakeSmtpServer()
  mailer = smtpMailer({ smtpUrl: mailServer.url, from: 'books@books.example' })
  cloud = await openTestCloud({ settings: { publicUrl: ORIGIN }, mailer })
})
afterAll(async () => {
  await cloud.close()
  mailer.close()
  await mailServer.close()
})
// Limits are counted in stretches of an hour; each test has its own.
beforeEach(() => {
  cloud.clock.ms += 2 * 60 * MINUTE_MS
})

let people = 0
const newAddress = () => `owner${++people}@shop.example`
const errorOf = (said: unknown) => zWireFailure.parse(said).error

const askCode = (address: string) => ask(cloud, { method: 'POST', url: '/v1/login/code', body: { address } })
const tryCode = (attemptId: string, code: string) =>
  ask(cloud, { method: 'POST', url: '/v1/login/code/use', body: { attemptId, code } })

async function mailedCode(address: string): Promise<{ attemptId: string; code: string }> {
  const { said } = await askCode(address)
  const mail = await mailServer.nextMail()
  expect(mail.to).toEqual([address])
  return { attemptId: zLoginCode.parse(said).attemptId, code: /^\d{6}/m.exec(mail.text)?.[0] ?? '' }
}

const cookieOf = (headers: Record<string, unknown>): string => String(headers['set-cookie']).split(';')[0] ?? ''

async function logIn(address: string): Promise<string> {
  const { attemptId, code } = await mailedCode(address)
  const answer = await tryCode(attemptId, code)
  expect(answer.status).toBe(204)
  return cookieOf(answer.headers)
}

const whoIs = (cookie: string) => ask(cloud, { method: 'GET', url: '/v1/login', headers: { cookie } })

async function shopOf(owner: string): Promise<DoorDevice> {
  return found(cloud, '198.51.100.7', { owner })
}

describe('a code by mail', () => {
  test('lets the owner in, with a cookie that no script and no other page has', async () => {
    const address = newAddress()
    const shop = await shopOf(address)
    const { attemptId, code } = await mailedCode(address)
    const answer = await tryCode(attemptId, code)
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-counterbook=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/
    )
    const { said } = await whoIs(cookieOf(answer.headers))
    expect(zLogin.parse(said)).toMatchObject({ accountId: shop.accountId, accounts: [shop.accountId] })
  })

  test('is the same for an address in other letters', async () => {
    const address = newAddress()
    await shopOf(address.toUpperCase())
    await logIn(address)
  })

  test('is good once, for ten minutes, for its attempt', async () => {
    const address = newAddress()
    await shopOf(address)
    const first = await mailedCode(address)
    const second = await mailedCode(address)
    if (first.code !== second.code) expect((await tryCode(second.attemptId, first.code)).status).toBe(401)
    expect((await tryCode(first.attemptId, first.code)).status).toBe(204)
    expect((await tryCode(first.attemptId, first.code)).status).toBe(401)
    cloud.clock.ms += 10 * MINUTE_MS
    expect((await tryCode(second.attemptId, second.code)).status).toBe(401)
  })

  test('guessed five times wrong is over, also when the guesses come at one moment', async () => {
    const address = newAddress()
    await shopOf(address)
    const { attemptId, code } = await mailedCode(address)
    const wrong = code === '000000' ? '000001' : '000000'
    const answers = await Promise.all(Array.from({ length: 5 }, () => tryCode(attemptId, wrong)))
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401])
    expect((await tryCode(attemptId, code)).status).toBe(401)
  })

  test('is answered alike whether the address is known or not, and nothing is mailed to a stranger', async () => {
    const count = mailServer.mails.length
    const answer = await askCode('stranger@shop.example')
    expect(answer.status).toBe(200)
    expect(Object.keys(zLoginCode.parse(answer.said))).toEqual(['attemptId', 'expiresAt'])
    const known = newAddress()
    await shopOf(known)
    await mailedCode(known)
    expect(mailServer.mails.slice(count).map((mail) => mail.to)).toEqual([[known]])
  })

  test('is sent five times an hour to an address, and looked at thirty times an hour from a place', async () => {
    const address = newAddress()
    const statuses: number[] = []
    for (let asked = 0; asked < 6; asked++) statuses.push((await askCode(address)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    const attempt = '3b241101-e2bb-4255-8caf-4136c566a962'
    const tries = await Promise.all(Array.from({ length: 31 }, () => tryCode(attempt, '123456')))
    expect(tries.filter((answer) => answer.status === 429)).toHaveLength(1)
  })

  test('that the mail server does not take changes nothing in the answer, and is counted', async () => {
    const address = newAddress()
    await shopOf(address)
    mailServer.refuse('451 later')
    expect((await askCode(address)).status).toBe(200)
    await expect
      .poll(async () => (await cloud.app.inject('/metrics')).body)
      .toContain('counterbook_mails_failed_total 1')
    mailServer.refuse(null)
    await mailedCode(address)
  })

  test.each([
    '',
    'nobody',
    "x'; DROP TABLE login; --@x.example",
    'a@x.example\r\nBcc: b@x.example',
    '<script>@x.example'
  ])('does not go to %j', async (address) => {
    const answer = await askCode(address)
    expect([answer.status, errorOf(answer.said)]).toEqual([400, 'bad-request'])
  })

  test.each([
    [{ attemptId: 'x', code: '123456' }],
    [{ attemptId: '3b241101-e2bb-4255-8caf-4136c566a962', code: '12345' }],
    [{ attemptId: '3b241101-e2bb-4255-8caf-4136c566a962', code: "' OR 1" }],
    [{ code: '123456' }]
  ])('is not used with %j', async (body) => {
    expect((await ask(cloud, { method: 'POST', url: '/v1/login/code/use', body })).status).toBe(400)
  })

  test('is nowhere in the database', async () => {
    const address = newAddress()
    await shopOf(address)
    const { attemptId, code } = await mailedCode(address)
    const row = await cloud.database.directory
      .selectFrom('login_code')
      .selectAll()
      .where('attempt_id', '=', attemptId)
      .executeTakeFirstOrThrow()
    expect(row.code_hash.includes(Buffer.from(code))).toBe(false)
  })
})

test('the mail with the code is in the language of the browser', async () => {
  const address = newAddress()
  await shopOf(address)
  const headers = { 'accept-language': 'hi-IN,hi;q=0.9' }
  await ask(cloud, { method: 'POST', url: '/v1/login/code', body: { address }, headers })
  const mail = await mailServer.nextMail()
  expect(mail.text).toMatch(/^\d{6} आपकी दुकान के पन्ने का कोड है।/)
})

describe('a link of a counter', () => {
  const linkOf = async (shop: DoorDevice) => {
    const { said } = await ask(cloud, { method: 'POST', url: '/v1/login/link', headers: await bearer(cloud, shop) })
    const { url } = zLoginLink.parse(said)
    expect(url).toMatch(/^https:\/\/books\.example\/in\/[A-Za-z0-9_-]{43}$/)
    return url.slice(url.lastIndexOf('/') + 1)
  }
  const openLink = (secret: string) => ask(cloud, { method: 'POST', url: '/v1/login/link/use', body: { secret } })

  test('lets in once, for a day, into its own shop', async () => {
    const shop = await shopOf('')
    const secret = await linkOf(shop)
    const answer = await openLink(secret)
    const cookie = cookieOf(answer.headers)
    expect(zLogin.parse((await whoIs(cookie)).said)).toMatchObject({ accounts: [shop.accountId] })
    expect((await openLink(secret)).status).toBe(401)
    cloud.clock.ms += DAY_MS
    expect((await whoIs(cookie)).status).toBe(401)
  })

  test('is over after a quarter of an hour', async () => {
    const secret = await linkOf(await shopOf(''))
    cloud.clock.ms += 15 * MINUTE_MS
    expect((await openLink(secret)).status).toBe(401)
  })

  test('and all sessions end when a counter is revoked as lost', async () => {
    const shop = await shopOf('')
    await pair(cloud, shop, '198.51.100.8')
    const cookie = cookieOf((await openLink(await linkOf(shop))).headers)
    const waiting = await linkOf(shop)
    const headers = await bearer(cloud, shop)
    await ask(cloud, { method: 'DELETE', url: '/v1/devices/2?mode=lost', headers })
    expect((await whoIs(cookie)).status).toBe(401)
    expect((await openLink(waiting)).status).toBe(401)
  })

  test('is minted by an active counter alone', async () => {
    expect((await ask(cloud, { method: 'POST', url: '/v1/login/link' })).status).toBe(401)
  })
})

describe('a session', () => {
  test('changes between the shops of its owner, and into no other', async () => {
    const address = newAddress()
    const [one, two] = [await shopOf(address), await found(cloud, '198.51.100.9', { owner: address })]
    const strange = await found(cloud, '198.51.100.10')
    const cookie = await logIn(address)
    expect(zLogin.parse((await whoIs(cookie)).said).accounts.sort()).toEqual([one.accountId, two.accountId].sort())
    const headers = { cookie, origin: ORIGIN }
    const change = (accountId: string) =>
      ask(cloud, { method: 'POST', url: '/v1/login/account', body: { accountId }, headers })
    expect((await change(strange.accountId)).status).toBe(404)
    const changed = await change(two.accountId)
    expect(zLogin.parse((await whoIs(cookieOf(changed.headers))).said).accountId).toBe(two.accountId)
    expect((await whoIs(cookie)).status).toBe(401)
  })

  test('is not made use of by a page from elsewhere', async () => {
    const address = newAddress()
    await shopOf(address)
    const cookie = await logIn(address)
    for (const headers of [{ cookie }, { cookie, origin: 'https://evil.example' }, { cookie, origin: 'null' }]) {
      expect((await ask(cloud, { method: 'POST', url: '/v1/login/out', headers })).status).toBe(401)
      expect((await ask(cloud, { method: 'DELETE', url: '/v1/devices/1?mode=lost', headers })).status).toBe(401)
    }
    expect((await whoIs(cookie)).status).toBe(200)
  })

  test('sees and revokes counters as the owner', async () => {
    const address = newAddress()
    const shop = await shopOf(address)
    await pair(cloud, shop, '198.51.100.11')
    const headers = { cookie: await logIn(address), origin: ORIGIN }
    const answer = await ask(cloud, { method: 'DELETE', url: '/v1/devices/2?mode=retire', headers })
    expect(answer.status).toBe(204)
    const audit = await ask(cloud, { method: 'GET', url: '/v1/audit', headers })
    expect(audit.said.lines).toEqual(
      expect.arrayContaining([expect.objectContaining({ event: 'device.revoke', deviceNo: null })])
    )
  })

  test('ends when it is left', async () => {
    const address = newAddress()
    await shopOf(address)
    const headers = { cookie: await logIn(address), origin: ORIGIN }
    const answer = await ask(cloud, { method: 'POST', url: '/v1/login/out', headers })
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-counterbook=; Path=\/; Max-Age=0;/)
    expect((await whoIs(headers.cookie)).status).toBe(401)
  })

  test.each([
    '',
    '__Host-counterbook=',
    '__Host-counterbook=x',
    `__Host-counterbook=${'A'.repeat(43)}`,
    `counterbook=${'A'.repeat(43)}`
  ])('is not had with the cookie %j', async (cookie) => {
    expect((await whoIs(cookie)).status).toBe(401)
  })

  test('of an address that a counter added is had once the address is proved', async () => {
    const [shop, address] = [await shopOf(''), newAddress()]
    const headers = await bearer(cloud, shop)
    expect((await ask(cloud, { method: 'PUT', url: '/v1/owner', body: { address }, headers })).status).toBe(204)
    expect((await ask(cloud, { method: 'PUT', url: '/v1/owner', body: { address: 'x' }, headers })).status).toBe(400)
    expect(zLogin.parse((await whoIs(await logIn(address))).said).accountId).toBe(shop.accountId)
  })
})
