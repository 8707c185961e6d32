import { afterEach, expect, test } from 'vitest'
import { DELETE_DELAY_MS, deleteDue, wishDeletion } from '#cloud/app/delete-account.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { openTestCloud } from '#tests/support/cloud-account.ts'
import { askSuper } from '#tests/support/cloud-tables.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundAt, foundShop, joinShop, openCounter, sellMany, settle } from '#tests/support/sharing-shop.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function openShop() {
  const cloud = await openTestCloud()
  closing.push(cloud.close)
  cloud.clock.ms = Date.now()
  // Each challenge of a device is later than the one before.
  const ticking = setInterval(() => {
    cloud.clock.ms += 10
  }, 10)
  closing.push(async () => clearInterval(ticking))
  const url = await cloud.app.listen({ host: '127.0.0.1', port: 0 })
  const first = await foundShop(url)
  closing.push(() => first.close())
  const accounts = await askSuper<{ account_id: string }>(cloud.superUrl, 'SELECT account_id FROM account')
  return { cloud, url, first, accountId: accounts[0]?.account_id ?? '' }
}

const LEAVE = { evenUnsent: true }

test('an account that its owner had deleted: its counters say so, sell on, and leave it', async () => {
  const { cloud, url, first, accountId } = await openShop()
  const second = await joinShop(first, url, 'Second')
  closing.push(() => second.close())
  for (const app of [first, second]) await sellMany(app, 3)
  await settle([first, second])
  await wishDeletion(cloud.cloud, accountId, true)
  cloud.clock.ms += DELETE_DELAY_MS
  expect(await deleteDue(cloud.cloud)).toBe(1)
  await sellMany(first, 2)
  for (const app of [first, second]) {
    expect((await app.call('sync.now', {})).trouble).toEqual({ code: 'sync/account-gone' })
  }
  // Of the shop nothing is left, its random id neither.
  const [marked] = await askSuper<{ id_hash: Buffer }>(cloud.superUrl, 'SELECT * FROM deleted_account')
  expect(marked?.id_hash.toString('hex')).not.toContain(accountId.replaceAll('-', ''))
  expect(await first.call('sync.leave', LEAVE)).toMatchObject({ state: 'left', trouble: null })
  // What the second recorded is no fact of the first: an account without it would be a book with holes.
  expect(await first.failure('sync.turnOn', { server: url, owner: '' })).toEqual({ code: 'sync/of-others' })
  await sellMany(first, 1)
  expect(verifyLedger(first.file()).firstFault).toBeNull()
}, 60_000)

test('the only counter of a shop whose account was deleted brings all of it into a new one', async () => {
  const { cloud, url, first, accountId } = await openShop()
  const recorded = await sellMany(first, 3)
  await settle([first])
  await wishDeletion(cloud.cloud, accountId, true)
  cloud.clock.ms += DELETE_DELAY_MS
  await deleteDue(cloud.cloud)
  expect((await first.call('sync.now', {})).trouble).toEqual({ code: 'sync/account-gone' })
  await first.call('sync.leave', LEAVE)
  expect(await first.call('sync.turnOn', { server: url, owner: '' })).toMatchObject({ state: 'on', counterNo: 1 })
  recorded.push(...(await sellMany(first, 2)))
  await settle([first])
  expect((await first.call('sync.status', {})).counterNo).toBe(1)
  console.info('a new account', await proveShop(cloud.superUrl, [first.file()], { recorded }))
}, 60_000)

test('an account that the server merely lacks was not deleted, and nobody says that it was', async () => {
  const { cloud, url, first, accountId } = await openShop()
  for (const table of ['journal', 'device', 'account'])
    await askSuper(cloud.superUrl, `DELETE FROM ${table} WHERE account_id = $1`, [accountId])
  await sellMany(first, 1)
  expect((await first.call('sync.now', {})).trouble?.code).toBe('sync/not-known')
  const other = openCounter()
  closing.push(() => other.close())
  // The server is in order for everybody else.
  await foundAt(other, url)
}, 60_000)
