import type Sqlite from 'better-sqlite3'
import { accountsBeside } from '#shared/ledger/legs.ts'
import { minor } from '#shared/money/money.ts'
import { type BillPayment, billEntry } from '#shared/sales/bill-entry.ts'
import { readBillFact } from '#shared/sales/bill-fact.ts'
import { ENTRY_BILL_KINDS } from '#shared/sales/bill-request.ts'
import type { EntryInOrder } from './chain-rows.ts'
import { kindOf } from './entry-kinds.ts'
import { type Fault, fault } from './fault.ts'
import { type JournalFacts, readOp } from './journal-facts.ts'
import type { EntryPartRow } from './schema.ts'
import { uuidText } from './uuid-bytes.ts'

/** The op of a bill stands this near after that of its entry. */
const OPS_BETWEEN = 20

/**
 * The parts that an entry must have had, as other rows tell it: the bill that posted it, or the entry that it undoes. When an
 * entry does not fit its hash, but does with these, it is its parts that were changed.
 */
export function meantParts(db: Sqlite.Database, row: EntryInOrder, facts: JournalFacts): readonly EntryPartRow[] {
  if (row.reverses_no !== null) return turnedRound(db, row.entry_no, row.reverses_no)
  const kind = ENTRY_BILL_KINDS.find((one) => one === kindOf(row.kind_no))
  return kind === undefined ? [] : partsOfBill(db, row, facts)
}

function turnedRound(db: Sqlite.Database, entryNo: number, undoneNo: number): EntryPartRow[] {
  const parts = db.prepare<[number], EntryPartRow>('select * from entry_part where entry_no = ? order by part_no')
  return parts.all(undoneNo).map((part) => ({ ...part, entry_no: entryNo, amount_minor: -part.amount_minor }))
}

function partsOfBill(db: Sqlite.Database, row: EntryInOrder, facts: JournalFacts): EntryPartRow[] {
  const after = db.prepare<[number, number], string>('select bytes from journal_op where n between ? and ? order by n')
  for (const bytes of after.pluck().all(row.op_n + 1, row.op_n + OPS_BETWEEN)) {
    const op = readOp(bytes)
    if (op?.k !== 'bill.post') continue
    const { bill } = readBillFact(op.d)
    if (bill.id !== uuidText(row.id)) continue
    const party = row.party_no === null ? null : (facts.parties.get(row.party_no) ?? null)
    const built = billEntry(bill, paymentOf(row), party)
    if (!built.ok) return []
    return accountsBeside(built.value).parts.map((part, at) => ({
      entry_no: row.entry_no,
      part_no: at + 1,
      account_no: facts.accountNos.get(part.accountCode) ?? 0,
      amount_minor: part.amountMinor
    }))
  }
  return []
}

/** How the entry was paid, as its row says. */
function paymentOf(row: EntryInOrder): BillPayment {
  const [cash, upi, bank] = [row.cash_minor, row.upi_minor, row.bank_minor]
  const kind = kindOf(row.kind_no)
  if (kind !== 'sale' && kind !== 'purchase-return')
    return { paid: { cashMinor: minor(-cash), upiMinor: minor(-upi), bankMinor: minor(-bank) } }
  const changeMinor = minor(row.change_minor)
  return { tender: { cashMinor: minor(cash + changeMinor), changeMinor, upiMinor: minor(upi), bankMinor: minor(bank) } }
}

/** Parts are numbered from 1 without a gap. */
export function misplacedPart(parts: readonly EntryPartRow[]): Fault | null {
  const at = parts.findIndex((part, index) => part.part_no !== index + 1)
  const part = parts[at]
  if (part === undefined) return null
  const isStray = part.part_no < at + 1
  const name = partName(isStray ? part : { ...part, part_no: at + 1 })
  return fault('sequence', 'entry_part', name, isStray ? 'was never recorded' : 'is missing')
}

/** The first part that is not as it was. */
export function partFault(found: readonly EntryPartRow[], meant: readonly EntryPartRow[]): Fault {
  const at = meant.findIndex((part, index) => !isSame(part, found[index]))
  const changed = found[at] ?? meant[at]
  if (changed === undefined) return fault('facts', 'entry_part', partName(found[meant.length]), 'was never recorded')
  return fault('facts', 'entry_part', partName(changed), found[at] ? 'does not say what was recorded' : 'is missing')
}

const isSame = (one: EntryPartRow, other: EntryPartRow | undefined): boolean =>
  one.account_no === other?.account_no && one.amount_minor === other.amount_minor

export const partName = (part: EntryPartRow | undefined): string => `${part?.entry_no} ${part?.part_no}`
