import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import type { Output } from '#shared/contract/contract.ts'
import { reportTitle } from '#shared/reports/cell-text.ts'
import { askReport as run, seenRows as seen } from '#tests/support/ask-report.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp | null = null
afterEach(async () => {
  await shop?.close()
  shop = null
})

const DAYS = { fromOn: 20261101, toOn: 20261130 }
type Asked = Partial<Output<'report.run'>['query']>

/** A drawer of 2,000.00 of before; a credit sale, money got in two ways, a cash sale, tea, a deposit and a sale that was undone. */
async function openCounter(): Promise<{ of: TestApp; gupta: string }> {
  const of = await openTestShop()
  shop = of
  const gupta = ask.party('Gupta')
  await of.call('party.add', gupta)
  of.clock.set(20261122)
  await of.call('entry.record', ask.sale(gupta.id, 500_00))
  await of.call('entry.record', ask.got(gupta.id, { cashMinor: 100_00, upiMinor: 50_00 }))
  of.clock.set(20261123)
  await of.call('entry.record', ask.sale(null, 80_00, { cashMinor: 80_00 }))
  await of.call('entry.record', ask.expense('tea', 30_00))
  await of.call('entry.record', ask.contra('cash', 'bank', 1_000_00))
  const wrong = ask.sale(gupta.id, 70_00)
  await of.call('entry.record', wrong)
  await of.call('entry.reverse', { id: newId(), entryId: wrong.id, reason: 'typed twice' })
  return { of, gupta: gupta.id }
}

/** What the totals of all days say of money in and money out. */
async function moneyMoved(of: TestApp) {
  const { rows } = await run(of, 'totals', DAYS)
  return [rows[5]?.cells[1], rows[6]?.cells[1]]
}

describe('reports of a few days at the counter', () => {
  test('money in and out is what was taken and paid: no opening balance, no difference of a count, no deposit', async () => {
    const { of } = await openCounter()
    const count = { id: newId(), count: ask.count({ loose: 1_140_00 }) }
    await of.call('closing.count', count)
    const close = { id: newId(), countId: count.id, reason: 'short', toOwnerMinor: 0, toBankMinor: 0 }
    expect((await of.call('closing.close', close)).closing.overShortMinor).toBe(-10_00)
    expect(await moneyMoved(of)).toEqual([230_00, 30_00])
    of.clock.set(20261124)
    const over = { id: newId(), count: ask.count({ loose: 1_147_00 }) }
    await of.call('closing.count', over)
    await of.call('closing.close', { ...close, id: newId(), countId: over.id, reason: 'over' })
    expect(await moneyMoved(of)).toEqual([230_00, 30_00])
  })

  test('the trial balance stands on two equal sides', async () => {
    const { of } = await openCounter()
    const { rows, columns } = await run(of, 'trial-balance', { fromOn: 20261122 })
    expect(columns.map(({ key }) => key)).toEqual(
      'account opening debits credits debitBalance creditBalance'.split(' ')
    )
    expect(seen(rows)).toEqual([
      ['head', 'asset', null, null, null, null, null],
      ['line', 'cash', 2_000_00, 180_00, 1_030_00, 1_150_00, null],
      ['line', 'bank', 0, 1_000_00, 0, 1_000_00, null],
      ['line', 'upi', 0, 50_00, 0, 50_00, null],
      ['line', 'debtors', 0, 570_00, 220_00, 350_00, null],
      ['head', 'equity', null, null, null, null, null],
      ['line', 'opening', -2_000_00, 0, 0, null, 2_000_00],
      ['head', 'income', null, null, null, null, null],
      ['line', 'sales', 0, 70_00, 650_00, null, 580_00],
      ['head', 'expense', null, null, null, null, null],
      ['line', 'tea', 0, 30_00, 0, 30_00, null],
      ['total', 'total', 0, 1_900_00, 1_900_00, 2_580_00, 2_580_00]
    ])
  })

  test('the day book has every entry, its total what money and dues moved, and its pages are parts of it', async () => {
    const { of } = await openCounter()
    const all = await run(of, 'day-book')
    expect(all.rowCount).toBe(9)
    expect(seen(all.rows).map((row) => [row[1], row[3], row[6], row[7], row[10]])).toEqual([
      [20261121, 'opening', 2_000_00, 2_000_00, null],
      [20261122, 'sale', 500_00, null, 500_00],
      [20261122, 'got', 150_00, 100_00, -150_00],
      [20261123, 'sale', 80_00, 80_00, null],
      [20261123, 'expense', 30_00, -30_00, null],
      [20261123, 'contra', 1_000_00, -1_000_00, null],
      [20261123, 'sale', 70_00, null, 70_00],
      [20261123, 'reversal', 70_00, null, -70_00],
      ['total', null, null, 1_150_00, 350_00]
    ])
    const pages = await Promise.all([0, 2, 4, 6, 8].map((offset) => run(of, 'day-book', {}, { offset, limit: 2 })))
    expect(pages.flatMap(({ rows }) => rows)).toEqual(all.rows)
    expect(all.rows[1]?.target).toHaveProperty('entryId')
  })

  test('party balances are of everybody, of those who owe alone, or of those who are owed, and say which', async () => {
    const { of } = await openCounter()
    const asha = ask.party('Asha')
    const bina = ask.party('Bina')
    const even = ask.party('Even')
    for (const party of [asha, bina, even]) await of.call('party.add', party)
    await of.call('entry.record', ask.got(asha.id, { cashMinor: 25_00 }))
    await of.call('entry.record', ask.got(bina.id, { cashMinor: 40_00 }))
    await of.call('entry.record', ask.sale(even.id, 10_00))
    await of.call('entry.record', ask.got(even.id, { cashMinor: 10_00 }))
    const names = async (query: Asked) =>
      seen((await run(of, 'party-balances', query)).rows).map((row) => [row[1], ...row.slice(5, 9)])
    expect(await names({})).toEqual([
      ['Asha', 0, 25_00, null, 25_00],
      ['Bina', 0, 40_00, null, 40_00],
      ['Even', 10_00, 10_00, null, null],
      ['Gupta', 570_00, 220_00, 350_00, null],
      ['total', 580_00, 295_00, 350_00, 65_00]
    ])
    expect(await names({ side: 'get' })).toEqual([
      ['Gupta', 570_00, 220_00, 350_00, null],
      ['total', 570_00, 220_00, 350_00, 0]
    ])
    const owed = await run(of, 'party-balances', { side: 'give' })
    expect(seen(owed.rows).map((row) => [row[1], row[8]])).toEqual([
      ['Asha', 25_00],
      ['Bina', 40_00],
      ['total', 65_00]
    ])
    expect(owed.chart).toMatchObject({ labels: ['Bina', 'Asha'], series: [{ key: 'give', values: [40_00, 25_00] }] })
    const titleOf = (report: typeof owed) => reportTitle(report, (key) => key.split('.').at(-1) ?? '')
    expect(titleOf({ ...owed, about: '' })).toContain('titleAbout')
    expect(titleOf(await run(of, 'party-balances'))).toBe('party-balances')
    expect(titleOf(await run(of, 'ageing', { side: 'give' }))).toContain('titleAbout')
    // An ageing is never of both: what one is owed and what one owes do not add up.
    const owing = seen((await run(of, 'ageing', { side: 'get' })).rows)
    expect(owing.map((row) => row[1])).toEqual(['Gupta', 'total'])
    const aged = await run(of, 'ageing')
    expect(seen(aged.rows)).toEqual(owing)
    // On a roll there is room for two figures: what is owed, and the oldest of it.
    const figures = aged.columns.filter(({ kind }) => kind === 'money').toSorted((one, other) => one.rank - other.rank)
    expect(figures.slice(0, 2).map(({ key }) => key)).toEqual(['balance', 'older'])
  })

  test('an account of the day book says what stands there, and so does the cash book', async () => {
    const { of } = await openCounter()
    const cash = await run(of, 'cash-book', { fromOn: 20261123 })
    expect(seen(cash.rows).map((row) => row.slice(-3))).toEqual([
      [null, null, 2_100_00],
      [80_00, null, 2_180_00],
      [null, 30_00, 2_150_00],
      [null, 1_000_00, 1_150_00],
      [80_00, 1_030_00, 1_150_00]
    ])
    const sales = await run(of, 'day-book', { accountCode: 'sales' })
    expect(seen(sales.rows).map((row) => row.slice(-3))).toEqual([
      [null, null, 0],
      [null, 500_00, -500_00],
      [null, 80_00, -580_00],
      [null, 70_00, -650_00],
      [70_00, null, -580_00],
      [70_00, 650_00, -580_00]
    ])
    const paged = await Promise.all(
      [0, 2, 4].map((offset) => run(of, 'cash-book', { fromOn: 20261123 }, { offset, limit: 2 }))
    )
    expect(paged.flatMap(({ rows }) => rows)).toEqual(cash.rows)
    const steps = await run(of, 'cash-book', { step: 'day' })
    expect(seen(steps.rows)).toEqual([
      ['line', 20261121, 0, 2_000_00, 0, 2_000_00],
      ['line', 20261122, 2_000_00, 100_00, 0, 2_100_00],
      ['line', 20261123, 2_100_00, 80_00, 1_030_00, 1_150_00],
      ['total', 'total', 0, 2_180_00, 1_030_00, 1_150_00]
    ])
  })

  test('balances of parties are those of any day', async () => {
    const { of } = await openCounter()
    const today = await run(of, 'party-balances')
    expect(seen(today.rows)).toEqual([
      ['line', 'Gupta', '', '', 0, 570_00, 220_00, 350_00, null],
      ['total', 'total', '', '', 0, 570_00, 220_00, 350_00, 0]
    ])
    const before = await run(of, 'party-balances', { toOn: 20261121 })
    expect(before.rows).toEqual([])
    const later = await run(of, 'party-balances', { fromOn: 20261201, toOn: 20261231, isCompared: true })
    expect(seen(later.rows)[0]).toEqual(['line', 'Gupta', '', '', 350_00, 0, 0, 350_00, null, 350_00, 0])
    expect(later.before).toEqual({ fromOn: 20261101, toOn: 20261130 })
  })
})

describe('a run', () => {
  test('sees one moment of the book, and what came since in the next', async () => {
    const { of } = await openCounter()
    const before = await run(of, 'trial-balance')
    await of.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
    const after = await run(of, 'trial-balance')
    expect([before, after].map(({ rows }) => rows.at(-1)?.cells.slice(-2))).toEqual([
      [2_580_00, 2_580_00],
      [2_590_00, 2_590_00]
    ])
  })

  test('of two hundred years takes no longer than one of days', async () => {
    const { of } = await openCounter()
    const all: Asked = { fromOn: 19000101, toOn: 21001231 } as never
    expect(seen((await run(of, 'trial-balance', all)).rows)).toEqual(
      seen((await run(of, 'trial-balance', { fromOn: 20000101 })).rows)
    )
    expect((await run(of, 'cash-book', { ...all, step: 'month', isCompared: true })).rowCount).toBe(2)
  })

  test('that is called off fails so, and the next one is made', async () => {
    const { of } = await openCounter()
    const [runId, query] = [newId(), { report: 'trial-balance' as const, ...DAYS }]
    const first = of.failure('report.run', { runId, query, offset: 0, limit: 10 })
    await of.call('report.cancel', { runId })
    expect(await first).toEqual({ code: 'report/cancelled' })
    expect((await run(of, 'trial-balance')).rows).toHaveLength(12)
  })

  test('of days that end before they begin, and of an account that is not there, is refused', async () => {
    const { of } = await openCounter()
    const query = (more: object) => ({
      runId: newId(),
      query: { report: 'day-book' as const, ...DAYS, ...more },
      offset: 0,
      limit: 9
    })
    expect(await of.failure('report.run', query({ toOn: 20261001 }))).toMatchObject({ code: 'report/period-backwards' })
    expect(await of.failure('report.run', query({ accountCode: 'moon' }))).toEqual({ code: 'account/not-found' })
  })

  test('reads the file that lies there now', async () => {
    const { of } = await openCounter()
    await run(of, 'trial-balance')
    const db = new Sqlite(of.file(), { readonly: true })
    const copy = `${of.file()}.copy`
    db.exec(`VACUUM INTO '${copy}'`)
    db.close()
    const { renameSync } = await import('node:fs')
    const away = `${of.file()}.away`
    renameSync(of.file(), away)
    const asked = { runId: newId(), query: { report: 'trial-balance' as const, ...DAYS }, offset: 0, limit: 9 }
    expect(await of.failure('report.run', asked)).toMatchObject({ code: 'ledger/file-gone' })
    renameSync(away, of.file())
    expect((await run(of, 'trial-balance')).rows).toHaveLength(12)
  })
})
