import type { Period } from '#shared/reports/period.ts'
import type { Flow } from './day-tally.ts'
import type { Ground } from './ground.ts'

/** What a period did to an account: debits and credits, each with its sign. */
export interface Moves {
  readonly debit: number
  readonly credit: number
}

const FIRST_DAY = 0

/** What a period did to each account, by its number. Accounts that nothing touched are missing. */
export function movesIn(
  ground: Ground,
  period: { readonly fromOn: number; readonly toOn: number }
): Map<number, Moves> {
  const moves = new Map<number, { debit: number; credit: number }>()
  const add = (accountNo: number | null, flow: Flow) => {
    if (accountNo === null || (flow.into === 0 && flow.out === 0)) return
    const known = moves.get(accountNo)
    if (known === undefined) moves.set(accountNo, { debit: flow.into, credit: flow.out })
    else {
      known.debit += flow.into
      known.credit += flow.out
    }
  }
  const no = (code: string) => ground.accountNo(code)
  const [cash, upi, bank] = [no('cash'), no('upi'), no('bank')]
  const [debtors, creditors] = [no('debtors'), no('creditors')]
  for (const cell of ground.tally.entriesIn(period as Period)) {
    add(cash, cell.cash)
    add(upi, cell.upi)
    add(bank, cell.bank)
    add(cell.isSupplier ? creditors : debtors, cell.credit)
    add(cell.otherNo, cell.rest)
  }
  for (const cell of ground.tally.partsIn(period as Period)) add(cell.accountNo, cell.flow)
  return moves
}

/** What stood on each account at the end of a day: debit positive. */
export function balancesOn(ground: Ground, toOn: number): Map<number, number> {
  const moves = movesIn(ground, { fromOn: FIRST_DAY, toOn })
  return new Map([...moves].map(([accountNo, { debit, credit }]) => [accountNo, debit + credit]))
}

/** What stood on each account before a day. Days are compared as they are: the one before need not be of the calendar. */
export const balancesBefore = (ground: Ground, fromOn: number): Map<number, number> => balancesOn(ground, fromOn - 1)
