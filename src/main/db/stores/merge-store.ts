import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber } from '#main/db/entry-kinds.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import { type MergeStore, MOST_MOVES } from '#main/ports/merge-store.ts'

/** Reads which parties are one. Most books have few or none: one look into an index then answers for a party. */
export function createMergeStore(db: Sqlite.Database): MergeStore {
  const of = prepare<{ partyNo: number }, { party_no: number; into_no: number; after_entry_no: number | null }>(
    db,
    (slot) =>
      build
        .selectFrom('party_merge')
        .innerJoin('journal_op', 'journal_op.n', 'party_merge.op_n')
        .select([
          'party_no',
          'into_no',
          sql<number | null>`json_extract(bytes, '$.d.afterEntryNo')`.as('after_entry_no')
        ])
        .where('party_no', '=', slot('partyNo'))
  )
  const into = prepare<{ partyNo: number }, { party_no: number }>(db, (slot) =>
    build.selectFrom('party_merge').select('party_no').where('into_no', '=', slot('partyNo')).orderBy('party_no')
  )
  const outs = prepare<{ partyNo: number; after: number }, { entry_no: number; credit_minor: number }>(db, (slot) =>
    build
      .selectFrom('entry')
      .innerJoin('account', 'account.account_no', 'entry.account_no')
      .select(['entry_no', 'credit_minor'])
      .where('party_no', '=', slot('partyNo'))
      .where('entry_no', '>', slot('after'))
      .where('kind_no', '=', kindNumber('journal'))
      .where('account.code', '=', 'balances-moved')
      .orderBy('entry_no')
  )
  const next = prepare<
    { entryNo: number; most: number },
    { entry_no: number; party_no: number | null; credit_minor: number }
  >(db, (slot) =>
    build
      .selectFrom('entry')
      .select(['entry_no', 'party_no', 'credit_minor'])
      .where('entry_no', '>', slot('entryNo'))
      .orderBy('entry_no')
      .limit(slot('most'))
  )
  // Nothing lies between the party that was put back into the list and the fact that says why, where nothing was moved.
  const takenBack = prepare<{ partyNo: number }, { n: number }>(db, (slot) =>
    build
      .selectFrom('journal_op')
      .select('n')
      .where(
        sql<boolean>`n in (select op_n + 1 from party where party_no = ${slot('partyNo')}
          union all select op_n + 1 from party_past where party_no = ${slot('partyNo')})`
      )
      .where(sql<boolean>`json_extract(bytes, '$.k') = 'party.unmerge'`)
      .limit(1)
  )
  const plans = prepare<{ partyNo: number }, { id: Uint8Array }>(db, (slot) =>
    build
      .selectFrom('plan')
      .select('id')
      .where('party_no', '=', slot('partyNo'))
      .where('ended_op', 'is', null)
      .orderBy('plan_no')
  )
  return {
    of(partyNo) {
      const row = of.first({ partyNo })
      return row === undefined ? null : { partyNo, intoNo: row.into_no, afterEntryNo: row.after_entry_no ?? 0 }
    },
    wasTakenBack: (partyNo) => takenBack.first({ partyNo }) !== undefined,
    membersOf(partyNo) {
      const found = [partyNo]
      // Each that is found is asked for its own: a party has one place that it went to, so nobody is met twice.
      for (const at of found) found.push(...into.all({ partyNo: at }).map((row) => row.party_no))
      return found.slice(1)
    },
    movesInto(partyNo, intoNo, after) {
      const found: number[] = []
      for (const out of outs.all({ partyNo, after })) {
        // What goes out comes in by the entries right after it, those against the whole first: they add up to it only at the end.
        let left = -out.credit_minor
        for (const row of next.all({ entryNo: out.entry_no, most: MOST_MOVES })) {
          if (left === 0 || row.party_no !== intoNo) break
          found.push(row.entry_no)
          left -= row.credit_minor
        }
      }
      return found
    },
    openPlans: (partyNo) => plans.all({ partyNo }).map(({ id }) => uuidText(id))
  }
}
