import { bookDate } from '#shared/calendar/book-date.ts'
import type { Report } from '#shared/reports/report.ts'

/** A report with every kind of column and row, names in several scripts, amounts of every size. */
export function sampleReport(change: Partial<Report> = {}): Report {
  const on = bookDate(2026, 11, 22)
  const line = (name: string, amount: number, depth = 1) => ({
    kind: 'line' as const,
    depth,
    cells: [name, on as number, amount, 1_500, 3, 1_250],
    target: null
  })
  return {
    query: {
      ...{ report: 'sales-register', fromOn: bookDate(2026, 11, 1), toOn: on, step: 'none', isCompared: false },
      ...{ partyId: null, itemId: null, accountCode: '', group: '', route: '', side: 'get' }
    },
    before: null,
    about: '',
    columns: [
      { key: 'party', kind: 'text', rank: 0 },
      { key: 'day', kind: 'day', rank: 1 },
      { key: 'amount', kind: 'money', rank: 0 },
      { key: 'quantity', kind: 'quantity', rank: 3 },
      { key: 'count', kind: 'count', rank: 4 },
      { key: 'margin', kind: 'percent', rank: 2 }
    ],
    rows: [
      { kind: 'head', depth: 0, cells: [{ key: 'ledger:account.sales' }, null, null, null, null, null], target: null },
      line('रमेश किराना', 1_25_000_50),
      line('سلیم ٹریڈرز', -500_00),
      line('முருகன் ஸ்டோர்ஸ்', 12_34_56_789_05, 2),
      {
        kind: 'total',
        depth: 0,
        cells: [{ key: 'reports:row.total' }, null, 12_35_81_289_55, 4_500, 9, null],
        target: null
      }
    ],
    rowCount: 5,
    chart: null,
    notes: [],
    ...change
  }
}
