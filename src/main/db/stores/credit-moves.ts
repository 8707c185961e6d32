import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber, kindOf } from '#main/db/entry-kinds.ts'
import { build, prepare, query } from '#main/db/prepared.ts'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import type { CreditMove, InterestCharge, MovedCharge, OpenCredit } from '#main/ports/credit-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { type OpenPart, openParts } from '#shared/credit/open-items.ts'
import { type Minor, minor, subtract } from '#shared/money/money.ts'

interface MoveRow {
  entry_no: number
  party_no: number | null
  kind_no: number
  book_on: number
  occurred_on: number | null
  credit_minor: number
  due_on: number | null
  promised_on: number | null
  named_minor: number
  is_held: number
  is_undone: number
  journal_account: string | null
  moved: string | null
}

const isUndone = (entryNo: string) =>
  sql.raw(`exists (select 1 from entry as undoing where undoing.reverses_no = ${entryNo})`)
const REVERSAL = sql.raw(String(kindNumber('reversal')))
const JOURNAL = sql.raw(String(kindNumber('journal')))

/** What was named of an entry, as a charge and as a payment: a name whose other side was undone is gone. */
const NAMED = sql<number>`coalesce((select sum(amount_minor) from settlement where charge_no = entry.entry_no
      and not ${isUndone('payment_no')}), 0)
    + coalesce((select sum(amount_minor) from settlement where payment_no = entry.entry_no
      and not ${isUndone('charge_no')}), 0)`

/** What the newest word on an entry's days says that it brought along: read from the op, so that no row can say it otherwise. */
export const MOVED = sql<string | null>`json_extract(due_op.bytes, '$.d.moved')`

/** Entries of parties as credit sees them; every lookup is by an index, most of them in tables that are nearly empty. */
const selectMoves = () =>
  build
    .selectFrom('entry')
    .leftJoin('entry_due', 'entry_due.entry_no', 'entry.entry_no')
    .leftJoin('journal_op as due_op', 'due_op.n', 'entry_due.op_n')
    .select([
      'entry.entry_no',
      'entry.party_no',
      'entry.kind_no',
      'entry.book_on',
      'entry.occurred_on',
      'entry.credit_minor',
      'entry_due.due_on',
      'entry_due.promised_on',
      NAMED.as('named_minor'),
      sql<number>`exists (select 1 from settlement_way where settlement_way.payment_no = entry.entry_no
        and way <> 'against')`.as('is_held'),
      sql<number>`entry.kind_no = ${REVERSAL} or ${isUndone('entry.entry_no')}`.as('is_undone'),
      sql<string | null>`case when entry.kind_no = ${JOURNAL} then
        (select code from account where account.account_no = entry.account_no) end`.as('journal_account'),
      MOVED.as('moved')
    ])

const NEWEST_FIRST = query<{ partyNo: number; before: number; limit: number }, MoveRow>((slot) =>
  selectMoves()
    .where('entry.party_no', '=', slot('partyNo'))
    .where('entry.entry_no', '<', slot('before'))
    .orderBy('entry.entry_no', 'desc')
    .limit(slot('limit'))
)
const HELD = query<{ partyNo: number }, MoveRow>((slot) =>
  selectMoves().where(
    sql<boolean>`entry.entry_no in (select payment_no from settlement_way where settlement_way.party_no = ${slot('partyNo')}
      and way <> 'against')`
  )
)
const BY_ID = query<{ id: Uint8Array }, MoveRow>((slot) => selectMoves().where('entry.id', '=', slot('id')))

interface OpenAsked {
  readonly most: number
  readonly withoutNo: number
}

/** Pages grow: most parties have few open charges, and some have hundreds. */
const FIRST_PAGE = 4
const LARGEST_PAGE = 512

/** Reads the moves of parties and what of them is open. */
export function prepareCreditMoves(db: Sqlite.Database) {
  const page = prepare(db, NEWEST_FIRST)
  const held = prepare(db, HELD)
  const byId = prepare(db, BY_ID)

  function* newestFirst(partyNo: number): Generator<CreditMove> {
    let before = Number.MAX_SAFE_INTEGER
    for (let limit = FIRST_PAGE; ; limit = Math.min(limit * 4, LARGEST_PAGE)) {
      const rows = page.all({ partyNo, before, limit })
      yield* rows.map(moveOf)
      if (rows.length < limit) return
      before = rows.at(-1)?.entry_no ?? 0
    }
  }

  return {
    byId(id: string): (CreditMove & { readonly partyNo: number }) | null {
      const row = byId.first({ id: uuidBytes(id) })
      return row === undefined || row.party_no === null ? null : { ...moveOf(row), partyNo: row.party_no }
    },
    open(partyNo: number, balanceMinor: Minor, { most, withoutNo }: OpenAsked): OpenCredit {
      const others = ({ entryNo }: CreditMove) => entryNo !== withoutNo
      const heldMoves = held.all({ partyNo }).map(moveOf).filter(others)
      let lastInterest: InterestCharge | null = null
      function* watched(): Generator<CreditMove> {
        for (const move of newestFirst(partyNo)) {
          const isCharge = move.isInterest && !move.isUndone && move.moved === null
          if (lastInterest === null && isCharge) lastInterest = { entryNo: move.entryNo, through: move.chargedOn }
          if (others(move)) yield move
        }
      }
      const parts: OpenPart<CreditMove>[] = []
      let unreadMinor = balanceMinor
      for (const part of openParts(balanceMinor, heldMoves, watched())) {
        parts.push(part)
        unreadMinor = subtract(unreadMinor, part.openMinor)
        if (parts.length >= most) break
      }
      return { parts, lastInterest, unreadMinor }
    }
  }
}

const INTEREST: ReadonlySet<string | null> = new Set(['interest-received', 'interest-paid'])

export const movedOf = (said: string | null): MovedCharge | null =>
  said === null ? null : (JSON.parse(said) as MovedCharge)

function moveOf(row: MoveRow): CreditMove {
  const bookOn = row.book_on as BookDate
  const moved = movedOf(row.moved)
  return {
    entryNo: row.entry_no,
    kind: kindOf(row.kind_no),
    bookOn,
    chargedOn: (row.occurred_on as BookDate | null) ?? bookOn,
    creditMinor: minor(row.credit_minor),
    namedMinor: minor(row.named_minor),
    dueSetOn: row.due_on as BookDate | null,
    promisedOn: row.promised_on as BookDate | null,
    isHeld: row.is_held === 1,
    isUndone: row.is_undone === 1,
    isInterest: moved?.isInterest ?? INTEREST.has(row.journal_account),
    moved
  }
}
