import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, type Prepared, prepare, query } from '#main/db/prepared.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { CreditStore, SaidWithEntry, Settlement, SettlementWay } from '#main/ports/credit-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { NO_TERMS, type PartyTerms, zPartyTerms } from '#shared/credit/terms.ts'
import type { FactBodies } from '#shared/journal/fact-bodies.ts'
import { assert } from '#shared/kernel/assert.ts'
import { minor } from '#shared/money/money.ts'
import { MOVED, movedOf, prepareCreditMoves } from './credit-moves.ts'
import { preparePlans } from './credit-plans.ts'
import type { NumberTexts } from './number-texts.ts'
import { type PartyRow, partyOf, selectParty } from './party-reads.ts'

const TERMS = query<{ partyNo: number }, { details: string }>((slot) =>
  build.selectFrom('party_terms').select('details').where('party_no', '=', slot('partyNo'))
)
const WORDS = query<Record<never, never>, { party_group: string; route: string; details: string }>(() =>
  build.selectFrom('party_terms').select(['party_group', 'route', 'details'])
)
const DATES = query<{ entryNo: number }, { due_on: number | null; promised_on: number | null; moved: string | null }>(
  (slot) =>
    build
      .selectFrom('entry_due')
      .innerJoin('journal_op as due_op', 'due_op.n', 'entry_due.op_n')
      .select(['due_on', 'promised_on', MOVED.as('moved')])
      .where('entry_no', '=', slot('entryNo'))
)
const WAY = query<{ entryNo: number }, { way: string }>((slot) =>
  build.selectFrom('settlement_way').select('way').where('payment_no', '=', slot('entryNo'))
)
const AGAINST = query<{ entryNo: number }, { id: Uint8Array; amount_minor: number }>((slot) =>
  build
    .selectFrom('settlement')
    .innerJoin('entry', 'entry.entry_no', 'settlement.charge_no')
    .select(['entry.id', 'settlement.amount_minor'])
    .where('payment_no', '=', slot('entryNo'))
    .orderBy('settlement.charge_no')
)
/** The ops that follow an entry's own at once: what was said with it stands there. */
const NEXT_OPS = query<{ id: Uint8Array }, { bytes: string }>((slot) =>
  build
    .selectFrom('entry')
    .innerJoin('journal_op', (join) =>
      join
        .on('journal_op.n', '>', sql.ref<number>('entry.op_n'))
        .on('journal_op.n', '<=', sql<number>`entry.op_n + ${sql.raw(String(FACTS_WITH_ENTRY))}`)
    )
    .select('journal_op.bytes')
    .where('entry.id', '=', slot('id'))
    .orderBy('journal_op.n')
)
const LABEL = query<{ entryNo: number }, { id: Uint8Array; series_no: number | null; number_no: number | null }>(
  (slot) => build.selectFrom('entry').select(['id', 'series_no', 'number_no']).where('entry_no', '=', slot('entryNo'))
)

const OPS_AFTER = query<{ n: number }, { bytes: string }>((slot) =>
  build.selectFrom('journal_op').select('bytes').where('n', '>', slot('n'))
)
const PARTY_OF_ENTRY = query<{ id: Uint8Array }, { party_no: number | null }>((slot) =>
  build.selectFrom('entry').select('party_no').where('id', '=', slot('id'))
)
const PARTY_NO = query<{ id: Uint8Array }, { party_no: number }>((slot) =>
  build.selectFrom('party').select('party_no').where('id', '=', slot('id'))
)

/** A due day, and what a payment settles. */
const FACTS_WITH_ENTRY = 2

const withBalance = (side: 'get' | 'give') =>
  query<{ after: number; limit: number }, PartyRow & { details: string | null }>((slot) =>
    selectParty()
      .leftJoin('party_terms', 'party_terms.party_no', 'party.party_no')
      .select('party_terms.details')
      .where('party.party_no', '>', slot('after'))
      .where('party_balance.balance_minor', side === 'get' ? '>' : '<', 0)
      .orderBy('party.party_no')
      .limit(slot('limit'))
  )
const WITH_BALANCE = { get: withBalance('get'), give: withBalance('give') }

/** Reads terms, open items, settlements and plans: the rows that the facts of credit left. */
export function createCreditStore(db: Sqlite.Database, numbers: NumberTexts): CreditStore {
  const moves = prepareCreditMoves(db)
  const plans = preparePlans(db)
  const terms = prepare(db, TERMS)
  const words = prepare(db, WORDS)
  const dates = prepare(db, DATES)
  const way = prepare(db, WAY)
  const against = prepare(db, AGAINST)
  const nextOps = prepare(db, NEXT_OPS)
  const label = prepare(db, LABEL)
  const [opsAfter, partyOfEntry, partyNo] = [prepare(db, OPS_AFTER), prepare(db, PARTY_OF_ENTRY), prepare(db, PARTY_NO)]
  const parties = { get: prepare(db, WITH_BALANCE.get), give: prepare(db, WITH_BALANCE.give) }

  return {
    ...plans,
    terms: (partyNo) => termsOf(terms.first({ partyNo })?.details ?? null),
    words() {
      const [groups, routes, tags] = [new Set<string>(), new Set<string>(), new Set<string>()]
      for (const row of words.all({})) {
        groups.add(row.party_group)
        routes.add(row.route)
        for (const tag of termsOf(row.details).tags) tags.add(tag)
      }
      return { groups: sorted(groups), routes: sorted(routes), tags: sorted(tags) }
    },
    open: (partyNo, balanceMinor, most = Number.MAX_SAFE_INTEGER, withoutNo = 0) =>
      moves.open(partyNo, balanceMinor, { most, withoutNo }),
    move: moves.byId,
    labelOf(entryNo) {
      const row = label.first({ entryNo })
      assert(row, 'an open item is an entry')
      return { id: uuidText(row.id), number: numbers.textOf(row) }
    },
    datesOf(entryNo) {
      const row = dates.first({ entryNo })
      return {
        dueOn: (row?.due_on ?? null) as BookDate | null,
        promisedOn: (row?.promised_on ?? null) as BookDate | null,
        moved: movedOf(row?.moved ?? null)
      }
    },
    settlementOf: (paymentNo) => ({
      way: (way.first({ entryNo: paymentNo })?.way ?? 'oldest') as SettlementWay,
      against: against.all({ entryNo: paymentNo }).map(({ id, amount_minor }) => ({
        entryId: uuidText(id),
        amountMinor: minor(amount_minor)
      }))
    }),
    saidWith: (entryId) => saidIn(entryId, nextOps.all({ id: uuidBytes(entryId) })),
    touchedAfter: (op) => touched(opsAfter.all({ n: op }), { entry: partyOfEntry, party: partyNo }),
    withBalance: (side, after, limit) =>
      parties[side].all({ after, limit }).map((row) => ({ party: partyOf(row), terms: termsOf(row.details) }))
  }
}

const sorted = (words: ReadonlySet<string>): string[] => [...words].filter((word) => word !== '').toSorted()

/** The fact as it was recorded. What a newer release may have added to it is not asked for. */
function termsOf(details: string | null): PartyTerms {
  if (details === null) return NO_TERMS
  const { more, limitMinor, creditDays, group, route, language, consent } = JSON.parse(
    details
  ) as FactBodies['party.terms']
  const { tags = [], interest = null, paysWithin = '' } = more
  const known = { limitMinor, creditDays, group, route, language, consent, tags, interest, paysWithin }
  const read = zPartyTerms.safeParse(known)
  return read.success ? read.data : NO_TERMS
}

const NOTHING_SAID: SaidWithEntry = { dueOn: null, promisedOn: null, settlement: { way: 'oldest', against: [] } }

function saidIn(entryId: string, ops: readonly { bytes: string }[]): SaidWithEntry {
  let said = NOTHING_SAID
  for (const { bytes } of ops) {
    const op = JSON.parse(bytes) as { k: string; d: { entryId?: string; isWithEntry?: true } }
    if (op.d.entryId !== entryId || op.d.isWithEntry !== true) break
    if (op.k === 'entry.due') {
      const { dueOn, promisedOn } = op.d as FactBodies['entry.due']
      said = { ...said, dueOn, promisedOn }
    } else if (op.k === 'entry.settle') {
      const { way, against } = op.d as unknown as Settlement
      said = { ...said, settlement: { way, against } }
    }
  }
  return said
}

type ByIdQuery = Prepared<{ id: Uint8Array }, { party_no: number | null }>

/** Which parties the facts of credit among some ops are about. */
function touched(ops: readonly { bytes: string }[], find: { entry: ByIdQuery; party: ByIdQuery }): Set<number> {
  const parties = new Set<number>()
  for (const { bytes } of ops) {
    const { k, d } = JSON.parse(bytes) as { k: string; d: { entryId?: string; partyId?: string } }
    const isOfEntry = k === 'entry.due' || k === 'entry.settle'
    if (!isOfEntry && k !== 'party.terms') continue
    const row = find[isOfEntry ? 'entry' : 'party'].first({ id: uuidBytes((isOfEntry ? d.entryId : d.partyId) ?? '') })
    if (row?.party_no != null) parties.add(row.party_no)
  }
  return parties
}
