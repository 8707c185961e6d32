import { kindOf } from '#main/db/entry-kinds.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { creditDaysOf, dueDay } from '#shared/credit/due-days.ts'
import { fallsDue } from '#shared/credit/open-items.ts'
import { NO_TERMS, type PartyTerms } from '#shared/credit/terms.ts'
import type { Minor } from '#shared/money/money.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import { defaultSettings } from '#shared/settings/settings.ts'
import { entriesOf, type Ground, inChunks } from './ground.ts'

/** Told of what is open of one entry, signed as the balance; without a day, it is money that settles nothing yet. */
export type TakeOpen = (partyNo: number, openMinor: number, dueOn: BookDate | null) => void

/** What was said of entries until a day: what was undone, what was settled by name, what is held, which day was set. */
interface Said {
  readonly undone: ReadonlySet<number>
  readonly named: ReadonlyMap<number, number>
  readonly held: ReadonlySet<number>
  readonly dueOn: ReadonlyMap<number, BookDate>
  readonly daysOf: (partyNo: number) => number
}

type EntryRow = [entryNo: number, partyNo: number, credit: number, chargedOn: number, kindNo: number]
const FIELDS = 'entry_no, party_no, credit_minor, coalesce(occurred_on, book_on), kind_no'

/** Balances of parties at the end of a day: what is kept, less what came later. */
export function balancesOfParties(ground: Ground, toOn: BookDate): Map<number, number> {
  const balances = new Map<number, number>()
  for (const [no, balance] of ground.raw('select party_no, balance_minor from party_balance') as [number, number][])
    balances.set(no, balance)
  const sql = `select party_no, sum(credit_minor) from entry where entry_no between @from and @to and party_no is not null
    and book_on > @toOn group by party_no`
  const later = entriesOf(ground, { fromOn: (toOn + 1) as BookDate, toOn: 99_999_999 as BookDate })
  inChunks(ground, later, (from, to) => {
    for (const [no, after] of ground.raw(sql, { from, to, toOn }) as [number, number][])
      balances.set(no, (balances.get(no) ?? 0) - after)
  })
  return balances
}

/**
 * What is open of all parties at the end of a day, by the rule of `shared/credit/open-items.ts`: what is held, then the newest
 * entries on the side of the balance until they add up to it. All parties in one walk from the newest entry back, which ends
 * as soon as nothing of any of them is missing.
 */
export function openAmounts(
  ground: Ground,
  balances: ReadonlyMap<number, number>,
  toOn: BookDate,
  take: TakeOpen
): void {
  const said = readSaid(ground, toOn)
  const kinds = new Map(ground.raw('select party_no, kind from party') as [number, PartyKind][])
  const missing = new Map([...balances].filter(([, balance]) => balance !== 0))
  const dueOn = keptDueDays()
  const give = (row: EntryRow, openMinor: number, isHeld: boolean) => {
    const [entryNo, partyNo, , chargedOn, kindNo] = row
    const left = (missing.get(partyNo) ?? 0) - openMinor
    if (left === 0) missing.delete(partyNo)
    else missing.set(partyNo, left)
    const dueSetOn = said.dueOn.get(entryNo) ?? null
    const facts = { isHeld, isDueSet: dueSetOn !== null }
    const isDue = fallsDue(kindOf(kindNo), openMinor as Minor, kinds.get(partyNo) ?? 'customer', facts)
    take(partyNo, openMinor, isDue ? dueOn(chargedOn as BookDate, dueSetOn, said.daysOf(partyNo)) : null)
  }
  const restOf = ([entryNo, , credit]: EntryRow) => credit - Math.sign(credit) * (said.named.get(entryNo) ?? 0)
  const sqlOfOne = `select ${FIELDS} from entry where entry_no = @entryNo and book_on <= @toOn and party_no is not null`
  for (const entryNo of said.held) {
    const row = ground.raw(sqlOfOne, { entryNo, toOn })[0] as EntryRow | undefined
    if (row !== undefined && balances.has(row[1]) && !said.undone.has(entryNo) && restOf(row) !== 0)
      give(row, restOf(row), true)
  }
  walkBack(
    ground,
    { toOn, sides: sidesOf(missing.values()) },
    () => missing.size > 0,
    (row) => {
      const wanted = missing.get(row[1])
      if (wanted === undefined || said.undone.has(row[0]) || said.held.has(row[0])) return
      const rest = restOf(row)
      if (rest === 0 || rest < 0 !== wanted < 0) return
      give(row, Math.abs(rest) < Math.abs(wanted) ? rest : wanted, false)
    }
  )
}

/** Many charges are of the same day and the same days of credit. */
function keptDueDays(): typeof dueDay {
  const kept = new Map<number, BookDate>()
  return (charged, setOn, days) => {
    if (setOn !== null) return setOn
    const known = kept.get(charged * 4_096 + days) ?? dueDay(charged, null, days)
    kept.set(charged * 4_096 + days, known)
    return known
  }
}

const BACK = 25_000

/** Which entries can settle anything: where all balances stand on one side, those of the other need not be read. */
function sidesOf(balances: Iterable<number>): '> 0' | '< 0' | '<> 0' {
  let [owing, owed] = [false, false]
  for (const balance of balances) {
    if (balance > 0) owing = true
    else owed = true
    if (owing && owed) return '<> 0'
  }
  return owed ? '< 0' : '> 0'
}

function walkBack(
  ground: Ground,
  { toOn, sides }: { readonly toOn: BookDate; readonly sides: ReturnType<typeof sidesOf> },
  isWanted: () => boolean,
  see: (row: EntryRow) => void
): void {
  const sql = `select ${FIELDS} from entry where entry_no between @from and @to and party_no is not null and credit_minor ${sides}
    and book_on <= @toOn order by entry_no desc`
  const newest = ground.tally.lastEntryNo
  for (let to = newest; to > 0 && isWanted(); to -= BACK) {
    ground.pace.step(newest - to, newest)
    for (const row of ground.raw(sql, { from: Math.max(1, to - BACK + 1), to, toOn })) see(row as EntryRow)
  }
}

function readSaid(ground: Ground, toOn: BookDate): Said {
  const undone = new Set<number>()
  const reversals = `select entry_no, reverses_no from entry indexed by entry_by_undone
    where reverses_no is not null and book_on <= @toOn`
  for (const [entryNo, reversed] of ground.raw(reversals, { toOn }) as [number, number][]) {
    undone.add(entryNo)
    undone.add(reversed)
  }
  const named = new Map<number, number>()
  const settled = `select payment_no, charge_no, amount_minor from settlement
    where (select book_on from entry where entry_no = payment_no) <= @toOn
      and (select book_on from entry where entry_no = charge_no) <= @toOn`
  for (const [payment, charge, amount] of ground.raw(settled, { toOn }) as [number, number, number][]) {
    // A name whose other side was undone is gone.
    if (!undone.has(charge)) named.set(payment, (named.get(payment) ?? 0) + amount)
    if (!undone.has(payment)) named.set(charge, (named.get(charge) ?? 0) + amount)
  }
  const held = ground.raw(`select payment_no from settlement_way where way <> 'against'`) as [number][]
  const dueOn = ground.raw('select entry_no, due_on from entry_due where due_on is not null') as [number, BookDate][]
  return { undone, named, held: new Set(held.map(([no]) => no)), dueOn: new Map(dueOn), daysOf: daysOfCredit(ground) }
}

/** The days of credit of each party: its own, else the shop's. */
function daysOfCredit(ground: Ground): (partyNo: number) => number {
  const kept = ground.first<{ days: number }>(
    `select json_extract(value, '$') as days from setting where name = 'creditDays'`
  )
  const shopDays = kept?.days ?? defaultSettings().creditDays
  const own = new Map<number, number>()
  for (const [partyNo, details] of ground.raw('select party_no, details from party_terms') as [number, string][]) {
    const terms: PartyTerms = { ...NO_TERMS, ...JSON.parse(details) }
    own.set(partyNo, creditDaysOf(terms, shopDays))
  }
  return (partyNo) => own.get(partyNo) ?? shopDays
}
