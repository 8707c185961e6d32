import type Sqlite from 'better-sqlite3'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare } from '#main/db/prepared.ts'
import type { AccountRow, AccountStore } from '#main/ports/ledger-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { AccountCode, AccountKind } from '#shared/ledger/account.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import type { KeptFigures } from './kept-figures.ts'

interface Row {
  account_no: number
  code: string
  kind: string
  name: string
}

const fromRow = (row: Row): AccountRow => ({
  accountNo: row.account_no,
  code: row.code as AccountCode,
  kind: row.kind as AccountKind,
  name: row.name
})

export function createAccountStore(db: Sqlite.Database, memory: Memory, kept: KeptFigures): AccountStore {
  const byCode = prepare<{ code: string }, Row>(db, (slot) =>
    build.selectFrom('account').select(['account_no', 'code', 'kind', 'name']).where('code', '=', slot('code'))
  )
  const insert = prepare<{ code: string; kind: string; name: string; op: number }>(db, (slot) =>
    build.insertInto('account').values({
      account_no: null as unknown as number,
      code: slot('code'),
      kind: slot('kind'),
      name: slot('name'),
      op_n: slot('op')
    })
  )
  const insertBalance = prepare<{ accountNo: number }>(db, (slot) =>
    build.insertInto('account_balance').values({ account_no: slot('accountNo'), balance_minor: 0 })
  )
  const views = prepare<Record<never, never>, Row & { balance_minor: number }>(db, () =>
    build
      .selectFrom('account')
      .innerJoin('account_balance', 'account_balance.account_no', 'account.account_no')
      .select(['account.account_no', 'account.code', 'account.kind', 'account.name', 'account_balance.balance_minor'])
      .orderBy('account.account_no')
  )
  // An account is never changed and never taken away.
  const known = memory.keepForGood<AccountCode, AccountRow>()

  function find(code: AccountCode): AccountRow | null {
    const remembered = known.get(code)
    if (remembered !== undefined) return remembered
    const row = byCode.first({ code })
    if (row === undefined) return null
    const account = fromRow(row)
    known.put(code, account)
    return account
  }

  return {
    byCode: find,
    add(row, op) {
      insert.run({ code: row.code, kind: row.kind, name: row.name, op })
      const added = find(row.code)
      assert(added, 'an account that was added is there')
      insertBalance.run({ accountNo: added.accountNo })
      return added
    },
    views: () =>
      views.all({}).map((row) => ({
        code: row.code,
        kind: row.kind as AccountKind,
        name: row.name,
        balanceMinor: minor(row.balance_minor)
      })),
    balance(code) {
      const account = find(code)
      return account === null ? ZERO : kept.balance(account.accountNo)
    }
  }
}
