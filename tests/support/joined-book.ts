import { chainOf, pushText } from '#shared/sync/chain.ts'
import { writeWireOp } from '#shared/sync/wire-op.ts'
import { ask, firstRun, openTestApp } from './open-app.ts'
import { OracleServer, SyncCounter, sha256 } from './oracle-server.ts'

const PLACE = { kind: 'future.kind', body: '{"says":"something"}', time: '0193500000000000', person: 'Asha' }

/** Makes a book one of two counters: own chunks with their place and without, facts of the other one, and one that stands aside. */
export async function joinAnother(file: string): Promise<void> {
  const server = new OracleServer(Date.UTC(2026, 10, 22, 4, 30))
  const app = openTestApp()
  await app.call('shop.create', firstRun({ shopName: 'The other counter' }))
  const counters = [new SyncCounter(file, server), new SyncCounter(app.file(), server)] as const
  const [own, other] = counters
  try {
    for (const counter of counters) counter.meet()
    own.push(1)
    const party = ask.party('Only there', 'customer')
    await app.call('party.add', party)
    await app.call('entry.record', ask.sale(party.id, 300_00))
    await app.call('entry.record', ask.sale(null, 90_00, { cashMinor: 90_00 }))
    other.push(10)
    own.pull(10)
    pushUnknown(other, server)
    own.pull(10)
    // A chunk that is made, and that the server does not have.
    const { facts, sync, transact } = own.store
    const stamp = { atMs: Date.UTC(2026, 10, 22, 5), offsetMinutes: 330, person: 'Ravi' }
    transact(() => facts.record('definition.put', stamp, { kind: 'report', key: 'weekly', body: { on: 1 } }))
    sync.nextChunk(own.keys)
  } finally {
    for (const counter of counters) counter.close()
    await app.close()
  }
}

/** What a newer release will say one day. */
function pushUnknown({ deviceNo, keys, store }: SyncCounter, server: OracleServer): void {
  const account = store.sync.account()
  const n = store.sync.ownPlace().devN + 1
  const text = writeWireOp({ ...PLACE, base: 0, n })
  const prevHash = store.sync.ownHashAt(n - 1) ?? ''
  const head = chainOf(sha256, Buffer.from(prevHash, 'hex'), [text])[0] ?? new Uint8Array()
  const headHash = Buffer.from(head).toString('hex')
  const signature = keys.sign(pushText(account?.accountId ?? '', deviceNo, n, n, headHash))
  server.push({ deviceNo, from: n, to: n, prevHash, headHash, signature, ops: [text] })
}
