import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber } from '#main/db/entry-kinds.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { PaymentStore, Sum } from '#main/ports/payment-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { LineView } from '#shared/contract/statement-endpoints.ts'
import { minor } from '#shared/money/money.ts'
import type { NumberTexts } from './number-texts.ts'
import { type PaymentRow, paymentOf, selectPayment } from './payment-rows.ts'

interface LineRow {
  fingerprint: string
  on_day: number
  time_text: string
  amount_minor: number
  reference: string
  text: string
}

const lineOf = (row: LineRow): LineView => ({
  ...{ fingerprint: row.fingerprint, on: row.on_day as BookDate, time: row.time_text },
  ...{ amountMinor: minor(row.amount_minor), reference: row.reference, text: row.text }
})

const sumOf = (row: { count: number; amount: number | null } | undefined): Sum => ({
  count: row?.count ?? 0,
  amountMinor: minor(row?.amount ?? 0)
})

const LINE = ['fingerprint', 'on_day', 'time_text', 'bank_line.amount_minor', 'reference', 'bank_line.text'] as const

export function createPaymentStore(db: Sqlite.Database, numbers: NumberTexts): PaymentStore {
  const payment = (row: PaymentRow) => paymentOf(row, numbers)
  return { ...paymentReads(db, payment), ...lineReads(db) }
}

function paymentReads(db: Sqlite.Database, payment: (row: PaymentRow) => ReturnType<typeof paymentOf>) {
  const between = prepare<{ from: number; to: number }, PaymentRow>(db, (slot) =>
    selectPayment()
      .innerJoin('upi_open', 'upi_open.entry_no', 'entry.entry_no')
      .where('entry.book_on', '>=', slot('from'))
      .where('entry.book_on', '<=', slot('to'))
      .orderBy('entry.entry_no')
  )
  const run = prepare<{ from: number; to: number }, PaymentRow>(db, (slot) =>
    selectPayment()
      .innerJoin('upi_open', 'upi_open.entry_no', 'entry.entry_no')
      .where('upi_open.entry_no', '>=', slot('from'))
      .where('upi_open.entry_no', '<=', slot('to'))
      .orderBy('upi_open.entry_no')
  )
  const open = prepare<{ claimed: number; limit: number; offset: number }, PaymentRow>(db, (slot) =>
    selectPayment()
      .innerJoin('upi_open', 'upi_open.entry_no', 'entry.entry_no')
      .where(sql<boolean>`(${slot('claimed')} < 0 or is_claimed = ${slot('claimed')})`)
      .orderBy('entry.entry_no', 'desc')
      .limit(slot('limit'))
      .offset(slot('offset'))
  )
  const proved = prepare<{ limit: number; offset: number }, PaymentRow>(db, (slot) =>
    selectPayment()
      .where('proof.entry_no', 'is not', null)
      .where('undoing.entry_no', 'is', null)
      .orderBy('proof.op_n', 'desc')
      .limit(slot('limit'))
      .offset(slot('offset'))
  )
  const byId = prepare<{ id: Uint8Array; sale: number; got: number }, PaymentRow>(db, (slot) =>
    selectPayment()
      .where('entry.id', '=', slot('id'))
      .where('entry.upi_minor', '>', 0)
      .where(sql<boolean>`entry.kind_no in (${slot('sale')}, ${slot('got')})`)
      .where('undoing.entry_no', 'is', null)
  )
  const openTotals = prepare<{ claimed: number }, { count: number; amount: number | null }>(db, (slot) =>
    build
      .selectFrom('upi_open')
      .select([sql<number>`count(*)`.as('count'), sql<number | null>`sum(amount_minor)`.as('amount')])
      .where('is_claimed', '=', slot('claimed') as 0 | 1)
  )
  const provedTotals = prepare<Record<never, never>, { count: number; amount: number | null }>(db, () =>
    build
      .selectFrom('proof')
      .innerJoin('bank_line', 'bank_line.line_no', 'proof.line_no')
      .leftJoin('entry as undoing', 'undoing.reverses_no', 'proof.entry_no')
      .select([sql<number>`count(*)`.as('count'), sql<number | null>`sum(bank_line.amount_minor)`.as('amount')])
      .where('undoing.entry_no', 'is', null)
  )
  return {
    openRun: (from: number, to: number) => run.all({ from, to }).map(payment),
    openBetween: (from: BookDate, to: BookDate) => between.all({ from, to }).map(payment),
    byEntry(entryId: string) {
      const row = byId.first({ id: uuidBytes(entryId), sale: kindNumber('sale'), got: kindNumber('got') })
      return row === undefined ? null : payment(row)
    },
    open: (isClaimed: boolean | null, offset: number, limit: number) =>
      open.all({ claimed: isClaimed === null ? -1 : Number(isClaimed), limit, offset }).map(payment),
    proved: (offset: number, limit: number) => proved.all({ limit, offset }).map(payment),
    totals: () => ({
      waiting: sumOf(openTotals.first({ claimed: 0 })),
      claimed: sumOf(openTotals.first({ claimed: 1 })),
      proved: sumOf(provedTotals.first({}))
    })
  }
}

function lineReads(db: Sqlite.Database) {
  const statement = prepare<{ id: Uint8Array }, { count: number; amount: number | null }>(db, (slot) =>
    build
      .selectFrom('bank_statement')
      .leftJoin('bank_line', 'bank_line.statement_no', 'bank_statement.statement_no')
      .select([
        sql<number>`count(bank_line.line_no)`.as('count'),
        sql<number | null>`sum(bank_line.amount_minor)`.as('amount')
      ])
      .where('bank_statement.id', '=', slot('id'))
  )
  const known = prepare<{ id: Uint8Array }, { statement_no: number }>(db, (slot) =>
    build.selectFrom('bank_statement').select('statement_no').where('id', '=', slot('id'))
  )
  const last = prepare<Record<never, never>, { source: string; to_on: number; at: number }>(db, () =>
    build
      .selectFrom('bank_statement')
      .select(['source', 'to_on', 'at'])
      // A gateway's own lines are of no file, and say nothing of the days that a bank's statement covers.
      .where('file_name', '<>', sql.lit(''))
      .orderBy('statement_no', 'desc')
      .limit(1)
  )
  const newest = prepare<Record<never, never>, { on_day: number }>(db, () =>
    build.selectFrom('bank_line').select('on_day').orderBy('on_day', 'desc').limit(1)
  )
  const line = prepare<{ fingerprint: string }, LineRow>(db, (slot) =>
    build.selectFrom('bank_line').select(LINE).where('fingerprint', '=', slot('fingerprint'))
  )
  const free = prepare<{ from: number; to: number }, LineRow>(db, (slot) =>
    build
      .selectFrom('bank_line')
      .select(LINE)
      .where('on_day', '>=', slot('from'))
      .where('on_day', '<=', slot('to'))
      .where(
        sql<boolean>`not exists (select 1 from proof where proof.line_no = bank_line.line_no
          and not exists (select 1 from entry as undoing where undoing.reverses_no = proof.entry_no))`
      )
      .orderBy('line_no')
  )
  const proof = prepare<{ fingerprint: string }, { id: Uint8Array; undone: number | null }>(db, (slot) =>
    build
      .selectFrom('bank_line')
      .innerJoin('proof', 'proof.line_no', 'bank_line.line_no')
      .innerJoin('entry', 'entry.entry_no', 'proof.entry_no')
      .leftJoin('entry as undoing', 'undoing.reverses_no', 'entry.entry_no')
      .select(['entry.id', 'undoing.entry_no as undone'])
      .where('fingerprint', '=', slot('fingerprint'))
  )
  return {
    hasStatement: (id: string) => known.first({ id: uuidBytes(id) }) !== undefined,
    statementTotals: (id: string) => sumOf(statement.first({ id: uuidBytes(id) })),
    lastStatement() {
      const row = last.first({})
      return row === undefined ? null : { source: row.source, toOn: row.to_on as BookDate, at: row.at }
    },
    newestLineOn: () => (newest.first({})?.on_day ?? null) as BookDate | null,
    line(fingerprint: string) {
      const row = line.first({ fingerprint })
      return row === undefined ? null : lineOf(row)
    },
    freeLines: (from: BookDate, to: BookDate) => free.all({ from, to }).map(lineOf),
    proofOfLine(fingerprint: string) {
      const row = proof.first({ fingerprint })
      return row === undefined ? null : { entryId: uuidText(row.id), isUndone: row.undone !== null }
    }
  }
}
