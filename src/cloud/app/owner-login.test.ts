import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { found } from '#tests/support/cloud-door.ts'
import { DELETE_DELAY_MS, deleteDue, wishDeletion } from './delete-account.ts'
import { addOwner, forgetOwners, readAddress } from './owner-login.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

test('with the last of his shops an owner is forgotten, not before', async () => {
  const { directory } = cloud.database
  const owner = 'owner@shop.example'
  const addresses = async () =>
    (await directory.selectFrom('login').select('address').execute()).map((row) => row.address)
  const shops = [await found(cloud, '198.51.100.1', { owner }), await found(cloud, '198.51.100.2', { owner })]
  await found(cloud, '198.51.100.3', { owner: 'other@shop.example' })
  const seen: string[][] = []
  for (const { accountId } of shops) {
    await wishDeletion(cloud.cloud, accountId, true)
    cloud.clock.ms += DELETE_DELAY_MS
    expect(await deleteDue(cloud.cloud)).toBe(1)
    seen.push((await addresses()).sort())
  }
  expect(seen).toEqual([['other@shop.example', owner], ['other@shop.example']])
})

test('an address that came just now is not forgotten before its shop is written down', async () => {
  const { directory } = cloud.database
  const address = 'new@shop.example'
  const { accountId } = await found(cloud, '198.51.100.4', {})
  const isKnown = async () =>
    (await directory.selectFrom('login').select('address').where('address', '=', address).execute()).length > 0
  const hour = 3_600_000
  const put = (made_at: Date) =>
    directory.insertInto('login').values({ login_id: crypto.randomUUID(), address, made_at }).execute()
  await put(new Date(cloud.clock.ms))
  await forgetOwners(directory, cloud.clock.ms)
  expect(await isKnown()).toBe(true)
  // Long without a shop, and just about to get one again.
  cloud.clock.ms += 2 * hour
  await addOwner(directory, { address, accountId }, cloud.clock.ms)
  await forgetOwners(directory, cloud.clock.ms)
  expect(await isKnown()).toBe(true)
  await directory.deleteFrom('login_account').where('account_id', '=', accountId).execute()
  await forgetOwners(directory, cloud.clock.ms + 2 * hour)
  expect(await isKnown()).toBe(false)
})

test.each([
  [' Owner@Shop.Example ', 'owner@shop.example'],
  ['owner@shop', null],
  ['a@x.example,b@x.example', null],
  ['a@x.example\nBcc: b@x.example', null],
  ['', null]
])('the address %j is kept as %j', (typed, kept) => {
  expect(readAddress(typed)).toBe(kept)
})
