import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeAudit } from '#cloud/app/audit.ts'
import { newKeyTexts } from '#cloud/app/ed25519.ts'
import { enrolText } from '#shared/sync/chain.ts'
import { zAudit, zUsage } from '#shared/sync/door-wire.ts'
import { zDevices, zEnrolled, zWireFailure } from '#shared/sync/wire.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { ask, askToken, bearer, type DoorDevice, found, pair, sign } from '#tests/support/cloud-door.ts'

const DAY_MS = 86_400_000

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

let places = 0
const freshPlace = () => `203.0.${Math.trunc(++places / 250)}.${(places % 250) + 1}`
const errorOf = (said: unknown) => zWireFailure.parse(said).error

async function twoCounters(): Promise<readonly [DoorDevice, DoorDevice]> {
  const first = await found(cloud, freshPlace())
  return [first, await pair(cloud, first, freshPlace())]
}

const devicesOf = async (by: DoorDevice) => {
  const { said } = await ask(cloud, { method: 'GET', url: '/v1/devices', headers: await bearer(cloud, by) })
  return zDevices.parse(said).devices
}

const revoke = async (by: DoorDevice, deviceNo: number | string, mode: string) =>
  ask(cloud, {
    method: 'DELETE',
    url: `/v1/devices/${deviceNo}?mode=${mode}`,
    headers: await bearer(cloud, by)
  })

describe('the counters of a shop', () => {
  test('are listed, those of no other shop', async () => {
    const [first, second] = await twoCounters()
    await twoCounters()
    const devices = await devicesOf(first)
    expect(devices.map(({ deviceNo, deviceKey, state }) => [deviceNo, deviceKey, state])).toEqual([
      [1, first.keys.publicKey, 'active'],
      [2, second.keys.publicKey, 'active']
    ])
  })

  test('are at most twenty', async () => {
    const first = await found(cloud, freshPlace())
    let last = first
    for (let counter = 2; counter <= 20; counter++) last = await pair(cloud, first, freshPlace())
    expect(last.deviceNo).toBe(20)
    await expect(pair(cloud, first, freshPlace())).rejects.toThrow('not approved')
    expect((await revoke(first, 20, 'lost')).status).toBe(204)
    expect((await pair(cloud, first, freshPlace())).deviceNo).toBe(21)
  })
})

describe('a counter that a restored database does not know', () => {
  const named = async (by: DoorDevice, device: object) =>
    ask(cloud, { method: 'POST', url: '/v1/devices', body: device, headers: await bearer(cloud, by) })
  const device = (deviceNo: number, deviceKey = newKeyTexts().publicKey) => ({
    ...{ deviceNo, deviceKey },
    ...{ counterName: 'Back', counterCode: 'QX' }
  })

  test('comes back under its number and key when another one names it, once, and is noted', async () => {
    const first = await found(cloud, freshPlace())
    const lost = device(4)
    for (let time = 0; time < 2; time++) expect((await named(first, lost)).status).toBe(204)
    const back = (await devicesOf(first)).find(({ deviceNo }) => deviceNo === 4)
    expect(back).toMatchObject({ deviceKey: lost.deviceKey, counterCode: 'QX', state: 'active', have: 0 })
    const audit = await ask(cloud, { method: 'GET', url: '/v1/audit', headers: await bearer(cloud, first) })
    const lines = zAudit.parse(audit.said).lines.filter(({ details }) => details.enrolled === 4)
    expect(lines).toMatchObject([{ event: 'device.enrol', deviceNo: 1 }])
  })

  test('does not take the place of another one, is no server, and undoes no revocation', async () => {
    const [first, second] = await twoCounters()
    const taken = [device(2), device(3, second.keys.publicKey)]
    for (const one of taken) {
      const answer = await named(first, one)
      expect([answer.status, errorOf(answer.said)]).toEqual([409, 'taken'])
    }
    expect((await named(first, device(0))).status).toBe(400)
    await revoke(first, 2, 'lost')
    expect((await named(first, device(2, second.keys.publicKey))).status).toBe(204)
    expect((await devicesOf(first))[1]?.state).toBe('lost')
  })
})

describe('a lost counter', () => {
  test('is shut out at once, with the token that it still has', async () => {
    const [first, second] = await twoCounters()
    const headers = await bearer(cloud, second)
    expect((await ask(cloud, { method: 'GET', url: '/v1/devices', headers })).status).toBe(200)
    expect((await revoke(first, 2, 'lost')).status).toBe(204)
    for (const url of ['/v1/devices', '/v1/audit', '/v1/usage']) {
      const answer = await ask(cloud, { method: 'GET', url, headers })
      expect([url, answer.status, errorOf(answer.said)]).toEqual([url, 403, 'device-revoked'])
    }
    const token = await askToken(cloud, second)
    expect([token.status, errorOf(token.said)]).toEqual([403, 'device-revoked'])
    expect((await devicesOf(first))[1]?.state).toBe('lost')
  })

  test('does not come back with the same key, nor by being retired', async () => {
    const [first, second] = await twoCounters()
    await revoke(first, 2, 'lost')
    await expect(pair(cloud, first, freshPlace(), second.keys)).rejects.toThrow('not approved')
    const answer = await revoke(first, 2, 'retire')
    expect([answer.status, errorOf(answer.said)]).toEqual([410, 'gone'])
  })

  test('cannot go on as another one', async () => {
    const [first, second] = await twoCounters()
    const headers = await bearer(cloud, second)
    await revoke(first, 2, 'lost')
    const keys = newKeyTexts()
    const signature = sign(keys, enrolText('reincarnate', keys.publicKey, 'AB'))
    const body = { deviceKey: keys.publicKey, wantedCode: 'AB', signature }
    const answer = await ask(cloud, { method: 'POST', url: '/v1/reincarnate', body, headers })
    expect([answer.status, errorOf(answer.said)]).toEqual([403, 'device-revoked'])
  })
})

describe('revoking', () => {
  test('a retired counter may become lost, and asking twice is once', async () => {
    const [first] = await twoCounters()
    expect((await revoke(first, 2, 'retire')).status).toBe(204)
    expect((await revoke(first, 2, 'retire')).status).toBe(204)
    expect((await devicesOf(first))[1]?.state).toBe('retired')
    expect((await revoke(first, 2, 'lost')).status).toBe(204)
    expect((await devicesOf(first))[1]?.state).toBe('lost')
  })

  test('the only counter that is left does not shut itself out', async () => {
    const first = await found(cloud, freshPlace())
    const answer = await revoke(first, 1, 'lost')
    expect([answer.status, errorOf(answer.said)]).toEqual([409, 'taken'])
    expect((await devicesOf(first))[0]?.state).toBe('active')
  })

  test('two counters that revoke each other at one moment leave one', async () => {
    const [first, second] = await twoCounters()
    const [one, other] = [await bearer(cloud, first), await bearer(cloud, second)]
    await Promise.all([
      ask(cloud, { method: 'DELETE', url: '/v1/devices/2?mode=lost', headers: one }),
      ask(cloud, { method: 'DELETE', url: '/v1/devices/1?mode=lost', headers: other })
    ])
    const states = await cloud.database.withAccount(first.accountId, (within) =>
      within.selectFrom('device').select('state').where('device_no', '>', 0).execute()
    )
    expect(states.filter((row) => row.state === 'active')).toHaveLength(1)
  })

  test.each([
    ['0', 'lost', 404],
    ['7', 'lost', 404],
    ['2', 'maybe', 400],
    ['x', 'lost', 400],
    ['-1', 'lost', 400],
    ['1e9', 'lost', 400],
    ["2'--", 'lost', 400]
  ])('of counter %s in mode %s is answered %i', async (deviceNo, mode, status) => {
    const [first] = await twoCounters()
    expect((await revoke(first, encodeURIComponent(deviceNo), mode)).status).toBe(status)
  })
})

describe('a code for bills', () => {
  const lease = async (by: DoorDevice, wantedCode: string) =>
    ask(cloud, { method: 'POST', url: '/v1/series/lease', body: { wantedCode }, headers: await bearer(cloud, by) })

  test('belongs to one counter for good', async () => {
    const [first, second] = await twoCounters()
    expect((await lease(first, 'ZZ')).said).toEqual({ counterCode: 'ZZ' })
    expect((await lease(first, 'ZZ')).status).toBe(200)
    const taken = await lease(second, 'ZZ')
    expect([taken.status, errorOf(taken.said)]).toEqual([409, 'taken'])
    await revoke(second, 1, 'lost')
    expect((await lease(second, 'ZZ')).status).toBe(409)
    const other = await found(cloud, freshPlace())
    expect((await lease(other, 'ZZ')).status).toBe(200)
  })

  test('is leased to one of two counters that want it at one moment', async () => {
    const [first, second] = await twoCounters()
    const both = await Promise.all(
      [await bearer(cloud, first), await bearer(cloud, second)].map((headers) =>
        ask(cloud, { method: 'POST', url: '/v1/series/lease', body: { wantedCode: 'QQ' }, headers })
      )
    )
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409])
  })

  test('a counter holds at most five', async () => {
    const first = await found(cloud, freshPlace())
    for (const code of ['AA', 'AB', 'AC', 'AD']) expect((await lease(first, code)).status).toBe(200)
    const answer = await lease(first, 'AE')
    expect([answer.status, errorOf(answer.said)]).toEqual([402, 'quota'])
  })

  test.each(['IO', 'a1', "';", '०१', '<>'])('is not %s', async (code) => {
    const first = await found(cloud, freshPlace())
    expect((await lease(first, code)).status).toBe(400)
  })
})

describe('a counter that was restored or cloned', () => {
  const renew = async (device: DoorDevice, headers: Record<string, string>, keys = newKeyTexts()) => {
    const { publicKey } = keys
    const signature = sign(keys, enrolText('reincarnate', publicKey, 'KM'))
    const body = { deviceKey: publicKey, wantedCode: 'KM', signature }
    return { keys, ...(await ask(cloud, { method: 'POST', url: '/v1/reincarnate', body, headers })), device }
  }

  test('goes on as a new device with a new code, and the old one is sealed', async () => {
    const first = await found(cloud, freshPlace())
    const headers = await bearer(cloud, first)
    const { said, keys } = await renew(first, headers)
    const fresh = { keys, ...zEnrolled.parse(said) }
    expect(fresh.deviceNo).toBe(2)
    expect(fresh.counterCode).not.toBe('KM')
    const states = (await devicesOf(fresh)).map(({ deviceNo, state }) => [deviceNo, state])
    expect(states).toEqual([
      [1, 'sealed'],
      [2, 'active']
    ])
    const again = await renew(first, headers, keys)
    expect(again.said).toEqual(said)
    const old = await ask(cloud, { method: 'GET', url: '/v1/devices', headers })
    expect([old.status, errorOf(old.said), old.said.have]).toEqual([409, 'fork', 0])
  })

  test('the other copy of the disk goes on as a third one', async () => {
    const first = await found(cloud, freshPlace())
    await renew(first, await bearer(cloud, first))
    const copy = await renew(first, await bearer(cloud, first))
    expect(zEnrolled.parse(copy.said).deviceNo).toBe(3)
  })

  test('shows that it holds the new key', async () => {
    const first = await found(cloud, freshPlace())
    const [keys, headers] = [newKeyTexts(), await bearer(cloud, first)]
    const signature = sign(first.keys, enrolText('reincarnate', keys.publicKey, 'KM'))
    const body = { deviceKey: keys.publicKey, wantedCode: 'KM', signature }
    const answer = await ask(cloud, { method: 'POST', url: '/v1/reincarnate', body, headers })
    expect([answer.status, errorOf(answer.said)]).toEqual([422, 'bad-signature'])
    expect((await devicesOf(first))[0]?.state).toBe('active')
  })
})

describe('the audit log', () => {
  test('says who did what, the newest first, page by page', async () => {
    const [first] = await twoCounters()
    cloud.clock.ms += 1_000
    await revoke(first, 2, 'retire')
    const headers = await bearer(cloud, first)
    const all = zAudit.parse((await ask(cloud, { method: 'GET', url: '/v1/audit', headers })).said)
    expect(all.hasMore).toBe(false)
    expect(all.lines[0]).toMatchObject({ deviceNo: 1, event: 'device.revoke', details: { revoked: 2, mode: 'retire' } })
    const page = zAudit.parse((await ask(cloud, { method: 'GET', url: '/v1/audit?limit=1', headers })).said)
    expect([page.hasMore, page.lines.length]).toEqual([true, 1])
    const next = `/v1/audit?limit=200&before=${page.lines[0]?.at}`
    const rest = zAudit.parse((await ask(cloud, { method: 'GET', url: next, headers })).said)
    expect([...page.lines, ...rest.lines]).toEqual(all.lines)
  })

  test('leaves no line out between two pages, also where many are of one instant', async () => {
    const first = await found(cloud, freshPlace())
    const at = cloud.clock.ms
    await cloud.database.withAccount(first.accountId, async (within) => {
      for (let each = 0; each < 7; each++)
        await writeAudit(
          within,
          { accountId: first.accountId, deviceNo: null, event: 'series.lease', details: { each } },
          at
        )
    })
    const headers = await bearer(cloud, first)
    const read = async (query: string) =>
      zAudit.parse((await ask(cloud, { method: 'GET', url: `/v1/audit?${query}`, headers })).said)
    const all = (await read('limit=200')).lines
    expect(all.length).toBeGreaterThanOrEqual(7)
    const paged = []
    for (let query = 'limit=2'; ; ) {
      const { lines, hasMore } = await read(query)
      paged.push(...lines)
      if (!hasMore) break
      const last = lines.at(-1)
      query = `limit=2&before=${last?.at}&beforeId=${last?.id}`
    }
    expect(paged).toEqual(all)
  })

  test('can be neither changed nor shortened by the server', async () => {
    const first = await found(cloud, freshPlace())
    await expect(
      cloud.database.withAccount(first.accountId, (within) => within.deleteFrom('audit_log').execute())
    ).rejects.toThrow('permission denied')
    await expect(
      cloud.database.withAccount(first.accountId, (within) =>
        within.updateTable('audit_log').set({ event: 'nothing' }).execute()
      )
    ).rejects.toThrow('permission denied')
  })

  test.each(['limit=0', 'limit=201', 'before=x', 'before=-1', 'other=1', "limit=1'--"])('refuses %s', async (query) => {
    const headers = await bearer(cloud, await found(cloud, freshPlace()))
    expect((await ask(cloud, { method: 'GET', url: `/v1/audit?${encodeURI(query)}`, headers })).status).toBe(400)
  })
})

test('usage says how much there is, and until when it may be too much', async () => {
  const first = await found(cloud, freshPlace())
  const usage = async () => {
    const headers = await bearer(cloud, first)
    return zUsage.parse((await ask(cloud, { method: 'GET', url: '/v1/usage', headers })).said)
  }
  expect(await usage()).toMatchObject({ state: 'within', quotaBytes: 100_000_000, graceEndsAt: null })
  const over = new Date(cloud.clock.ms)
  await cloud.database.withAccount(first.accountId, (within) =>
    within.updateTable('account').set({ bytes_used: 100_000_001, over_quota_at: over }).execute()
  )
  expect(await usage()).toMatchObject({ state: 'grace', graceEndsAt: over.getTime() + 30 * DAY_MS })
  cloud.clock.ms += 30 * DAY_MS
  expect(await usage()).toMatchObject({ state: 'over', graceEndsAt: null })
})
