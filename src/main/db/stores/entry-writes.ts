import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber } from '#main/db/entry-kinds.ts'
import { build, prepare } from '#main/db/prepared.ts'
import type { EntryRow } from '#main/db/schema.ts'
import type { EntryRecord, Link, Stamp } from '#main/ports/ledger-store.ts'
import type { Minor } from '#shared/money/money.ts'
import { prepareSeries } from './series-statements.ts'

/** What an entry's row holds beside what was asked for. */
interface Placed {
  readonly record: EntryRecord
  readonly stamp: Stamp
  readonly entryNo: number
  readonly link: Link
  readonly seriesNo: number | null
  readonly numberNo: number | null
  readonly partyNo: number | null
  readonly accountNo: number | null
  readonly otherNo: number | null
  readonly undoneNo: number | null
  readonly balanceAfterMinor: Minor | null
}

type RareColumn = 'occurred_on' | 'account_no' | 'note' | 'lines' | 'change_minor' | 'reverses_no' | 'reason'
/** The file turns the text of an id into its bytes: it does so at once. */
type Plain = Omit<EntryRow, RareColumn | 'id'> & { readonly id: string }
type Full = Omit<EntryRow, 'id'> & { readonly id: string }

/** An entry is inserted in full, or, as nearly all are, without the columns that are rarely filled. */
export function prepareEntryWrites(db: Sqlite.Database) {
  const common = (slot: <Name extends keyof Plain>(name: Name) => Plain[Name]) => ({
    entry_no: slot('entry_no'),
    id: sql<Uint8Array>`unhex(${slot('id')}, '-')`,
    op_n: slot('op_n'),
    kind_no: slot('kind_no'),
    series_no: slot('series_no'),
    number_no: slot('number_no'),
    book_on: slot('book_on'),
    recorded_at: slot('recorded_at'),
    offset_minutes: slot('offset_minutes'),
    person: slot('person'),
    party_no: slot('party_no'),
    text: slot('text'),
    amount_minor: slot('amount_minor'),
    cash_minor: slot('cash_minor'),
    upi_minor: slot('upi_minor'),
    bank_minor: slot('bank_minor'),
    credit_minor: slot('credit_minor'),
    other_no: slot('other_no'),
    balance_minor: slot('balance_minor'),
    hash: slot('hash')
  })
  const insertPlain = prepare<Plain>(db, (slot) =>
    build.insertInto('entry').values({ ...common(slot), change_minor: 0 } as never)
  )
  const insertFull = prepare<Full>(db, (slot) =>
    build.insertInto('entry').values({
      ...common(slot),
      occurred_on: slot('occurred_on'),
      account_no: slot('account_no'),
      note: slot('note'),
      lines: slot('lines'),
      change_minor: slot('change_minor'),
      reverses_no: slot('reverses_no'),
      reason: slot('reason')
    })
  )

  return {
    insert(placed: Placed): void {
      const { record } = placed
      const plain = plainRow(placed)
      if (isPlain(record)) insertPlain.run(plain)
      else
        insertFull.run({
          ...plain,
          occurred_on: record.occurredOn,
          account_no: placed.accountNo,
          note: orNull(record.note),
          lines: linesText(record.lines),
          change_minor: record.changeMinor,
          reverses_no: placed.undoneNo,
          reason: orNull(record.reason)
        })
    },
    insertPart: prepare<{ entryNo: number; partNo: number; accountNo: number; amount: number }>(db, (slot) =>
      build.insertInto('entry_part').values({
        entry_no: slot('entryNo'),
        part_no: slot('partNo'),
        account_no: slot('accountNo'),
        amount_minor: slot('amount')
      })
    ),
    ...prepareSeries(db)
  }
}

const plainRow = (placed: Placed): Plain => {
  const { record, stamp, link } = placed
  return {
    entry_no: placed.entryNo,
    id: record.id,
    op_n: link.n,
    kind_no: kindNumber(record.kind),
    series_no: placed.seriesNo,
    number_no: placed.numberNo,
    book_on: record.bookOn,
    recorded_at: stamp.atMs,
    offset_minutes: stamp.offsetMinutes,
    person: stamp.person,
    party_no: placed.partyNo,
    text: orNull(record.text),
    amount_minor: record.amountMinor,
    cash_minor: record.cashMinor,
    upi_minor: record.upiMinor,
    bank_minor: record.bankMinor,
    credit_minor: record.creditMinor,
    other_no: placed.otherNo,
    balance_minor: placed.balanceAfterMinor,
    hash: link.hash
  }
}

/** Whether an entry leaves every rarely filled column empty. */
const isPlain = (record: EntryRecord): boolean =>
  record.occurredOn === null &&
  record.accountCode === null &&
  record.note === '' &&
  record.lines.length === 0 &&
  record.changeMinor === 0 &&
  record.reversesId === null &&
  record.reason === ''

const orNull = (text: string): string | null => (text === '' ? null : text)

/** Lines as a row holds them: pairs of text and amount. */
const linesText = (lines: EntryRecord['lines']): string | null =>
  lines.length === 0 ? null : JSON.stringify(lines.map((line) => [line.text, line.amountMinor]))
