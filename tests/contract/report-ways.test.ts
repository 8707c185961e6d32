import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Input } from '#shared/contract/contract.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(async () => {
  await shop.close()
})

const query = { report: 'trial-balance', fromOn: 20260401, toOn: 20270331 } as const
const kept: Input<'report.save'> = {
  ...{ key: 'k1', name: 'Month end', query, period: 'month', every: 'month', format: 'csv' }
}

test('a report that is kept is listed by name, replaced under its key, and forgotten', async () => {
  await shop.call('report.save', kept)
  await shop.call('report.save', { ...kept, name: 'महीने का अंत' })
  await shop.call('report.save', { ...kept, key: 'k2', name: 'Another', every: 'never' })
  expect((await shop.call('report.saved', {})).map(({ name }) => name).sort()).toEqual(['Another', 'महीने का अंत'])
  await shop.call('report.forget', { key: 'k1' })
  await shop.call('report.forget', { key: 'k1' })
  expect((await shop.call('report.saved', {})).map(({ key }) => key)).toEqual(['k2'])
  expect((await shop.call('ledger.verify', {})).isClean).toBe(true)
})

test('a name or a key of nothing is refused, and a paper that nobody can print says why', async () => {
  await expect(shop.call('report.save', { ...kept, name: '' })).rejects.toThrow('too_small')
  const print = { id: newId(), query, paper: 'sheet' } as const
  expect(await shop.failure('report.print', print)).toEqual({ code: 'report/no-sheet-printer' })
})

test('a report on the roll is a job of its own, and asking twice prints it once', async () => {
  await shop.call('entry.record', ask.sale(null, 260_00, { cashMinor: 260_00 }))
  const print = { id: newId(), query, paper: 'roll' } as const
  for (let times = 0; times < 2; times++) expect(await shop.call('report.print', print)).toEqual({ jobId: print.id })
  const jobs = await shop.call('print.queue', { limit: 20 })
  expect(jobs.filter(({ kind }) => kind === 'report')).toMatchObject([{ id: print.id }])
})

test('one that makes itself and has no place to lie says so in the list, and is made as soon as there is one', async () => {
  const open = await openTestShop({ drivesPrinters: true })
  try {
    const shelf = path.join(open.folder, 'Counterbook', 'Reports')
    // A file where the folder should be: nobody can write below it, whoever he is.
    writeFileSync(shelf, '')
    await open.call('report.save', kept)
    const aMinuteLater = async () => {
      open.clock.advance(60_000)
      open.beat()
      return (await open.call('report.saved', {}))[0]?.notMade
    }
    await expect
      .poll(aMinuteLater, { timeout: 30_000 })
      .toEqual({ code: 'report/folder-not-writable', params: { folder: expect.stringContaining('Reports') } })
    rmSync(shelf)
    await expect.poll(aMinuteLater, { timeout: 30_000 }).toBeNull()
    const made = readdirSync(shelf, { recursive: true, encoding: 'utf8' })
    expect(made.filter((name) => name.endsWith('Month end.csv'))).toHaveLength(1)
  } finally {
    await open.close()
  }
})
