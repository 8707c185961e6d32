/** How one language says amounts. Word order and joining words differ, so each language brings its own sentences. */
export interface AmountWords {
  /** A whole number of zero or more. */
  whole(value: number): string
  /** The sentences around the numbers; `rupees` and `paise` are numbers, for words that change with them. */
  rupeesOnly(words: string, rupees: number): string
  paiseOnly(words: string, paise: number): string
  both(rupeeWords: string, paiseWords: string, rupees: number, paise: number): string
}

/**
 * The parts of a number in the Indian system. A language may bend the word of a part by what follows it: `isLast` says
 * that nothing does.
 */
export interface IndianParts {
  /** 0 to 99. */
  belowHundred(value: number): string
  /** 1 to 9 hundreds. */
  hundreds(count: number, isLast: boolean): string
  /** 1 to 99 thousands. */
  thousands(count: number, isLast: boolean): string
  /** 1 to 99 lakhs. */
  lakhs(count: number, isLast: boolean): string
  /** One crore or more: above ninety-nine the crores are counted in the same way, in `words`. */
  crores(words: string, count: number, isLast: boolean): string
}

/** Parts that never bend: the count, a blank, the name. */
export function plainParts(
  belowHundred: (value: number) => string,
  names: { readonly hundred: string; readonly thousand: string; readonly lakh: string; readonly crore: string }
): IndianParts {
  return {
    belowHundred,
    hundreds: (count) => `${belowHundred(count)} ${names.hundred}`,
    thousands: (count) => `${belowHundred(count)} ${names.thousand}`,
    lakhs: (count) => `${belowHundred(count)} ${names.lakh}`,
    crores: (words) => `${words} ${names.crore}`
  }
}

const CRORE = 10_000_000
const LAKH = 100_000

/** A whole number in the Indian system: crore, lakh, thousand, hundred. */
export function indianNumber(value: number, parts: IndianParts): string {
  if (value < 100) return parts.belowHundred(value)
  const words: string[] = []
  let rest = value
  const take = (size: number, say: (count: number, isLast: boolean) => string) => {
    const count = Math.trunc(rest / size)
    rest %= size
    if (count > 0) words.push(say(count, rest === 0))
  }
  take(CRORE, (count, isLast) => parts.crores(indianNumber(count, parts), count, isLast))
  take(LAKH, parts.lakhs)
  take(1000, parts.thousands)
  take(100, parts.hundreds)
  if (rest > 0) words.push(parts.belowHundred(rest))
  return words.join(' ')
}
