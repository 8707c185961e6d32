import { assert } from '#shared/kernel/assert.ts'
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import { ASSAMESE_WORDS } from './amount-in-words-as.ts'
import { ENGLISH_WORDS } from './amount-in-words-en.ts'
import { HINDI_WORDS } from './amount-in-words-hi.ts'
import { HINGLISH_WORDS } from './amount-in-words-hi-latn.ts'
import { MALAYALAM_WORDS } from './amount-in-words-ml.ts'
import {
  BENGALI_WORDS,
  GUJARATI_WORDS,
  MARATHI_WORDS,
  ODIA_WORDS,
  PUNJABI_WORDS,
  URDU_WORDS
} from './amount-in-words-north.ts'
import { KANNADA_WORDS, TELUGU_WORDS } from './amount-in-words-south.ts'
import { TAMIL_WORDS } from './amount-in-words-ta.ts'
import { FRENCH_WORDS, KOREAN_WORDS } from './amount-in-words-world.ts'
import type { AmountWords } from './amount-words.ts'
import { MINOR_PER_MAJOR, type Minor } from './money.ts'

const WORDS: Readonly<Record<ReceiptLanguage, AmountWords>> = {
  en: ENGLISH_WORDS,
  hi: HINDI_WORDS,
  'hi-Latn': HINGLISH_WORDS,
  mr: MARATHI_WORDS,
  gu: GUJARATI_WORDS,
  pa: PUNJABI_WORDS,
  bn: BENGALI_WORDS,
  as: ASSAMESE_WORDS,
  or: ODIA_WORDS,
  ta: TAMIL_WORDS,
  te: TELUGU_WORDS,
  kn: KANNADA_WORDS,
  ml: MALAYALAM_WORDS,
  ur: URDU_WORDS,
  fr: FRENCH_WORDS,
  ko: KOREAN_WORDS
}

/**
 * An amount of zero or more as it is written on a bill of that language:
 * `Rupees One Lakh Twenty-three Thousand Four Hundred Fifty-six and Paise Fifty Only`. No commas. Rupees and paise are
 * said apart, as whole numbers.
 */
export function amountInWords(amount: Minor, language: ReceiptLanguage): string {
  assert(amount >= 0, `an amount in words is never negative: ${amount}`)
  const words = WORDS[language]
  const rupees = Math.trunc(amount / MINOR_PER_MAJOR)
  const paise = amount % MINOR_PER_MAJOR
  if (paise === 0) return words.rupeesOnly(words.whole(rupees), rupees)
  if (rupees === 0) return words.paiseOnly(words.whole(paise), paise)
  return words.both(words.whole(rupees), words.whole(paise), rupees, paise)
}
