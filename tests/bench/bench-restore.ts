import { statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { TestCloud } from '#tests/support/cloud-account.ts'
import type { ServerProcess } from '#tests/support/cloud-run.ts'
import { askSuper } from '#tests/support/cloud-tables.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { type Figure, inMs } from './figure.ts'

/** So many in every run; `BENCH_RESTORE_ENTRIES=1000000` brings back a whole book of years, which takes an hour. */
const ENTRIES = Number(process.env.BENCH_RESTORE_ENTRIES ?? 20_000)
const MOST_MS = 7_200_000

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const from = performance.now(); performance.now() - from < MOST_MS; await pause(20)) if (await isSo()) return
  throw new Error('the book was not there in time')
}

/** Lets a new PC in, and answers how long it took from the key press that let it in until it had all of the book. */
async function broughtTo(first: TestApp, server: ServerProcess, head: number): Promise<number> {
  const app = openTestApp({ drivesPrinters: true })
  const waiting = await app.call('sync.join', { server: server.address, counterName: 'New PC' })
  if (waiting.step !== 'waiting') throw new Error(waiting.step)
  const { pairId, deviceKey } = await first.call('sync.look', { code: waiting.code })
  const askedAt = performance.now()
  await first.call('sync.letIn', { pairId, deviceKey, name: 'New PC' })
  await until(async () => {
    const state = await app.call('sync.joinState', {})
    if (state.step === 'failed') throw new Error(state.failure.code)
    return state.step === 'joined'
  })
  await until(async () => (await app.call('sync.now', {})).taken >= head)
  const ms = performance.now() - askedAt
  await app.close()
  return ms
}

/** A book that comes back onto a new PC: by the copy in the cloud and what came since, and by every change of it. */
export async function benchRestore({ superUrl }: TestCloud, server: ServerProcess): Promise<Figure[]> {
  const first = openTestApp({ drivesPrinters: true, facing: { snapshotEveryOps: Math.floor(ENTRIES / 2) } })
  await first.call('shop.create', firstRun())
  for (let done = 0; done < ENTRIES; done++)
    await first.call('entry.record', ask.sale(null, 100_00 + (done % 900), { cashMinor: 100_00 + (done % 900) }))
  await first.call('sync.turnOn', { server: server.address, owner: '' })
  await until(async () => {
    const { state, waitingCount, head } = await first.call('sync.now', {})
    return state === 'on' && waitingCount === 0 && head >= ENTRIES
  })
  const { head } = await first.call('sync.status', {})
  await until(async () => {
    const rows = await askSuper(superUrl, "SELECT 1 FROM snapshot WHERE state = 'done'")
    return rows.length > 0
  })
  const snapshotMs = await broughtTo(first, server, head)
  await askSuper(superUrl, 'DELETE FROM snapshot_part')
  await askSuper(superUrl, 'DELETE FROM snapshot')
  const replayMs = await broughtTo(first, server, head)
  const bytes = statSync(first.file()).size
  await first.close()
  const entries = ENTRIES.toLocaleString('en')
  return [
    {
      what: `a book of ${entries} entries comes back onto a new PC, by its snapshot`,
      timing: null,
      value: `${inMs(snapshotMs / 1_000)} s`,
      against: `by every change: ${inMs(replayMs / 1_000)} s; a file of ${inMs(bytes / 1_048_576)} MiB`,
      ratio: snapshotMs / replayMs,
      limit: null
    }
  ]
}
