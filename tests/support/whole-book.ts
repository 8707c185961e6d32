import { minor } from '#shared/money/money.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, type TestClock, testClock } from './open-app.ts'
import { recordFacts } from './whole-facts.ts'
import { goodsDay } from './whole-goods.ts'

export interface WholeBook {
  /** The folder of the install; the book lies in it. */
  readonly folder: string
  readonly file: string
  readonly clock: TestClock
}

/**
 * A book that has a row of everything in it: every kind of entry, both kinds of parties, a changed and an archived one,
 * a new expense head, payments that wait and that were claimed, two counts, two closings, a warning, a clock that jumped
 * back, and all that goods leave. The app is closed again, so the write-ahead log is folded into the file.
 */
export async function makeWholeBook(): Promise<WholeBook> {
  const clock = testClock()
  const shop = openTestApp({ clock, keep: true })
  await shop.call('shop.create', firstRun())
  const file = shop.file()
  try {
    await firstDay(shop)
    await secondDay(shop)
  } finally {
    await shop.close()
  }
  recordFacts(file, { atMs: clock.now().epochMs, offsetMinutes: clock.now().offsetMinutes, person: 'Asha' })
  return { folder: shop.folder, file, clock }
}

async function firstDay(shop: TestApp): Promise<void> {
  const ramesh = await addParty(shop, 'रमेश किराना')
  const suresh = await addParty(shop, 'Suresh Stores')
  const mill = await addParty(shop, 'Lakshmi Mill', 'supplier')
  await shop.call('account.add', { id: newId(), name: 'Diwali sweets' })
  await shop.call('entry.record', {
    ...ask.sale(ramesh, 1_250_00, { cashMinor: 500_00 }),
    text: 'rice',
    note: 'by van'
  })
  await shop.call('entry.record', {
    ...ask.sale(null, 260_00, { cashMinor: 500_00, changeMinor: 240_00 }),
    lines: [
      { text: 'soap', amountMinor: 200_00 },
      { text: 'salt', amountMinor: 60_00 }
    ]
  })
  await shop.call('entry.record', ask.got(ramesh, { cashMinor: 200_00, upiMinor: 100_00 }))
  const paid = await shop.call('entry.record', ask.sale(suresh, 80_00, { upiMinor: 80_00 }))
  await shop.call('upi.mark', { id: newId(), entryId: paid.entry.id, state: 'claimed' })
  await shop.call('entry.record', { ...ask.sale(suresh, 50_00, { cashMinor: 90_00 }) })
  await shop.call('entry.record', {
    ...ask.gave(mill, 0),
    kind: 'purchase',
    partyId: mill,
    amountMinor: 900_00,
    paid: { cashMinor: 100_00, upiMinor: 0, bankMinor: 50_00 }
  })
  await shop.call('entry.record', ask.gave(mill, 150_00))
  await shop.call('entry.record', {
    ...ask.gave(ramesh, 0),
    kind: 'sale-return',
    partyId: ramesh,
    amountMinor: 120_00,
    paid: { cashMinor: 20_00, upiMinor: 0, bankMinor: 0 }
  })
  await shop.call('entry.record', ask.expense('tea', 60_00))
  await shop.call('entry.record', ask.contra('cash', 'bank', 300_00))
  await shop.call('entry.record', ask.contra('owner', 'cash', 40_00))
  const wrong = await shop.call('entry.record', ask.sale(null, 99_00, { cashMinor: 99_00 }))
  await shop.call('entry.reverse', { id: newId(), entryId: wrong.entry.id, reason: 'typed twice' })
  await close(shop, -10_00, 500_00)
}

async function secondDay(shop: TestApp): Promise<void> {
  const id = newId()
  const kamal = await addParty(shop, 'Kamal', 'customer', id)
  const fields = { id, kind: 'customer' as const, phone: '9414012345', place: 'Jaipur', alias: 'kk' }
  await shop.call('party.change', { ...fields, name: 'Kamal Kishor', isArchived: false })
  await shop.call('party.change', { ...fields, name: 'Kamal Kishor', isArchived: true })
  await shop.call('settings.change', { receiptFoot: 'धन्यवाद', rolloverHour: 3 })
  await shop.call('settings.change', { receiptFoot: 'Come again' })
  await shop.call('entry.record', ask.sale(kamal, 2_10_000_00, { cashMinor: 2_10_000_00 }))
  shop.clock.advance(-3_600_000)
  await shop.call('entry.record', { ...ask.sale(kamal, 75_00), occurredOn: 20261120 })
  shop.clock.advance(7_200_000)
  const undone = await shop.call('entry.record', ask.contra('cash', 'owner', 10_00))
  await shop.call('entry.reverse', { id: newId(), entryId: undone.entry.id, reason: 'not today' })
  await goodsDay(shop, kamal, await addParty(shop, 'Mehta Mills', 'supplier'))
  await close(shop, 5_00, 0)
  await shop.call('entry.record', ask.got(kamal, { upiMinor: 25_00 }))
  await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
}

export async function addParty(
  shop: TestApp,
  name: string,
  kind: 'customer' | 'supplier' = 'customer',
  id = newId()
): Promise<string> {
  return (await shop.call('party.add', ask.party(name, kind, id))).party.id
}

/** Closes the day with a count that differs from the book by so much. */
export async function close(shop: TestApp, overShortMinor: number, toOwnerMinor: number): Promise<void> {
  const { drawerMinor } = await shop.call('counter.summary', {})
  const count = { id: newId(), count: ask.count({ loose: minor(drawerMinor + overShortMinor) }) }
  await shop.call('closing.count', { id: newId(), count: ask.count({ loose: 1_00 }) })
  await shop.call('closing.count', count)
  await shop.call('closing.close', { id: newId(), countId: count.id, reason: 'change', toOwnerMinor, toBankMinor: 0 })
}
