import type Sqlite from 'better-sqlite3'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type {
  AccountStore,
  EntryRecord,
  EntryStore,
  JournalStore,
  PartyStore,
  Stamp,
  StoredEntry
} from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import { assertBalanced } from '#shared/ledger/build-entry.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import { otherAccount } from '#shared/ledger/legs.ts'
import { bucketShare } from '#shared/ledger/period-bucket.ts'
import type { Series } from '#shared/numbering/document-number.ts'
import { prepareEntryReads } from './entry-reads.ts'
import { prepareEntryWrites } from './entry-writes.ts'
import { createKeptFigures } from './kept-figures.ts'
import type { NumberTexts } from './number-texts.ts'

interface Beside {
  readonly journal: JournalStore
  readonly accounts: AccountStore
  readonly parties: PartyStore
  readonly numbers: NumberTexts
}

/** Entries, each with its whole double entry: appended, never changed. */
export function createEntryStore(db: Sqlite.Database, beside: Beside): EntryStore {
  const writes = prepareEntryWrites(db)
  const reads = prepareEntryReads(db, beside.numbers)
  const kept = createKeptFigures(db)
  /** The number that was taken last, for the entry that bears it. */
  let taken = { series_no: 0, number_no: 0 }

  function accountNo(code: AccountCode): number {
    const account = beside.accounts.byCode(code)
    assert(account, `no account ${code}`)
    return account.accountNo
  }

  function byId(id: string): StoredEntry | null {
    const row = reads.stored.first({ id: uuidBytes(id) })
    return row ? reads.storedOf(row) : null
  }

  function post(record: EntryRecord, stamp: Stamp): StoredEntry {
    assert(db.inTransaction, 'an entry is posted inside a transaction')
    assertBalanced(record.postings)
    const other = otherAccount(record)
    const link = beside.journal.chain(
      'entry.post',
      stamp,
      entryFact({ ...record, recordedAt: stamp.atMs, offsetMinutes: stamp.offsetMinutes })
    )
    const entryNo = (reads.last.first({})?.entry_no ?? 0) + 1
    const partyNo = record.partyId === null ? null : beside.parties.numberOf(record.partyId)
    const undone = record.reversesId === null ? null : byId(record.reversesId)
    const balanceAfterMinor = partyNo === null ? null : kept.party(partyNo, record.creditMinor, entryNo, record.bookOn)
    const isNumbered = record.number !== ''
    assert(
      !isNumbered || beside.numbers.textOf(taken) === record.number,
      'an entry bears the number that was taken for it'
    )
    writes.insert({
      record,
      stamp,
      entryNo,
      link,
      seriesNo: isNumbered ? taken.series_no : null,
      numberNo: isNumbered ? taken.number_no : null,
      partyNo,
      accountNo: record.accountCode === null ? null : accountNo(record.accountCode),
      otherNo: other === null ? null : accountNo(other),
      undoneNo: undone?.entryNo ?? null,
      balanceAfterMinor
    })
    for (const posting of record.postings) kept.account(accountNo(posting.accountCode), posting.amountMinor)
    kept.bucket(record.periodNo, bucketShare(record, undone))
    writes.day.run({ bookOn: record.bookOn, entryNo })
    const { periodNo: _, ...stored } = record
    return {
      ...stored,
      entryNo,
      recordedAt: stamp.atMs,
      offsetMinutes: stamp.offsetMinutes,
      person: stamp.person,
      balanceAfterMinor
    }
  }

  function takeNumber(series: Series): number {
    const name = { prefix: series.prefix, year: series.financialYear }
    let row = writes.nextOfSeries.first(name)
    if (row === undefined) {
      writes.beginSeries.run(name)
      row = writes.nextOfSeries.first(name)
    }
    assert(row, 'a series gives a number')
    taken = { series_no: row.series_no, number_no: row.next_number - 1 }
    return taken.number_no
  }

  return {
    byId,
    post,
    takeNumber,
    view: reads.view,
    viewByNo: reads.viewByNo,
    reversalOf(entryNo) {
      const row = reads.reversal.first({ entryNo })
      return row ? { entryNo: row.entry_no, id: uuidText(row.id) } : null
    },
    lastNo: () => reads.last.first({})?.entry_no ?? 0,
    lastRecordedAt: () => reads.last.first({})?.recorded_at ?? null,
    recordedAt: (entryNo) => reads.recordedAt.first({ entryNo })?.recorded_at ?? null,
    newestDaySince(entryNo) {
      const isNone = (reads.last.first({})?.entry_no ?? 0) <= entryNo
      return isNone ? null : ((reads.newestDay.first({ entryNo })?.book_on ?? null) as BookDate | null)
    },
    recent: reads.recent,
    statement: reads.statement,
    dayBook: reads.dayBook,
    dayBookTotals: reads.dayBookTotals,
    after: reads.after
  }
}
