import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { BucketShare } from '#shared/ledger/period-bucket.ts'
import { MAX_BALANCE_MINOR, type Minor, minor } from '#shared/money/money.ts'

/** Figures that are changed with each entry, so that no answer ever needs a sum over the book. */
export function createKeptFigures(db: Sqlite.Database) {
  const account = prepare<{ accountNo: number; by: number }, { balance_minor: number }>(db, (slot) =>
    build
      .updateTable('account_balance')
      .set({ balance_minor: sql`balance_minor + ${slot('by')}` })
      .where('account_no', '=', slot('accountNo'))
      .returning('balance_minor')
  )
  const party = prepare<{ partyNo: number; by: number; entryNo: number; bookOn: number }, { balance_minor: number }>(
    db,
    (slot) =>
      build
        .updateTable('party_balance')
        .set({
          balance_minor: sql`balance_minor + ${slot('by')}`,
          entry_count: sql`entry_count + 1`,
          last_entry_no: slot('entryNo'),
          last_entry_on: slot('bookOn')
        })
        .where('party_no', '=', slot('partyNo'))
        .returning('balance_minor')
  )
  const control = prepare<{ get: number; give: number }>(db, (slot) =>
    build
      .updateTable('control_total')
      .set({ get_minor: sql`get_minor + ${slot('get')}`, give_minor: sql`give_minor + ${slot('give')}` })
  )
  const bucket = prepare<{
    period: number
    bucket: string
    amount: number
    cash: number
    dues: number
    upi: number
    bank: number
    credit: number
  }>(db, (slot) =>
    build
      .insertInto('period_total')
      .values({
        period_no: slot('period'),
        bucket: slot('bucket'),
        entry_count: 1,
        amount_minor: slot('amount'),
        cash_minor: slot('cash'),
        dues_cash_minor: slot('dues'),
        upi_minor: slot('upi'),
        bank_minor: slot('bank'),
        credit_minor: slot('credit')
      })
      .onConflict((on) =>
        on.columns(['period_no', 'bucket']).doUpdateSet({
          entry_count: sql`entry_count + 1`,
          amount_minor: sql`amount_minor + excluded.amount_minor`,
          cash_minor: sql`cash_minor + excluded.cash_minor`,
          dues_cash_minor: sql`dues_cash_minor + excluded.dues_cash_minor`,
          upi_minor: sql`upi_minor + excluded.upi_minor`,
          bank_minor: sql`bank_minor + excluded.bank_minor`,
          credit_minor: sql`credit_minor + excluded.credit_minor`
        })
      )
  )

  return {
    account(accountNo: number, byMinor: Minor): void {
      const after = account.first({ accountNo, by: byMinor })?.balance_minor ?? 0
      if (Math.abs(after) > MAX_BALANCE_MINOR) refuse('entry/balance-too-large', {}, 'amountMinor')
    },
    /** Answers the party's balance after it, and moves what all parties together owe and are owed. */
    party(partyNo: number, byMinor: Minor, entryNo: number, bookOn: number): Minor {
      const after = party.first({ partyNo, by: byMinor, entryNo, bookOn })?.balance_minor ?? 0
      if (Math.abs(after) > MAX_BALANCE_MINOR) refuse('entry/balance-too-large', {}, 'amountMinor')
      const before = after - byMinor
      const get = Math.max(after, 0) - Math.max(before, 0)
      const give = Math.max(-after, 0) - Math.max(-before, 0)
      if (get !== 0 || give !== 0) control.run({ get, give })
      return minor(after)
    },
    bucket(periodNo: number, share: BucketShare): void {
      bucket.run({
        period: periodNo,
        bucket: share.bucket,
        amount: share.amountMinor,
        cash: share.cashMinor,
        dues: share.duesCashMinor,
        upi: share.upiMinor,
        bank: share.bankMinor,
        credit: share.creditMinor
      })
    }
  }
}
