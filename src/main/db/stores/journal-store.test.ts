import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'

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
