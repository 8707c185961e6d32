import type Sqlite from 'better-sqlite3'
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
import { assertBalanced, type Posting } from '#shared/ledger/build-entry.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import { bucketShare } from '#shared/ledger/period-bucket.ts'
import { minor } from '#shared/money/money.ts'
import type { Series } from '#shared/numbering/document-number.ts'
import { prepareEntryReads } from './entry-reads.ts'
import { entryViewOf } from './entry-view.ts'
import { prepareEntryWrites } from './entry-writes.ts'
import { createKeptFigures } from './kept-figures.ts'

interface Beside {
  readonly journal: JournalStore
  readonly accounts: AccountStore
  readonly parties: PartyStore
}

/** Entries and their postings: appended, never changed. */
export function createEntryStore(db: Sqlite.Database, beside: Beside): EntryStore {
  const writes = prepareEntryWrites(db)
  const reads = prepareEntryReads(db)
  const kept = createKeptFigures(db)

  function accountNo(code: AccountCode): number {
    const account = beside.accounts.byCode(code)
    assert(account, `no account ${code}`)
    return account.accountNo
  }

  function byId(id: string): StoredEntry | null {
    const row = reads.stored.first({ id })
    if (!row) return null
    const postings = reads.postings.all({ entryNo: row.entry_no }).map(
      (posting): Posting => ({
        accountCode: posting.code as AccountCode,
        partyId: posting.party_id,
        amountMinor: minor(posting.amount_minor)
      })
    )
    assertBalanced(postings)
    return reads.storedOf(row, postings)
  }

  function post(record: EntryRecord, stamp: Stamp): StoredEntry {
    assert(db.inTransaction, 'an entry is posted inside a transaction')
    assertBalanced(record.postings)
    const fact = entryFact({ ...record, recordedAt: stamp.atMs, offsetMinutes: stamp.offsetMinutes })
    const op = beside.journal.append('entry.post', stamp, fact)
    const entryNo = (reads.last.first({})?.entry_no ?? 0) + 1
    const partyNo = record.partyId === null ? null : beside.parties.numberOf(record.partyId)
    const undone = record.reversesId === null ? null : byId(record.reversesId)
    const balanceAfterMinor = partyNo === null ? null : kept.party(partyNo, record.creditMinor, entryNo, record.bookOn)
    writes.insert({
      record,
      stamp,
      entryNo,
      op,
      partyNo,
      undoneNo: undone?.entryNo ?? null,
      accountNo: record.accountCode === null ? null : accountNo(record.accountCode),
      balanceAfterMinor
    })
    record.postings.forEach((posting, index) => {
      const number = accountNo(posting.accountCode)
      writes.posting.run({
        entryNo,
        lineNo: index + 1,
        accountNo: number,
        partyNo: posting.partyId === null ? null : partyNo,
        amount: posting.amountMinor
      })
      kept.account(number, posting.amountMinor)
    })
    kept.bucket(record.periodNo, bucketShare(record, undone))
    return { ...record, entryNo, recordedAt: stamp.atMs, balanceAfterMinor }
  }

  function takeNumber(series: Series): number {
    const taken = writes.series.first({ prefix: series.prefix, year: series.financialYear })
    assert(taken, 'a series gives a number')
    return taken.next_number - 1
  }

  return {
    byId,
    post,
    takeNumber,
    view: (id) => reads.view(id),
    viewByNo: (entryNo) => reads.viewByNo(entryNo),
    reversalOf(entryNo) {
      const row = reads.reversal.first({ entryNo })
      return row ? { entryNo: row.entry_no, id: row.id } : null
    },
    lastNo: () => reads.last.first({})?.entry_no ?? 0,
    lastRecordedAt: () => reads.last.first({})?.recorded_at ?? null,
    recordedAt: (entryNo) => reads.recordedAt.first({ entryNo })?.recorded_at ?? null,
    newestDaySince(entryNo) {
      const isNone = (reads.last.first({})?.entry_no ?? 0) <= entryNo
      return isNone ? null : ((reads.newestDay.first({ entryNo })?.book_on ?? null) as BookDate | null)
    },
    recent: (periodNo, before, limit) => reads.recent(periodNo, before, limit).map(entryViewOf),
    statement: (partyNo, before, limit) => reads.statement(partyNo, before, limit).map(entryViewOf).reverse(),
    dayBook: (filter, offset, limit) => reads.dayBook(filter, offset, limit).map(entryViewOf),
    dayBookTotals: (filter) => reads.dayBookTotals(filter),
    after: (entryNo, limit) => reads.after.all({ entryNo, limit }).map(entryViewOf)
  }
}
