import { assert } from '#shared/kernel/assert.ts'
import type { Language } from '#shared/settings/settings.ts'
import { ENGLISH_WORDS } from './amount-in-words-en.ts'
import { HINDI_WORDS } from './amount-in-words-hi.ts'
import type { AmountWords } from './amount-words.ts'
import { MINOR_PER_MAJOR, type Minor } from './money.ts'

const WORDS: Readonly<Record<Language, AmountWords>> = { en: ENGLISH_WORDS, hi: HINDI_WORDS }

/**
 * An amount of zero or more as it is written on an Indian bill:
 * `Rupees One Lakh Twenty-three Thousand Four Hundred Fifty-six and Paise Fifty Only`. No commas.
 */
export function amountInWords(amount: Minor, language: Language): string {
  assert(amount >= 0, `an amount in words is never negative: ${amount}`)
  const words = WORDS[language]
  const rupees = Math.trunc(amount / MINOR_PER_MAJOR)
  const paise = amount % MINOR_PER_MAJOR
  if (paise === 0) return words.rupeesOnly(wholeInWords(rupees, words), rupees)
  if (rupees === 0) return words.paiseOnly(wholeInWords(paise, words), paise)
  return words.both(wholeInWords(rupees, words), wholeInWords(paise, words), rupees, paise)
}

const CRORE = 10_000_000
const LAKH = 100_000

/** A whole number in the Indian system: crore, lakh, thousand, hundred. Above a crore the crores are counted in the same way. */
function wholeInWords(value: number, words: AmountWords): string {
  if (value < 100) return words.belowHundred(value)
  const parts: string[] = []
  let rest = value
  for (const [size, name] of [
    [CRORE, words.crore],
    [LAKH, words.lakh],
    [1000, words.thousand],
    [100, words.hundred]
  ] as const) {
    const count = Math.trunc(rest / size)
    if (count > 0) parts.push(wholeInWords(count, words), name)
    rest %= size
  }
  if (rest > 0) parts.push(words.belowHundred(rest))
  return parts.join(' ')
}
