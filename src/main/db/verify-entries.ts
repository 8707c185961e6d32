import { type Fault, fault } from './fault.ts'
import type { Witness } from './verify-chain.ts'

/** What the hash of an entry does not hold: its double entry sums to zero, and the balance beside it is the running one. */
export function checkEntries(): Witness {
  const balances = new Map<number, number>()
  return ({ row, postings }) => {
    const total = postings.reduce((all, posting) => all + posting.amountMinor, 0)
    if (postings.length < 2 || total !== 0)
      return fault('zero-sum', 'entry', row.entry_no, `its ${postings.length} postings sum to ${total}`)
    return checkBalance(row, balances)
  }
}

function checkBalance(row: Parameters<Witness>[0]['row'], balances: Map<number, number>): Fault | null {
  const before = row.party_no === null ? null : (balances.get(row.party_no) ?? 0)
  const balance = before === null ? null : before + row.credit_minor
  if (row.party_no !== null && balance !== null) balances.set(row.party_no, balance)
  if (row.balance_minor === balance) return null
  return fault('balance', 'entry', row.entry_no, `says ${row.balance_minor}, the entries up to it make ${balance}`)
}
