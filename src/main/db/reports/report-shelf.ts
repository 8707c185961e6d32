import type Sqlite from 'better-sqlite3'
import { fileIdentity, openLedger } from '#main/db/open-ledger.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Report, ReportQuery } from '#shared/reports/report.ts'
import { DayTally } from './day-tally.ts'
import { groundOver, keptStatements, type Listed, type Page, type ReportMaker } from './ground.ts'
import { MAKERS } from './makers.ts'
import { type CancelFlag, paceOf } from './pace.ts'

interface Kept {
  readonly moment: string
  readonly query: string
  readonly made: Report | Listed
}

/** The open file on the thread of reports, with what was put together of it. */
export class ReportShelf {
  private readonly file: string
  private db: Sqlite.Database | null = null
  private identity = ''
  private tally = new DayTally()
  private readonly statements = keptStatements()
  /** The last report that was made as a whole: its next page is ready. */
  private kept: Kept | null = null

  constructor(file: string) {
    this.file = file
  }

  /**
   * A page of a report, all of it from one moment of the book. Fails with `report/cancelled`, with what the report refuses,
   * and with the `ledger/…` codes of opening a file.
   */
  make(
    query: ReportQuery,
    page: Page,
    run: { readonly flag: CancelFlag; readonly tell: (done: number, total: number) => void }
  ): Report {
    if (query.fromOn > query.toOn) refuse('report/period-backwards', { fromOn: query.fromOn, toOn: query.toOn })
    const db = this.open()
    const pace = paceOf(run.flag, () => performance.now(), run.tell)
    pace.step(0, 1)
    // A read transaction sees the book as it is now, whatever is written meanwhile.
    db.exec('BEGIN')
    try {
      this.tally.follow(db, pace)
      const ground = groundOver(db, this.tally, pace, this.statements)
      return this.pageOf(MAKERS[query.report], ground, query, page, momentOf(db))
    } finally {
      db.exec('COMMIT')
    }
  }

  private pageOf(
    maker: ReportMaker,
    ground: ReturnType<typeof groundOver>,
    query: ReportQuery,
    page: Page,
    moment: string
  ): Report {
    if ('paged' in maker) return maker.paged(ground, query, page)
    const asked = JSON.stringify(query)
    if (this.kept?.query !== asked || this.kept.moment !== moment) {
      this.kept = null
      const made = 'whole' in maker ? maker.whole(ground, query) : maker.listed(ground, query)
      this.kept = { moment, query: asked, made }
    }
    const { made } = this.kept
    if ('rows' in made) return { ...made, rows: made.rows.slice(page.offset, page.offset + page.limit) }
    const { report, rowAt } = made
    const count = Math.max(0, Math.min(page.limit, report.rowCount - page.offset))
    return { ...report, rows: Array.from({ length: count }, (_, at) => rowAt(ground, page.offset + at)) }
  }

  /** The file as it lies there now: one that was put in its place is opened anew. */
  private open(): Sqlite.Database {
    const identity = fileIdentity(this.file)
    if (identity === 'gone') {
      this.close()
      refuse('ledger/file-gone', { file: this.file })
    }
    if (this.db !== null && identity === this.identity) return this.db
    this.close()
    this.db = openLedger(this.file, { readOnly: true, isOpenHere: true })
    this.db.exec('PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY')
    this.identity = identity
    this.tally = new DayTally()
    return this.db
  }

  close(): void {
    this.db?.close()
    this.db = null
    this.kept = null
  }
}

/** What changes with every fact of the book. */
function momentOf(db: Sqlite.Database): string {
  const row = db.prepare<[], { op: number }>('select newest_op as op from control_total').get()
  return `${row?.op ?? 0}`
}
