import { z } from 'zod'
import { formatIsoDate } from '#shared/calendar/book-date.ts'
import { overBefore, type SavedReport } from '#shared/reports/saved-report.ts'
import { type Book, stampOf, today } from './book.ts'
import { savedReports } from './keep-reports.ts'
import { type ReportDesk, reportFile } from './report-ways.ts'

const MADE = 'report-made'
const zMade = z.object({ toOn: z.int() })

/** Where reports that make themselves are put; answers the place of the file. An older file of that name stays. */
export interface ReportShelf {
  put(name: string, content: string | Uint8Array): string
}

/** The reports whose week or month is over and that have not been made for it yet. */
export const dueReports = (book: Book): SavedReport[] => savedReports(book).filter((report) => isDue(book, report))

function isDue(book: Book, report: SavedReport): boolean {
  if (report.every === 'never') return false
  const made = zMade.safeParse(book.store.definitions.read(MADE, report.key))
  return !made.success || made.data.toOn < overBefore(report.every, today(book)).toOn
}

/**
 * Makes one report about the newest week or month that is over, puts it on the shelf and notes that it was made. Weeks and months that
 * passed while the app was not open are not made up for: the newest says what they were compared with.
 */
export async function makeDueReport(
  book: Book,
  desk: Pick<ReportDesk, 'read' | 'pdf' | 'table'>,
  shelf: ReportShelf,
  saved: SavedReport
): Promise<string> {
  const days = overBefore(saved.every === 'week' ? 'week' : 'month', today(book))
  const { content } = await reportFile(book, desk, { ...saved.query, ...days }, saved.format)
  const name = `${formatIsoDate(days.fromOn)} – ${formatIsoDate(days.toOn)} ${saved.name}.${saved.format}`
  const file = shelf.put(name, content)
  book.store.transact(() =>
    book.store.facts.record('definition.put', stampOf(book), {
      kind: MADE,
      key: saved.key,
      body: { toOn: days.toOn as number }
    })
  )
  return file
}
