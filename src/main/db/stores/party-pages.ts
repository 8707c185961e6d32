import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { type Prepared, prepare } from '#main/db/prepared.ts'
import type { PartyPage, PartyStore } from '#main/ports/ledger-store.ts'
import { PARTY_WORDS, type PartyWords } from '#shared/credit/party-words.ts'
import { minor } from '#shared/money/money.ts'
import { type PartyRow, partyOf, selectParty } from './party-reads.ts'

type PartyQuery = ReturnType<typeof selectParty>

const FILTERS: Record<PartyPage['filter'], (query: PartyQuery) => PartyQuery> = {
  all: (query) => query.where('party.is_archived', '=', 0),
  get: (query) => query.where('party_balance.balance_minor', '>', 0),
  give: (query) => query.where('party_balance.balance_minor', '<', 0),
  settled: (query) => query.where('party_balance.balance_minor', '=', 0).where('party.is_archived', '=', 0),
  archived: (query) => query.where('party.is_archived', '=', 1)
}

const SORTS: Record<PartyPage['sort'], (query: PartyQuery) => PartyQuery> = {
  name: (query) => query.orderBy(sql`party.name collate nocase`).orderBy('party.party_no'),
  balance: (query) => query.orderBy('party_balance.balance_minor', 'desc').orderBy('party.party_no'),
  recent: (query) => query.orderBy('party_balance.last_entry_no', 'desc').orderBy('party.party_no')
}

type Words = Readonly<Record<keyof PartyWords, string>>
type SlotOf = (name: keyof PartyWords) => string

/** One word of the terms: a group and a route are a column, tags stand in the fact itself. */
const OF_WORD: Record<keyof PartyWords, (slot: SlotOf) => ReturnType<typeof sql<boolean>>> = {
  group: (slot) => sql<boolean>`party_terms.party_group = ${slot('group')}`,
  route: (slot) => sql<boolean>`party_terms.route = ${slot('route')}`,
  tag: (slot) =>
    sql<boolean>`exists (select 1 from json_each(party_terms.details, '$.more.tags') as tag where tag.value = ${slot('tag')})`
}

function withWords(query: PartyQuery, asked: readonly (keyof PartyWords)[], slot: SlotOf): PartyQuery {
  if (asked.length === 0) return query
  const all = sql.join(
    asked.map((word) => OF_WORD[word](slot)),
    sql` and `
  )
  return query.where(sql<boolean>`party.party_no in (select party_terms.party_no from party_terms where ${all})`)
}

interface Totals {
  total: number
  get_minor: number | null
  give_minor: number | null
}

type PageQueries = {
  rows: Prepared<Words & { limit: number; offset: number }, PartyRow>
  totals: Prepared<Words, Totals>
}

/** What all of them owe and are owed. The whole book keeps these figures elsewhere, so they are added up for a part of it alone. */
const SUMS = [
  sql<number | null>`sum(max(party_balance.balance_minor, 0))`.as('get_minor'),
  sql<number | null>`sum(max(-party_balance.balance_minor, 0))`.as('give_minor')
] as const
const NO_SUMS = [sql<null>`null`.as('get_minor'), sql<null>`null`.as('give_minor')] as const

/** One pair of statements for each filter, sort and kind of words that are asked for, made when first used. */
export function preparePartyPages(db: Sqlite.Database): PartyStore['page'] {
  const ready = new Map<string, PageQueries>()
  function queriesFor({ filter, sort }: PartyPage, asked: readonly (keyof PartyWords)[]): PageQueries {
    const key = [filter, sort, ...asked].join(' ')
    const known = ready.get(key)
    if (known) return known
    const filtered = (slot: SlotOf) => withWords(FILTERS[filter](selectParty()), asked, slot)
    const made: PageQueries = {
      rows: prepare(db, (slot) => SORTS[sort](filtered(slot)).limit(slot('limit')).offset(slot('offset'))),
      totals: prepare(db, (slot) =>
        filtered(slot)
          .clearSelect()
          .select([sql<number>`count(*)`.as('total'), ...(asked.length === 0 ? NO_SUMS : SUMS)])
      )
    }
    ready.set(key, made)
    return made
  }
  return (page) => {
    const { group, route, tag, limit, offset } = page
    const words = { group, route, tag }
    const asked = PARTY_WORDS.filter((word) => words[word] !== '')
    const { rows, totals } = queriesFor(page, asked)
    const sums = totals.first(words)
    return {
      parties: rows.all({ ...words, limit, offset }).map(partyOf),
      total: sums?.total ?? 0,
      getMinor: minor(sums?.get_minor ?? 0),
      giveMinor: minor(sums?.give_minor ?? 0)
    }
  }
}
