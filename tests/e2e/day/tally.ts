/**
 * The cash book that a careful person would keep beside the app, on paper: plain sums of what was said to happen, in
 * paise. It knows nothing of the app's code, so that the two prove each other.
 */
export interface Tally {
  cashSales: number
  dues: number
  refunds: number
  expenses: number
  paidOut: number
  toBank: number
  upiWaiting: number
  upiClaimed: number
  credit: number
  sales: number
  returns: number
  /** What each party owes us; negative when we owe. */
  owes: Record<string, number>
}

/** What one entry does to the tally: only what it changes. */
export type TallyChange = Partial<Omit<Tally, 'owes'>> & { readonly owes?: Readonly<Record<string, number>> }

export const OPENING_CASH = 2_000_00

export const emptyTally = (): Tally => ({
  cashSales: 0,
  dues: 0,
  refunds: 0,
  expenses: 0,
  paidOut: 0,
  toBank: 0,
  upiWaiting: 0,
  upiClaimed: 0,
  credit: 0,
  sales: 0,
  returns: 0,
  owes: {}
})

export function enter(tally: Tally, { owes, ...change }: TallyChange): void {
  for (const [name, amount] of Object.entries(change) as [keyof Omit<Tally, 'owes'>, number][]) tally[name] += amount
  for (const [party, amount] of Object.entries(owes ?? {})) tally.owes[party] = (tally.owes[party] ?? 0) + amount
}

/** What must be in the drawer. */
export const drawerOf = (tally: Tally): number =>
  OPENING_CASH + tally.cashSales + tally.dues - tally.refunds - tally.expenses - tally.paidOut - tally.toBank

/** `1,50,000.00`, grouped as in India. */
export function rupees(paise: number): string {
  const [whole = '0', part = '00'] = (Math.abs(paise) / 100).toFixed(2).split('.')
  const last = whole.slice(-3)
  const rest = whole.slice(0, -3).replace(/\B(?=(\d{2})+$)/g, ',')
  return `${rest === '' ? '' : `${rest},`}${last}.${part}`
}
