import type Sqlite from 'better-sqlite3'
import { type Fault, fault } from './fault.ts'

interface Recomputed {
  readonly check: string
  readonly table: string
  /** Rows whose kept figure is not what the entries make: `row`, `kept`, `made`. */
  readonly sql: string
}

/** Every figure that is kept beside the entries, worked out again from them. */
const RECOMPUTED: readonly Recomputed[] = [
  {
    check: 'balance',
    table: 'account_balance',
    sql: `select account.code as row, balance_minor as kept, made from account
      left join account_balance using (account_no)
      left join (select account_no, sum(amount_minor) as made from posting group by account_no) using (account_no)
      where balance_minor is not coalesce(made, 0)`
  },
  {
    check: 'balance',
    table: 'party_balance',
    sql: `select party.id as row, balance_minor as kept, made from party
      left join party_balance using (party_no)
      left join (select party_no, sum(amount_minor) as made from posting where party_no is not null group by party_no)
        using (party_no)
      where balance_minor is not coalesce(made, 0)`
  },
  {
    check: 'balance',
    table: 'party_balance',
    sql: `select party.id as row, entry_count || '/' || coalesce(last_entry_no, 0) as kept, made from party
      left join party_balance using (party_no)
      left join (select party_no, count(*) || '/' || max(entry_no) as made from entry where party_no is not null group by party_no)
        using (party_no)
      where entry_count || '/' || coalesce(last_entry_no, 0) is not coalesce(made, '0/0')`
  },
  {
    check: 'totals',
    table: 'control_total',
    sql: `select 1 as row, get_minor || '/' || give_minor || '/' || party_count as kept, made from control_total,
      (select sum(max(balance_minor, 0)) || '/' || sum(max(-balance_minor, 0)) || '/' || count(*) as made from party_balance)
      where kept is not coalesce(made, '0/0/0') and (select count(*) from party) > 0`
  },
  {
    check: 'totals',
    table: 'period_total',
    sql: `with made as (select period_no, count(*) as entries, sum(cash_minor) as cash, sum(upi_minor) as upi,
        sum(bank_minor) as bank, sum(amount_minor) as amount from entry group by period_no),
      kept as (select period_no, sum(entry_count) as entries, sum(cash_minor) as cash, sum(upi_minor) as upi,
        sum(bank_minor) as bank, sum(amount_minor) as amount from period_total group by period_no)
      select made.period_no as row, kept.cash as kept, made.cash as made from made left join kept using (period_no)
      where made.entries is not kept.entries or made.cash is not kept.cash or made.upi is not kept.upi
        or made.bank is not kept.bank or made.amount is not kept.amount`
  },
  {
    check: 'totals',
    table: 'period_total',
    sql: `with shares as (select e.period_no, case when e.kind = 'reversal' then 'reversal:' || u.kind else e.kind end as kind,
        count(*) as entries, sum(e.cash_minor) as cash,
        sum(case when e.kind = 'sale' then max(e.credit_minor, 0) when u.kind = 'sale' then min(e.credit_minor, 0)
          else e.credit_minor end) as credit,
        sum(case when e.kind = 'sale' and e.credit_minor < 0 and e.cash_minor > 0 then min(e.cash_minor, -e.credit_minor)
          else 0 end) as dues
        from entry e left join entry u on u.entry_no = e.reverses_no group by 1, 2),
      kept as (select period_no, case when bucket like 'contra:%' then 'contra' when bucket like 'reversal:contra:%'
          then 'reversal:contra' else bucket end as kind,
        sum(entry_count) as entries, sum(cash_minor) as cash, sum(credit_minor) as credit, sum(dues_cash_minor) as dues
        from period_total group by 1, 2)
      select shares.period_no || ' ' || shares.kind as row, kept.cash as kept, shares.cash as made
      from shares left join kept using (period_no, kind)
      where shares.entries is not kept.entries or shares.cash is not kept.cash or shares.credit is not kept.credit
        or shares.dues is not kept.dues`
  },
  {
    check: 'sequence',
    table: 'series',
    sql: `select prefix || ' ' || financial_year as row, next_number - 1 as kept, made from series
      join (select substr(number, 1, 3) as prefix, count(*) as made,
        case when (book_on / 100) % 100 >= 4 then book_on / 10000 else book_on / 10000 - 1 end as financial_year
        from entry where number glob '[A-Z][A-Z][BRCP]/[0-9][0-9]-[0-9][0-9]/*' group by 1, 3) using (prefix, financial_year)
      where next_number - 1 is not made`
  },
  {
    check: 'totals',
    table: 'upi_open',
    sql: `select made.entry_no as row, upi_open.state as kept, made.state as made from (
        select entry.entry_no, (select state from upi_step s where s.entry_no = entry.entry_no order by step_no desc limit 1) as state,
          entry.upi_minor as amount, entry.period_no
        from entry where entry.upi_minor > 0 and entry.kind in ('sale', 'got')
          and entry.entry_no not in (select reverses_no from entry where reverses_no is not null)) as made
      left join upi_open using (entry_no)
      where made.state <> 'proved' and (upi_open.state is not made.state or upi_open.amount_minor is not made.amount
        or upi_open.period_no is not made.period_no)`
  },
  {
    check: 'totals',
    table: 'upi_open',
    sql: `select entry_no as row, state as kept, 'none' as made from upi_open
      where entry_no in (select reverses_no from entry where reverses_no is not null)`
  }
]

export function verifyKeptFigures(db: Sqlite.Database): Fault | null {
  for (const { check, table, sql } of RECOMPUTED) {
    const wrong = db.prepare(sql).get() as { row: string | number; kept: unknown; made: unknown } | undefined
    if (wrong)
      return fault(
        check,
        table,
        wrong.row,
        `says ${wrong.kept ?? 'nothing'}, the entries make ${wrong.made ?? 'nothing'}`
      )
  }
  return null
}
