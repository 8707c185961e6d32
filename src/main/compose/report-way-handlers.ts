import fs from 'node:fs'
import path from 'node:path'
import type { Book } from '#main/app/book.ts'
import { forgetReport, savedReports, saveReport } from '#main/app/keep-reports.ts'
import { dueReports, makeDueReport, type ReportShelf } from '#main/app/make-due-reports.ts'
import { paperLanguage } from '#main/app/paper-language.ts'
import { exportReport, printReport, type ReportDesk } from '#main/app/report-ways.ts'
import { fileNameOf } from '#main/files/file-name.ts'
import { makeTable } from '#main/files/table-thread.ts'
import { writeFileDurably } from '#main/files/write-file-durably.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Log } from '#main/ports/log.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { type Failure, FailureError, refuse } from '#shared/kernel/result.ts'
import type { ShopKeeper } from './shop-keeper.ts'
import type { WorkerScripts } from './worker-scripts.ts'

type WayHandlers = Pick<Handlers, `report.${'export' | 'print' | 'saved' | 'save' | 'forget'}`>

interface Parts {
  readonly keeper: ShopKeeper
  readonly dialogs: Dialogs
  readonly read: ReportDesk['read']
  readonly workers: WorkerScripts
  readonly localesFolder: string
  /** Reports that could not be made by themselves, by key, and why: the list of reports says so. */
  readonly notMade: Map<string, Failure>
}

/** How reports leave the app, and which of them the owner keeps. */
export function createReportWayHandlers(parts: Parts): WayHandlers {
  const { keeper } = parts
  const desk = openDesk(parts)
  return {
    'report.export': (input) => exportReport(keeper.book(), desk, input),
    'report.print': (input) => printReport(keeper.book(), desk, input),
    'report.saved': () =>
      savedReports(keeper.book()).map((report) => {
        const failure = parts.notMade.get(report.key)
        const notMade = failure === undefined ? null : { code: failure.code, params: failure.params ?? {} }
        return { ...report, notMade }
      }),
    'report.save': (input) => saveReport(keeper.book(), input),
    'report.forget': (input) => forgetReport(keeper.book(), input)
  }
}

const openDesk = ({ keeper, dialogs, read, workers, localesFolder }: Parts): ReportDesk => ({
  dialogs,
  read,
  pdf: (document, isWide) => keeper.printing().pdf(document, isWide ? 'a4-wide' : 'a4'),
  table: (report, format) =>
    makeTable(workers.table, {
      ...{ report, format, localesFolder, language: paperLanguage(keeper.book().settings()) },
      currency: keeper.book().shop().currency
    }),
  writeFile: writeFileDurably
})

/** How often it is looked whether a week or a month is over, and how long a report that could not be made is left alone. */
const LOOK_MS = 60_000
const AGAIN_MS = 900_000

export interface ReportClock {
  /** Makes one report that is due, if it is time to look. It returns at once. */
  beat(): void
}

/** Makes the reports that make themselves, one at a time, while the app is open. */
export function openReportClock(
  parts: Parts & { readonly documentsFolder: string; readonly clock: Clock; readonly log: Log }
): ReportClock {
  const desk = openDesk(parts)
  let nextLookAt = 0
  let isMaking = false
  /** When a report that could not be made is tried again, by its key. It does not stand in the way of the others. */
  const again = new Map<string, number>()

  async function makeOne(book: Book, now: number): Promise<void> {
    const due = dueReports(book).find(({ key }) => (again.get(key) ?? 0) <= now)
    if (due === undefined) return
    again.set(due.key, now + AGAIN_MS)
    // There may be another one.
    nextLookAt = 0
    try {
      await makeDueReport(book, desk, shelfOf(parts.documentsFolder, book), due)
    } catch (error) {
      if (error instanceof FailureError) parts.notMade.set(due.key, error.failure)
      throw error
    }
    parts.notMade.delete(due.key)
    again.delete(due.key)
  }

  return {
    beat() {
      const now = parts.clock.now().epochMs
      if (isMaking || now < nextLookAt || parts.keeper.info() === null) return
      nextLookAt = now + LOOK_MS
      isMaking = true
      makeOne(parts.keeper.book(), now)
        .catch((error: unknown) => {
          if (error instanceof FailureError) parts.log.warn('report not made', { code: error.failure.code })
          else parts.log.error('report not made', error)
        })
        .finally(() => {
          isMaking = false
        })
    }
  }
}

/** `Documents/Counterbook/Reports/<shop>/`: where the owner finds them without the app. */
function shelfOf(documentsFolder: string, book: Book): ReportShelf {
  const folder = path.join(documentsFolder, 'Counterbook', 'Reports', fileNameOf(book.settings().shopName, 'Shop'))
  return {
    put(name, content) {
      try {
        fs.mkdirSync(folder, { recursive: true })
        const file = freePlace(folder, name)
        writeFileDurably(file, content)
        return file
      } catch {
        // Full, read-only, or no folder at all: nobody is asked here, so the list of reports has to say it.
        return refuse('report/folder-not-writable', { folder })
      }
    }
  }
}

function freePlace(folder: string, name: string): string {
  const ending = path.extname(name)
  const stem = fileNameOf(name.slice(0, -ending.length), 'Report')
  for (let count = 1; ; count++) {
    const file = path.join(folder, `${count === 1 ? stem : `${stem} ${count}`}${ending}`)
    if (!fs.existsSync(file)) return file
  }
}
