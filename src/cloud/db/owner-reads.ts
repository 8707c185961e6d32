import { sql } from 'kysely'
import type {
  DayView,
  OwnerClosingView,
  OwnerEntryView,
  OwnerFigures,
  PartiesAsk,
  PartiesView,
  StatementLine,
  StatementView
} from '#cloud/pages/owner-views.ts'
import { newestFields } from '#cloud/projections/newest-fields.ts'
import { type ClosingBody, MERGED_INTO } from '#cloud/projections/owner-fact.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { timeText } from '#shared/calendar/shop-clock.ts'
import { dayFigures, type PeriodTotals } from '#shared/closing/day-figures.ts'
import { isWaitedFor } from '#shared/ledger/upi-state.ts'
import { type Minor, minor, subtract, ZERO } from '#shared/money/money.ts'
import type { AccountTransaction } from './cloud-database.ts'
import type { OwnerTables } from './owner-schema.ts'
import { entryOf, versionOf, wordsToFind } from './owner-state-rows.ts'
import { SERVER_DEVICE_NO } from './stores/account-store.ts'

/** What a counter is called. */
export type CounterNames = (deviceNo: number) => string

const ENTRIES = 60
const PARTIES = 100
const CLOSINGS = 30

export type DayRows = Omit<DayView, 'payments'>

/** A day of the book over all counters. `before`: the entries older than this number of the shop. */
export async function readDay(
  run: AccountTransaction,
  accountId: string,
  asked: { readonly day: BookDate; readonly before: number | null },
  names: CounterNames
): Promise<DayRows> {
  const { day } = asked
  const rows = await entriesWithNames(run, accountId)
    .where('owner_entry.book_on', '=', day)
    .where('owner_entry.seq', '<', asked.before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('owner_entry.seq', 'desc')
    .limit(ENTRIES + 1)
    .execute()
  const shown = rows.slice(0, ENTRIES)
  const totals = await periodTotals(run, accountId, day, day)
  const closed = await closingQuery(run, accountId).where('book_on', '=', day).execute()
  const drawers = await run
    .selectFrom('owner_drawer')
    .select(['device_no', 'cash_minor'])
    .where('account_id', '=', accountId)
    .orderBy('device_no')
    .execute()
  return {
    day,
    figures: await figuresOf(run, accountId, day, day, totals),
    drawers: drawers
      .filter(({ device_no }) => device_no !== SERVER_DEVICE_NO)
      .map(({ device_no, cash_minor }) => ({
        ...{ deviceNo: device_no, name: names(device_no), cashMinor: cash_minor as Minor }
      })),
    closings: await closingRows(run, accountId, names, { day }),
    entries: shown.map((row) => entryView(row, names, closed)),
    entryCount: totals.reduce((count, total) => count + total.count, 0),
    before: rows.length > ENTRIES ? String(shown.at(-1)?.seq ?? '') : null
  }
}

/** The figures of the days from `from` to `to`, both included, of all counters together. */
export async function readFigures(
  run: AccountTransaction,
  accountId: string,
  from: BookDate,
  to: BookDate
): Promise<OwnerFigures> {
  return figuresOf(run, accountId, from, to, await periodTotals(run, accountId, from, to))
}

async function figuresOf(
  run: AccountTransaction,
  accountId: string,
  from: BookDate,
  to: BookDate,
  totals: readonly PeriodTotals[]
): Promise<OwnerFigures> {
  const waiting = await run
    .selectFrom('owner_entry')
    .select(['kind', 'upi_minor', 'upi_mark'])
    .where('account_id', '=', accountId)
    .where('book_on', '>=', from)
    .where('book_on', '<=', to)
    .where('upi_minor', '>', 0)
    .where('is_proved', '=', false)
    .where('is_undone', '=', false)
    .where('upi_mark', '!=', 'proved')
    .execute()
  const sumOf = (mark: string) =>
    waiting
      .filter((row) => row.upi_mark === mark && isWaitedFor(row.kind as 'sale', row.upi_minor))
      .reduce((total, row) => minor(total + row.upi_minor), ZERO)
  return dayFigures({
    ...{ bookOn: to, firstEntryNo: 0, lastEntryNo: 0, openedAt: null, firstNumber: '', lastNumber: '' },
    ...{ previousFloatMinor: ZERO, expectedMinor: ZERO, warningCount: 0, totals },
    ...{ upiWaitingMinor: sumOf('waiting'), upiClaimedMinor: sumOf('claimed') }
  })
}

async function periodTotals(
  run: AccountTransaction,
  accountId: string,
  from: BookDate,
  to: BookDate
): Promise<PeriodTotals[]> {
  const rows = await run
    .selectFrom('owner_sum')
    .select([
      'bucket',
      sql<number>`sum(count)::bigint`.as('count'),
      sql<Minor>`sum(amount_minor)::bigint`.as('amountMinor'),
      sql<Minor>`sum(cash_minor)::bigint`.as('cashMinor'),
      sql<Minor>`sum(dues_cash_minor)::bigint`.as('duesCashMinor'),
      sql<Minor>`sum(upi_minor)::bigint`.as('upiMinor'),
      sql<Minor>`sum(bank_minor)::bigint`.as('bankMinor'),
      sql<Minor>`sum(credit_minor)::bigint`.as('creditMinor')
    ])
    .where('account_id', '=', accountId)
    .where('book_on', '>=', from)
    .where('book_on', '<=', to)
    .groupBy('bucket')
    .execute()
  return rows
}

/** Closings of all counters, the newest first. */
export async function readClosings(
  run: AccountTransaction,
  accountId: string,
  before: number | null,
  names: CounterNames
): Promise<{ readonly closings: readonly OwnerClosingView[]; readonly before: string | null }> {
  const rows = await closingQuery(run, accountId)
    .where('seq', '<', before ?? Number.MAX_SAFE_INTEGER)
    .limit(CLOSINGS + 1)
    .execute()
  const shown = rows.slice(0, CLOSINGS)
  return {
    closings: await withTimes(run, accountId, shown, names),
    before: rows.length > CLOSINGS ? String(shown.at(-1)?.seq ?? '') : null
  }
}

const closingQuery = (run: AccountTransaction, accountId: string) =>
  run.selectFrom('owner_closing').selectAll().where('account_id', '=', accountId).orderBy('seq', 'desc')

/** The closings of a day, or of the days from one to another. */
export const closingRows = async (
  run: AccountTransaction,
  accountId: string,
  names: CounterNames,
  { day, from = day }: { readonly day: BookDate; readonly from?: BookDate }
): Promise<OwnerClosingView[]> =>
  withTimes(
    run,
    accountId,
    await closingQuery(run, accountId)
      .where('book_on', '>=', from)
      .where('book_on', '<=', day)
      .limit(CLOSINGS)
      .execute(),
    names
  )

async function withTimes(
  run: AccountTransaction,
  accountId: string,
  rows: readonly OwnerTables['owner_closing'][],
  names: CounterNames
): Promise<OwnerClosingView[]> {
  const head = await readHead(run, accountId)
  return rows.map(({ closing_id, device_no, view }) => {
    const said = JSON.parse(view) as ClosingBody
    return {
      ...{ id: closing_id, zNo: said.zNo, counter: { deviceNo: device_no, name: names(device_no) } },
      ...{ bookOn: said.bookOn, personName: said.personName, salesMinor: said.figures.salesMinor },
      closedAt: timeText({ epochMs: said.closedAt, offsetMinutes: head?.offset_minutes ?? 0 }),
      ...{ expectedMinor: said.figures.expectedMinor, countedMinor: said.countId === null ? null : said.countedMinor },
      ...{ overShortMinor: said.overShortMinor, reason: said.reason, toOwnerMinor: said.toOwnerMinor },
      ...{ toBankMinor: said.toBankMinor, nextFloatMinor: said.nextFloatMinor },
      ...{ firstNumber: said.figures.firstNumber, lastNumber: said.figures.lastNumber }
    }
  })
}

/** Where the page stands, or undefined before anything was taken in. */
export const readHead = (run: AccountTransaction, accountId: string): Promise<OwnerTables['owner_head'] | undefined> =>
  run.selectFrom('owner_head').selectAll().where('account_id', '=', accountId).executeTakeFirst()

/** The settings of the shop that pages need, by name. */
export async function readSettings(
  run: AccountTransaction,
  accountId: string
): Promise<Readonly<Record<string, unknown>>> {
  const rows = await run
    .selectFrom('owner_setting')
    .select(['name', 'value'])
    .where('account_id', '=', accountId)
    .execute()
  return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]))
}

/** Who owes and who is owed. Parties that are settled are left out unless they are asked for. */
export async function readParties(run: AccountTransaction, accountId: string, asked: PartiesAsk): Promise<PartiesView> {
  const ofAccount = run.selectFrom('owner_party').where('account_id', '=', accountId)
  const sums = await ofAccount
    .select([
      sql<Minor>`coalesce(sum(balance_minor) filter (where balance_minor > 0), 0)::bigint`.as('getMinor'),
      sql<Minor>`coalesce(-sum(balance_minor) filter (where balance_minor < 0), 0)::bigint`.as('giveMinor')
    ])
    .executeTakeFirstOrThrow()
  let found = asked.isWithSettled
    ? ofAccount.where((or) => or.or([or('is_archived', '=', false), or('balance_minor', '!=', 0)]))
    : ofAccount.where('balance_minor', '!=', 0)
  for (const ways of wordsToFind(asked.find))
    found = found.where((or) => or.or(ways.map((way) => or('search_text', 'like', `% ${likeText(way)}%`))))
  const count = await found.select(sql<number>`count(*)::bigint`.as('count')).executeTakeFirstOrThrow()
  const rows = await found
    .select(['party_id', 'name', 'place', 'balance_minor', 'last_on'])
    .orderBy(ORDER[asked.sort])
    .orderBy('party_id')
    .offset((asked.page - 1) * PARTIES)
    .limit(PARTIES + 1)
    .execute()
  return {
    ...{ asked, ...sums, count: count.count, hasMore: rows.length > PARTIES },
    parties: rows.slice(0, PARTIES).map(partyView)
  }
}

const ORDER = {
  amount: sql`balance_minor desc`,
  name: sql`lower(name)`,
  last: sql`last_on asc nulls first`
} as const

const likeText = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

const partyView = (
  row: Pick<OwnerTables['owner_party'], 'party_id' | 'name' | 'place' | 'balance_minor' | 'last_on'>
) => ({
  ...{ id: row.party_id, name: row.name, place: row.place },
  ...{ balanceMinor: row.balance_minor as Minor, lastOn: row.last_on as BookDate | null }
})

/** A party's account, the newest entries first; null for a party that this account does not have. */
export async function readStatement(
  run: AccountTransaction,
  accountId: string,
  asked: {
    readonly partyId: string
    readonly before: number | null
    readonly most?: number
    /** Without the lines of those that were merged into it. */
    readonly isAlone?: boolean
  },
  names: CounterNames
): Promise<StatementView | null> {
  const most = asked.most ?? ENTRIES
  const party = await run
    .selectFrom('owner_party')
    .select(['party_id', 'name', 'place', 'balance_minor', 'last_on'])
    .where('account_id', '=', accountId)
    .where('party_id', '=', asked.partyId)
    .executeTakeFirst()
  if (party === undefined) return null
  const members = asked.isAlone ? [asked.partyId] : await membersOf(run, accountId, asked.partyId)
  const ofParty = run.selectFrom('owner_entry').where('account_id', '=', accountId).where('party_id', 'in', members)
  const before = asked.before ?? Number.MAX_SAFE_INTEGER
  const later = await ofParty
    .select(sql<Minor>`coalesce(sum(credit_minor), 0)::bigint`.as('minor'))
    .where('seq', '>=', before)
    .executeTakeFirstOrThrow()
  const rows = await entriesWithNames(run, accountId)
    .where('owner_entry.party_id', 'in', members)
    .where('owner_entry.seq', '<', before)
    .orderBy('owner_entry.seq', 'desc')
    .limit(most + 1)
    .execute()
  const shown = rows.slice(0, most)
  const now = await ofParty
    .select(sql<Minor>`coalesce(sum(credit_minor), 0)::bigint`.as('minor'))
    .executeTakeFirstOrThrow()
  let balanceMinor = subtract(now.minor, later.minor)
  const lines: StatementLine[] = shown.map((row) => {
    const line = { ...entryView(row, names), balanceMinor }
    balanceMinor = subtract(balanceMinor, line.creditMinor)
    return line
  })
  return {
    ...{ party: partyView(party), lines, beforeMinor: balanceMinor },
    before: rows.length > most ? String(shown.at(-1)?.seq ?? '') : null
  }
}

const entriesWithNames = (run: AccountTransaction, accountId: string) =>
  run
    .selectFrom('owner_entry')
    .leftJoin('owner_party', (join) =>
      join
        .onRef('owner_party.account_id', '=', 'owner_entry.account_id')
        .onRef('owner_party.party_id', '=', 'owner_entry.party_id')
    )
    .selectAll('owner_entry')
    .select('owner_party.name as party_name')
    .where('owner_entry.account_id', '=', accountId)

function entryView(
  row: OwnerTables['owner_entry'] & { readonly party_name: string | null },
  names: CounterNames,
  closed: readonly Pick<OwnerTables['owner_closing'], 'device_no' | 'seq'>[] = []
): OwnerEntryView {
  const entry = entryOf(row)
  const isWaited = isWaitedFor(entry.kind, entry.upi)
  return {
    ...{ id: entry.id, kind: entry.kind, number: entry.number, bookOn: entry.on, partyId: entry.party },
    time: timeText({ epochMs: entry.at, offsetMinutes: entry.off }),
    ...{ partyName: row.party_name ?? '', text: entry.text, amountMinor: entry.amount, creditMinor: entry.credit },
    upiState: isWaited ? (entry.isProved ? 'proved' : entry.upiMark) : null,
    ...{ isUndone: entry.isUndone, counterName: names(entry.deviceNo) },
    isLate: isLate(entry, closed)
  }
}

/** What a counter records after its last Z of a day, for that day, stands in none of them. */
function isLate(
  { deviceNo, seq }: Pick<OwnerTables['owner_entry'], 'seq'> & { readonly deviceNo: number },
  closed: readonly Pick<OwnerTables['owner_closing'], 'device_no' | 'seq'>[]
): boolean {
  const own = closed.filter(({ device_no }) => device_no === deviceNo)
  return own.length > 0 && own.every((closing) => closing.seq < seq)
}

/** All parties that a party stands for, itself first: those that were merged into it, and into them. */
async function membersOf(run: AccountTransaction, accountId: string, partyId: string): Promise<string[]> {
  const rows = await run
    .selectFrom('owner_party_version')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('fields', 'like', `{"${MERGED_INTO}":%`)
    .orderBy('seq')
    .execute()
  const sayings = Map.groupBy(rows, ({ party_id }) => party_id)
  const into = [...sayings].map(([id, said]) => [id, newestFields(said.map(versionOf))[MERGED_INTO]] as const)
  const members = [partyId]
  // The list grows while it is walked.
  for (const member of members)
    members.push(...into.flatMap(([id, to]) => (to === member && !members.includes(id) ? [id] : [])))
  return members
}
