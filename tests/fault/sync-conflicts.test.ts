import { afterEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { chainOf, pushText } from '#shared/sync/chain.ts'
import { bookOf } from '#tests/property/sync-player.ts'
import { joinAnother } from '#tests/support/joined-book.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter, sha256 } from '#tests/support/oracle-server.ts'

let open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.toReversed()) await one.close()
  open = []
})

async function shop(server: OracleServer): Promise<{ app: TestApp; counter: SyncCounter }> {
  const app = openTestApp()
  await app.call('shop.create', firstRun())
  const counter = new SyncCounter(app.file(), server)
  open.push(app, counter)
  return { app, counter }
}

async function pair() {
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const [a, b] = [await shop(server), await shop(server)] as const
  for (const one of [a, b]) one.counter.meet()
  const party = ask.party('Ramesh', 'customer')
  await a.app.call('party.add', party)
  join([a, b])
  return { a, b, party }
}

type Side = Awaited<ReturnType<typeof shop>>
function join(sides: readonly Side[]): void {
  for (const { counter } of sides) counter.push(100)
  for (const { counter } of sides) counter.pull(1_000)
}

const kindsOf = ({ counter }: Side) =>
  counter.store.sync.notices({ onlyToSee: true, below: null, limit: 100 }).map(({ kind }) => kind)
const clean = (sides: readonly Side[]) => {
  for (const { app } of sides) expect(verifyLedger(app.file()).firstFault).toBe(null)
  expect(bookOf(sides[1]?.app.file() ?? '')).toEqual(bookOf(sides[0]?.app.file() ?? ''))
}

test.each([0, 1])(
  'fault 10: one field changed on both counters, another on each (first to push: %i)',
  async (first) => {
    const { a, b, party } = await pair()
    const fields = { ...ask.party('Ramesh', 'customer', party.id), phone: '', place: '', alias: '', isArchived: false }
    await a.app.call('party.change', { ...fields, name: 'Ramesh Kumar', phone: '111' })
    b.app.clock.advance(60_000)
    await b.app.call('party.change', { ...fields, name: 'Ramesh Lal', isArchived: true })
    join(first === 0 ? [a, b] : [b, a])
    const meant = { name: 'Ramesh Lal', phone: '111', isArchived: true }
    for (const side of [a, b]) {
      expect(side.counter.store.parties.byId(party.id)).toMatchObject(meant)
      expect(kindsOf(side).filter((kind) => kind === 'field-lost')).toHaveLength(1)
    }
    clean([a, b])
  }
)

test('fault 11: a day closed on one counter while the other has bills of it that are not sent', async () => {
  const { a, b, party } = await pair()
  await b.app.call('entry.record', ask.sale(party.id, 250_00))
  const request = { countId: null, reason: 'not counted', toOwnerMinor: 0, toBankMinor: 0, isForgotten: false }
  const { closing } = await a.app.call('closing.close', { ...request, id: newId() } as never)
  join([b, a])
  const [notice] = a.counter.store.sync.notices({ onlyToSee: true, below: null, limit: 10 })
  expect(notice).toMatchObject({ kind: 'late-entry', details: { amountMinor: 250_00 } })
  expect(a.counter.store.closings.byNo(1)).toEqual(closing)
  expect(a.counter.store.parties.byId(party.id)?.balanceMinor).toBe(250_00)
  clean([a, b])
})

test('fault 11: late entries wait in the tray, a person looks them through, and the next Z names them', async () => {
  const { a, b, party } = await pair()
  const sale = ask.sale(party.id, 250_00, { cashMinor: 50_00 })
  await b.app.call('entry.record', sale)
  const request = { countId: null, reason: 'not counted', toOwnerMinor: 0, toBankMinor: 0, isForgotten: false }
  const close = (side: Side) => side.app.call('closing.close', { ...request, id: newId() } as never)
  const { closing: first } = await close(a)
  const { closing: there } = await close(b)
  join([b, a])
  expect(await a.app.call('sync.status', {})).toMatchObject({ lateCount: 1, noticeCount: 0 })
  expect(await a.app.call('sync.notices', { onlyToSee: true })).toEqual([])
  const { entries, moreCount } = await a.app.call('sync.late', {})
  expect(moreCount).toBe(0)
  expect(entries).toEqual([
    expect.objectContaining({
      ...{ id: sale.id, counterName: 'Counter 2', kind: 'sale', partyName: 'Ramesh', bookOn: first.bookOn },
      ...{ amountMinor: 250_00, cashMinor: 50_00, duesMinor: 200_00, zNoThere: there.zNo }
    })
  ])
  // Nobody sees a late entry away without the fact that says so.
  const [notice] = a.counter.store.sync.notices({ onlyToSee: true, below: null, limit: 1 })
  await a.app.call('sync.seen', { noticeNos: [notice?.noticeNo ?? 0] })
  const taken = { id: newId(), entryIds: [sale.id] }
  for (let time = 0; time < 2; time++) expect(await a.app.call('sync.takeLate', taken)).toEqual({ entryCount: 1 })
  expect(await a.app.call('sync.late', {})).toEqual({ entries: [], moreCount: 0 })
  await a.app.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  const { closing: second } = await close(a)
  const line = { counterName: 'Counter 2', bookOn: first.bookOn, entryCount: 1, salesMinor: 250_00 }
  expect(second.late).toEqual([{ ...line, cashMinor: 50_00, duesMinor: 200_00 }])
  expect(second.figures.salesMinor).toBe(10_00)
  const { text } = await a.app.call('closing.text', { closingId: second.id, language: 'en' })
  expect(text).toContain('Came late from Counter 2 for 21-11-2026: entries 1, sales 250.00.')
  expect(a.counter.store.closings.byNo(first.zNo)).toEqual(first)
  join([a, b])
  // What was looked through on one counter is on no Z of another.
  await b.app.call('entry.record', ask.sale(null, 20_00, { cashMinor: 20_00 }))
  expect((await close(b)).closing.late).toBeUndefined()
  join([b, a])
  clean([a, b])
})

test('two counters undo one entry: it is undone once, and a person hears of it', async () => {
  const { a, b, party } = await pair()
  const sale = ask.sale(party.id, 400_00)
  await a.app.call('entry.record', sale)
  join([a, b])
  for (const { app } of [a, b]) await app.call('entry.reverse', { id: newId(), entryId: sale.id, reason: 'wrong' })
  join([a, b])
  for (const side of [a, b]) {
    expect(side.counter.store.parties.byId(party.id)?.balanceMinor).toBe(0)
    expect(kindsOf(side)).toContain('second-reversal')
  }
  clean([a, b])
})

test('fault 17: a kind of a newer release stands aside, and everything else goes on', async () => {
  const app = openTestApp()
  open.push(app)
  await app.call('shop.create', firstRun())
  await joinAnother(app.file())
  const state = verifyLedger(app.file())
  expect(state.firstFault).toBe(null)
  await app.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  expect(verifyLedger(app.file()).isClean).toBe(true)
})

test('fault 9: two counters with one series keep both bills, and a person hears of it', async () => {
  const { a, b, party } = await pair()
  await a.app.call('entry.record', ask.sale(party.id, 100_00))
  const taken = a.counter.store.entries.view(lastId(a))?.number ?? ''
  await b.app.call('entry.record', ask.sale(party.id, 70_00))
  const theirs = b.counter.store.entries.view(lastId(b))?.number ?? ''
  const sync = b.counter.store.sync
  while (sync.nextChunk(b.counter.keys) !== null);
  const chunk = sync.ownChunkAfter(sync.account()?.ackedN ?? 0)
  if (chunk === null) throw new Error('nothing to push')
  // The same facts, as a counter with the same two letters would have signed them.
  const ops = chunk.ops.map((text) => text.replace(theirs, taken))
  const heads = chainOf(sha256, Buffer.from(chunk.prevHash, 'hex'), ops)
  const headHash = Buffer.from(heads.at(-1) ?? []).toString('hex')
  const { accountId } = sync.account() ?? { accountId: '' }
  const signature = b.counter.keys.sign(pushText(accountId, b.counter.deviceNo, chunk.from, chunk.to, headHash))
  server(a).push({ ...chunk, ops, headHash, signature })
  join([a])
  expect(kindsOf(a)).toContain('double-number')
  expect(a.counter.store.parties.byId(party.id)?.balanceMinor).toBe(170_00)
  expect(a.counter.store.entries.view(lastId(a))).toMatchObject({ number: '', text: expect.stringContaining(taken) })
  expect(verifyLedger(a.app.file()).firstFault).toBe(null)
})

test('fault 27: three counters work for three weeks without a line, and then all come at once', async () => {
  const one = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const sides = [await shop(one), await shop(one), await shop(one)]
  for (const { counter } of sides) counter.meet()
  for (const [at, { app }] of sides.entries()) {
    const party = ask.party(`Party ${at}`, 'customer')
    await app.call('party.add', party)
    for (let entry = 0; entry < 105; entry++) {
      if (entry % 5 === 0) app.clock.advance(86_400_000)
      await app.call('entry.record', ask.sale(party.id, 10_00 + entry, { cashMinor: entry }))
    }
  }
  join(sides)
  for (const { counter } of sides) expect(counter.store.entries.lastNo()).toBe(3 * 106)
  clean([sides[0], sides[1]] as never)
  clean([sides[1], sides[2]] as never)
}, 60_000)

const lastId = ({ counter }: Side): string => counter.store.entries.viewByNo(counter.store.entries.lastNo())?.id ?? ''
const server = ({ counter }: Side): OracleServer => counter.server
