import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import { MOST_BODY_BYTES, MOST_OP_BYTES } from '#shared/sync/wire.ts'
import { writeWireOp } from '#shared/sync/wire-op.ts'

const stamp = { atMs: 1_760_000_000_000, offsetMinutes: 330, person: 'Ravi' }

let folder: string
let here: LedgerStore
let elsewhere: LedgerStore

/** A shop without accounts, and two connections to it as two processes would have them. */
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-journal-'))
  const file = path.join(folder, 'shop.counterbook')
  here = openLedgerStore(file, { create: true })
  here.transact(() => {
    here.shop.create({
      shopId: 's',
      deviceId: 'd',
      counterCode: 'AB',
      currency: 'INR',
      isSample: false,
      createdAt: stamp.atMs
    })
    here.journal.append('shop.open', stamp, { counter: 'AB', currency: 'INR', id: 's', sample: false })
  })
  elsewhere = openLedgerStore(file)
})

afterEach(() => {
  here.close()
  elsewhere.close()
  rmSync(folder, { recursive: true, force: true })
})

const note = (store: LedgerStore, said: string) =>
  store.audit.note({ kind: 'reprint', entryNo: null, details: { said } }, stamp)

test('an op that was rolled back is not chained to, even when another process took its number', () => {
  expect(() =>
    here.transact(() => {
      note(here, 'given-up')
      throw new Error('the disk is full')
    })
  ).toThrow('the disk is full')
  elsewhere.transact(() => note(elsewhere, 'theirs'))
  here.transact(() => note(here, 'ours'))
  expect(here.journal.lastNumber()).toBe(3)
  expect(verifyLedger(here.file)).toMatchObject({ isClean: true, opCount: 3 })
})

test('two connections in turns make one chain', () => {
  for (let turn = 0; turn < 6; turn++) {
    const store = turn % 2 === 0 ? here : elsewhere
    store.transact(() => note(store, `turn ${turn}`))
  }
  expect(verifyLedger(here.file)).toMatchObject({ isClean: true, opCount: 7 })
})

test('an op outside a transaction is a bug', () => {
  expect(() => here.journal.append('audit.note', stamp, {})).toThrow('inside a transaction')
})

test('a fact that no server would take is not recorded, and the largest that is has room for its frame', () => {
  const take = (store: LedgerStore, text: string) =>
    store.transact(() => store.journal.append('statement.take', stamp, { text }))
  const frame = '{"text":""}'.length
  // Three bytes a letter: it is the bytes that count.
  const most = '\u0930'.repeat(Math.floor((MOST_BODY_BYTES - frame) / 3))
  const before = here.journal.lastNumber()
  expect(() => take(here, `${most}\u0930`)).toThrow('journal/fact-too-large')
  expect(here.journal.lastNumber()).toBe(before)
  take(here, most)
  expect(here.journal.lastNumber()).toBe(before + 1)
  const largest = writeWireOp({
    ...{
      base: Number.MAX_SAFE_INTEGER,
      body: `{"text":"${most}"}`,
      kind: 'statement.take',
      n: Number.MAX_SAFE_INTEGER
    },
    ...{ time: '0'.repeat(16), person: '\u0930'.repeat(200) }
  })
  expect(Buffer.byteLength(largest)).toBeLessThan(MOST_OP_BYTES)
})
