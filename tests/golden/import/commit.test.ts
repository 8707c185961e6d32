import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeDay } from '#main/app/close-day.ts'
import { countDrawer } from '#main/app/count-drawer.ts'
import { addParty } from '#main/app/keep-parties.ts'
import { readOpenFigures } from '#main/app/read-closings.ts'
import { recordEntry } from '#main/app/record-entry.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import { type OpenBook, openBook } from '../../fixtures/import/open-book.ts'

const retail = path.resolve(
  import.meta.dirname,
  '../../fixtures/import/online-retail/online-retail-first-10000-lines.csv'
)

let into: OpenBook
beforeEach(() => {
  into = openBook()
})
afterEach(() => into.close())

const tableOf = (...lines: string[]): SourceTable => ({
  fileName: 'made.csv',
  encoding: 'UTF-8',
  delimiter: '|',
  rows: lines.map((line) => line.split('|'))
})
const failureOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
    return null
  } catch (error) {
    return (error as { failure?: { code: string } }).failure?.code ?? error
  }
}
function partyNamed(name: string, place = '') {
  return addParty(into.book, { id: v7(), name, kind: 'customer', phone: '', place, alias: '' }).party
}
const common = { bookOn: null, occurredOn: null, text: '', note: '' }
const nothing = { cashMinor: ZERO, changeMinor: ZERO, upiMinor: ZERO, bankMinor: ZERO }
const sell = (partyId: string, amount: number) =>
  recordEntry(into.book, {
    ...common,
    id: v7(),
    kind: 'sale',
    partyId,
    amountMinor: minor(amount),
    lines: [],
    tender: nothing
  })

describe("a wholesaler's invoices", () => {
  test('are in the ledger as the plan says, and a second import adds nothing', async () => {
    const table = await fileTableReader.read(retail)
    const first = await into.bring(table)
    expect(first.result).toMatchObject({ addedParties: 323, addedEntries: 467, leftOutLines: 45, isProved: true })
    const all = 790 + first.result.addedItems
    expect(into.progress.at(-1)).toEqual({ done: all, total: all })
    expect(verifyLedger(into.book.store.file)).toMatchObject({ isClean: true, entryCount: 467 })
    const second = await into.bring(table)
    expect(second.result).toMatchObject({ addedParties: 0, addedEntries: 0, knownParties: 323, knownEntries: 467 })
    expect(second.result).toMatchObject({ addedItems: 0, addedStocks: 0, knownItems: first.result.addedItems })
    expect(second.result.totals).toEqual(first.result.totals)
    expect(second.result.goods).toEqual(first.result.goods)
    expect(into.book.store.entries.lastNo()).toBe(467)
  })

  test('their goods move as the independent script counts them, and the day closes clean', async () => {
    const facts = retailFacts()
    await into.bring(await fileTableReader.read(retail))
    const { items, stock, bills, entries } = into.book.store
    const left: Record<string, number> = {}
    for (const { itemNo, item } of items.forSearch(0, 10_000)) {
      if (!item.keepsStock) expect(stock.moves(itemNo, null, 1)).toEqual([])
      else left[item.code.toUpperCase()] = (0 - stock.onHand(itemNo).quantity) / 1_000
    }
    expect(left).toEqual(facts.goods)
    const all = entries.after(0, 10_000).map(({ id, entryNo }) => ({ stored: bills.byId(id), entryNo }))
    const totals = all.map(({ stored }) => (stored?.bill.kind === 'sale' ? 1 : -1) * (stored?.bill.totalMinor ?? 0))
    expect(totals.toSorted()).toEqual(Object.values(facts.invoiceTotals).toSorted())
    const tied = all.filter(({ stored }) => stored?.bill.ofBillId !== null)
    expect(tied.map(({ entryNo }) => entries.viewByNo(entryNo)?.text)).toEqual(SURELY_TIED)
    closeEmptyDay()
    expect(verifyLedger(into.book.store.file)).toMatchObject({ isClean: true, firstFault: null })
  })
})

/** Returns whose sale stands in the file: one earlier invoice of the customer holds all of their items at their prices. */
const SURELY_TIED = ['C536506', 'C536737', 'C536758', 'C536826', 'C537024', 'C537143', 'C537157']

function retailFacts(): { goods: Record<string, number>; invoiceTotals: Record<string, number> } {
  const script = path.join(import.meta.dirname, 'independent-totals.mjs')
  return JSON.parse(spawnSync(process.execPath, [script, retail], { encoding: 'utf8' }).stdout)
}

function closeEmptyDay(): void {
  const countId = v7()
  countDrawer(into.book, { id: countId, count: NO_CASH, isForgotten: false })
  const close = { id: v7(), countId, reason: 'count', toOwnerMinor: ZERO, toBankMinor: ZERO }
  closeDay(into.book, { ...close, isForgotten: false })
}
const NO_CASH = {
  notes: [],
  coins: [],
  looseCoinsMinor: ZERO,
  tornMinor: ZERO,
  chequesMinor: ZERO,
  vouchersMinor: ZERO
}

describe('parties with balances', () => {
  const file = tableOf('Name|Place|Balance', 'Ramesh|Indore|500', 'Suresh||(20)', 'Mahesh||0')

  test('open their accounts', async () => {
    const { result } = await into.bring(file)
    expect(result).toMatchObject({ addedParties: 3, addedEntries: 2, getMinor: 50_000, giveMinor: 2000 })
    expect(into.book.store.totals()).toEqual({ getMinor: 50_000, giveMinor: 2000, partyCount: 3 })
  })

  test('a party that is there without entries gets its balance; one with entries keeps its own', async () => {
    partyNamed('ramesh', 'Indore')
    sell(partyNamed('Suresh').id, 700)
    const { plan, result } = await into.bring(file)
    expect(plan.remarks.map(({ line, remark, isLeftOut }) => [line, remark, isLeftOut])).toEqual([
      [3, 'balance-differs', true],
      [2, 'party-exists', false]
    ])
    expect(result).toMatchObject({ addedParties: 1, addedEntries: 1, knownParties: 2 })
  })

  test('a party of the same name in another place is another party', async () => {
    partyNamed('Ramesh', 'Bhopal')
    const { result } = await into.bring(file)
    expect(result).toMatchObject({ addedParties: 3, knownParties: 0 })
  })

  test('a balance that was changed since the first import is named, and the book stays', async () => {
    await into.bring(file)
    const plan = await into.plan(tableOf('Name|Balance', 'Ramesh|600'))
    expect(plan.remarks).toMatchObject([{ line: 2, remark: 'balance-differs', isLeftOut: true }])
    expect(plan.newEntries).toBe(0)
  })
})

test('bills of another book do not stand for the first and the last of ours on an X and a Z', async () => {
  await into.bring(tableOf('Date|Party|Type|Amount', '21-11-2026|Ramesh|Sale|500'))
  const ours = partyNamed('Mahesh')
  const [first, last] = [sell(ours.id, 100_00), sell(ours.id, 200_00)]
  await into.bring(tableOf('Date|Party|Type|Amount', '21-11-2026|Ramesh|Sale|700'))
  expect(readOpenFigures(into.book)).toMatchObject({
    firstNumber: first.entry.number,
    lastNumber: last.entry.number,
    salesMinor: 1_500_00
  })
})

describe('a plan', () => {
  const file = tableOf('Date|Party|Type|Amount', '21-11-2026|Ramesh|Sale|500')

  test('writes nothing', async () => {
    await into.plan(file)
    expect(into.book.store.entries.lastNo()).toBe(0)
    expect(into.book.store.parties.count()).toBe(0)
  })

  test('still holds when something else was recorded, and is stale when its own party was', async () => {
    const { planId } = await into.plan(file)
    partyNamed('Somebody else')
    expect(into.desk.commit({ id: v7(), planId }).addedEntries).toBe(1)
    const { planId: later } = await into.plan(tableOf('Date|Party|Type|Amount', '21-11-2026|Mahesh|Sale|5'))
    partyNamed('mahesh')
    expect(await failureOf(() => into.desk.commit({ id: v7(), planId: later }))).toBe('import/plan-stale')
    expect(into.book.store.entries.lastNo()).toBe(1)
  })

  test('is written once, however often it is accepted', async () => {
    const { planId } = await into.plan(file)
    const id = v7()
    const first = into.desk.commit({ id, planId })
    expect(into.desk.commit({ id, planId })).toEqual(first)
    expect(await failureOf(() => into.desk.commit({ id: v7(), planId }))).toBe('import/plan-stale')
    expect(into.book.store.entries.lastNo()).toBe(1)
  })

  test('with columns missing, or with nothing to take, is refused', async () => {
    const missing = await into.plan(tableOf('Foo|Bar', 'x|y'), { kind: 'invoice-lines' })
    expect(await failureOf(() => into.desk.commit({ id: v7(), planId: missing.planId }))).toBe('import/columns-missing')
    const bad = await into.plan(tableOf('Name|Balance', '|5'))
    expect(await failureOf(() => into.desk.commit({ id: v7(), planId: bad.planId }))).toBe('import/nothing-to-import')
  })

  test('goes into the book whole or not at all', async () => {
    // The balance that comes out of it is too large for any account, and only the last entry shows it.
    const rows = Array.from({ length: 1001 }, (_, at) => `21-11-2026|Ramesh|Sale|9999999999.99|${at}`)
    const { planId } = await into.plan(tableOf('Date|Party|Type|Amount|No', ...rows))
    expect(await failureOf(() => into.desk.commit({ id: v7(), planId }))).toBe('entry/balance-too-large')
    expect(into.book.store.parties.count()).toBe(0)
    expect(into.book.store.entries.lastNo()).toBe(0)
    expect(verifyLedger(into.book.store.file).isClean).toBe(true)
  })

  test('puts what belongs to a closed day on the current one, with its own day beside it', async () => {
    sell(partyNamed('Somebody').id, 100)
    closeEmptyDay()
    const { plan } = await into.bring(
      tableOf('Date|Party|Type|Amount', '19-11-2026|Ramesh|Sale|500', '22-11-2026|Ramesh|Sale|5')
    )
    expect(plan.remarks).toMatchObject([{ line: 2, remark: 'day-closed', isLeftOut: false }])
    const entries = into.book.store.entries.after(1, 10)
    expect(entries.map(({ bookOn, occurredOn }) => [bookOn, occurredOn])).toEqual([
      [20261122, 20261119],
      [20261122, null]
    ])
  })
})
