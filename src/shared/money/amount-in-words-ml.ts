import { type AmountWords, type IndianParts, indianNumber } from './amount-words.ts'

// Malayalam numbers grow together too, and the package sets them side by side unbent.

const BELOW_TWENTY =
  'പൂജ്യം ഒന്ന് രണ്ട് മൂന്ന് നാല് അഞ്ച് ആറ് ഏഴ് എട്ട് ഒമ്പത് പത്ത് പതിനൊന്ന് പന്ത്രണ്ട് പതിമൂന്ന് പതിനാല് പതിനഞ്ച് പതിനാറ് പതിനേഴ് പതിനെട്ട് പത്തൊമ്പത്'.split(
    ' '
  )
const TENS = '- - ഇരുപത് മുപ്പത് നാൽപ്പത് അമ്പത് അറുപത് എഴുപത് എൺപത് തൊണ്ണൂറ്'.split(' ')
const TEN_STEMS = '- - ഇരുപത്തി മുപ്പത്തി നാൽപ്പത്തി അമ്പത്തി അറുപത്തി എഴുപത്തി എൺപത്തി തൊണ്ണൂറ്റി'.split(' ')
const ONE_ENDINGS = ['', 'യൊന്ന്', 'രണ്ട്', 'മൂന്ന്', 'നാല്', 'യഞ്ച്', 'യാറ്', 'യേഴ്', 'യെട്ട്', 'യൊമ്പത്']

function belowHundred(value: number): string {
  if (value < 20) return BELOW_TWENTY[value] ?? ''
  const tens = Math.trunc(value / 10)
  const ones = value % 10
  return ones === 0 ? (TENS[tens] ?? '') : `${TEN_STEMS[tens] ?? ''}${ONE_ENDINGS[ones] ?? ''}`
}

const HUNDREDS = 'നൂറ് ഇരുനൂറ് മുന്നൂറ് നാനൂറ് അഞ്ഞൂറ് അറുനൂറ് എഴുനൂറ് എണ്ണൂറ് തൊള്ളായിരം'.split(' ')
/** Thousands up to ten have a word of their own. */
const THOUSANDS = 'ആയിരം രണ്ടായിരം മൂവായിരം നാലായിരം അയ്യായിരം ആറായിരം ഏഴായിരം എണ്ണായിരം ഒമ്പതിനായിരം പതിനായിരം'.split(' ')
const one = (count: number, words = belowHundred(count)) => (count === 1 ? 'ഒരു' : words)
/** A round number before a smaller one: `നൂറ്` becomes `നൂറ്റി`, `ആയിരം` becomes `ആയിരത്തി`. */
const before = (words: string) => words.replace(/റ്$/u, 'റ്റി').replace(/ം$/u, 'ത്തി')

export const MALAYALAM_NUMBERS: IndianParts = {
  belowHundred,
  hundreds: (count, isLast) => {
    const hundred = HUNDREDS[count - 1] ?? ''
    return isLast ? hundred : before(hundred)
  },
  thousands: (count, isLast) => {
    const thousands = THOUSANDS[count - 1] ?? `${belowHundred(count)} ആയിരം`
    return isLast ? thousands : before(thousands)
  },
  lakhs: (count, isLast) => `${one(count)} ${isLast ? 'ലക്ഷം' : 'ലക്ഷത്തി'}`,
  crores: (words, count) => `${one(count, words)} കോടി`
}

export const MALAYALAM_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, MALAYALAM_NUMBERS),
  rupeesOnly: (words, rupees) => `${rupees === 1 ? 'ഒരു' : words} രൂപ മാത്രം`,
  paiseOnly: (words, paise) => `${paise === 1 ? 'ഒരു' : words} പൈസ മാത്രം`,
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupees === 1 ? 'ഒരു' : rupeeWords} രൂപ ${paise === 1 ? 'ഒരു' : paiseWords} പൈസ മാത്രം`
}
