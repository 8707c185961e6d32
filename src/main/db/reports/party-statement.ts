import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Report, ReportColumn, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { column, head, line, negated, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { type EntryLine, entriesWhere } from './entry-lines.ts'
import type { Ground, Page } from './ground.ts'

const COLUMNS: readonly ReportColumn[] = [
  column('day', 'day'),
  column('number', 'text', 2),
  column('kind', 'text', 1),
  column('text', 'text', 4),
  column('debit', 'money'),
  column('credit', 'money'),
  column('balance', 'money')
]

interface Sums {
  opening: number
  debit: number
  credit: number
  count: number
}

/** Where others were made one with the party, their entries are its own; of one party the index alone answers. */
const ofParties = (isMany: boolean): string =>
  isMany ? 'entry.party_no in (select value from json_each(@parties))' : 'entry.party_no = @partyNo'
const IN_ORDER = 'order by book_on, entry_no'

/**
 * A party's entries in a period with the balance after each, in the order of their days; where other parties were made one with it,
 * theirs stand among its own, and the balance is that of all together.  Fails with `report/party-needed`, `party/not-found`.
 */
export function partyStatement(ground: Ground, query: ReportQuery, page: Page): Report {
  if (query.partyId === null) refuse('report/party-needed', {}, 'partyId')
  const id = uuidBytes(query.partyId)
  const party = ground.first<{ no: number; name: string }>('select party_no as no, name from party where id = @id', {
    id
  })
  if (party === undefined) refuse('party/not-found')
  const members = membersOf(ground, party.no)
  const parties = JSON.stringify([party.no, ...members])
  const isMany = members.length > 0
  const days: PartyDays = {
    ...{ fromOn: query.fromOn, toOn: query.toOn },
    ...(isMany ? { parties } : { partyNo: party.no })
  }
  const { opening, debit, credit, count } = sumsOf(ground, days)
  if (count === 0 && opening === 0) return reportOf(query, { columns: COLUMNS, rows: [], about: party.name })
  const rows: ReportRow[] = []
  if (page.offset === 0) rows.push(head([null, '', rowWord('opening'), '', null, null, opening]))
  const skip = Math.max(0, page.offset - 1)
  const limit = page.limit - rows.length
  let balance = opening + sumOfFirst(ground, days, skip)
  const where = `${ofParties(isMany)} and book_on between @fromOn and @toOn ${IN_ORDER} limit @limit offset @skip`
  for (const entry of entriesWhere(ground, where, { ...days, limit, skip })) {
    balance += entry.credit
    rows.push(rowOf(entry, balance, party.name))
  }
  if (page.offset <= count + 1 && page.offset + page.limit >= count + 2)
    rows.push(total([null, '', rowWord('closing'), '', debit, negated(credit), opening + debit + credit]))
  return reportOf(query, { columns: COLUMNS, rows, rowCount: count + 2, about: party.name })
}

type PartyDays = { readonly fromOn: number; readonly toOn: number } & (
  | { readonly partyNo: number }
  | { readonly parties: string }
)

/** Parties that were made one with it, and those that had been made one with them. */
const membersOf = (ground: Ground, partyNo: number): number[] =>
  (
    ground.raw(
      `with recursive one (no) as (select party_no from party_merge where into_no = @partyNo
        union select party_merge.party_no from party_merge join one on party_merge.into_no = one.no)
      select no from one order by no`,
      { partyNo }
    ) as [number][]
  ).map(([no]) => no)

const sumsOf = (ground: Ground, days: PartyDays): Sums =>
  ground.first<Sums>(
    `select coalesce(sum(credit_minor) filter (where book_on < @fromOn), 0) as opening,
        coalesce(sum(max(credit_minor, 0)) filter (where book_on between @fromOn and @toOn), 0) as debit,
        coalesce(sum(min(credit_minor, 0)) filter (where book_on between @fromOn and @toOn), 0) as credit,
        count(*) filter (where book_on between @fromOn and @toOn) as count
      from entry where ${ofParties('parties' in days)}`,
    days
  ) ?? { opening: 0, debit: 0, credit: 0, count: 0 }

function sumOfFirst(ground: Ground, days: PartyDays, count: number): number {
  if (count === 0) return 0
  const sql = `select sum(credit_minor) as sum from (select credit_minor from entry
    where ${ofParties('parties' in days)} and book_on between @fromOn and @toOn ${IN_ORDER} limit @count)`
  return ground.first<{ sum: number | null }>(sql, { ...days, count })?.sum ?? 0
}

/** An entry of another party's account says whose, as the screen's statement does. */
function rowOf(entry: EntryLine, balance: number, partyName: string): ReportRow {
  const { id, bookOn, number, kind, credit, who } = entry
  const text = who === partyName ? entry.text : [entry.text, `(${who})`].filter((part) => part !== '').join(' ')
  const [debit, credited] = credit > 0 ? [credit, null] : [null, credit < 0 ? -credit : null]
  return line([bookOn, number, kind, text, debit, credited, balance], { entryId: id })
}
