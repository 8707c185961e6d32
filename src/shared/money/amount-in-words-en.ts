import { type AmountWords, type IndianParts, indianNumber, plainParts } from './amount-words.ts'

const BELOW_TWENTY =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen'.split(
    ' '
  )
const TENS = '- - Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety'.split(' ')

export const ENGLISH_NUMBERS: IndianParts = plainParts(
  (value) => {
    if (value < 20) return BELOW_TWENTY[value] ?? ''
    const tens = TENS[Math.trunc(value / 10)] ?? ''
    const ones = value % 10
    return ones === 0 ? tens : `${tens}-${(BELOW_TWENTY[ones] ?? '').toLowerCase()}`
  },
  { hundred: 'Hundred', thousand: 'Thousand', lakh: 'Lakh', crore: 'Crore' }
)

export const ENGLISH_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, ENGLISH_NUMBERS),
  rupeesOnly: (words, rupees) => `${rupees === 1 ? 'Rupee' : 'Rupees'} ${words} Only`,
  paiseOnly: (words, paise) => `${paise === 1 ? 'Paisa' : 'Paise'} ${words} Only`,
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupees === 1 ? 'Rupee' : 'Rupees'} ${rupeeWords} and ${paise === 1 ? 'Paisa' : 'Paise'} ${paiseWords} Only`
}
