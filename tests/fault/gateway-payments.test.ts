import { afterEach, describe, expect, test } from 'vitest'
import { reviewPayments } from '#main/app/list-payments.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { minor } from '#shared/money/money.ts'
import { linkReference } from '#shared/payments/link-reference.ts'
import { isServerKind } from '#shared/sync/wire-op.ts'
import { bookOf } from '#tests/property/sync-player.ts'
import { gatewayFacts, returnFacts } from '#tests/support/gateway-payment.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'

interface Shop {
  readonly app: TestApp
  readonly counter: SyncCounter
}

let open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.toReversed()) await one.close()
  open = []
})

async function shop(server: OracleServer): Promise<Shop> {
  const app = openTestApp()
  await app.call('shop.create', firstRun({ openingCashMinor: minor(1_000_00) }))
  const counter = new SyncCounter(app.file(), server)
  open.push(app, counter)
  return { app, counter }
}

/** Two counters, and a customer who owes 500.00, known to both. */
async function twoWithParty() {
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const [a, b] = [await shop(server), await shop(server)]
  for (const one of [a, b]) one.counter.meet()
  const party = ask.party('Ramesh', 'customer')
  await a.app.call('party.add', party)
  const sale = ask.sale(party.id, 500_00)
  await a.app.call('entry.record', sale)
  meet(a, b)
  return { server, a, b, partyId: party.id, billId: sale.id }
}

/** Everybody sends, then everybody takes. */
function meet(...shops: Shop[]): void {
  for (const { counter } of shops) counter.push(100)
  for (const { counter } of shops) counter.pull(1_000)
}

function alike(...shops: Shop[]): void {
  const books = shops.map(({ app }) => bookOf(app.file()))
  for (const [at, { app, counter }] of shops.entries()) {
    expect(verifyLedger(app.file()).firstFault).toBe(null)
    expect(counter.store.sync.aside(20)).toEqual([])
    expect(books[at]).toEqual(books[0])
  }
}

const balance = ({ counter }: Shop, partyId: string) => counter.store.parties.byId(partyId)?.balanceMinor
const proved = async ({ app }: Shop) =>
  (await app.call('payment.list', { filter: 'proved', offset: 0, limit: 20 })).payments
const unplaced = async ({ counter }: Shop) => reviewPayments(counter.store).missingLines

describe('a payment that a gateway proved', () => {
  test('is one proved receipt of the party on every counter, with the gateway’s number in its text', async () => {
    const { server, a, b, partyId } = await twoWithParty()
    server.record(gatewayFacts({ payment: 'pay_1', amount: 200_00, party: partyId }))
    meet(a, b)
    meet(a, b)
    alike(a, b)
    for (const one of [a, b]) {
      expect(balance(one, partyId)).toBe(300_00)
      expect(await proved(one)).toMatchObject([
        { text: 'razorpay pay_1', amountMinor: 200_00, state: 'proved', proved: { reasons: ['gateway'] } }
      ])
      expect(await unplaced(one)).toEqual([])
      expect(one.counter.store.sync.counts()).toMatchObject({ noticesToSee: 0, waitingOps: 0 })
    }
    // No counter tells it to the others: the server did.
    expect(server.chunks.filter(({ deviceNo }) => deviceNo === 0)).toHaveLength(1)
  })

  test('that the server tells twice, as after an old backup, counts once', async () => {
    const { server, a, b, partyId } = await twoWithParty()
    const facts = gatewayFacts({ payment: 'pay_1', amount: 200_00, party: partyId })
    server.record(facts)
    a.counter.pull(100)
    server.record(facts)
    meet(a, b)
    alike(a, b)
    expect(balance(a, partyId)).toBe(300_00)
    expect(await proved(b)).toHaveLength(1)
  })

  test('settles the bill that the link was for', async () => {
    const { server, a, b, partyId, billId } = await twoWithParty()
    await a.app.call('entry.record', ask.sale(partyId, 80_00))
    const second = ask.sale(partyId, 70_00)
    await a.app.call('entry.record', second)
    meet(a, b)
    const reference = linkReference({ type: 'bill', entryId: second.id })
    server.record(gatewayFacts({ payment: 'pay_2', amount: 70_00, party: partyId, reference }))
    meet(a, b)
    alike(a, b)
    for (const { app } of [a, b]) {
      const open = (await app.call('credit.brief', { partyId })).items.filter(({ openMinor }) => openMinor > 0)
      expect(open.map(({ entryId }) => entryId)).not.toContain(second.id)
      expect(open.map(({ entryId }) => entryId)).toContain(billId)
    }
  })

  test('proves the entry that waits for it, and makes no second one', async () => {
    const { server, a, b } = await twoWithParty()
    const sale = ask.sale(null, 120_00, { upiMinor: 120_00 })
    await b.app.call('entry.record', sale)
    meet(a, b)
    const before = a.counter.store.entries.lastNo()
    const reference = linkReference({ type: 'waits', entryId: sale.id })
    server.record(gatewayFacts({ payment: 'pay_3', amount: 120_00, reference }))
    meet(a, b)
    alike(a, b)
    expect(a.counter.store.entries.lastNo()).toBe(before)
    for (const one of [a, b]) expect((await proved(one)).map(({ entryId }) => entryId)).toEqual([sale.id])
  })

  test('of another amount than an entry waits for proves nothing, and is kept for somebody to place', async () => {
    const { server, a, b } = await twoWithParty()
    const sale = ask.sale(null, 120_00, { upiMinor: 120_00 })
    await b.app.call('entry.record', sale)
    meet(a, b)
    const reference = linkReference({ type: 'waits', entryId: sale.id })
    server.record(gatewayFacts({ payment: 'pay_3', amount: 20_00, asked: 120_00, reference }))
    meet(a, b)
    alike(a, b)
    for (const one of [a, b]) {
      expect(await proved(one)).toEqual([])
      expect(await unplaced(one)).toMatchObject([{ amountMinor: 20_00, text: 'razorpay pay_3' }])
    }
  })

  test('of nobody by name is kept for the owner to place, and he does', async () => {
    const { server, a, b, partyId } = await twoWithParty()
    server.record(gatewayFacts({ payment: 'pay_4', amount: 55_00 }))
    meet(a, b)
    const [line] = await unplaced(a)
    expect(line).toMatchObject({ amountMinor: 55_00, text: 'razorpay pay_4' })
    const got = ask.got(partyId, { upiMinor: minor(55_00) })
    await a.app.call('entry.record', got)
    await a.app.call('payment.prove', { proofs: [{ entryId: got.id, fingerprint: line?.fingerprint ?? '' }] })
    meet(a, b)
    alike(a, b)
    expect([balance(a, partyId), balance(b, partyId)]).toEqual([445_00, 445_00])
    expect(await unplaced(b)).toEqual([])
  })

  test('in another currency is in no account, and a notice says so', async () => {
    const { server, a, b, partyId } = await twoWithParty()
    server.record(gatewayFacts({ payment: 'pay_5', amount: 200_00, party: partyId, currency: 'USD' }))
    meet(a, b)
    alike(a, b)
    expect(balance(a, partyId)).toBe(500_00)
    expect(await b.app.call('sync.notices', { onlyToSee: true })).toMatchObject([
      { kind: 'other-currency', details: { payment: 'pay_5', currency: 'USD' } }
    ])
  })

  test('waits where its party did not come yet, and is taken with it', async () => {
    const { server, a, b } = await twoWithParty()
    const late = ask.party('Late', 'customer')
    server.record(gatewayFacts({ payment: 'pay_6', amount: 30_00, party: late.id }))
    b.counter.pull(100)
    expect(b.counter.store.sync.aside(20).length).toBeGreaterThan(0)
    await a.app.call('party.add', late)
    meet(a, b)
    b.counter.store.sync.retryAside(b.counter.keys, 1_800_000_000_000)
    alike(a, b)
    expect([balance(a, late.id), balance(b, late.id)]).toEqual([-30_00, -30_00])
  })

  test('that is undone on one counter while its proof is taken back on the other ends alike', async () => {
    const { server, a, b, partyId } = await twoWithParty()
    server.record(gatewayFacts({ payment: 'pay_7', amount: 200_00, party: partyId }))
    meet(a, b)
    const [payment] = await proved(a)
    const entryId = payment?.entryId ?? ''
    await a.app.call('entry.reverse', { id: ask.party('x', 'customer').id, entryId, reason: 'refunded' })
    await b.app.call('payment.doubt', { entryId, reason: 'refunded' })
    meet(a, b)
    meet(a, b)
    alike(a, b)
    expect([balance(a, partyId), balance(b, partyId)]).toEqual([500_00, 500_00])
  })
})

describe('money that a gateway sends back', () => {
  const notices = ({ app }: Shop) => app.call('sync.notices', { onlyToSee: true })

  test('is told in words with party, paper and amount, and changes no account and no proof', async () => {
    const { server, a, b, partyId, billId } = await twoWithParty()
    const reference = linkReference({ type: 'bill', entryId: billId })
    server.record(gatewayFacts({ payment: 'pay_1', amount: 200_00, party: partyId, reference }))
    const back = { payment: 'pay_1', id: 'rfnd_1', amount: 50_00, party: partyId, reference }
    server.record(returnFacts({ ...back, what: 'payment-refunded' }))
    meet(a, b)
    meet(a, b)
    alike(a, b)
    for (const one of [a, b]) {
      expect(balance(one, partyId)).toBe(300_00)
      expect(await proved(one)).toHaveLength(1)
      expect(await notices(one)).toMatchObject([
        {
          kind: 'payment-refunded',
          counterName: '',
          details: { party: 'Ramesh', amountMinor: 50_00, payment: 'razorpay pay_1', id: 'rfnd_1', on: '22-11-2026' }
        }
      ])
    }
  })

  test('is one notice however often the server tells it, and each part is one of its own', async () => {
    const { server, a, b, partyId } = await twoWithParty()
    server.record(gatewayFacts({ payment: 'pay_1', amount: 200_00, party: partyId }))
    const part = (id: string, amount: number) =>
      returnFacts({ payment: 'pay_1', party: partyId, id, amount, what: 'payment-refunded' })
    server.record(part('rfnd_1', 50_00))
    a.counter.pull(100)
    server.record(part('rfnd_1', 50_00))
    server.record(part('rfnd_2', 150_00))
    meet(a, b)
    alike(a, b)
    for (const one of [a, b])
      expect((await notices(one)).map(({ details }) => details.id).sort()).toEqual(['rfnd_1', 'rfnd_2'])
  })

  test('a dispute says by when it is to be answered, and how it ended', async () => {
    const { server, a, b } = await twoWithParty()
    const back = { payment: 'pay_1', id: 'disp_1', amount: 200_00 }
    server.record(returnFacts({ ...back, what: 'payment-disputed', untilMs: Date.UTC(2026, 10, 29, 6) }))
    server.record(returnFacts({ ...back, what: 'dispute-lost' }))
    meet(a, b)
    alike(a, b)
    const told = await notices(b)
    expect(told.map(({ kind }) => kind).sort()).toEqual(['dispute-lost', 'payment-disputed'])
    expect(told.find(({ kind }) => kind === 'payment-disputed')?.details.until).toBe('29-11-2026')
  })

  test('of another currency tells no amount of this book, and what nobody can read stands aside', async () => {
    const { server, a, b } = await twoWithParty()
    const back = { payment: 'pay_1', id: 'rfnd_1', amount: 200_00, what: 'payment-refunded' } as const
    server.record(returnFacts({ ...back, currency: 'USD' }))
    meet(a, b)
    alike(a, b)
    const [notice] = await notices(a)
    expect(notice?.details).toMatchObject({ currency: 'USD' })
    expect(notice?.details).not.toHaveProperty('amountMinor')
    const [fact] = returnFacts(back)
    server.record([{ kind: 'payment.returned', body: { ...fact?.body, what: 'burnt' } }])
    meet(a)
    expect(a.counter.store.sync.aside(20)).toMatchObject([{ reason: 'unreadable' }])
  })

  test('a counter cannot say it: it is the server’s word alone', async () => {
    expect(isServerKind('payment.returned')).toBe(true)
    for (const kind of ['definition.put', 'entry.post', 'payment.doubt', 'entry.reverse', 'settings.change'])
      expect(isServerKind(kind)).toBe(false)
  })
})
