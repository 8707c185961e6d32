import type Sqlite from 'better-sqlite3'
import type { Memory } from '#main/db/memory.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { AccountStore, EntryRecord, EntryStore, Stamp, StoredEntry } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import { assertBalanced } from '#shared/ledger/build-entry.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import { accountsBeside } from '#shared/ledger/legs.ts'
import { bucketShare } from '#shared/ledger/period-bucket.ts'
import type { Series } from '#shared/numbering/document-number.ts'
import { prepareEntryReads } from './entry-reads.ts'
import { prepareEntryWrites } from './entry-writes.ts'
import type { Chain } from './journal-store.ts'
import type { KeptFigures } from './kept-figures.ts'
import type { NumberTexts } from './number-texts.ts'
import { createOwnEntries } from './own-entries.ts'
import type { Parties } from './party-store.ts'
import type { SeriesRow } from './series-statements.ts'

interface Beside {
  readonly memory: Memory
  readonly journal: Chain
  readonly accounts: AccountStore
  readonly parties: Parties
  readonly kept: KeptFigures
  readonly numbers: NumberTexts
}

/** Entries, each with its whole double entry: appended, never changed. */
export function createEntryStore(db: Sqlite.Database, beside: Beside): EntryStore {
  const { memory, journal, accounts, parties, numbers, kept } = beside
  const writes = prepareEntryWrites(db)
  const reads = prepareEntryReads(db, numbers)
  const own = createOwnEntries(db, memory)
  const newest = memory.keep((): { readonly entryNo: number; readonly recordedAt: number } | null => {
    const row = reads.last.first({})
    if (row === undefined) return null
    const recordedAt = own.isAlone() ? row.recorded_at : own.newestRecordedAt(row.entry_no)
    return { entryNo: row.entry_no, recordedAt }
  })
  const seriesRows = memory.keepMany<string, SeriesRow>(100)
  /** The series that was asked last, for the entry that takes its number. */
  let taken: SeriesRow = { series_no: 0, next_number: 0 }

  function accountNo(code: AccountCode): number {
    const account = accounts.byCode(code)
    assert(account, `no account ${code}`)
    return account.accountNo
  }

  function byId(id: string): StoredEntry | null {
    const row = reads.stored.first({ id: uuidBytes(id) })
    return row ? reads.storedOf(row) : null
  }

  function post(record: EntryRecord, stamp: Stamp): StoredEntry {
    assert(memory.isWriting(), 'an entry is posted inside a transaction')
    assertBalanced(record.postings)
    const { other, parts } = accountsBeside(record)
    const body = entryFact(record, { recordedAt: stamp.atMs, offsetMinutes: stamp.offsetMinutes })
    const link = journal.chainText('entry.post', stamp, body)
    const entryNo = (newest.get()?.entryNo ?? 0) + 1
    const undone = record.reversesId === null ? null : byId(record.reversesId)
    const party =
      record.partyId === null ? null : parties.charge(record.partyId, record.creditMinor, entryNo, record.bookOn)
    const isNumbered = record.number !== ''
    assert(!isNumbered || countOf(record.number) === taken.next_number, 'an entry bears the number that it was given')
    const balanceAfterMinor = party?.balanceMinor ?? null
    writes.insert({
      record,
      stamp,
      entryNo,
      link,
      seriesNo: isNumbered ? taken.series_no : null,
      numberNo: isNumbered ? taken.next_number : null,
      partyNo: party?.partyNo ?? null,
      accountNo: record.accountCode === null ? null : accountNo(record.accountCode),
      otherNo: other === null ? null : accountNo(other),
      undoneNo: undone?.entryNo ?? null,
      balanceAfterMinor
    })
    for (const [at, part] of parts.entries())
      writes.insertPart.run({
        entryNo,
        partNo: at + 1,
        accountNo: accountNo(part.accountCode),
        amount: part.amountMinor
      })
    // The file has counted on with the entry.
    if (isNumbered) taken.next_number++
    // The clock of another counter is none of ours.
    const recordedAt = journal.isReceiving() ? (newest.get()?.recordedAt ?? 0) : stamp.atMs
    newest.put({ entryNo, recordedAt })
    for (const posting of record.postings) kept.changeAccount(accountNo(posting.accountCode), posting.amountMinor)
    kept.changeBucket(record.periodNo, bucketShare(record, undone))
    kept.enterDay(record.bookOn, entryNo)
    return storedOf(record, stamp, entryNo, balanceAfterMinor)
  }

  function seriesOf({ prefix, financialYear }: Series): SeriesRow {
    const name = `${prefix} ${financialYear}`
    const known = seriesRows.get(name)
    if (known !== undefined) return known
    const key = { prefix, year: financialYear }
    if (writes.series.first(key) === undefined) writes.beginSeries.run(key)
    const row = writes.series.first(key)
    assert(row, 'a series that was begun is there')
    seriesRows.put(name, row)
    return row
  }

  return {
    byId,
    has: (id) => reads.known.first({ id: uuidBytes(id) }) !== undefined,
    post,
    nextNumber(series) {
      taken = seriesOf(series)
      return taken.next_number
    },
    view: reads.view,
    viewByNo: reads.viewByNo,
    reversalOf(entryNo) {
      const row = reads.reversal.first({ entryNo })
      return row ? { entryNo: row.entry_no, id: uuidText(row.id) } : null
    },
    lastNo: () => newest.get()?.entryNo ?? 0,
    lastRecordedAt: () => newest.get()?.recordedAt ?? null,
    recordedAt: (entryNo) => reads.recordedAt.first({ entryNo })?.recorded_at ?? null,
    firstOwnAfter: (entryNo) =>
      own.isAlone() ? entryNo + 1 : (own.firstAfter(entryNo) ?? (newest.get()?.entryNo ?? 0) + 1),
    othersAfter: (entryNo) => (own.isAlone() ? 0 : own.othersAfter(entryNo)),
    newestDaySince(entryNo) {
      if (!own.isAlone()) return own.newestDayAfter(entryNo)
      const isNone = (newest.get()?.entryNo ?? 0) <= entryNo
      return isNone ? null : ((reads.newestDay.first({ entryNo })?.book_on ?? null) as BookDate | null)
    },
    recent: reads.recent,
    statement: reads.statement,
    dayBook: reads.dayBook,
    dayBookTotals: reads.dayBookTotals,
    after: reads.after,
    storedAfter: (entryNo, limit) => reads.storedAfter.all({ entryNo, limit }).map(reads.storedOf)
  }
}

/** Field by field: leaving one out of a copy costs more than naming all the others. */
const storedOf = (
  record: EntryRecord,
  stamp: Stamp,
  entryNo: number,
  balanceAfterMinor: StoredEntry['balanceAfterMinor']
): StoredEntry => ({
  id: record.id,
  entryNo,
  kind: record.kind,
  number: record.number,
  bookOn: record.bookOn,
  occurredOn: record.occurredOn,
  recordedAt: stamp.atMs,
  offsetMinutes: stamp.offsetMinutes,
  person: stamp.person,
  partyId: record.partyId,
  accountCode: record.accountCode,
  text: record.text,
  note: record.note,
  lines: record.lines,
  amountMinor: record.amountMinor,
  cashMinor: record.cashMinor,
  changeMinor: record.changeMinor,
  upiMinor: record.upiMinor,
  bankMinor: record.bankMinor,
  creditMinor: record.creditMinor,
  balanceAfterMinor,
  postings: record.postings,
  reversesId: record.reversesId,
  reason: record.reason
})

/** The running part of a number: `00012` of `KMB/26-27/00012`. */
const countOf = (number: string): number => Number(number.slice(number.lastIndexOf('/') + 1))
