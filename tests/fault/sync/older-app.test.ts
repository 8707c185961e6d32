import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundAt, letIn, sell, settle } from '#tests/support/sharing-shop.ts'
import { bundled } from '../bundle.ts'
import { startCounter } from './counter-process.ts'
import { patience } from './fault-counts.ts'

// Two builds of the app: today's, and one of before slips were known, as a counter that nobody has brought up to date runs it.
let today = ''
let before = ''
let cloud: ListeningCloud
beforeAll(async () => {
  today = await bundled('sync/driven-child.ts')
  before = await bundled('sync/driven-child.ts', { name: 'older-child', leaveOut: ["'slip.add',", "'slip.end',"] })
  cloud = await listenCloud()
}, patience(120_000))
afterAll(async () => {
  rmSync(path.dirname(today), { recursive: true, force: true })
  await cloud.close()
})

test(
  'an old counter is told what it does not know: it sells on, sends, keeps it word for word, and takes it with the newer app',
  async () => {
    const url = cloud.url.origin
    const newer = startCounter(today)
    let old = startCounter(before)
    try {
      await foundAt(newer, url)
      await letIn(newer, old, url, 'Old')
      await settle([newer, old])
      const slip = { id: crypto.randomUUID(), name: 'Ramesh', amountMinor: 250_00 }
      await newer.call('slip.add', slip)
      const recorded = [await sell(newer, 10_00)]
      await newer.call('sync.now', {})
      // What came after the fact that it does not know is in its book, and what it sells goes out.
      recorded.push(await sell(old, 20_00))
      await settle([newer, old])
      expect(await old.call('sync.status', {})).toMatchObject({ trouble: null, waitingCount: 0, asideCount: 1 })
      expect(verifyLedger(old.file()).firstFault).toBeNull()
      await newer.call('slip.drop', { slipId: slip.id, reason: 'paid' })
      await newer.call('slip.add', { ...slip, id: crypto.randomUUID() })
      recorded.push(await sell(old, 30_00))
      await settle([newer, old])
      expect((await old.call('sync.status', {})).asideCount).toBe(3)
      const { folder } = old
      await old.end()
      // The app was brought up to date: the same file, and nothing is asked of anybody.
      old = startCounter(today, folder)
      await settle([newer, old])
      expect((await old.call('sync.status', {})).asideCount).toBe(0)
      const slips = (app: typeof newer) => app.call('slip.list', { limit: 10 })
      expect((await slips(old)).count).toBe(1)
      expect(await slips(old)).toEqual(await slips(newer))
      console.info('an old counter', await proveShop(cloud.database.superUrl, [newer.file(), old.file()], { recorded }))
    } finally {
      await newer.leave()
      await old.leave()
    }
  },
  patience(120_000)
)
