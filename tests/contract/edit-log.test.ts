// The edit log is the journal: every op is in it, once, in order, whatever page size it is read by.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { opsOfFile } from '#tests/support/book-ops.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const ALL = { group: 'all', personName: '', fromOn: null, toOn: null, text: '' } as const
const OWNER = { id: newId(), name: 'Sharma ji', pin: '4711' }

async function workedOn() {
  let saveAs = ''
  const dialogs = { ...noDialogs, chooseSaveFile: async (name: string) => (saveAs = path.join(shop.folder, name)) }
  shop = openTestApp({ facing: { dialogs } })
  await shop.call('shop.create', firstRun())
  const ramesh = newId()
  await shop.call('party.add', ask.party('Ramesh', 'customer', ramesh))
  await shop.call('entry.record', ask.sale(ramesh, 500_00))
  const sold = await shop.call('entry.record', ask.sale(null, 120_00, { cashMinor: 120_00 }))
  await shop.call('person.turnOn', OWNER)
  await shop.call('entry.reverse', { id: newId(), entryId: sold.entry.id, reason: 'typed twice' })
  await shop.call('settings.change', { counterName: 'Front' })
  return { saved: () => readFileSync(saveAs, 'utf8') }
}

test('it names every op of the chain once, newest first, by any page size', async () => {
  await workedOn()
  const ops = opsOfFile(shop.file()).map((bytes) => JSON.parse(bytes) as { n: number; k: string; u: string })
  for (const limit of [1, 3, 500]) {
    const rows = []
    let beforeN: number | null = null
    do {
      const page: { rows: { n: number; kind: string; personName: string }[]; nextBeforeN: number | null } =
        await shop.call('editLog.read', { filter: ALL, beforeN, limit })
      rows.push(...page.rows)
      beforeN = page.nextBeforeN
    } while (beforeN !== null)
    expect(rows.map(({ n, kind, personName }) => ({ n, k: kind, u: personName }))).toEqual(
      ops.map(({ n, k, u }) => ({ n, k, u })).toReversed()
    )
  }
})

test('it is narrowed to changes, a person, a party, an amount and a day', async () => {
  await workedOn()
  const deeds = async (filter: object) =>
    (await shop.call('editLog.read', { filter: { ...ALL, ...filter }, beforeN: null, limit: 500 })).rows.map(
      ({ kind, what }) => what || kind
    )
  expect(await deeds({ group: 'changes' })).toEqual(['settings.change', 'reversal', 'settings.change'])
  expect(await deeds({ group: 'people' })).toEqual(['people-on', 'people-rule', 'person'])
  expect(await deeds({ personName: 'Sharma ji', group: 'money' })).toEqual(['reversal'])
  expect(await deeds({ text: 'ramesh' })).toEqual(['sale', 'party.add'])
  expect(await deeds({ text: '120.00' })).toEqual(['reversal', 'sale'])
  expect(await deeds({ fromOn: 20261122, toOn: 20261130 })).toEqual([])
  expect((await deeds({ fromOn: 20261121, toOn: 20261121 })).length).toBeGreaterThan(5)
  const [newest] = (await shop.call('editLog.read', { filter: ALL, beforeN: null, limit: 1 })).rows
  const look = await shop.call('editLog.look', { n: newest?.n ?? 0 })
  expect(look.fact).toContain('Front')
  expect(look.hash).toBe(shop.app.terminal.chainHashAt(newest?.n ?? 0))
  expect((await shop.failure('editLog.look', { n: 9_999 }))?.code).toBe('people/no-such-op')
})

test('it leaves the app as a table and on the roll, worded; nobody but owner and accountant reads it', async () => {
  const { saved } = await workedOn()
  await shop.call('editLog.export', { filter: ALL, format: 'csv' })
  expect(saved()).toContain('Reason: typed twice,')
  expect(saved()).toContain('PINs turned on')
  expect(saved()).not.toMatch(/log\.(?:kind|note|column)/u)
  const slip = { ...ALL, group: 'changes' as const, fromOn: 20261121, toOn: 20261121 }
  const { jobId } = await shop.call('editLog.print', { id: newId(), filter: slip })
  const jobs = await shop.call('print.queue', { limit: 5 })
  expect(jobs.find(({ id }) => id === jobId)?.title).toBe('What was changed')
  const ravi = newId()
  await shop.call('person.add', { id: ravi, name: 'Ravi K', role: 'manager', pin: '1122' })
  await shop.call('person.lock', { why: 'asked' })
  await shop.call('person.unlock', { id: ravi, pin: '1122' })
  expect((await shop.failure('editLog.read', { filter: ALL, beforeN: null, limit: 1 }))?.code).toBe(
    'people/not-allowed'
  )
})
