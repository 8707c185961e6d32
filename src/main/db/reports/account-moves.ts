import type { Period } from '#shared/reports/period.ts'
import type { EntryCell, Flow, PartCell } from './day-tally.ts'
import type { Ground } from './ground.ts'

/** What a period did to an account: debits and credits, each with its sign. */
export interface Moves {
  readonly debit: number
  readonly credit: number
}

type Days = { readonly fromOn: number; readonly toOn: number }

/** What each day of a period did to each account: once over all cells, whatever the days are put together by. */
export function movesBy<Key>(
  ground: Ground,
  period: Days,
  keyOf: (bookOn: number) => Key
): Map<Key, Map<number, Moves>> {
  const all = new Map<Key, Map<number, { debit: number; credit: number }>>()
  const add = (cell: EntryCell | PartCell, accountNo: number | null, flow: Flow) => {
    if (accountNo === null || (flow.into === 0 && flow.out === 0)) return
    const key = keyOf(cell.bookOn)
    const moves = all.get(key) ?? new Map<number, { debit: number; credit: number }>()
    all.set(key, moves)
    const known = moves.get(accountNo) ?? { debit: 0, credit: 0 }
    moves.set(accountNo, known)
    known.debit += flow.into
    known.credit += flow.out
  }
  const no = (code: string) => ground.accountNo(code)
  const [cash, upi, bank] = [no('cash'), no('upi'), no('bank')]
  const [debtors, creditors] = [no('debtors'), no('creditors')]
  for (const cell of ground.tally.entriesIn(period as Period)) {
    add(cell, cash, cell.cash)
    add(cell, upi, cell.upi)
    add(cell, bank, cell.bank)
    add(cell, cell.isSupplier ? creditors : debtors, cell.credit)
    add(cell, cell.otherNo, cell.rest)
  }
  for (const cell of ground.tally.partsIn(period as Period)) add(cell, cell.accountNo, cell.flow)
  return all
}

/** What a period did to each account, by its number. Accounts that nothing touched are missing. */
export const movesIn = (ground: Ground, period: Days): Map<number, Moves> =>
  movesBy(ground, period, () => 0).get(0) ?? new Map()

/** What stood on each account at the end of a day: debit positive. */
export function balancesOn(ground: Ground, toOn: number): Map<number, number> {
  const moves = movesIn(ground, { fromOn: 0, toOn })
  return new Map([...moves].map(([accountNo, { debit, credit }]) => [accountNo, debit + credit]))
}

/** What stood on each account before a day. Days are compared as they are: the one before need not be of the calendar. */
export const balancesBefore = (ground: Ground, fromOn: number): Map<number, number> => balancesOn(ground, fromOn - 1)
