import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import type { PlannedEntry } from '#shared/import/import-draft.ts'
import { type PlannedImport, planImport } from '#shared/import/plan-import.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { emptyBook, plainIdFor } from '../../fixtures/import/empty-book.ts'

const file = path.resolve(
  import.meta.dirname,
  '../../fixtures/import/online-retail/online-retail-first-10000-lines.csv'
)

interface Sum {
  readonly count: number
  readonly minor: number
}
interface Facts {
  readonly lines: number
  readonly invoices: number
  readonly customers: number
  readonly linesOfZeroInvoices: number
  readonly sums: Readonly<Record<'sale credit' | 'sale cash' | 'return credit', Sum>>
  readonly getMinor: number
  readonly giveMinor: number
  readonly balances: Readonly<Record<string, number>>
  readonly invoiceTotals: Readonly<Record<string, number>>
  readonly mostLines: number
}

let table: SourceTable
let planned: PlannedImport
let facts: Facts

const planOf = (source: SourceTable) =>
  orThrow(planImport(source, { kind: null, mapping: null, dateOrder: null }, emptyBook, plainIdFor))

const billOf = ({ request }: PlannedEntry) => (request?.kind === 'bill' ? request.bill : null)

beforeAll(async () => {
  table = await fileTableReader.read(file)
  planned = planOf(table)
  const script = path.join(import.meta.dirname, 'independent-totals.mjs')
  facts = JSON.parse(spawnSync(process.execPath, [script, file], { encoding: 'utf8' }).stdout)
})

test('the file is read for what it is', () => {
  expect(planned.plan).toMatchObject({
    encoding: 'UTF-8',
    delimiter: ',',
    kind: 'invoice-lines',
    dateOrder: 'mdy',
    missing: [],
    firstOn: 20101201,
    lastOn: 20101205
  })
})

test('count and total of every kind are those of the independent script', () => {
  const { plan, draft } = planned
  const sales = {
    credit: facts.sums['sale credit'],
    cash: facts.sums['sale cash'],
    returned: facts.sums['return credit']
  }
  expect(plan.lineCount).toBe(facts.lines)
  expect(plan.newParties).toBe(facts.customers)
  expect(plan.totals).toEqual([
    { kind: 'sale', count: sales.credit.count + sales.cash.count, amountMinor: sales.credit.minor + sales.cash.minor },
    { kind: 'sale-return', count: sales.returned.count, amountMinor: sales.returned.minor }
  ])
  expect([plan.getMinor, plan.giveMinor]).toEqual([facts.getMinor, facts.giveMinor])
  const walkIn = draft.entries.filter((entry) => entry.partyId === null)
  expect(walkIn).toHaveLength(sales.cash.count)
  expect(
    walkIn.every((entry) => {
      const bill = billOf(entry)
      return bill?.kind === 'sale' && bill.tender.cashMinor === entry.amountMinor
    })
  ).toBe(true)
})

test('every customer owes what the script says', () => {
  const nameOf = new Map(planned.draft.parties.map((party) => [party.id, party.name]))
  const balances: Record<string, number> = {}
  for (const entry of planned.draft.entries) {
    const name = nameOf.get(entry.partyId ?? '')
    if (name !== undefined) balances[name] = (balances[name] ?? 0) + entry.creditMinor
  }
  expect(balances).toEqual(facts.balances)
})

test('no line is dropped in silence: only those of invoices of nothing stay out, each by name', () => {
  const { plan } = planned
  const leftOut = plan.remarks.filter((remark) => remark.isLeftOut)
  expect(leftOut).toHaveLength(facts.linesOfZeroInvoices)
  expect(new Set(leftOut.map((remark) => remark.remark))).toEqual(new Set(['zero-value-line']))
  expect(plan.takenLineCount + leftOut.length).toBe(plan.lineCount)
})

test('each invoice is one bill, whose rounded lines and round-off are the total of the file', () => {
  const totals: Record<string, number> = {}
  for (const entry of planned.draft.entries) {
    const bill = billOf(entry)
    if (bill === null) throw new Error('an invoice without a bill')
    const lines = bill.lines.reduce((all, line) => all + line.amountMinor, 0)
    const roundOff = typeof bill.roundOff === 'object' ? bill.roundOff.amountMinor : 0
    const worth = bill.ofBillId === null ? lines + roundOff : entry.amountMinor
    totals[bill.text] = entry.kind === 'sale' ? worth : -worth
  }
  expect(totals).toEqual(facts.invoiceTotals)
  expect(Math.max(...planned.draft.entries.map((entry) => billOf(entry)?.lines.length ?? 0))).toBe(facts.mostLines)
})

test('the order of the rows changes nothing', () => {
  const [heading = [], ...rows] = table.rows
  const turned = planOf({ ...table, rows: [heading, ...rows.toReversed()] })
  const bare = ({ draft }: PlannedImport) => ({
    parties: draft.parties,
    entries: draft.entries.map(({ request, ...entry }) => ({ ...entry, isNew: request !== null }))
  })
  expect(bare(turned)).toEqual(bare(planned))
})
