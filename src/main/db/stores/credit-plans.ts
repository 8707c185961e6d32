import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber } from '#main/db/entry-kinds.ts'
import { build, prepare, query } from '#main/db/prepared.ts'
import type { PlanRow } from '#main/db/projected-schema.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { CreditStore, StoredPlan } from '#main/ports/credit-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'

const OF_PARTY = query<{ partyNo: number }, PlanRow>((slot) =>
  build
    .selectFrom('plan')
    .selectAll()
    .where('party_no', '=', slot('partyNo'))
    .where('ended_op', 'is', null)
    .orderBy('plan_no')
)
const BY_ID = query<{ id: Uint8Array }, PlanRow>((slot) =>
  build.selectFrom('plan').selectAll().where('id', '=', slot('id'))
)
const RUNNING = query<Record<never, never>, PlanRow>(() =>
  build.selectFrom('plan').selectAll().where('ended_op', 'is', null).orderBy('party_no').orderBy('plan_no')
)
const PARTS = query<{ planNo: number }, { due_on: number; amount_minor: number }>((slot) =>
  build
    .selectFrom('plan_part')
    .select(['due_on', 'amount_minor'])
    .where('plan_no', '=', slot('planNo'))
    .orderBy('part_no')
)
const JOURNAL = sql.raw(String(kindNumber('journal')))
const paid = (side: 'get' | 'give') =>
  query<{ partyNo: number; after: number }, { paid_minor: number }>((slot) =>
    build
      .selectFrom('entry')
      .select(sql<number>`coalesce(sum(abs(credit_minor)), 0)`.as('paid_minor'))
      .where('party_no', '=', slot('partyNo'))
      .where('entry_no', '>', slot('after'))
      .where('credit_minor', side === 'get' ? '<' : '>', 0)
      .where('kind_no', '<>', kindNumber('reversal'))
      // A merge and its undoing move a balance; nobody paid anything by them.
      .where(
        sql<boolean>`not (kind_no = ${JOURNAL} and account_no in (select account_no from account where code = 'balances-moved'))`
      )
      .where(sql<boolean>`not exists (select 1 from entry as undoing where undoing.reverses_no = entry.entry_no)`)
  )
const PAID = { get: paid('get'), give: paid('give') }

/** Reads plans and what was paid since they were made. */
export function preparePlans(
  db: Sqlite.Database
): Pick<CreditStore, 'plans' | 'planById' | 'runningPlans' | 'paidSince'> {
  const [ofParty, byId, running, parts] = [
    prepare(db, OF_PARTY),
    prepare(db, BY_ID),
    prepare(db, RUNNING),
    prepare(db, PARTS)
  ]
  const paidSince = { get: prepare(db, PAID.get), give: prepare(db, PAID.give) }
  const planOf = (row: PlanRow): StoredPlan => ({
    id: uuidText(row.id),
    partyNo: row.party_no,
    side: row.side as 'get' | 'give',
    title: row.title,
    afterEntryNo: row.after_entry_no,
    totalMinor: minor(row.total_minor),
    isEnded: row.ended_op !== null,
    parts: parts
      .all({ planNo: row.plan_no })
      .map((part) => ({ dueOn: part.due_on as BookDate, amountMinor: minor(part.amount_minor) }))
  })
  return {
    plans: (partyNo) => ofParty.all({ partyNo }).map(planOf),
    planById(id) {
      const row = byId.first({ id: uuidBytes(id) })
      return row === undefined ? null : planOf(row)
    },
    runningPlans: () => running.all({}).map(planOf),
    paidSince: (partyNo, side, after) => minor(paidSince[side].first({ partyNo, after })?.paid_minor ?? 0)
  }
}
