import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, test, vi } from 'vitest'
import { foundJoined } from '#main/app/found-joined.ts'
import { foundCopy, succeedInCopy } from '#main/app/succeed-in-copy.ts'
import { systemRandomness } from '#main/compose/system.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { growCopy, proveCopy } from '#main/db/snapshot-copy.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { refuse } from '#shared/kernel/result.ts'
import { bookOf } from '#tests/property/sync-player.ts'
import { newId, testClock } from '#tests/support/open-app.ts'
import { bookTexts } from '#tests/support/open-book.ts'
import { makeKeys, OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'

let clean: (() => unknown)[] = []
afterEach(() => {
  for (const one of clean.toReversed()) one()
  clean = []
})

/** How often the same statement is prepared, counted at the library. */
function countPrepared() {
  const times = new Map<string, number>()
  const prepare = Sqlite.prototype.prepare
  const spy = vi.spyOn(Sqlite.prototype, 'prepare').mockImplementation(function (this: Sqlite.Database, sql: string) {
    times.set(sql, (times.get(sql) ?? 0) + 1)
    return prepare.call(this, sql)
  } as typeof prepare)
  return {
    mostOften() {
      spy.mockRestore()
      return Math.max(...times.values())
    }
  }
}

test('a book from a copy is the book that every change makes, and goes on', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
  clean.push(() => rmSync(folder, { recursive: true, force: true }))
  const whole = await makeWholeBook()
  clean.push(() => rmSync(whole.folder, { recursive: true, force: true }))
  const server = new OracleServer(Date.UTC(2026, 10, 22, 4, 30))
  const first = new SyncCounter(whole.file, server)
  clean.push(() => first.close())
  first.meet()
  first.push(100)
  first.pull(100)
  const file = path.join(folder, 'copy.counterbook')
  const shop = first.store.shop.read() ?? refuse('ledger/corrupt')
  const prepared = countPrepared()
  const copied = await growCopy({
    ledger: first.store,
    file,
    verify: makeKeys().verify,
    found: (store) => foundCopy({ store, newId }, shop),
    goOn: () => {}
  })
  // What is prepared for each fact anew piles up in a thread that takes a million of them.
  expect(prepared.mostOften()).toBeLessThanOrEqual(3)
  expect(copied.seq).toBeGreaterThan(50)
  expect(verifyLedger(file).firstFault).toBe(null)
  const keys = server.devices
  const account = first.store.sync.account()
  proveCopy(file, { accountId: account?.accountId ?? '', shopId: shop.shopId, ...copied, keys })
  const ground = { clock: testClock(), randomness: systemRandomness, texts: bookTexts() }
  const { shopId, currency } = shop
  const joined = { shopId, currency, isSample: false, counterName: 'New', language: 'en' as const }

  const replayed = path.join(folder, 'replayed.counterbook')
  const empty = openLedgerStore(replayed, { create: true })
  foundJoined({ ...ground, store: empty }, { ...joined, counterCode: 'RE' })
  empty.close()
  const byReplay = new SyncCounter(replayed, server)
  clean.push(() => byReplay.close())
  byReplay.meet()
  byReplay.pull(1_000)

  const store = openLedgerStore(file)
  const newKeys = makeKeys()
  const deviceNo = server.enrol(newKeys.publicKey)
  const has = store.sync.account()
  if (has === null) throw new Error('no account')
  store.sync.putAccount({ ...has, deviceNo, deviceKey: newKeys.publicKey, state: 'on' }, 'none')
  succeedInCopy({ ...ground, store }, { ...joined, counterCode: 'SN' })
  expect(verifyLedger(file).firstFault).toBe(null)
  expect(store.shop.read()?.counterCode).toBe('SN')
  while (store.sync.nextChunk(newKeys) !== null);
  const chunk = store.sync.ownChunkAfter(0)
  if (chunk === null) throw new Error('no own chunk')
  store.sync.acknowledge(server.push(chunk))
  store.close()
  expect(verifyLedger(file).firstFault).toBe(null)
  expect(bookOf(file)).toEqual(bookOf(replayed))
  first.meet()
  first.pull(100)
  expect(verifyLedger(whole.file).firstFault).toBe(null)
  const db = new Sqlite(file, { readonly: true })
  expect(db.prepare('select count(*) from device').pluck().get()).toBe(2)
  db.close()
}, 60_000)
