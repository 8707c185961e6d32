import { expect, test } from 'vitest'
import { sampleReport } from '#tests/support/sample-report.ts'
import { cellText, plainCell } from './cell-text.ts'
import { reportCsv } from './report-csv.ts'
import { columnsOn, fitsRoll } from './report-paper.ts'

const voice = { words: (key: string) => key, currency: 'INR' as const }

test('cells are said by their kind, for people and for programs', () => {
  const said = (value: number, kind: Parameters<typeof cellText>[1]) => [
    cellText(value, kind, voice),
    plainCell(value, kind, voice.words)
  ]
  expect(said(-1_25_000_50, 'money')).toEqual(['−1,25,000.50', '-125000.50'])
  expect(said(20261122, 'day')).toEqual(['22-11-2026', '2026-11-22'])
  expect(said(-1_500, 'quantity')).toEqual(['−1.5', '-1.5'])
  expect(said(-1_250, 'percent')).toEqual(['−12.50 %', '-12.50'])
  expect(said(1_234_567, 'count')).toEqual(['12,34,567', '1234567'])
  expect(cellText(null, 'money', voice)).toBe('')
  expect(cellText({ key: 'ledger:account.sales' }, 'text', voice)).toBe('ledger:account.sales')
})

test('a roll has room for words and two figures, those of the lowest rank, in their order', () => {
  const { columns } = sampleReport()
  expect(columnsOn('roll', columns).map(({ column }) => column.key)).toEqual(['party', 'amount', 'margin'])
  expect(columnsOn('sheet', columns)).toHaveLength(6)
  expect(fitsRoll({ columns: [{ key: 'party', kind: 'text', rank: 0 }] })).toBe(false)
})

test('a CSV says of each row what it is, so that lines alone can be added up', () => {
  const rows = reportCsv(sampleReport(), voice.words)
  expect(rows[0]?.[0]).toBe('row')
  expect(rows.map((row) => row[0])).toEqual(['row', 'head', 'line', 'line', 'line', 'total'])
  expect(rows[2]).toEqual(['line', 'रमेश किराना', '2026-11-22', '125000.50', '1.5', '3', '12.50'])
})
