import { closeSync, openSync, writeSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/**
 * Writes a ledger as a plain journal that hledger reads, every posting of every entry and a sub-account for each party: the same
 * data for another program to report on. Straight from the file, so that it owes nothing to the app's own export.
 */
export function writeJournal(ledger: string, file: string): void {
  const db = new Sqlite(ledger, { readonly: true })
  const codes = new Map(
    db.prepare<[], [number, string, string]>('select account_no, kind, code from account').raw().all().map(nameOf)
  )
  const suppliers = new Set(
    db
      .prepare<[], [number]>(`select party_no from party where kind = 'supplier'`)
      .raw()
      .all()
      .map(([no]) => no)
  )
  const parts = db
    .prepare<[number], [number, number]>(
      'select account_no, amount_minor from entry_part where entry_no = ? order by part_no'
    )
    .raw()
  const rows = db
    .prepare<[], (number | null)[]>(
      `select entry_no, book_on, party_no, other_no, cash_minor, upi_minor, bank_minor, credit_minor from entry order by book_on, entry_no`
    )
    .raw()
  const handle = openSync(file, 'w')
  let text = ''
  for (const row of rows.iterate()) {
    const [no = 0, day, party, other, cash = 0, upi = 0, bank = 0, credit = 0] = row as [number, number, ...number[]]
    const lines = [line('assets:cash', cash), line('assets:upi', upi), line('assets:bank', bank)]
    lines.push(line(`${suppliers.has(party ?? 0) ? 'liabilities:creditors' : 'assets:debtors'}:${party}`, credit))
    let rest = 0 - cash - upi - bank - credit
    for (const [account, amount] of parts.all(no)) {
      lines.push(line(codes.get(account) ?? '', amount))
      rest -= amount
    }
    if (other !== null && other !== undefined) lines.push(line(codes.get(other) ?? '', rest))
    text += `${dayOf(day)} ${no}\n${lines.join('')}\n`
    if (text.length < 1_000_000) continue
    writeSync(handle, text)
    text = ''
  }
  writeSync(handle, text)
  closeSync(handle)
  db.close()
}

const KINDS: Readonly<Record<string, string>> = {
  ...{ asset: 'assets', liability: 'liabilities', equity: 'equity', income: 'income', expense: 'expenses' }
}
const nameOf = ([no, kind, code]: [number, string, string]): [number, string] => [
  no,
  `${KINDS[kind]}:${code.replace(':', '-')}`
]
const dayOf = (day: number): string =>
  `${Math.trunc(day / 10_000)}-${String(Math.trunc(day / 100) % 100).padStart(2, '0')}-${String(day % 100).padStart(2, '0')}`
const line = (account: string, minor: number): string =>
  minor === 0 ? '' : ` ${account}  ${minor < 0 ? '-' : ''}${decimal(Math.abs(minor))}\n`
const decimal = (minor: number): string => `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
