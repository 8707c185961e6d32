/** What a shop should hold, reckoned beside the app from what was asked and answered alone: sums, and nothing of its code. */
export interface Tally {
  cashMinor: number
  readonly balances: Map<string, number>
  /** Ids of what was acknowledged: entries and bills. */
  readonly entryIds: string[]
  /** Those that may still be undone, with what they did. */
  readonly open: Map<string, Effect>
  readonly slips: Map<string, number>
  closings: number
}

export interface Effect {
  readonly cashMinor: number
  readonly partyId: string | null
  readonly creditMinor: number
}

export const newTally = (cashMinor: number): Tally => ({
  cashMinor,
  balances: new Map(),
  entryIds: [],
  open: new Map(),
  slips: new Map(),
  closings: 0
})

/** Takes an entry in, once. */
export function take(tally: Tally, id: string, effect: Effect): void {
  tally.entryIds.push(id)
  tally.cashMinor += effect.cashMinor
  if (effect.partyId === null) return
  tally.balances.set(effect.partyId, (tally.balances.get(effect.partyId) ?? 0) + effect.creditMinor)
}

export const opposite = ({ cashMinor, partyId, creditMinor }: Effect): Effect => ({
  cashMinor: 0 - cashMinor,
  partyId,
  creditMinor: 0 - creditMinor
})
