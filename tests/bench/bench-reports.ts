import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { sourceWorkers } from '#main/compose/worker-scripts.ts'
import { reportReaderAt } from '#main/db/report-thread.ts'
import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import { REPORTS, type Report, type ReportName, zReportQuery } from '#shared/reports/report.ts'
import { type Figure, inMs, measured } from './figure.ts'
import { makeBillBook } from './made-bills.ts'
import type { MadeBook } from './made-book.ts'
import { timingOf } from './timing.ts'
import { writeJournal } from './write-journal.ts'

const PAGE = { offset: 0, limit: 200 }
const RUNS = 5
/** What a person waits for without being shown how far it is. */
const MOST_MS = 1_000

/** The report of hledger that answers the same question, where it has one. */
const HLEDGER: Partial<Record<ReportName, readonly string[]>> = {
  'trial-balance': ['balance', '--flat', '-N', '--depth', '2'],
  'profit-and-loss': ['incomestatement'],
  'balance-sheet': ['balancesheet', '--depth', '2'],
  'party-balances': ['balance', '--flat', 'assets:debtors'],
  'cash-book': ['register', 'assets:cash'],
  'day-book': ['print']
}

/** The same of a book of bills with goods, tax and what they cost. */
export function benchBillReports(bills: number): Promise<Figure[]> {
  return benchReports(makeBillBook(`bills-${bills}`, bills), `${bills.toLocaleString('en')} bills`)
}

/** Each report over all days of the book, by the app's own thread, its page brought over; and hledger on the same entries, in the same run. */
export async function benchReports(made: Pick<MadeBook, 'file' | 'partyIds'>, at: string): Promise<Figure[]> {
  const db = new Sqlite(made.file, { readonly: true })
  const days = db.prepare<[], { first: BookDate; last: BookDate }>(
    'select min(book_on) as first, max(book_on) as last from book_day'
  )
  const { first, last } = days.get() as { first: BookDate; last: BookDate }
  db.close()
  const reader = reportReaderAt(sourceWorkers().report, made.file)
  const run = (report: ReportName, fromOn: BookDate): Promise<Report> =>
    reader.run(zReportQuery.parse({ report, fromOn, toOn: last, partyId: made.partyIds[0] ?? null }), PAGE)
  const figures: Figure[] = []
  const startedAt = performance.now()
  await run('trial-balance', first)
  const firstMs = performance.now() - startedAt
  figures.push(
    measured(`first report after the book was opened, ${at}`, firstMs, 'ms', null, 'days put together, with progress')
  )
  const journal = `${made.file}.journal`
  writeJournal(made.file, journal)
  for (const report of REPORTS) {
    const times: number[] = []
    for (let turn = 0; turn < RUNS; turn++) {
      const began = performance.now()
      // Each run begins on another day, so that none is answered by what was kept of the one before.
      await run(report, addDays(first, -1 - turn))
      times.push(performance.now() - began)
    }
    const timing = timingOf(times)
    const theirs = HLEDGER[report]
    const hledger = theirs === undefined ? '' : `; hledger ${theirs[0]}: ${hledgerSeconds(journal, theirs)}`
    figures.push({
      ...{ what: `${report}, all days, ${at}`, timing, against: `at most ${inMs(MOST_MS)}${hledger}` },
      ...{ ratio: timing.medianMs / MOST_MS, limit: 1 }
    })
  }
  rmSync(journal, { force: true })
  await reader.close()
  return figures
}

function hledgerSeconds(journal: string, args: readonly string[]): string {
  const began = performance.now()
  const done = spawnSync('hledger', ['-f', journal, ...args], { stdio: ['ignore', 'ignore', 'ignore'] })
  if (done.error !== undefined) return 'not on this computer'
  return done.status === 0 ? `${inMs((performance.now() - began) / 1_000)} s` : 'ended without an answer'
}
