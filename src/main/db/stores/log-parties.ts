import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'

const PARTY = ['op_n', 'id', 'name', 'kind', 'phone', 'place', 'is_archived', 'changed_at', 'person', 'hash'] as const
export type PartyVersion = {
  [Name in 'name' | 'kind' | 'phone' | 'place' | 'person']: string
} & { op_n: number; id: Uint8Array; is_archived: number; changed_at: number; hash: Uint8Array; party_no: number }

interface Span {
  from: number
  before: number
}

/** `isAll` 0: only those that were changed since they came. */
export interface PartySieve {
  person: string
  fromMs: number
  toMs: number
  text: string
  isAll: number
}

export interface LoggedVersion {
  readonly row: PartyVersion
  readonly isFirst: boolean
}

/**
 * Versions of parties by the number of their op. Parties have no index by it, which each entry would have to pay for; so the numbers are
 * held in memory from the first time that they are asked for, eight bytes a party, and followed as parties come.
 */
export function createLogParties(db: Sqlite.Database) {
  const numbers = prepare<{ after: number }, { op_n: number; party_no: number }>(db, (slot) =>
    build.selectFrom('party').select(['op_n', 'party_no']).where('op_n', '>', slot('after')).orderBy('op_n')
  )
  const byNo = prepare<{ no: number }, PartyVersion>(db, (slot) =>
    build
      .selectFrom('party')
      .select([...PARTY, 'party_no'])
      .where('party_no', '=', slot('no'))
  )
  const past = prepare<Span, PartyVersion>(db, (slot) =>
    build
      .selectFrom('party_past')
      .select([...PARTY, 'party_no'])
      .where('op_n', '>=', slot('from'))
      .where('op_n', '<', slot('before'))
  )
  const sievedNow = prepare<Span & PartySieve, PartyVersion>(db, (slot) =>
    build
      .selectFrom('party')
      .select([...PARTY, 'party_no'])
      .where('op_n', '>=', slot('from'))
      .where('op_n', '<', slot('before'))
      .where('changed_at', '>=', slot('fromMs'))
      .where('changed_at', '<=', slot('toMs'))
      .where(sql<boolean>`(${slot('person')} = '' or person = ${slot('person')})`)
      .where(
        sql<boolean>`(${slot('text')} = '' or instr(lower(name), ${slot('text')}) > 0
          or instr(lower(phone), ${slot('text')}) > 0 or instr(lower(place), ${slot('text')}) > 0)`
      )
      .where(sql<boolean>`(${slot('isAll')} or party_no in (select party_no from party_past))`)
  )
  const firsts = prepare<Record<never, never>, { party_no: number; first: number }>(db, () =>
    build
      .selectFrom('party_past')
      .select((of) => ['party_no', of.fn.min('op_n').as('first')])
      .groupBy('party_no')
  )
  const pastCount = prepare<Record<never, never>, { many: number }>(db, () =>
    build.selectFrom('party_past').select((of) => of.fn.countAll<number>().as('many'))
  )
  let upTo = 0
  let opNs: number[] = []
  let partyNos: number[] = []
  let known = { many: -1, firstOf: new Map<number, number>() }

  function follow(beforeN: number): void {
    if (beforeN - 1 <= upTo) return
    const fresh = numbers.all({ after: upTo })
    opNs = [...opNs, ...fresh.map((row) => row.op_n)]
    partyNos = [...partyNos, ...fresh.map((row) => row.party_no)]
    upTo = Math.max(beforeN - 1, opNs.at(-1) ?? 0)
  }

  function firstOf(): ReadonlyMap<number, number> {
    const many = pastCount.first({})?.many ?? 0
    if (many !== known.many) known = { many, firstOf: new Map(firsts.all({}).map((row) => [row.party_no, row.first])) }
    return known.firstOf
  }

  /** Those that a sieve may let through; the file is only asked where there are any. */
  function sifted(from: number, before: number, sieve: PartySieve): PartyVersion[] {
    follow(before)
    const some = placeOf(opNs, from) < placeOf(opNs, before)
    return [...(some ? sievedNow.all({ from, before, ...sieve }) : []), ...past.all({ from, before })]
  }

  function current(from: number, before: number): PartyVersion[] {
    follow(before)
    const rows: PartyVersion[] = []
    for (let at = placeOf(opNs, from); at < opNs.length && (opNs[at] ?? before) < before; at++) {
      const row = byNo.first({ no: partyNos[at] ?? 0 })
      // A version that another one followed stands among the past ones now.
      if (row !== undefined && row.op_n === opNs[at]) rows.push(row)
    }
    return rows
  }

  return {
    past: (from: number, before: number): PartyVersion[] => past.all({ from, before }),
    current,
    sifted,
    withFirst(rows: readonly PartyVersion[]): LoggedVersion[] {
      const first = rows.length === 0 ? new Map<number, number>() : firstOf()
      return rows.map((row) => ({ row, isFirst: (first.get(row.party_no) ?? row.op_n) === row.op_n }))
    }
  }
}

/** The place of the first number that is not below. */
function placeOf(sorted: readonly number[], wanted: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
