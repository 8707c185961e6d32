import { expect, test } from 'vitest'
import type { ReportReader } from '#main/ports/report-reader.ts'
import type { Report } from '#shared/reports/report.ts'
import { sampleReport } from '#tests/support/sample-report.ts'
import { readWholeReport } from './read-whole-report.ts'

/** A reader of a book whose report has as many rows at each run as the list says, and then as the last of it. */
function readerOf(counts: readonly number[]): { reader: ReportReader; asked: number[] } {
  const asked: number[] = []
  const reader: ReportReader = {
    async run(_, { offset, limit }): Promise<Report> {
      const rowCount = counts[Math.min(asked.push(offset), counts.length) - 1] ?? 0
      const length = Math.max(0, Math.min(limit, rowCount - offset))
      const rows = Array.from({ length }, (__, at) => ({
        ...{ kind: 'line' as const, depth: 0, target: null },
        cells: [`row ${offset + at} of ${rowCount}`]
      }))
      return sampleReport({ rows, rowCount })
    },
    close: async () => {}
  }
  return { reader, asked }
}

const { query } = sampleReport()

test('pages follow each other without a gap', async () => {
  const { reader, asked } = readerOf([12_000])
  const { rows } = await readWholeReport(reader, query, 1_000_000)
  expect(asked).toEqual([0, 5_000, 10_000])
  expect(rows).toHaveLength(12_000)
  expect(rows[11_999]?.cells).toEqual(['row 11999 of 12000'])
})

test('a book that changed between two pages is read again from the first', async () => {
  const { reader, asked } = readerOf([12_000, 12_001, 12_001])
  const { rows } = await readWholeReport(reader, query, 1_000_000)
  expect(asked).toEqual([0, 5_000, 0, 5_000, 10_000])
  expect(new Set(rows.map(({ cells }) => String(cells[0]).replace(/.* of /, '')))).toEqual(new Set(['12001']))
})

test('no more rows come than were asked for', async () => {
  const { reader } = readerOf([12_000])
  expect((await readWholeReport(reader, query, 5_001)).rows).toHaveLength(5_001)
})
