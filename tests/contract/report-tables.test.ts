import path from 'node:path'
import { expect, test } from 'vitest'
import { sourceWorkers } from '#main/compose/worker-scripts.ts'
import { makeTable, type TableOrder } from '#main/files/table-thread.ts'
import { sampleReport } from '#tests/support/sample-report.ts'

const order = (rows: number, format: TableOrder['format']): TableOrder => {
  const sample = sampleReport()
  const [, line] = sample.rows
  if (line === undefined) throw new Error('no row')
  return {
    report: sampleReport({ rows: Array.from({ length: rows }, () => line), rowCount: rows }),
    ...{ format, language: 'hi', currency: 'INR', localesFolder: path.resolve('locales') }
  }
}

test.each([0, 1, 4_500])('a CSV of %i rows has its headings once and each row once', async (count) => {
  const text = Buffer.from(await makeTable(sourceWorkers().table, order(count, 'csv'))).toString('utf8')
  const lines = text.split('\r\n').slice(0, -1)
  expect(lines).toHaveLength(count + 1)
  expect(text.lastIndexOf('\ufeff')).toBe(0)
  expect(new Set(lines.slice(1)).size).toBe(Math.min(count, 1))
})

test('the counter goes on while a long workbook is made', async () => {
  let turns = 0
  const ticking = setInterval(() => turns++, 5)
  const content = await makeTable(sourceWorkers().table, order(20_000, 'xlsx'))
  clearInterval(ticking)
  expect(content.length).toBeGreaterThan(100_000)
  expect(turns).toBeGreaterThan(20)
})
