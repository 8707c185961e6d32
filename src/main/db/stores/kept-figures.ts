import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare } from '#main/db/prepared.ts'
import type { Schema } from '#main/db/schema.ts'
import type { PartyRecord, Totals } from '#main/ports/ledger-store.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { BucketShare } from '#shared/ledger/period-bucket.ts'
import { add, MAX_BALANCE_MINOR, type Minor, minor, subtract } from '#shared/money/money.ts'

/** Where the chain ends. */
export interface ChainEnd {
  readonly n: number
  readonly time: string
  readonly hash: Uint8Array
}

/**
 * Figures that are changed with each entry, so that no answer ever needs a sum over the book. Within a transaction they
 * are changed in memory and written once, at its end: an import of thousands of entries writes each of them once.
 */
export interface KeptFigures {
  balance(accountNo: number): Minor
  /** Fails with `entry/balance-too-large`. */
  changeAccount(accountNo: number, byMinor: Minor): void
  /** A party as an entry leaves it, and what it was before. */
  changeParty(after: PartyRecord, before: PartyRecord): void
  /** A party that was changed and is not written yet. */
  pendingParty(partyNo: number): PartyRecord | undefined
  changeBucket(periodNo: number, share: BucketShare): void
  /** An entry is of this day of the book. */
  enterDay(bookOn: number, entryNo: number): void
  totals(): Totals
  countParty(): void
  end(): ChainEnd
  changeEnd(end: ChainEnd): void
  /** Writes what was changed and is not written yet. */
  settle(): void
  /** The transaction was given up. */
  forget(): void
}

/** Changed in its place, by every entry; a transaction that is given up drops it. */
interface Control {
  getMinor: Minor
  giveMinor: Minor
  partyCount: number
  end: ChainEnd
}

interface Bucket {
  readonly period: number
  readonly bucket: string
  count: number
  amount: number
  cash: number
  dues: number
  upi: number
  bank: number
  credit: number
}

export function createKeptFigures(db: Sqlite.Database, memory: Memory): KeptFigures {
  const statements = prepareStatements(db)
  const accounts = memory.keep(
    () => new Map(statements.accounts.all({}).map((row) => [row.account_no, minor(row.balance_minor)]))
  )
  const control = memory.keep((): Control => {
    const row = statements.control.first({})
    return {
      getMinor: minor(row?.get_minor ?? 0),
      giveMinor: minor(row?.give_minor ?? 0),
      partyCount: row?.party_count ?? 0,
      end: { n: row?.newest_op ?? 0, time: row?.newest_time ?? '', hash: row?.newest_hash ?? new Uint8Array(32) }
    }
  })
  const openDay = memory.keep(() => statements.dayNow.first({})?.book_on ?? null)
  let isPending = false
  let isControlChanged = false
  const changedAccounts = new Set<number>()
  const changedParties = new Map<number, PartyRecord>()
  const buckets = new Map<string, Bucket>()

  function changedControl(): Control {
    isControlChanged = true
    isPending = true
    return control.get()
  }

  function clear(): void {
    isPending = false
    isControlChanged = false
    for (const changes of [changedAccounts, changedParties, buckets]) changes.clear()
  }

  function settle(): void {
    if (!isPending) return
    const balances = accounts.get()
    for (const accountNo of changedAccounts)
      statements.putAccount.run({ accountNo, balance: balances.get(accountNo) ?? 0 })
    for (const party of changedParties.values())
      statements.putParty.run({
        partyNo: party.partyNo,
        balance: party.balanceMinor,
        count: party.entryCount,
        lastNo: party.lastEntryNo,
        lastOn: party.lastEntryOn
      })
    for (const bucket of buckets.values()) {
      if (statements.addToBucket.run(bucket) === 0) statements.newBucket.run(bucket)
    }
    if (isControlChanged) {
      const { getMinor, giveMinor, partyCount, end } = control.get()
      const { n, time, hash } = end
      statements.putControl.run({ get: getMinor, give: giveMinor, partyCount, n, time, hash })
    }
    clear()
  }

  return {
    balance: (accountNo) => accounts.get().get(accountNo) ?? minor(0),
    changeAccount(accountNo, byMinor) {
      const balances = accounts.get()
      const after = (balances.get(accountNo) ?? 0) + byMinor
      if (Math.abs(after) > MAX_BALANCE_MINOR) refuse('entry/balance-too-large', {}, 'amountMinor')
      balances.set(accountNo, minor(after))
      changedAccounts.add(accountNo)
      isPending = true
    },
    changeParty(after, before) {
      changedParties.set(after.partyNo, after)
      const all = changedControl()
      all.getMinor = add(all.getMinor, subtract(owed(after.balanceMinor), owed(before.balanceMinor)))
      all.giveMinor = add(all.giveMinor, subtract(owing(after.balanceMinor), owing(before.balanceMinor)))
    },
    pendingParty: (partyNo) => changedParties.get(partyNo),
    changeBucket(period, share) {
      const key = `${period} ${share.bucket}`
      let sums = buckets.get(key)
      if (sums === undefined) {
        sums = { period, bucket: share.bucket, count: 0, amount: 0, cash: 0, dues: 0, upi: 0, bank: 0, credit: 0 }
        buckets.set(key, sums)
      }
      sums.count++
      sums.amount += share.amountMinor
      sums.cash += share.cashMinor
      sums.dues += share.duesCashMinor
      sums.upi += share.upiMinor
      sums.bank += share.bankMinor
      sums.credit += share.creditMinor
      isPending = true
    },
    enterDay(on, entryNo) {
      const current = openDay.get()
      if (current === on) return
      if (current !== null) statements.endDay.run({ on: current, last: entryNo - 1 })
      statements.openDay.run({ on, first: entryNo })
      openDay.put(on)
    },
    totals() {
      const { getMinor, giveMinor, partyCount } = control.get()
      return { getMinor, giveMinor, partyCount }
    },
    countParty: () => void changedControl().partyCount++,
    end: () => control.get().end,
    changeEnd(end) {
      changedControl().end = end
    },
    settle,
    forget: clear
  }
}

const owed = (balance: Minor): Minor => minor(Math.max(balance, 0))
const owing = (balance: Minor): Minor => minor(Math.max(-balance, 0))

function prepareStatements(db: Sqlite.Database) {
  return {
    ...prepareReads(db),
    putAccount: prepare<{ accountNo: number; balance: number }>(db, (slot) =>
      build
        .updateTable('account_balance')
        .set({ balance_minor: slot('balance') })
        .where('account_no', '=', slot('accountNo'))
    ),
    putParty: prepare<{
      partyNo: number
      balance: number
      count: number
      lastNo: number | null
      lastOn: number | null
    }>(db, (slot) =>
      build
        .updateTable('party_balance')
        .set({
          balance_minor: slot('balance'),
          entry_count: slot('count'),
          last_entry_no: slot('lastNo'),
          last_entry_on: slot('lastOn')
        })
        .where('party_no', '=', slot('partyNo'))
    ),
    putControl: prepare<{
      get: number
      give: number
      partyCount: number
      n: number
      time: string
      hash: Uint8Array
    }>(db, (slot) =>
      build.updateTable('control_total').set({
        get_minor: slot('get'),
        give_minor: slot('give'),
        party_count: slot('partyCount'),
        newest_op: slot('n'),
        newest_time: slot('time'),
        newest_hash: slot('hash')
      })
    ),
    ...prepareDays(db),
    ...prepareBuckets(db)
  }
}

type Nothing = Record<never, never>

/** What is kept in memory is read only when nothing is pending: these do not write first. */
function prepareReads(db: Sqlite.Database) {
  return {
    accounts: prepare<Nothing, Schema['account_balance']>(
      db,
      () => build.selectFrom('account_balance').select(['account_no', 'balance_minor']),
      { seesKept: false }
    ),
    control: prepare<Nothing, Omit<Schema['control_total'], 'only_row'>>(
      db,
      () =>
        build
          .selectFrom('control_total')
          .select(['get_minor', 'give_minor', 'party_count', 'newest_op', 'newest_time', 'newest_hash']),
      { seesKept: false }
    )
  }
}

const prepareDays = (db: Sqlite.Database) => ({
  dayNow: prepare<Nothing, { book_on: number }>(
    db,
    () =>
      build
        .selectFrom('book_day')
        .select('book_on')
        .where('last_entry_no', 'is', null)
        .orderBy('book_on', 'desc')
        .limit(1),
    { seesKept: false }
  ),
  endDay: prepare<{ on: number; last: number }>(db, (slot) =>
    build
      .updateTable('book_day')
      .set({ last_entry_no: slot('last') })
      .where('book_on', '=', slot('on'))
  ),
  openDay: prepare<{ on: number; first: number }>(db, (slot) =>
    build
      .insertInto('book_day')
      .values({ book_on: slot('on'), first_entry_no: slot('first'), last_entry_no: null })
      .onConflict((on) => on.column('book_on').doUpdateSet({ last_entry_no: null }))
  )
})

const prepareBuckets = (db: Sqlite.Database) => ({
  addToBucket: prepare<Bucket>(db, (slot) =>
    build
      .updateTable('period_total')
      .set({
        entry_count: sql`entry_count + ${slot('count')}`,
        amount_minor: sql`amount_minor + ${slot('amount')}`,
        cash_minor: sql`cash_minor + ${slot('cash')}`,
        dues_cash_minor: sql`dues_cash_minor + ${slot('dues')}`,
        upi_minor: sql`upi_minor + ${slot('upi')}`,
        bank_minor: sql`bank_minor + ${slot('bank')}`,
        credit_minor: sql`credit_minor + ${slot('credit')}`
      })
      .where('period_no', '=', slot('period'))
      .where('bucket', '=', slot('bucket'))
  ),
  newBucket: prepare<Bucket>(db, (slot) =>
    build.insertInto('period_total').values({
      period_no: slot('period'),
      bucket: slot('bucket'),
      entry_count: slot('count'),
      amount_minor: slot('amount'),
      cash_minor: slot('cash'),
      dues_cash_minor: slot('dues'),
      upi_minor: slot('upi'),
      bank_minor: slot('bank'),
      credit_minor: slot('credit')
    })
  )
})
