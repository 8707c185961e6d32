import type { EntryKind } from '#shared/ledger/entry-kind.ts'

/** What one key goes through: kinds of entries that belong together in the trade. */
export const KIND_GROUPS = ['all', 'sales', 'money', 'purchases', 'expenses', 'moves', 'corrections'] as const
export type KindGroup = (typeof KIND_GROUPS)[number]

const KINDS_OF: Readonly<Record<KindGroup, readonly EntryKind[] | null>> = {
  all: null,
  sales: ['sale', 'sale-return'],
  money: ['got', 'gave'],
  purchases: ['purchase', 'purchase-return'],
  expenses: ['expense'],
  moves: ['contra'],
  corrections: ['journal', 'reversal', 'over-short', 'opening']
}

/** The kinds to ask for, or null for every kind. */
export function kindsOf(group: KindGroup): EntryKind[] | null {
  const kinds = KINDS_OF[group]
  return kinds === null ? null : [...kinds]
}

export function nextGroup(group: KindGroup): KindGroup {
  return KIND_GROUPS[(KIND_GROUPS.indexOf(group) + 1) % KIND_GROUPS.length] ?? 'all'
}
