import type { Period } from '#shared/reports/period.ts'
import type { EntryList } from './entry-lines.ts'
import type { Ground } from './ground.ts'

/** What one account got and gave on a day, and by how many entries. What it gave is negative. */
export interface DayFlow {
  readonly bookOn: number
  into: number
  out: number
  count: number
}

/** One account as a book: which entries are on it, and what each day did to it. */
export interface Subject {
  readonly list: Pick<EntryList, 'condition' | 'amount'>
  readonly flows: readonly DayFlow[]
}

type Leg = 'cash' | 'upi' | 'bank'
const CONTROLS: Readonly<Record<string, 'customer' | 'supplier'>> = { debtors: 'customer', creditors: 'supplier' }
export const EVER = { fromOn: 0, toOn: 99_999_999 } as unknown as Period

/** Whether the account is one of those that every row of an entry has a place for. */
export const isLegCode = (code: string): code is Leg => code === 'cash' || code === 'upi' || code === 'bank'

export function subjectOf(ground: Ground, code: string, accountNo: number): Subject {
  if (isLegCode(code)) return legSubject(ground, code)
  const control = CONTROLS[code]
  return control === undefined ? otherSubject(ground, accountNo) : controlSubject(ground, control)
}

function legSubject({ tally }: Ground, leg: Leg): Subject {
  return {
    list: { condition: `entry.${leg}_minor <> 0`, amount: `entry.${leg}_minor` },
    flows: flowsOf([...tally.entriesIn(EVER)].map(({ bookOn, [leg]: flow }) => ({ bookOn, ...flow })))
  }
}

function controlSubject({ tally }: Ground, kind: 'customer' | 'supplier'): Subject {
  const condition = `entry.credit_minor <> 0 and (select kind from party where party.party_no = entry.party_no) = '${kind}'`
  const cells = [...tally.entriesIn(EVER)].filter(({ isSupplier }) => isSupplier === (kind === 'supplier'))
  return {
    list: { condition, amount: 'entry.credit_minor' },
    flows: flowsOf(cells.map(({ bookOn, credit }) => ({ bookOn, ...credit })))
  }
}

/** Any other account is the one other of an entry, or a part of it. */
function otherSubject({ tally }: Ground, accountNo: number): Subject {
  const parts = `select sum(amount_minor) from entry_part where entry_part.entry_no = entry.entry_no`
  const legs = '(entry.cash_minor + entry.upi_minor + entry.bank_minor + entry.credit_minor)'
  const onPart = `(${parts} and entry_part.account_no = ${accountNo})`
  const asOther = [...tally.entriesIn(EVER)].filter(({ otherNo }) => otherNo === accountNo)
  const asPart = [...tally.partsIn(EVER)].filter((cell) => cell.accountNo === accountNo)
  return {
    list: {
      condition: `entry.other_no = ${accountNo} or ${onPart} is not null`,
      amount: `case when entry.other_no = ${accountNo} then -${legs} - coalesce((${parts}), 0) else ${onPart} end`
    },
    flows: flowsOf([
      ...asOther.map(({ bookOn, rest, count }) => ({ bookOn, ...rest, count })),
      ...asPart.map(({ bookOn, flow }) => ({ bookOn, ...flow }))
    ])
  }
}

/** What all cells did, day by day, in the order of days. */
function flowsOf(cells: Iterable<DayFlow>): DayFlow[] {
  const days = new Map<number, DayFlow>()
  for (const { bookOn, into, out, count } of cells) {
    const day = days.get(bookOn) ?? { bookOn, into: 0, out: 0, count: 0 }
    day.into += into
    day.out += out
    day.count += count
    days.set(bookOn, day)
  }
  return [...days.values()].filter(({ count }) => count > 0).sort((one, other) => one.bookOn - other.bookOn)
}

interface Opened {
  readonly opening: number
  readonly flows: readonly DayFlow[]
  readonly into: number
  readonly out: number
  readonly closing: number
}

/** A period of a book of one account: what stood there before, what came and went, what stands there after. */
export function opened(flows: readonly DayFlow[], { fromOn, toOn }: Period): Opened {
  let [opening, into, out] = [0, 0, 0]
  const within: DayFlow[] = []
  for (const flow of flows) {
    if (flow.bookOn < fromOn) opening += flow.into + flow.out
    else if (flow.bookOn <= toOn) {
      within.push(flow)
      into += flow.into
      out += flow.out
    }
  }
  return { opening, flows: within, into, out, closing: opening + into + out }
}
