import type { ImportKind } from '#shared/import/import-plan.ts'

type Fact = readonly [label: string, figure: number]

/** Of facts about parties, entries, items and stock those that a kind of file can bring; stock beside bills only when there is some. */
export function ofKind(
  kind: ImportKind,
  [parties, entries, items, stocks]: readonly [Fact, Fact, Fact, Fact | null]
): [string, number][] {
  const facts = [
    ...(kind === 'items' ? [] : [parties, entries]),
    ...(kind === 'items' || kind === 'invoice-lines' ? [items] : []),
    ...(stocks !== null && (kind === 'items' || stocks[1] > 0) ? [stocks] : [])
  ]
  return facts.map(([label, figure]) => [label, figure])
}

/** The same of what was in the book before, as far as there is any. */
export const knownOf = (kind: ImportKind, facts: readonly [Fact, Fact, Fact]): [string, number][] =>
  ofKind(kind, [...facts, null]).filter(([, figure]) => figure > 0)

/** Counts of what accepting would add, those that are nothing left out. */
export const newOnes = (plan: {
  readonly newParties: number
  readonly newEntries: number
  readonly newItems: number
  readonly newStocks: number
}): number => plan.newParties + plan.newEntries + plan.newItems + plan.newStocks
