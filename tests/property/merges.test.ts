import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { bookDate } from '#shared/calendar/book-date.ts'
import { zReportQuery } from '#shared/reports/report.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

const PARTIES = 4
const place = fc.nat(PARTIES - 1)
const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('sale' as const), on: place, amount: fc.integer({ min: 1, max: 9_999 }) })
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('got' as const), on: place, amount: fc.integer({ min: 1, max: 9_999 }) })
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('merge' as const), on: place, into: place }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('unmerge' as const), on: place }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('reverse' as const), at: fc.nat(30) }) }
)

interface Model {
  /** What each party's own entries come to; moves are between, and come to nothing. */
  readonly own: number[]
  readonly into: (number | null)[]
  readonly takenBack: Set<number>
  readonly entries: { id: string; on: number; credit: number; isUndone: boolean }[]
}

const endOf = (model: Model, on: number): number => {
  const next = model.into[on] ?? null
  return next === null ? on : endOf(model, next)
}

test('any order of entries, merges and their undoing keeps every balance, every line and a clean book', async () => {
  const done = { merges: 0, unmerges: 0, follow: 0, reversed: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 24 }), async (sequence) => {
      const shop = await openTestShop()
      try {
        const ids: string[] = []
        for (let at = 0; at < PARTIES; at++) ids.push((await shop.call('party.add', ask.party(`Party ${at}`))).party.id)
        const model: Model = { own: ids.map(() => 0), into: ids.map(() => null), takenBack: new Set(), entries: [] }
        for (const one of sequence) await play(shop, ids, model, one, done)
        await check(shop, ids, model)
        expect(verifyLedger(shop.file())).toMatchObject({ isClean: true, firstFault: null })
      } finally {
        await shop.close()
      }
    }),
    { numRuns: Number(process.env.MERGE_RUNS ?? 15) }
  )
  expect(done.merges).toBeGreaterThan(0)
  expect(done.follow).toBeGreaterThan(0)
  expect(done.reversed).toBeGreaterThan(0)
}, 300_000)

type Command = typeof command extends fc.Arbitrary<infer One> ? One : never

async function play(shop: TestApp, ids: string[], model: Model, one: Command, done: Record<string, number>) {
  const id = (at: number) => ids[at] ?? ''
  const move = { outId: newId(), inId: newId() }
  if (one.does === 'sale' || one.does === 'got') {
    const request =
      one.does === 'sale' ? ask.sale(id(one.on), one.amount) : ask.got(id(one.on), { cashMinor: one.amount })
    await shop.call('entry.record', request)
    const credit = one.does === 'sale' ? one.amount : -one.amount
    model.own[one.on] = (model.own[one.on] ?? 0) + credit
    model.entries.push({ id: request.id, on: one.on, credit, isUndone: false })
    if (model.into[one.on] !== null) done.follow = (done.follow ?? 0) + 1
  } else if (one.does === 'merge') {
    const isRefused = one.on === one.into || model.into[one.on] !== null || model.into[one.into] !== null
    const again = model.into[one.on] === one.into && one.on !== one.into
    const failure = await shop.failure('party.merge', { partyId: id(one.on), intoId: id(one.into), ...move })
    expect(failure === null).toBe(!isRefused || again)
    if (failure !== null || again) return
    model.into[one.on] = one.into
    done.merges = (done.merges ?? 0) + 1
  } else if (one.does === 'unmerge') {
    const into = model.into[one.on] ?? null
    const isRefused = into === null || model.into[into] !== null
    const failure = await shop.failure('party.unmerge', { partyId: id(one.on), ...move })
    // What was taken back without anything to move answers that it is done, whoever asks again.
    if (into !== null || !model.takenBack.has(one.on)) expect(failure === null).toBe(!isRefused)
    if (failure !== null || into === null) return
    model.into[one.on] = null
    model.takenBack.add(one.on)
    done.unmerges = (done.unmerges ?? 0) + 1
  } else {
    const entry = model.entries[one.at % Math.max(1, model.entries.length)]
    if (entry === undefined || entry.isUndone) return
    await shop.call('entry.reverse', { id: newId(), entryId: entry.id, reason: 'wrong' })
    entry.isUndone = true
    if (model.into[entry.on] !== null) done.reversed = (done.reversed ?? 0) + 1
    model.own[entry.on] = (model.own[entry.on] ?? 0) - entry.credit
  }
}

/** The report says what the screen's statement does, whatever page it is read by. */
async function checkReport(shop: TestApp, partyId: string, expected: number, count: number): Promise<void> {
  const query = {
    report: 'party-statement' as const,
    fromOn: bookDate(1900, 1, 1),
    toOn: bookDate(2100, 12, 31),
    partyId
  }
  const page = (offset: number, limit: number) =>
    shop.call('report.run', { runId: newId(), query: zReportQuery.parse(query), offset, limit })
  const report = await page(0, 200)
  expect(report.rows.filter(({ kind }) => kind === 'line')).toHaveLength(count)
  if (count > 0) expect(report.rows.at(-1)?.cells.at(-1)).toBe(expected)
  const again = []
  for (let offset = 0; offset < report.rowCount; offset += 2) again.push(...(await page(offset, 2)).rows)
  expect(again).toEqual(report.rows)
}

async function check(shop: TestApp, ids: readonly string[], model: Model): Promise<void> {
  for (const [at, partyId] of ids.entries()) {
    const members = ids.map((_, other) => other).filter((other) => endOf(model, other) === at)
    const expected = members.reduce((sum, other) => sum + (model.own[other] ?? 0), 0)
    const { party, lines, openingMinor } = await shop.call('party.statement', {
      partyId,
      beforeEntryNo: null,
      limit: 1000
    })
    if (model.into[at] !== null) {
      expect(party.balanceMinor).toBe(0)
      continue
    }
    expect(party.balanceMinor).toBe(expected)
    await checkReport(shop, partyId, expected, lines.length)
    expect(openingMinor).toBe(0)
    expect(lines.at(-1)?.balanceAfterMinor ?? 0).toBe(expected)
    const own = new Set(lines.map((line) => line.id))
    for (const entry of model.entries) if (members.includes(entry.on)) expect(own.has(entry.id)).toBe(true)
    const numbers = lines.map((line) => line.entryNo)
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right))
  }
}
