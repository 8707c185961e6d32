import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { isOlder } from '#cloud/app/need-version.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, joinShop, sell, settle } from '#tests/support/sharing-shop.ts'
import { patience } from './fault-counts.ts'

// A server that wants newer apps, and a shop whose counters are what they are.
let cloud: ListeningCloud
const closing: (() => unknown)[] = []
beforeAll(async () => {
  cloud = await listenCloud()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(() => cloud.close())

function hasEntry(file: string, id: string): boolean {
  const store = openLedgerStore(file)
  const has = store.entries.has(id)
  store.close()
  return has
}

test(
  'an app that is too old sells on and takes what others recorded; what it says is held, named, and arrives with the newer one',
  async () => {
    const old = await foundShop(cloud.url.origin)
    closing.push(() => old.close())
    const other = await joinShop(old, cloud.url.origin, 'Back')
    closing.push(() => other.close())
    const recorded = [await sell(other, 20_00)]
    await settle([other])
    Object.assign(cloud.cloud.settings, { minimumVersion: '99.0.0' })
    recorded.push(await sell(old, 10_00))
    const held = await old.call('sync.now', {})
    expect(held.trouble?.code).toBe('sync/client-too-old')
    expect(held.waitingCount).toBeGreaterThan(0)
    // What the other counter sold came in, although nothing went out.
    expect(hasEntry(old.file(), recorded[0] ?? '')).toBe(true)
    recorded.push(await sell(old, 30_00))
    Object.assign(cloud.cloud.settings, { minimumVersion: '0.0.0' })
    await settle([old, other])
    expect(await old.call('sync.now', {})).toMatchObject({ trouble: null, waitingCount: 0 })
    console.info('too old', await proveShop(cloud.database.superUrl, [old.file(), other.file()], { recorded }))
  },
  patience(120_000)
)

test.each([
  ['0.1.0', '0.1.0', false],
  ['0.9.9', '0.10.0', true],
  ['1.0.0', '0.99.99', false],
  ['0.1.0-rc.1', '0.1.0', false],
  ['', '0.0.1', true],
  ['<script>', '0.1.0', true],
  ['99999999.0.0', '0.1.0', true]
])('%s beside %s', (one, other, isOld) => {
  expect(isOlder(one, other)).toBe(isOld)
})
