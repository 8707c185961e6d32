import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Channel } from '#shared/contract/channels.ts'
import type { Input } from '#shared/contract/contract.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'
import { startChild } from './reach.ts'
import type { SlowWrite } from './slow-writer.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

/** Lets another app begin a command and stop half-way, inside its transaction; then this one does its own. */
async function whileOther<Name extends Channel, Result>(
  channel: Name,
  input: Input<Name>,
  own: () => Promise<Result>
): Promise<{ theirs: unknown; ours: Result }> {
  const flag = new SharedArrayBuffer(4)
  const workerData: SlowWrite = { folder: shop.folder, channel, input, flag }
  const worker = new Worker(new URL('./slow-writer.ts', import.meta.url), { workerData })
  const answered = once(worker, 'message') as Promise<[unknown]>
  await Atomics.waitAsync(new Int32Array(flag), 0, 0).value
  const ours = await own()
  const [theirs] = await answered
  return { theirs, ours }
}

const isClean = async () => expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })

test('the same entry by two processes at once is recorded once', async () => {
  const sale = ask.sale(null, 10_00, { cashMinor: 10_00 })
  const { theirs, ours } = await whileOther('entry.record', sale, () => shop.call('entry.record', sale))
  expect(theirs).toMatchObject({ outcome: 'recorded', entry: { entryNo: 2 } })
  expect(ours).toMatchObject({ outcome: 'exists', entry: { entryNo: 2 } })
  await isClean()
})

test('an entry is undone once, though two processes ask for it at once', async () => {
  const { entry } = await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  const undo = () => ({ id: newId(), entryId: entry.id, reason: 'typed twice' })
  const { ours } = await whileOther('entry.reverse', undo(), () => shop.failure('entry.reverse', undo()))
  expect(ours).toMatchObject({ code: 'entry/already-reversed' })
  await isClean()
})

test('one count closes one day, though two processes close at once', async () => {
  await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  const count = { id: newId(), count: ask.count({ loose: 2_000_00 }) }
  await shop.call('closing.count', count)
  const close = () => ({ id: newId(), countId: count.id, reason: 'change', toOwnerMinor: 0, toBankMinor: 0 })
  const { ours } = await whileOther('closing.close', close(), () => shop.failure('closing.close', close()))
  expect(ours).toMatchObject({ code: 'closing/count-used' })
  expect(await shop.call('closing.list', { limit: 10, beforeZNo: null })).toHaveLength(1)
  await isClean()
})

test('the same close by two processes at once makes one Z', async () => {
  const count = { id: newId(), count: ask.count({ loose: 2_005_00 }) }
  await shop.call('closing.count', count)
  const close = { id: newId(), countId: count.id, reason: 'change', toOwnerMinor: 0, toBankMinor: 0 }
  const { ours } = await whileOther('closing.close', close, () => shop.call('closing.close', close))
  expect(ours).toMatchObject({ outcome: 'exists', closing: { zNo: 1 } })
  await isClean()
})

test('an entry that waits while another process closes the day belongs to the next one', async () => {
  const count = { id: newId(), count: ask.count({ loose: 2_005_00 }) }
  await shop.call('closing.count', count)
  const close = { id: newId(), countId: count.id, reason: 'change', toOwnerMinor: 0, toBankMinor: 0 }
  const sale = ask.sale(null, 10_00, { cashMinor: 10_00 })
  const { ours } = await whileOther('closing.close', close, () => shop.call('entry.record', sale))
  const { closing } = await shop.call('closing.close', close)
  expect(closing.figures.lastEntryNo).toBeLessThan(ours.entry.entryNo)
  expect(ours.entry.bookOn).toBeGreaterThan(closing.bookOn)
  await isClean()
})

test('a second Z after midnight, with nothing new and before the day turns, is refused', async () => {
  shop.clock.set(20261122, '01:30')
  const close = async () => {
    const count = { id: newId(), count: ask.count({ loose: 2_000_00 }) }
    await shop.call('closing.count', count)
    return { id: newId(), countId: count.id, reason: '', toOwnerMinor: 0, toBankMinor: 0 }
  }
  expect((await shop.call('closing.close', await close())).closing.bookOn).toBe(20261121)
  expect(await shop.failure('closing.close', await close())).toMatchObject({ code: 'closing/nothing-to-close' })
  shop.clock.set(20261122, '09:00')
  const sale = await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  expect(sale.entry.bookOn).toBe(20261122)
})

test('a look at the list of shops does not take the lock away that keeps another program from the log', async () => {
  const first = await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  await addParty(shop, 'Ramesh')
  await shop.call('shop.list', {})
  await isClean()
  // Another program writes and ends. It would fold the log and delete it if it thought that it was the last one.
  const other = startChild('poster.ts', [shop.folder, '3', '7'])
  while ((await other.line()) !== null);
  expect(await other.ended, other.complaints()).toMatchObject({ code: 0 })
  expect(existsSync(`${shop.file()}-wal`)).toBe(true)
  const last = await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  expect(last.entry.entryNo).toBeGreaterThan(first.entry.entryNo + 3)
  await isClean()
})

test('a book that another program holds for a while: what is entered is refused in words, reading goes on, and then it is taken once', async () => {
  const sale = ask.sale(null, 10_00, { cashMinor: 10_00 })
  const holder = startChild('lock-holder.ts', [shop.file()])
  expect(await holder.line(), holder.complaints()).toBe('held')
  expect(await shop.failure('entry.record', sale)).toMatchObject({ code: 'ledger/locked' })
  expect((await shop.call('entry.recent', { beforeEntryNo: null, limit: 5 })).map(({ entryNo }) => entryNo)).toEqual([
    1
  ])
  holder.say('let go')
  expect(await holder.line()).toBe('free')
  expect(await shop.call('entry.record', sale)).toMatchObject({ outcome: 'recorded', entry: { entryNo: 2 } })
  expect(await shop.call('entry.record', sale)).toMatchObject({ outcome: 'exists' })
  await isClean()
})
