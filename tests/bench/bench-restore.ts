import { copyFileSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { noDialogs } from '#main/ports/dialogs.ts'
import type { TestCloud } from '#tests/support/cloud-account.ts'
import type { ServerProcess } from '#tests/support/cloud-run.ts'
import { askSuper } from '#tests/support/cloud-tables.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { type Figure, inMs } from './figure.ts'
import { makeBook } from './made-book.ts'

/** So many in every run; `BENCH_RESTORE_ENTRIES=1000000` brings back the made book of two years, which takes half an hour. */
const ENTRIES = Number(process.env.BENCH_RESTORE_ENTRIES ?? 20_000)
/** From here on the book is not recorded here, entry by entry, but the made one that the other parts measure as well. */
const MADE_FROM = 1_000_000
const MOST_MS = 7_200_000

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const from = performance.now(); performance.now() - from < MOST_MS; await pause(ENTRIES < MADE_FROM ? 20 : 250))
    if (await isSo()) return
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

async function recordedBook(): Promise<TestApp> {
  const app = openTestApp({ drivesPrinters: true, facing: { snapshotEveryOps: Math.floor(ENTRIES / 2) } })
  await app.call('shop.create', firstRun())
  for (let done = 0; done < ENTRIES; done++)
    await app.call('entry.record', ask.sale(null, 100_00 + (done % 900), { cashMinor: 100_00 + (done % 900) }))
  return app
}

/** A copy of the made book of two years and 100,000 parties, open in an app. */
async function madeBook(): Promise<TestApp> {
  const { file } = makeBook('l', { parties: 100_000, entries: ENTRIES, days: 730 })
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-bench-restore-'))
  const copy = path.join(folder, 'Sharma Traders.counterbook')
  copyFileSync(file, copy)
  const dialogs = { ...noDialogs, chooseLedgerFile: async () => copy }
  const app = openTestApp({ folder, drivesPrinters: true, facing: { dialogs, snapshotEveryOps: ENTRIES / 2 } })
  await app.call('shop.openFile', {})
  return app
}

/** A book that comes back onto a new PC: by the copy in the cloud and what came since, and by every change of it. */
export async function benchRestore({ superUrl }: TestCloud, server: ServerProcess): Promise<Figure[]> {
  const first = ENTRIES < MADE_FROM ? await recordedBook() : await madeBook()
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
