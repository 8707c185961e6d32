import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { firstRun, openTestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test.each([
  ['left', false],
  ['revoked', false],
  ['paused', true]
] as const)('the copy for snapshots of a counter whose account is %s: stays %s', async (state, stays) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
  folders.push(folder)
  const app = openTestApp({ folder, keep: true })
  await app.call('shop.create', firstRun())
  const { ledger } = await app.call('app.state', {})
  const counter = new SyncCounter(app.file(), new OracleServer(0))
  counter.store.sync.changeAccount({ state })
  counter.close()
  await app.close()
  const copies = path.join(folder, 'user-data', 'snapshots', ledger?.shopId ?? '')
  mkdirSync(copies, { recursive: true })
  writeFileSync(path.join(copies, 'copy.counterbook'), 'a book')
  // An app that only reads beside the one of this PC leaves it alone.
  await openTestApp({ folder, keep: true }).close()
  expect(existsSync(copies)).toBe(true)
  await openTestApp({ folder, keep: true, drivesPrinters: true }).close()
  expect(existsSync(copies)).toBe(stays)
})
