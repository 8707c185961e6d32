/** One of many that can be chosen by typing. */
export interface Suggestion<Value extends string> {
  readonly value: Value
  readonly label: string
  /** Stands beside it in the list: a rate, a code. It is found by that too. */
  readonly note?: string
  /** Other words that find it. */
  readonly alsoTyped?: readonly string[]
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim()

/**
 * The options that fit what was typed: those that are meant by it first, then those whose name begins so, then those with
 * a word that begins so, then those that hold it anywhere. Within each in their own order.
 */
export function fitting<Value extends string>(
  options: readonly Suggestion<Value>[],
  typed: string,
  meant: readonly Value[]
): readonly Suggestion<Value>[] {
  const wanted = fold(typed)
  const ranked = options.map((option) => ({ option, rank: rankOf(option, wanted, meant) }))
  return ranked
    .filter(({ rank }) => rank < NOT_AT_ALL)
    .sort((left, right) => left.rank - right.rank)
    .map(({ option }) => option)
}

const BEGINS = 100
const WORD_BEGINS = 200
const HOLDS = 300
const NOT_AT_ALL = 400

function rankOf<Value extends string>(option: Suggestion<Value>, wanted: string, meant: readonly Value[]): number {
  const place = meant.indexOf(option.value)
  if (place !== -1) return Math.min(place, BEGINS - 1)
  const names = [option.label, option.note ?? '', ...(option.alsoTyped ?? [])].map(fold).filter((name) => name !== '')
  if (names.some((name) => name.startsWith(wanted))) return BEGINS
  if (names.some((name) => name.split(/[\s,()/-]+/u).some((word) => word.startsWith(wanted)))) return WORD_BEGINS
  return names.some((name) => name.includes(wanted)) ? HOLDS : NOT_AT_ALL
}
