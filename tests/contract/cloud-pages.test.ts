import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { putOps } from '#tests/support/cloud-journal.ts'
import { makeOwner, putLargeSales, shopWithParty, wireOp } from '#tests/support/cloud-owner.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

const PAGES = ['/owner', '/owner/parties', '/owner/closings', '/owner/choices']
const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(2)>' onfocus=alert(3) x='&lt;`

describe('the owner’s pages', () => {
  it('show the day, who owes and the account of a party', async () => {
    const partyId = randomUUID()
    const owner = await makeOwner(cloud, shopWithParty(partyId))
    const day = await owner.get('/owner')
    expect(day.body).toContain('Sharma Traders')
    expect(day.body).toContain('1,250.50')
    expect(day.body).toContain('Ramesh Kirana')
    expect((await owner.get('/owner/parties?find=qzx')).body).toContain('Nobody fits')
    expect((await owner.get('/owner/parties?find=kir')).body).toContain('owes 1,250.50')
    const statement = await owner.get(`/owner/parties/${partyId}`)
    expect(statement.body).toContain('Statement of Ramesh Kirana')
    expect(statement.body).toContain('A1/26-27/7')
    expect((await owner.get(`/owner/parties/${randomUUID()}`)).status).toBe(404)
  })

  it('are for the owner alone: strangers are led to the door, and forms of other sites change nothing', async () => {
    const owner = await makeOwner(cloud, shopWithParty())
    for (const url of PAGES) {
      const stranger = await cloud.app.inject({ url })
      expect([stranger.statusCode, stranger.headers.location]).toEqual([303, '/owner/enter'])
    }
    const foreign = await cloud.app.inject({
      ...{ method: 'POST', url: '/owner/choices', payload: 'language=hi' },
      headers: {
        ...{ cookie: owner.cookie, origin: 'https://evil.example' },
        'content-type': 'application/x-www-form-urlencoded'
      }
    })
    expect(foreign.statusCode).toBe(401)
    expect((await owner.get('/owner')).body).toContain('lang="en"')
    await owner.post('/owner/choices', { language: 'hi' })
    expect((await owner.get('/owner')).body).toContain('बिक्री')
  })

  it('take nobody in by a form of another site: he would look at, and fill in, a stranger’s page', async () => {
    const owner = await makeOwner(cloud, shopWithParty())
    const minted = await cloud.app.inject({
      ...{ method: 'POST', url: '/v1/login/link', headers: owner.device.headers }
    })
    const url = new URL(minted.json().url).pathname
    const enter = (origin: string) =>
      cloud.app.inject({
        ...{ method: 'POST', url, payload: '' },
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' }
      })
    for (const origin of ['https://evil.example', 'null']) {
      const foreign = await enter(origin)
      expect([foreign.statusCode, foreign.headers['set-cookie']]).toEqual([401, undefined])
    }
    const own = await enter(cloud.cloud.settings.publicUrl)
    expect([own.statusCode, own.headers.location]).toEqual([303, '/owner'])
  })

  it('let nothing run and nothing be kept', async () => {
    const owner = await makeOwner(cloud)
    for (const url of PAGES) {
      const { headers, body } = await owner.get(url)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['cache-control']).toBe('no-store')
      expect(headers['x-robots-tag']).toContain('noindex')
      expect(body).not.toMatch(/<script|style=|\son\w+=/)
    }
  })

  it('escape a script in every field of every fact', async () => {
    const [partyId, entryId] = [randomUUID(), randomUUID()]
    const at = Date.UTC(2026, 10, 22, 7)
    const figures = { expectedMinor: 1, salesMinor: 1, firstNumber: EVIL, lastNumber: EVIL }
    const view = {
      ...{ id: randomUUID(), zNo: 1, bookOn: 20261122, closedAt: at, personName: EVIL, countedMinor: 1 },
      ...{
        overShortMinor: 1,
        toOwnerMinor: 1,
        toBankMinor: 1,
        nextFloatMinor: 1,
        countId: randomUUID(),
        reason: EVIL,
        figures
      }
    }
    const entry = { id: entryId, kind: 'sale', on: 20261122, at, off: 330, party: partyId, amount: 5, credit: 5 }
    const owner = await makeOwner(cloud, [
      wireOp(1, 'settings.change', { shopName: EVIL, shopPlace: EVIL, upiAddress: EVIL, language: EVIL }),
      wireOp(2, 'party.add', { id: partyId, name: EVIL, kind: 'customer', phone: EVIL, place: EVIL, alias: EVIL }),
      wireOp(3, 'entry.post', { ...entry, number: EVIL, text: EVIL, note: EVIL, reason: EVIL }),
      wireOp(4, 'day.close', { after: 1, view })
    ])
    await cloud.database.withAccount(owner.accountId, (run) =>
      run.updateTable('device').set({ counter_name: EVIL }).where('account_id', '=', owner.accountId).execute()
    )
    const find = new URLSearchParams({ find: EVIL.slice(0, 80), sort: EVIL, page: EVIL, all: EVIL })
    for (const url of [
      ...PAGES,
      `/owner/parties/${partyId}`,
      `/owner/parties?${find}`,
      `/owner?day=${encodeURIComponent(EVIL)}`
    ]) {
      const { status, body } = await owner.get(url)
      expect(status, url).toBe(200)
      expect(body, url).not.toMatch(/<script|<img/)
      expect(body.length, url).toBeGreaterThan(500)
    }
    const link = await cloud.app.inject({
      ...{ method: 'POST', url: '/v1/links', headers: owner.device.headers },
      payload: linkAsk({ kind: 'statement', partyId, amountMinor: null, title: EVIL.slice(0, 40) })
    })
    const page = await cloud.app.inject({ url: new URL(link.json().url).pathname })
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toMatch(/<script|<img/)
  })

  it('go on with new entries as they come, page by page', async () => {
    const partyId = randomUUID()
    const owner = await makeOwner(cloud, shopWithParty(partyId))
    const more = Array.from({ length: 130 }, (_, at) =>
      wireOp(5 + at, 'entry.post', {
        ...{ id: randomUUID(), kind: 'got', number: `R${at}`, on: 20261122, at: Date.UTC(2026, 10, 22, 9), off: 330 },
        ...{ party: partyId, amount: 100, cash: 100, credit: -100 }
      })
    )
    await putOps(cloud.cloud, owner.accountId, 1, more)
    let url = `/owner/parties/${partyId}`
    const seen: string[] = []
    for (let pages = 0; pages < 10 && url !== ''; pages++) {
      const { body } = await owner.get(url)
      seen.push(...[...body.matchAll(/<bdi>(R\d+|A1[^<]*)<\/bdi>/g)].map((match) => match[1] ?? ''))
      url = body.match(/href="(\/owner\/parties\/[^"]*before=\d+)/)?.[1] ?? ''
    }
    expect(seen).toHaveLength(131)
    expect(new Set(seen).size).toBe(131)
    expect((await owner.get(`/owner/parties/${partyId}`)).body).toContain('owes 1,120.50')
  })
})

const linkAsk = (change: object) => ({
  ...{ linkId: randomUUID(), kind: 'payment', partyId: null, amountMinor: 1_250_50, reference: 'A1-26-27-7' },
  ...{ title: 'A1/26-27/7', days: 30, isByGateway: false, ...change }
})

describe('the page of a party', () => {
  async function linked(change: object = {}) {
    const partyId = randomUUID()
    const owner = await makeOwner(cloud, [
      ...shopWithParty(partyId),
      wireOp(5, 'party.add', {
        id: randomUUID(),
        name: 'Somebody Else',
        kind: 'customer',
        phone: '',
        place: '',
        alias: ''
      })
    ])
    const ask = linkAsk({ kind: 'statement', partyId, amountMinor: null, ...change })
    const make = () =>
      cloud.app.inject({ method: 'POST', url: '/v1/links', headers: owner.device.headers, payload: ask })
    const made = await make()
    return { owner, ask, make, url: new URL(made.json().url).pathname }
  }
  const look = (url: string) => cloud.app.inject({ url })

  it('asks for exactly what is owed, by a link and a code, and tells nothing of others', async () => {
    const { url } = await linked()
    const { body, headers } = await look(url)
    expect(body).toContain('Ramesh Kirana')
    expect(body).toContain('am=1250.50&amp;cu=INR')
    expect(body).toContain('<svg')
    expect(body).not.toContain('owes')
    for (const secret of ['Somebody Else', '9876543210', 'Agra', '/owner']) expect(body).not.toContain(secret)
    expect(headers['x-robots-tag']).toContain('noindex')
    expect(headers['referrer-policy']).toBe('no-referrer')
  })

  it('asks for nothing as long as only a part of the book is taken in', async () => {
    const { owner, ask, url } = await linked()
    await putLargeSales(cloud, owner, { partyId: ask.partyId ?? '', count: 8, firstN: 6 })
    const early = await look(url)
    expect([early.statusCode, early.body.includes('am=')]).toEqual([503, false])
    expect((await look(url)).body).toContain('am=2050.50&amp;cu=INR')
  })

  it('is the same page for the same ask, and refuses its id for another', async () => {
    const { make, ask, owner, url } = await linked()
    expect(new URL((await make()).json().url).pathname).toBe(url)
    const other = await cloud.app.inject({
      ...{ method: 'POST', url: '/v1/links', headers: owner.device.headers },
      payload: { ...ask, reference: 'other' }
    })
    expect([other.statusCode, other.json().error]).toEqual([409, 'taken'])
  })

  it('is gone once it is taken back or has ended, and a wrong address looks the same', async () => {
    const { owner, ask, url } = await linked({ days: 2 })
    const wrong = await look(`${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`)
    expect(wrong.statusCode).toBe(404)
    const was = cloud.clock.ms
    cloud.clock.ms += 2 * 86_400_000 + 1
    const ended = await look(url)
    cloud.clock.ms = was
    const headers = owner.device.headers
    const taken = await cloud.app.inject({ method: 'DELETE', url: `/v1/links/${ask.linkId}`, headers })
    expect(taken.statusCode).toBe(204)
    const revoked = await look(url)
    expect([ended.statusCode, revoked.statusCode]).toEqual([404, 404])
    expect([ended.body, revoked.body]).toEqual([wrong.body, wrong.body])
  })

  it('is not found by trying: an address looks at so many pages and no more', async () => {
    const { url } = await linked()
    const remoteAddress = '203.0.113.7'
    const codes = []
    for (let tried = 0; tried < 121; tried++)
      codes.push((await cloud.app.inject({ url: `/p/${'A'.repeat(43)}`, remoteAddress })).statusCode)
    expect([codes[0], codes[119], codes[120]]).toEqual([404, 404, 429])
    expect((await cloud.app.inject({ url, remoteAddress })).statusCode).toBe(429)
    expect((await cloud.app.inject({ url, remoteAddress: '203.0.113.8' })).statusCode).toBe(200)
  })

  it('is made by an active counter alone, and by no other shop', async () => {
    const { ask, owner } = await linked()
    const other = await makeOwner(cloud)
    const id = `/v1/links/${ask.linkId}`
    expect((await cloud.app.inject({ method: 'POST', url: '/v1/links', payload: ask })).statusCode).toBe(401)
    expect((await cloud.app.inject({ url: id, headers: other.device.headers })).statusCode).toBe(404)
    expect((await cloud.app.inject({ method: 'DELETE', url: id, headers: other.device.headers })).statusCode).toBe(404)
    expect((await cloud.app.inject({ url: id, headers: owner.device.headers })).json().isRevoked).toBe(false)
  })
})
