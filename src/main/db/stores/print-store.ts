import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { PrintJobRow } from '#main/db/schema.ts'
import type { NewPrintJob, PrintStore } from '#main/ports/ledger-store.ts'
import type { PrintJob } from '#main/ports/print-job-store.ts'
import type { PrintJobView } from '#shared/contract/views.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { PrintKind, PrintState } from '#shared/printing/print-job.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'

type Nothing = Record<never, never>
type Slots = Omit<PrintJobRow, 'job_no'>

/**
 * The conditions of the indexes `print_job_to_do` and `print_job_with_paper`, letter by letter: SQLite uses a partial
 * index only for a query that repeats its condition, and never looks at values that are bound.
 */
const TO_DO = sql<boolean>`state in ('queued', 'checking', 'sending', 'blocked', 'sent-unconfirmed', 'failed')`
const HAS_PAPER = sql<boolean>`document is not null and state in ('printed', 'sent', 'dropped')`
const IN_TROUBLE = sql<boolean>`state in ('sent-unconfirmed', 'failed', 'blocked')`

/** So many papers are let go of at a time: nobody may wait for it. */
const FORGOTTEN_AT_ONCE = 200

/** The print queue on disk. Every change is its own durable commit unless it is part of an entry's transaction. */
export function createPrintStore(db: Sqlite.Database): PrintStore {
  const jobs = prepareJobs(db)
  const jobById = (id: string) => mapped(jobs.byId.first({ id }))

  function insert(job: Omit<Slots, 'state' | 'attempt' | 'failure' | 'created_at' | 'changed_at'>, atMs: number): void {
    jobs.insert.run({
      ...job,
      job_no: null,
      state: 'queued',
      attempt: 0,
      failure: null,
      created_at: atMs,
      changed_at: atMs
    })
  }

  function addCopy(ofJobNo: number, id: string, nowMs: number, printerId: string): PrintJob {
    const existing = jobById(id)
    if (existing) return existing
    const row = jobs.byNo.first({ jobNo: ofJobNo })
    assert(row, `no print job ${ofJobNo}`)
    const { job_no: _, ...fields } = row
    insert({ ...fields, id, copy_no: nextCopy(row), printer_id: printerId }, nowMs)
    const added = jobById(id)
    assert(added, 'a copy that was added is there')
    return added
  }

  function nextCopy(row: PrintJobRow): number {
    if (row.entry_no !== null)
      return (jobs.copiesOfEntry.first({ entryNo: row.entry_no, kind: row.kind })?.copies ?? 0) + 1
    if (row.closing_no !== null)
      return (jobs.copiesOfClosing.first({ zNo: row.closing_no, kind: row.kind })?.copies ?? 0) + 1
    return row.copy_no + 1
  }

  return {
    nextJob: (printerIds) => mapped(jobs.next.first({ printerIds: JSON.stringify(printerIds) })),
    jobById,
    changeState(jobNo, from, change) {
      const failure = change.failure === null ? null : JSON.stringify(change.failure)
      const { to, attempt, nowMs } = change
      return jobs.move.run({ jobNo, from: JSON.stringify(from), to, attempt, failure, nowMs }) > 0
    },
    recover: (nowMs) =>
      db
        .transaction(() => {
          jobs.recoverAll.run({ from: 'checking', to: 'queued', nowMs })
          return jobs.recoverAll.run({ from: 'sending', to: 'sent-unconfirmed', nowMs })
        })
        .immediate(),
    relocate: (jobNo, from, printerId, nowMs) =>
      jobs.relocate.run({ jobNo, from: JSON.stringify(from), printerId, nowMs }) > 0,
    addCopy,
    enqueue(job: NewPrintJob, atMs) {
      insert(
        {
          id: job.id,
          kind: job.kind,
          entry_no: job.entryNo,
          closing_no: job.closingNo,
          title: job.title,
          party_name: job.partyName,
          copy_no: job.copyNo ?? 1,
          printer_id: job.printerId,
          document: job.document === null ? null : JSON.stringify(job.document)
        },
        atMs
      )
    },
    firstJobOfEntry: (entryNo) => jobRef(jobs.ofEntry.first({ entryNo })),
    firstJobOfClosing: (zNo) => jobRef(jobs.ofClosing.first({ zNo })),
    views: (limit, names) => jobs.queue.all({ limit }).map((row) => viewOf(row, names)),
    view(id, names) {
      const row = jobs.byId.first({ id })
      return row ? viewOf(row, names) : null
    },
    dropPaper: (id) => void jobs.dropPaper.run({ id }),
    forgetPapers: (beforeMs) =>
      db
        .transaction(() => {
          // A row that only shrinks keeps the page of its paper for itself. Taken out and put back it stands among others.
          const rows = jobs.ended.all({ beforeMs, limit: FORGOTTEN_AT_ONCE })
          for (const row of rows) {
            jobs.takeOut.run({ jobNo: row.job_no })
            jobs.insert.run({ ...row, document: null })
          }
          return rows.length
        })
        .immediate(),
    counts() {
      const row = jobs.counts.first({})
      return { waiting: row?.waiting ?? 0, trouble: row?.trouble ?? 0 }
    },
    waitingByPrinter: () => new Map(jobs.waiting.all({}).map(({ printer_id, jobs }) => [printer_id, jobs]))
  }
}

const jobRef = (row: { job_no: number; id: string } | undefined) => (row ? { jobNo: row.job_no, id: row.id } : null)

function mapped(row: PrintJobRow | undefined): PrintJob | null {
  if (!row) return null
  return {
    jobNo: row.job_no,
    id: row.id,
    kind: row.kind as PrintKind,
    entryNo: row.entry_no,
    closingNo: row.closing_no,
    copyNo: row.copy_no,
    printerId: row.printer_id,
    document: row.document === null ? null : (JSON.parse(row.document) as ReceiptDocument),
    state: row.state as PrintState,
    attempt: row.attempt,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Failure),
    createdAt: row.created_at,
    changedAt: row.changed_at
  }
}

function viewOf(row: PrintJobRow, printerNames: ReadonlyMap<string, string>): PrintJobView {
  return {
    id: row.id,
    jobNo: row.job_no,
    kind: row.kind as PrintKind,
    title: row.title,
    partyName: row.party_name,
    printerId: row.printer_id,
    words: null,
    printerName: printerNames.get(row.printer_id) ?? '',
    copyNo: row.copy_no,
    state: row.state as PrintState,
    failure: row.failure === null ? null : (JSON.parse(row.failure) as PrintJobView['failure']),
    createdAt: row.created_at,
    changedAt: row.changed_at,
    hasPaper: row.kind !== 'drawer' && (row.document !== null || row.entry_no !== null || row.closing_no !== null)
  }
}

function prepareJobs(db: Sqlite.Database) {
  const all = () => build.selectFrom('print_job').selectAll()
  const ref = () => build.selectFrom('print_job').select(['job_no', 'id']).orderBy('copy_no').limit(1)
  const copies = () => build.selectFrom('print_job').select(sql<number>`max(copy_no)`.as('copies'))
  return {
    insert: prepare<Slots & { job_no: number | null }>(db, (slot) =>
      build.insertInto('print_job').values({
        job_no: slot('job_no') as never,
        id: slot('id'),
        kind: slot('kind'),
        entry_no: slot('entry_no'),
        closing_no: slot('closing_no'),
        title: slot('title'),
        party_name: slot('party_name'),
        copy_no: slot('copy_no'),
        printer_id: slot('printer_id'),
        document: slot('document'),
        state: slot('state'),
        attempt: slot('attempt'),
        failure: slot('failure'),
        created_at: slot('created_at'),
        changed_at: slot('changed_at')
      })
    ),
    byId: prepare<{ id: string }, PrintJobRow>(db, (slot) => all().where('id', '=', slot('id'))),
    byNo: prepare<{ jobNo: number }, PrintJobRow>(db, (slot) => all().where('job_no', '=', slot('jobNo'))),
    next: prepare<{ printerIds: string }, PrintJobRow>(db, (slot) =>
      all()
        .where(sql<boolean>`printer_id in (select value from json_each(${slot('printerIds')}))`)
        .where(TO_DO)
        .where('state', 'in', ['queued', 'checking', 'blocked'])
        .orderBy('job_no')
        .limit(1)
    ),
    move: prepare<{ jobNo: number; from: string; to: string; attempt: number; failure: string | null; nowMs: number }>(
      db,
      (slot) =>
        build
          .updateTable('print_job')
          .set({ state: slot('to'), attempt: slot('attempt'), failure: slot('failure'), changed_at: slot('nowMs') })
          .where('job_no', '=', slot('jobNo'))
          .where(sql<boolean>`state in (select value from json_each(${slot('from')}))`)
    ),
    relocate: prepare<{ jobNo: number; from: string; printerId: string; nowMs: number }>(db, (slot) =>
      build
        .updateTable('print_job')
        .set({ printer_id: slot('printerId'), state: 'queued', attempt: 0, failure: null, changed_at: slot('nowMs') })
        .where('job_no', '=', slot('jobNo'))
        .where(sql<boolean>`state in (select value from json_each(${slot('from')}))`)
    ),
    waiting: prepare<Nothing, { printer_id: string; jobs: number }>(db, () =>
      build
        .selectFrom('print_job')
        .select(['printer_id', sql<number>`count(*)`.as('jobs')])
        .where(TO_DO)
        .where('state', 'in', ['queued', 'checking', 'blocked', 'sending'])
        .where('kind', '<>', 'drawer')
        .groupBy('printer_id')
    ),
    recoverAll: prepare<{ from: string; to: string; nowMs: number }>(db, (slot) =>
      build
        .updateTable('print_job')
        .set({ state: slot('to'), changed_at: slot('nowMs') })
        .where(TO_DO)
        .where('state', '=', slot('from'))
    ),
    dropPaper: prepare<{ id: string }>(db, (slot) =>
      build
        .updateTable('print_job')
        .set({ document: null })
        .where('id', '=', slot('id'))
        .where('entry_no', 'is', null)
        .where('closing_no', 'is', null)
    ),
    ended: prepare<{ beforeMs: number; limit: number }, PrintJobRow>(db, (slot) =>
      build
        .selectFrom('print_job')
        .selectAll()
        .where(HAS_PAPER)
        .where('changed_at', '<', slot('beforeMs'))
        .where((on) => on.or([on('entry_no', 'is not', null), on('closing_no', 'is not', null)]))
        .orderBy('changed_at')
        .limit(slot('limit'))
    ),
    takeOut: prepare<{ jobNo: number }>(db, (slot) =>
      build.deleteFrom('print_job').where('job_no', '=', slot('jobNo'))
    ),
    ofEntry: prepare<{ entryNo: number }, { job_no: number; id: string }>(db, (slot) =>
      ref().where('entry_no', '=', slot('entryNo')).where('kind', '=', 'receipt')
    ),
    ofClosing: prepare<{ zNo: number }, { job_no: number; id: string }>(db, (slot) =>
      ref().where('closing_no', '=', slot('zNo')).where('kind', '=', 'closing')
    ),
    copiesOfEntry: prepare<{ entryNo: number; kind: string }, { copies: number | null }>(db, (slot) =>
      copies().where('entry_no', '=', slot('entryNo')).where('kind', '=', slot('kind'))
    ),
    copiesOfClosing: prepare<{ zNo: number; kind: string }, { copies: number | null }>(db, (slot) =>
      copies().where('closing_no', '=', slot('zNo')).where('kind', '=', slot('kind'))
    ),
    queue: prepare<{ limit: number }, PrintJobRow>(db, (slot) =>
      all()
        .where(
          sql<boolean>`job_no in (select job_no from (select job_no from print_job indexed by print_job_to_do where ${TO_DO} and ${IN_TROUBLE}
          order by job_no desc limit ${slot('limit')})
          union select job_no from (select job_no from print_job order by job_no desc limit ${slot('limit')}))`
        )
        .orderBy(sql`case when ${IN_TROUBLE} then 0 else 1 end`)
        .orderBy('job_no', 'desc')
        .limit(slot('limit'))
    ),
    counts: prepare<Nothing, { waiting: number | null; trouble: number | null }>(db, () =>
      build
        .selectFrom('print_job')
        .select([
          sql<number>`sum(case when state in ('queued', 'checking', 'sending') then 1 else 0 end)`.as('waiting'),
          sql<number>`sum(case when ${IN_TROUBLE} then 1 else 0 end)`.as('trouble')
        ])
        .where(TO_DO)
    )
  }
}
