import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { type OpenBook, openBook } from '../../fixtures/import/open-book.ts'

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
const balanceOf = (name: string): number | undefined => into.book.store.parties.sameName(name, '')[0]?.balanceMinor

const SALES = 'Date|Invoice No|Party Name|Transaction Type|Total Amount|Payment Type|Received/Paid Amount'

test('a bill that was paid in part is the bill and the payment, once however often the file comes', async () => {
  const table = tableOf(
    SALES,
    '21/10/2026|11|Gupta Bros|Sale|1180.00|UPI|180',
    '22/10/2026|12|Gupta Bros|Sale|500|Cash|500'
  )
  const { plan, result } = await into.bring(table)
  expect(plan).toMatchObject({ newEntries: 4, getMinor: 100_000, takenLineCount: 2, remarks: [] })
  expect(plan.totals).toEqual([
    { kind: 'sale', count: 2, amountMinor: 168_000 },
    { kind: 'got', count: 2, amountMinor: 68_000 }
  ])
  expect(result.isProved).toBe(true)
  expect(balanceOf('Gupta Bros')).toBe(100_000)
  const again = await into.plan(table)
  expect(again).toMatchObject({ newEntries: 0, knownEntries: 4, getMinor: 100_000 })
  expect(verifyLedger(into.book.store.file).isClean).toBe(true)
})

test('what was paid at once and cannot be read keeps its whole line out', async () => {
  const plan = await into.plan(tableOf(SALES, '21/10/2026|11|Gupta Bros|Sale|1180.00|UPI|some'))
  expect(plan).toMatchObject({ newEntries: 0, takenLineCount: 0 })
  expect(plan.remarks).toMatchObject([{ line: 2, remark: 'amount-unreadable', field: 'paidAmount', isLeftOut: true }])
})

test('columns that were set right are known the next time, for a file of the same heading alone', async () => {
  const heading = 'When|Whom|What|So much'
  const first = tableOf(heading, '21/10/2026|Ramesh|Sale|250', '22/10/2026|Ramesh|Receipt|50')
  const mapping = { date: 0, name: 1, entryKind: 2, amount: 3 }
  const { plan } = await into.bring(first, { kind: 'entries', mapping, dateOrder: 'dmy' })
  expect(plan).toMatchObject({ isLearned: false, newEntries: 2, app: null })
  const later = tableOf(heading, '23/10/2026|Mahesh|Sale|75')
  expect(await into.plan(later)).toMatchObject({
    isLearned: true,
    kind: 'entries',
    mapping,
    dateOrder: 'dmy',
    newEntries: 1
  })
  // What is chosen now counts more than what was learned.
  expect(await into.plan(later, { kind: 'parties' })).toMatchObject({ isLearned: false, kind: 'parties' })
  expect(await into.plan(tableOf('When|Whom|What|Sum', '23/10/2026|Mahesh|Sale|75'))).toMatchObject({
    isLearned: false
  })
  expect(verifyLedger(into.book.store.file).isClean).toBe(true)
})
