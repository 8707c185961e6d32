import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { COMMANDS } from '#cli/run-cli.ts'
import type { WayOutResult } from '#shared/exchange/ways-out.ts'
import type { ImportPlan, ImportResult } from '#shared/import/import-plan.ts'
import { ask, openTestShop } from '../../support/open-app.ts'
import { json, run, spawned } from './run.ts'

let folder: string
let ledger: string
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cli-'))
  ledger = path.join(folder, 'shop.counterbook')
  await run(['init', '--ledger', ledger, '--name', 'Sharma Stores', '--cash', '2k'])
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const on = (command: string, ...rest: string[]) => [command, '--ledger', ledger, ...rest]
function fileOf(name: string, ...lines: string[]): string {
  const file = path.join(folder, name)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
const PARTIES = ['Name,Place,Balance', 'Ramesh,Indore,500', 'रमेश,,20 Cr', 'Bad,,x']

describe('report', () => {
  test('says a report as a table, as CSV and as data', async () => {
    await run(on('post', '--kind', 'expense', '--head', 'tea', '--amount', '30'))
    const { out, code } = await run(on('report', 'trial-balance'))
    expect(code).toBe(0)
    expect(out).toMatch(/^Trial balance, 01-01-1900 … /)
    expect(out).toMatch(/ {2}Cash drawer +0\.00 +2,000\.00 +30\.00 +1,970\.00/)
    expect(out).toMatch(/Total .*2,000\.00 +2,000\.00/)
    const csv = await run(on('report', 'expenses', '--csv', '--lang', 'hi'))
    expect(csv.out.split('\r\n')).toEqual([
      '\ufeffrow,खाता,रकम,हिस्सा',
      'line,चाय-नाश्ता,30.00,100.00',
      'total,कुल,30.00,100.00'
    ])
    expect(await json(on('report', 'cash-book', '--step', 'day'))).toMatchObject({
      rowCount: 2,
      rows: [{ kind: 'line' }, {}]
    })
    expect((await run(on('report', 'no-such'))).code).toBe(2)
    expect((await run(on('report', 'party-statement'))).err).toMatch(/^report\/party-needed/)
  })
})

test('a statement of a bank is a dry run until it is accepted, and names each row that stays out', async () => {
  const today = new Date()
  const day = `${today.getDate()}/${today.getMonth() + 1}/${today.getFullYear()}`
  const file = fileOf('bank.csv', 'Date,Narration,UTR,Credit', `${day},UPI,609112345678,500.00`, `${day},UPI,,x1`)
  const dry = await run(on('import-statement', file, '--json'))
  expect(dry.code).toBe(1)
  expect(JSON.parse(dry.out)).toMatchObject({ fresh: { count: 1, amountMinor: 50_000 }, counts: { leftOut: 1 } })
  expect((await run(on('import-statement', file))).out).toContain('D3')
  const taken = await run(on('import-statement', file, '--accept', '--json'))
  expect([taken.code, JSON.parse(taken.out)]).toMatchObject([0, { taken: { count: 1 }, isProved: true }])
  expect((await run(on('import-statement', file, '--accept'))).code).toBe(3)
  expect((await run(on('verify'))).code).toBe(0)
})

describe('import', () => {
  test('is a dry run until it is accepted, and adds nothing a second time', async () => {
    const file = fileOf('parties.csv', ...PARTIES)
    const dry = await run(on('import', file, '--json'))
    expect(dry.code).toBe(1)
    const plan: ImportPlan = JSON.parse(dry.out)
    expect(plan).toMatchObject({ newParties: 2, newEntries: 2, getMinor: 50_000, giveMinor: 2000, takenLineCount: 2 })
    expect(await json(on('balances'))).toMatchObject({ parties: [] })
    const accepted = await run(on('import', file, '--accept', '--json'))
    expect(accepted.code).toBe(0)
    expect(JSON.parse(accepted.out)).toMatchObject({ addedParties: 2, addedEntries: 2, isProved: true })
    const again = await json<ImportResult>(on('import', file, '--accept'))
    expect(again).toMatchObject({ addedParties: 0, addedEntries: 0, knownEntries: 2, getMinor: 50_000 })
    expect((await run(on('verify'))).code).toBe(0)
  })

  test('shows the columns and every line that stays out', async () => {
    const { out } = await run(on('import', fileOf('parties.csv', ...PARTIES)))
    expect(out).toContain('name = Name, place = Place, balance = Balance')
    expect(out).toMatch(/4 {2}left out {2}the amount cannot be read {2}x/)
    expect(out).toContain('Nothing was written.')
  })

  test('takes columns by letter, by number, and tells which are missing', async () => {
    const file = fileOf('odd.csv', 'a,b', 'Ramesh,5')
    const plan = await json<ImportPlan>(on('import', file, '--kind', 'parties', '--map', 'name=A,balance=2'))
    expect(plan.mapping).toEqual({ name: 0, balance: 1 })
    const missing = await run(on('import', file, '--kind', 'invoice-lines'))
    expect([missing.code, missing.err.split(':')[0]]).toEqual([3, 'import/columns-missing'])
    expect((await run(on('import', file, '--map', 'name=?'))).code).toBe(2)
  })
})

describe('export', () => {
  test('writes parties that an import into another ledger brings back to the paisa', async () => {
    await run(on('import', fileOf('parties.csv', ...PARTIES, '=SUM(A1),,3.50'), '--accept'))
    const out = path.join(folder, 'out.csv')
    expect((await run(on('export', '--what', 'parties', '--out', out))).code).toBe(0)
    const other = path.join(folder, 'other.counterbook')
    await run(['init', '--ledger', other])
    await run(['import', out, '--ledger', other, '--accept'])
    type Balances = { parties: { name: string; place: string; balanceMinor: number }[] }
    const bare = ({ parties }: Balances) =>
      parties.map(({ name, place, balanceMinor }) => ({ name, place, balanceMinor }))
    expect(bare(await json<Balances>(['balances', '--ledger', other]))).toEqual(
      bare(await json<Balances>(on('balances')))
    )
  })

  test('writes every entry as CSV and as JSON', async () => {
    await run(on('post', '--kind', 'sale', '--amount', '250+90*3', '--text', 'cotton'))
    const [csv, data] = [path.join(folder, 'e.csv'), path.join(folder, 'e.json')]
    await run(on('export', '--out', csv))
    await run(on('export', '--out', data, '--format', 'json'))
    const lines = readFileSync(csv, 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[2]).toContain(',sale,')
    expect(lines[2]).toContain(',520.00,520.00,')
    expect(JSON.parse(readFileSync(data, 'utf8')).map((entry: { kind: string }) => entry.kind)).toEqual([
      'opening',
      'sale'
    ])
  })

  test('into a folder that is not there is refused', async () => {
    const { code, err } = await run(on('export', '--out', path.join(folder, 'no', 'e.csv')))
    expect([code, err.split(':')[0]]).toEqual([3, 'export/not-writable'])
  })
})

describe('reading', () => {
  test('statement, day book and search', async () => {
    await run(on('import', fileOf('parties.csv', ...PARTIES), '--accept'))
    await run(on('post', '--kind', 'got', '--party', 'ramesh, indore', '--amount', '120.50'))
    const statement = await json<{ lines: { balanceAfterMinor: number }[] }>(on('statement', 'Ramesh, Indore'))
    expect(statement.lines.map((line) => line.balanceAfterMinor)).toEqual([50_000, 37_950])
    expect(await json(on('day-book', '--kind', 'got'))).toMatchObject({ total: 1, cashInMinor: 12_050 })
    const found = await json<{ name: string }[]>(on('search', 'ramesh'))
    expect(found.map((hit) => hit.name).sort()).toEqual(['Ramesh', 'रमेश'])
    const ambiguous = await run(on('statement', 'rames'))
    expect([ambiguous.code, ambiguous.err]).toEqual([2, expect.stringContaining('More than one party fits')])
  })
})

describe('goods', () => {
  const add = (...rest: string[]) => run(on('items', '--add', ...rest))

  test('items are added once, found, sold on a bill that is shown, and counted', async () => {
    const id = v7()
    const soap = ['Soap', '--code', 'S1', '--barcode', '8901030865278', '--unit', 'pcs', '--price', '42.5', '--id', id]
    expect((await add(...soap)).out).toContain('Added: Soap')
    expect((await add(...soap)).out).toContain('Added before')
    expect((await add('Soap', '--code', 'S2')).err.split(':')[0]).toBe('item/name-taken')
    expect(await json<{ name: string }[]>(on('items', 'साबुन'))).toEqual([])
    expect((await json<{ name: string }[]>(on('items', 'sop'))).map(({ name }) => name)).toEqual(['Soap'])
    type Answer = { bill: { row: { number: string; totalMinor: number } }; entry: { cashMinor: number } }
    const { bill, entry } = await json<Answer>(on('bill', '--line', '8901030865278: 12', '--line', 's1: 1 dz @ 480'))
    expect([bill.row.totalMinor, entry.cashMinor]).toEqual([99_000, 99_000])
    const shown = await run(on('bill', bill.row.number))
    expect([shown.code, shown.out]).toEqual([0, expect.stringContaining('total 990.00')])
    expect(await json(on('stock', '--filter', 'negative'))).toMatchObject({ items: [{ code: 'S1', onHand: -24_000 }] })
    expect((await run(on('stock', 'S1'))).out).toContain('\u221224 on hand')
    expect((await run(on('verify'))).code).toBe(0)
  })

  test('on credit for a party, a quotation, and lines of JSON', async () => {
    await run(on('import', fileOf('parties.csv', ...PARTIES), '--accept'))
    await add('Rice', '--unit', 'kgs', '--price', '50')
    type Answer = { bill: { row: { number: string } }; entry: { creditMinor: number } | null }
    const sold = await json<Answer>(on('bill', '--party', 'Ramesh, Indore', '--line', 'Rice: 1.5 kg'))
    expect(sold.entry?.creditMinor).toBe(7_500)
    const offer = await json<Answer>(on('bill', '--kind', 'quotation', '--line', 'rice: 2 @ 48'))
    expect([offer.entry, offer.bill.row.number === '']).toEqual([null, false])
    const request = { id: v7(), kind: 'quotation', partyId: null, bookOn: null, occurredOn: null }
    const line = { itemId: null, text: 'Work', said: [], rate: null, rateUnit: null, amountMinor: 500, discount: null }
    const good = await run(on('bill', '--stdin'), [JSON.stringify({ ...request, lines: [line] })])
    expect([good.code, JSON.parse(good.out.split('\n')[0] ?? '').outcome]).toEqual([0, 'recorded'])
    expect((await run(on('bill', '--stdin'), ['{}'])).code).toBe(2)
  })

  test('an import of items into one ledger is exported and brought into another as it was', async () => {
    const goods = [
      'Item Name,Code,HSN,GST,Unit,Sale Price,Opening Stock,Opening Value',
      'Soap,S1,3401,18,Pcs,42.5,10,300',
      'Rice,R1,1006,5,kg,50.125,2.5,100'
    ]
    await run(on('import', fileOf('items.csv', ...goods), '--accept'))
    const [csv, data] = [path.join(folder, 'i.csv'), path.join(folder, 'i.json')]
    expect((await run(on('export', '--what', 'items', '--out', csv))).code).toBe(0)
    await run(on('export', '--what', 'items', '--out', data, '--format', 'json'))
    expect(JSON.parse(readFileSync(data, 'utf8')).map(({ code }: { code: string }) => code)).toEqual(['R1', 'S1'])
    const other = path.join(folder, 'other.counterbook')
    await run(['init', '--ledger', other])
    await run(['import', csv, '--ledger', other, '--accept'])
    const worth = (file: string) => json<{ items: { id: string }[] }>(['stock', '--ledger', file])
    const bare = async (file: string) => (await worth(file)).items.map(({ id: _, ...item }) => item)
    expect(await bare(other)).toEqual(await bare(ledger))
    const taxes = async (file: string) =>
      (await json<{ taxRule: string; hsn: string }[]>(['items', '--ledger', file])).map((item) => [
        item.taxRule,
        item.hsn
      ])
    expect(await taxes(other)).toEqual([
      ['gst-5', '1006'],
      ['gst-18', '3401']
    ])
    await run(on('bill', '--line', 'S1: 3'))
    const bills = path.join(folder, 'b.csv')
    await run(on('export', '--what', 'bills', '--out', bills))
    expect(readFileSync(bills, 'utf8').trimEnd().split('\r\n')).toHaveLength(2)
    const moves = path.join(folder, 'm.csv')
    await run(on('export', '--what', 'stock', '--out', moves))
    expect(readFileSync(moves, 'utf8').trimEnd().split('\r\n')).toHaveLength(4)
  })

  test.each([
    [['bill', '--line', 'nothing'], 2],
    [['bill', '--line', 'nothing: 1'], 3],
    [['bill', 'XX/1'], 3],
    [['items', '--add', 'X', '--unit', 'zorg'], 2],
    [['items', '--add', 'X', '--hsn', '12345'], 3],
    [['stock', 'nothing'], 3]
  ] as const)('%j ends with %i', async ([command, ...rest], code) => {
    expect((await run(on(command, ...rest))).code).toBe(code)
  })
})

describe('close and verify', () => {
  test('a difference needs a reason; the Z is numbered', async () => {
    await run(on('post', '--kind', 'sale', '--amount', '500'))
    const without = await run(on('close', '--counted', '2400'))
    expect([without.code, without.err.split(':')[0]]).toEqual([3, 'closing/reason-needed'])
    const closing = await json(on('close', '--counted', '2400', '--reason', 'tea'))
    expect(closing).toMatchObject({ zNo: 1, overShortMinor: -10_000, nextFloatMinor: 240_000 })
  })

  test('a changed byte is a finding', async () => {
    await run(on('post', '--kind', 'sale', '--amount', '500', '--text', 'findable'))
    await json(on('verify'))
    const bytes = readFileSync(ledger)
    // In the entry, and in its paper, which is no part of the books.
    for (let at = bytes.indexOf('findable'); at >= 0; at = bytes.indexOf('findable', at + 1))
      bytes[at] = 'F'.charCodeAt(0)
    writeFileSync(ledger, bytes)
    const { code, out } = await run(on('verify'))
    expect([code, out]).toEqual([1, expect.stringContaining('The ledger is not clean.')])
  })
})

test('a full JSON is proved from the file alone, and held against the ledger that it was written from', async () => {
  await run(on('post', '--kind', 'sale', '--amount', '500'))
  const { folder, files } = await json<WayOutResult>(
    on('exchange', '--way', 'full-json', '--folder', path.dirname(ledger))
  )
  const file = path.join(folder, files[0]?.name ?? '')
  await run(on('post', '--kind', 'sale', '--amount', '50'))
  const checked = await run(['check-export', file, '--ledger', ledger, '--json'])
  expect([checked.code, JSON.parse(checked.out)]).toMatchObject([
    0,
    { isWhole: true, isOfLedger: true, counts: { entries: 2 } }
  ])
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(/"hash":"[0-9a-f]{64}"/u, `"hash":"${'0'.repeat(64)}"`))
  expect((await run(['check-export', file])).code).toBe(0)
  expect((await run(['check-export', file, '--ledger', ledger])).out).toContain('does not pass through it')
  writeFileSync(file, text.slice(0, -30))
  expect(await run(['check-export', file])).toMatchObject({ code: 1, out: expect.stringMatching(/^Line \d+: /u) })
  expect((await run(['check-export', '/nowhere/at/all.json'])).code).toBe(3)
})

describe('post', () => {
  test('the same id again changes nothing', async () => {
    const id = v7()
    const post = on('post', '--kind', 'sale', '--amount', '500', '--id', id)
    expect((await run(post)).out).toContain('Recorded: entry 2')
    expect((await run(post)).out).toContain('Recorded before')
  })

  test('lines of JSON are acknowledged one by one, up to the first bad one', async () => {
    const line = () => JSON.stringify(ask.sale(null, 100, { cashMinor: 100 }))
    const good = await run(on('post', '--stdin'), [line(), line()])
    expect(
      good.out
        .split('\n')
        .slice(0, 2)
        .map((text) => JSON.parse(text).outcome)
    ).toEqual(['recorded', 'recorded'])
    const bad = await run(on('post', '--stdin'), [line(), '{"kind":"sale"}', line()])
    expect([bad.code, JSON.parse(bad.out).entryNo]).toEqual([2, 4])
  })
})

describe('what goes wrong', () => {
  test.each([
    [['nonsense'], 2],
    [['verify'], 2],
    [['verify', '--ledger', '/nowhere/at/all.counterbook'], 3],
    [['balances', '--ledger', 'L', '--filter', 'some'], 2],
    [['balances', '--ledger', 'L', '--colour'], 2],
    [['balances', '--ledger', 'L', 'more'], 2],
    [['post', '--ledger', 'L', '--kind', 'sale', '--amount', '12.345'], 2],
    [['post', '--ledger', 'L', '--kind', 'sale', '--amount', '0'], 3],
    [['post', '--ledger', 'L', '--kind', 'sale', '--amount', '1e20'], 2],
    [['post', '--ledger', 'L', '--kind', 'got', '--amount', '5', '--party', 'nobody'], 3],
    [['import', '/nowhere.csv', '--ledger', 'L'], 3],
    [['balances', '--ledger', 'L', '--lang', 'xx'], 2],
    [['balances', '--help'], 0],
    [['--help'], 0],
    [[], 2]
  ] as const)('%j ends with %i', async (args, code) => {
    const result = await run(args.map((arg) => (arg === 'L' ? ledger : arg)))
    expect(result.code).toBe(code)
    expect(`${result.err}${result.out}`).not.toMatch(/\n\s+at .*\(/)
  })

  test('a failure is said in the language and, asked for, as data', async () => {
    const { code, out, err } = await run(['balances', '--ledger', path.join(folder, 'none'), '--json', '--lang', 'hi'])
    expect(code).toBe(3)
    expect(JSON.parse(out).failure.code).toBe('ledger/not-found')
    expect(err).toMatch(/[\u0900-\u097f]/u)
  })

  test('every command explains itself', async () => {
    for (const { name } of COMMANDS) expect((await run([name, '--help'])).out).toContain(`cli ${name} `)
  })
})

test('as programs of their own, beside the open app, nobody loses an entry', async () => {
  const shop = await openTestShop()
  try {
    const file = shop.file()
    const lines = () =>
      Array.from({ length: 30 }, () => JSON.stringify(ask.sale(null, 100, { cashMinor: 100 }))).join('\n')
    const others = [
      spawned(['post', '--ledger', file, '--stdin'], lines()),
      spawned(['post', '--ledger', file, '--stdin'], lines())
    ]
    let own = 0
    const running = Promise.all(others)
    let isRunning = true
    void running.finally(() => {
      isRunning = false
    })
    while (isRunning || own < 30) {
      await shop.call('entry.record', ask.sale(null, 100, { cashMinor: 100 }))
      own++
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await running).map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, '']
    ])
    const verdict = await spawned(['verify', '--ledger', file, '--json'])
    expect(JSON.parse(verdict.out)).toMatchObject({ isClean: true, entryCount: 1 + 60 + own })
  } finally {
    await shop.close()
  }
})

test('every text of the command line is used', () => {
  const texts = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../locales/en/cli.json'), 'utf8'))
  const source = [
    'run-cli.ts',
    'find-party.ts',
    'find-item.ts',
    'entry-table.ts',
    ...COMMANDS.map(({ name }) => `commands/${name}.ts`)
  ]
    .map((file) => readFileSync(path.resolve(import.meta.dirname, '../../../src/cli', file), 'utf8'))
    .join('\n')
  expect(Object.keys(texts).filter((key) => !source.includes(`'${key}'`))).toEqual([])
})
