import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawerLines } from '#shared/closing/day-figures.ts'
import { minor } from '#shared/money/money.ts'
import { ask, newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop({ run: { openingCashMinor: minor(1_000_00) } })
})
afterEach(() => shop.close())

const cashSale = (amount: number) => shop.call('entry.record', ask.sale(null, amount, { cashMinor: amount }))

async function count(loose: number): Promise<string> {
  const id = newId()
  await shop.call('closing.count', { id, count: ask.count({ loose }) })
  return id
}

async function handOver(person: string, loose: number, change: Partial<{ reason: string; toOwnerMinor: number }> = {}) {
  const request = { id: newId(), countId: await count(loose), reason: '', toOwnerMinor: 0, toBankMinor: 0, person }
  return shop.call('shift.handOver', { ...request, ...change })
}

const close = async (countId: string | null, reason = '') =>
  (await shop.call('closing.close', { id: newId(), countId, reason, toOwnerMinor: 0, toBankMinor: 0 })).closing

test('two cashiers: each counts what he leaves, bears his own entries, and stands in the Z with what he was over or short', async () => {
  await cashSale(500_00)
  const { shift } = await handOver('Asha', 1_490_00, { reason: 'change', toOwnerMinor: 490_00 })
  expect(shift).toMatchObject({
    personName: 'Ravi',
    overShortMinor: -10_00,
    nextFloatMinor: 1_000_00,
    nextPersonName: 'Asha',
    figures: { cashSalesMinor: 500_00, expectedMinor: 1_500_00, openingFloatMinor: 1_000_00 }
  })
  expect(drawerLines(shift.figures)).toBe(shift.figures.expectedMinor)
  expect((await cashSale(200_00)).entry.personName).toBe('Asha')
  expect((await shop.call('counter.summary', {})).personName).toBe('Asha')
  const z = await close(await count(1_205_00), 'found')
  expect(z.shifts).toMatchObject([
    { personName: 'Ravi', overShortMinor: -10_00 },
    { personName: 'Asha', overShortMinor: 5_00, figures: { cashSalesMinor: 200_00, openingFloatMinor: 1_000_00 } }
  ])
  const [, asha] = z.shifts
  expect(asha && drawerLines(asha.figures)).toBe(1_200_00)
  expect(z).toMatchObject({
    personName: 'Asha',
    overShortMinor: 5_00,
    nextFloatMinor: 1_205_00,
    figures: { cashSalesMinor: 700_00, handoverDifferenceMinor: -10_00, toOwnerMinor: 490_00, expectedMinor: 1_200_00 }
  })
  expect(drawerLines(z.figures)).toBe(1_200_00)
  // The count of a handover is none of the Z's own.
  expect(z.counts.map(({ countedMinor }) => countedMinor)).toEqual([1_205_00])
  expect((await shop.call('account.list', {})).find(({ code }) => code === 'over-short')?.balanceMinor).toBe(5_00)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  // The next day begins without a cashier: the person of the settings works.
  expect(await shop.call('shift.state', {})).toMatchObject({ current: null, ended: [] })
})

test('without a handover a Z holds no shifts, and everything is as it was', async () => {
  await cashSale(100_00)
  const z = await close(await count(1_100_00))
  expect(z).toMatchObject({ personName: 'Ravi', shifts: [], figures: { handoverDifferenceMinor: 0 } })
})

test('a cashier takes over what the Z left before anything is entered; later he is handed it', async () => {
  await shop.call('shift.begin', { id: newId(), person: ' Asha  Devi ' })
  expect((await cashSale(100_00)).entry.personName).toBe('Asha Devi')
  shop.clock.advance(3_600_000)
  const { shift } = await handOver('Vikram', 1_100_00)
  expect(shift).toMatchObject({ personName: 'Asha Devi', overShortMinor: 0, figures: { openingFloatMinor: 1_000_00 } })
  expect(await shop.failure('shift.begin', { id: newId(), person: 'Ravi' })).toMatchObject({
    code: 'shift/count-first'
  })
  const { current, ended, people } = await shop.call('shift.state', {})
  expect([current?.personName, ended.map(({ personName }) => personName)]).toEqual(['Vikram', ['Asha Devi']])
  expect([people[0], [...people].sort()]).toEqual(['Vikram', ['Asha Devi', 'Ravi', 'Vikram']])
})

test('a handover asked again is answered as the one that was made; the same id for another is refused', async () => {
  const request = {
    ...{ id: newId(), countId: await count(990_00), reason: 'coin', toOwnerMinor: 0, toBankMinor: 0 },
    person: 'Asha'
  }
  const first = await shop.call('shift.handOver', request)
  expect(await shop.call('shift.handOver', request)).toEqual({ ...first, outcome: 'exists' })
  expect(await shop.failure('shift.handOver', { ...request, person: 'Vikram' })).toMatchObject({
    code: 'entry/id-reused'
  })
  expect((await shop.call('counter.summary', {})).drawerMinor).toBe(990_00)
})

test('a count hands over or closes once, a difference wants its reason, and somebody must take over', async () => {
  const countId = await count(990_00)
  const request = { id: newId(), countId, reason: '', toOwnerMinor: 0, toBankMinor: 0, person: 'Asha' }
  expect(await shop.failure('shift.handOver', request)).toMatchObject({ code: 'closing/reason-needed' })
  const why = { ...request, reason: 'coin' }
  expect(await shop.failure('shift.handOver', { ...why, person: ' ' })).toMatchObject({ code: 'shift/name-needed' })
  expect(await shop.failure('shift.handOver', { ...why, toOwnerMinor: 991_00 })).toMatchObject({
    code: 'closing/float-exceeds-count'
  })
  await shop.call('shift.handOver', why)
  expect(await shop.failure('shift.handOver', { ...why, id: newId() })).toMatchObject({ code: 'closing/count-used' })
  const close = { id: newId(), countId, reason: 'x', toOwnerMinor: 0, toBankMinor: 0 }
  expect(await shop.failure('closing.close', close)).toMatchObject({ code: 'closing/count-used' })
  expect((await shop.call('closing.status', {})).counts).toEqual([])
})

test('who took the drawer over still has it when the shop is opened again', async () => {
  await handOver('Asha', 1_000_00)
  const again = openTestApp({ folder: shop.folder, keep: true, clock: shop.clock })
  try {
    expect((await again.call('counter.summary', {})).personName).toBe('Asha')
    expect(await again.call('shift.state', {})).toMatchObject({ current: { personName: 'Asha' } })
  } finally {
    await again.close()
  }
})

test('each shift and the Z are printed, a shift again as a duplicate', async () => {
  const { shift } = await handOver('Asha', 1_000_00)
  await close(await count(1_000_00))
  const kinds = (await shop.call('print.queue', { limit: 20 })).map(({ kind, title }) => `${kind} ${title}`)
  expect(kinds.sort()).toEqual(['closing Z report 1', 'x-report Shift report'])
  await shop.call('print.shift', { id: newId(), shiftId: shift.id })
  expect(await shop.call('print.queue', { limit: 20 })).toHaveLength(3)
})

test('an X of the open shift is of that shift alone, and nothing is closed by it', async () => {
  await cashSale(500_00)
  expect(await shop.failure('closing.figures', { ofShift: true })).toMatchObject({ code: 'shift/none-open' })
  expect(await shop.failure('print.figures', { id: newId(), ofShift: true })).toMatchObject({ code: 'shift/none-open' })
  await handOver('Asha', 1_500_00)
  await cashSale(200_00)
  const shift = await shop.call('closing.figures', { ofShift: true })
  expect(shift).toMatchObject({ cashSalesMinor: 200_00, openingFloatMinor: 1_500_00, expectedMinor: 1_700_00 })
  expect(drawerLines(shift)).toBe(1_700_00)
  expect(await shop.call('closing.figures', {})).toMatchObject({ cashSalesMinor: 700_00, expectedMinor: 1_700_00 })
  const id = newId()
  expect(await shop.call('print.figures', { id, ofShift: true })).toMatchObject({ id, kind: 'x-report' })
  expect((await shop.call('print.paper', { jobId: id })).png.length).toBeGreaterThan(0)
  expect(await shop.call('shift.state', {})).toMatchObject({ current: { personName: 'Asha' } })
  const z = await close(await count(1_700_00))
  expect(z.shifts.at(-1)).toMatchObject({ personName: 'Asha', figures: { cashSalesMinor: 200_00 } })
})
