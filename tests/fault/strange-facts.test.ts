import { expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { chainOf, pushText } from '#shared/sync/chain.ts'
import { writeWireOp } from '#shared/sync/wire-op.ts'
import { ask, firstRun, openTestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter, sha256 } from '#tests/support/oracle-server.ts'

/** A fact that no release of ours writes, signed by a counter of the shop. */
function pushStrange({ deviceNo, keys, store }: SyncCounter, server: OracleServer, kind: string, body: string): void {
  const n = store.sync.ownPlace().devN + 1
  const text = writeWireOp({ base: 0, body, kind, n, time: '0193500000000000', person: 'Asha' })
  const prevHash = store.sync.ownHashAt(n - 1) ?? ''
  const headHash = Buffer.from(chainOf(sha256, Buffer.from(prevHash, 'hex'), [text])[0] ?? []).toString('hex')
  const signature = keys.sign(pushText(store.sync.account()?.accountId ?? '', deviceNo, n, n, headHash))
  server.push({ deviceNo, from: n, to: n, prevHash, headHash, signature, ops: [text] })
}

test.each([
  ['a record where a text belongs', '{"code":{},"kind":"asset","name":"x"}'],
  ['a list where a text belongs', '{"code":[],"kind":"asset","name":"x"}'],
  ['a number where a text belongs', '{"code":-1,"kind":"asset","name":"x"}']
])('%s stands aside, and what comes after it is taken', async (_name, body) => {
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const apps = [openTestApp(), openTestApp()] as const
  for (const app of apps) await app.call('shop.create', firstRun({}))
  const [a, b] = [new SyncCounter(apps[0].file(), server), new SyncCounter(apps[1].file(), server)]
  try {
    for (const counter of [a, b]) counter.meet()
    b.push(10)
    pushStrange(b, server, 'account.add', body)
    a.pull(10)
    expect(a.store.sync.aside(5)).toEqual([expect.objectContaining({ reason: 'unreadable' })])
    await apps[0].call('entry.record', ask.sale(null, 90_00, { cashMinor: 90_00 }))
    a.push(10)
    a.pull(10)
    expect(a.store.sync.counts()).toMatchObject({ waitingOps: 0, waitingChunks: 0 })
    expect(a.store.sync.account()?.cursorSeq).toBe(server.headSeq)
    expect(verifyLedger(apps[0].file()).firstFault).toBe(null)
  } finally {
    for (const counter of [a, b]) counter.close()
    for (const app of apps) await app.close()
  }
})
