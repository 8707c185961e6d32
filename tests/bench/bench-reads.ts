import Sqlite from 'better-sqlite3'
import { readPartyBrief, readStatement } from '#main/app/find-parties.ts'
import { readOpenFigures } from '#main/app/read-closings.ts'
import { readCounterSummary } from '#main/app/read-counter-summary.ts'
import { readDayBook, readRecent } from '#main/app/read-day-book.ts'
import { systemClock } from '#main/compose/system.ts'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { bookDate } from '#shared/calendar/book-date.ts'
import { openBook } from '#tests/support/open-book.ts'
import { against, type Figure } from './figure.ts'
import type { MadeBook } from './made-book.ts'
import { inTurns, type Timing } from './timing.ts'

const LINES = 500
const some = { runs: 200, block: 10, warmUp: 20 }

export interface ReadTimings {
  readonly balance: Timing
  readonly statement: Timing
}

/** A balance, a page of a statement and all balances, each in turns with the barest statement for the same rows. */
export function benchPartyReads(made: MadeBook, at: string): { figures: Figure[]; timings: ReadTimings } {
  const book = openBook(made.file, systemClock)
  const db = new Sqlite(made.file, { readonly: true })
  const partyId = made.partyIds[0] ?? ''
  const partyNo = db.prepare('select party_no from party where id = ?').pluck().get(uuidBytes(partyId))
  const balance = db.prepare('select balance_minor from party_balance where party_no = (select ?)')
  const lines = db.prepare(`select * from entry where party_no = (select ?) order by entry_no desc limit ${LINES}`)
  const byName = db.prepare(`select party.*, party_balance.* from party join party_balance using (party_no)
    where is_archived = 0 order by name collate nocase, party_no`)
  const page = { filter: 'all', sort: 'name', group: '', route: '', tag: '', offset: 0, limit: 1_000_000 } as const
  const one = inTurns(
    {
      raw: () => balance.get(partyNo),
      app: () => book.store.parties.byId(partyId),
      brief: () => readPartyBrief(book, { partyId })
    },
    { runs: 2_000, block: 100, warmUp: 300 }
  )
  const statement = inTurns(
    {
      raw: () => lines.all(partyNo),
      app: () => readStatement(book, { partyId, beforeEntryNo: null, limit: LINES })
    },
    some
  )
  const all = inTurns(
    { raw: () => byName.all(), app: () => book.store.parties.page(page) },
    { runs: 12, block: 2, warmUp: 1 }
  )
  const count = made.partyIds.length.toLocaleString('en')
  const figures = [
    {
      ...against(`one party with its balance, ${at}`, one.app, { name: 'kept row, raw', timing: one.raw }, null),
      against: 'at most 0.03 ms',
      ratio: one.app.medianMs / 0.03,
      limit: 1
    },
    against(`what the line shows of a party, ${at}`, one.brief, { name: 'kept row, raw', timing: one.raw }, null),
    against(
      `statement of ${LINES} lines, ${at}`,
      statement.app,
      { name: 'same rows, raw', timing: statement.raw },
      1.5
    ),
    against(`all balances of ${count} parties by name`, all.app, { name: 'same rows, raw', timing: all.raw }, 2)
  ]
  db.close()
  book.store.close()
  return { figures, timings: { balance: one.app, statement: statement.app } }
}

/** The figures of an open day of 10,000 entries, and the day book of them all, held against summing and reading them. */
export function benchDay(made: MadeBook): Figure[] {
  const book = openBook(made.file, systemClock)
  const db = new Sqlite(made.file, { readonly: true })
  const sums =
    db.prepare(`select kind_no, count(*), sum(amount_minor), sum(cash_minor), sum(upi_minor), sum(bank_minor),
    sum(credit_minor) from entry group by kind_no`)
  const rows = db.prepare(
    'select entry.*, party.name from entry left join party using (party_no) order by entry_no desc'
  )
  const closing = inTurns({ raw: () => sums.all(), app: () => readOpenFigures(book) }, some)
  const days = { fromOn: bookDate(2024, 1, 1), toOn: bookDate(2030, 1, 1), kinds: null, text: '' }
  const readPage = () => readDayBook(book, { ...days, offset: 0, limit: 200 })
  const readAll = () => {
    for (let after = 0; after < 10_000; after += 1_000) book.store.entries.after(after, 1_000)
  }
  const listed = inTurns({ raw: () => rows.all(), app: readAll, page: readPage }, { runs: 20, block: 2, warmUp: 2 })
  db.close()
  book.store.close()
  return [
    against('figures of an open day of 10,000 entries', closing.app, { name: 'summed, raw', timing: closing.raw }, 3),
    against('10,000 entries as data', listed.app, { name: 'same rows, raw', timing: listed.raw }, 3),
    against(
      'day book: newest 200 of 10,000 entries, and the totals of all',
      listed.page,
      { name: 'all rows, raw', timing: listed.raw },
      null
    )
  ]
}

/** From a closed file to the counter: the book opened, the strip above the line and the newest entries. */
export function benchOpen(made: MadeBook, at: string): Figure {
  const app = () => {
    const book = openBook(made.file, systemClock)
    readCounterSummary(book)
    readRecent(book, { beforeEntryNo: null, limit: 50 })
    book.store.close()
  }
  const raw = () => {
    const db = new Sqlite(made.file)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.prepare('select * from control_total').get()
    db.prepare('select * from account_balance').all()
    db.prepare('select entry.*, name from entry left join party using (party_no) order by entry_no desc limit 50').all()
    db.close()
  }
  const timings = inTurns({ raw, app }, { runs: 40, block: 4, warmUp: 3 })
  return against(`open to data on hand, ${at}`, timings.app, { name: 'raw', timing: timings.raw }, 5)
}
