import { toWords as kannadaWords } from 'to-words/kn-IN'
import { toWords as teluguWords } from 'to-words/te-IN'
import { type AmountWords, type IndianParts, indianNumber } from './amount-words.ts'
import { libraryBelowHundred } from './library-numbers.ts'

// In these languages the words of a number bend towards what follows, which the package leaves out for all but Kannada.

const telugu = libraryBelowHundred(teluguWords, { 19: 'పంతొమ్మిది' })
/** One is `ఒక` before a noun. */
const teluguCount = (count: number, words = telugu(count)) => (count === 1 ? 'ఒక' : words)
export const TELUGU_NUMBERS: IndianParts = {
  belowHundred: telugu,
  hundreds: (count, isLast) => (count === 1 ? (isLast ? 'వంద' : 'నూట') : `${telugu(count)} వందల`),
  thousands: (count) => (count === 1 ? 'వెయ్యి' : `${telugu(count)} వేల`),
  lakhs: (count) => `${teluguCount(count)} ${count === 1 ? 'లక్ష' : 'లక్షల'}`,
  crores: (words, count) => `${teluguCount(count, words)} ${count === 1 ? 'కోటి' : 'కోట్ల'}`
}
export const TELUGU_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, TELUGU_NUMBERS),
  rupeesOnly: (words, rupees) => (rupees === 1 ? 'ఒక రూపాయి మాత్రమే' : `${words} రూపాయలు మాత్రమే`),
  paiseOnly: (words, paise) => (paise === 1 ? 'ఒక పైసా మాత్రమే' : `${words} పైసలు మాత్రమే`),
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupees === 1 ? 'ఒక రూపాయి' : `${rupeeWords} రూపాయల`} ${paise === 1 ? 'ఒక పైసా' : `${paiseWords} పైసలు`} మాత్రమే`
}

const kannada = libraryBelowHundred(kannadaWords, { 60: 'ಅರವತ್ತು', 80: 'ಎಂಬತ್ತು' })
const KANNADA_HUNDREDS = 'ನೂರು ಇನ್ನೂರು ಮುನ್ನೂರು ನಾನೂರು ಐನೂರು ಆರುನೂರು ಏಳುನೂರು ಎಂಟುನೂರು ಒಂಬೈನೂರು'.split(' ')
/** What a number is called before a smaller one: `ನೂರು` becomes `ನೂರ`. */
const kannadaBefore = (hundred: string) => hundred.replace(/ು$/u, '')
export const KANNADA_NUMBERS: IndianParts = {
  belowHundred: kannada,
  hundreds: (count, isLast) => {
    const hundred = KANNADA_HUNDREDS[count - 1] ?? ''
    return isLast ? hundred : kannadaBefore(hundred)
  },
  thousands: (count, isLast) => `${kannada(count)} ${isLast ? 'ಸಾವಿರ' : 'ಸಾವಿರದ'}`,
  lakhs: (count, isLast) => `${kannada(count)} ${isLast ? 'ಲಕ್ಷ' : 'ಲಕ್ಷದ'}`,
  crores: (words, _count, isLast) => `${words} ${isLast ? 'ಕೋಟಿ' : 'ಕೋಟಿಯ'}`
}
export const KANNADA_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, KANNADA_NUMBERS),
  rupeesOnly: (words, rupees) => `${words} ${rupees === 1 ? 'ರೂಪಾಯಿ' : 'ರೂಪಾಯಿಗಳು'} ಮಾತ್ರ`,
  paiseOnly: (words) => `${words} ಪೈಸೆ ಮಾತ್ರ`,
  both: (rupeeWords, paiseWords) => `${rupeeWords} ರೂಪಾಯಿ ${paiseWords} ಪೈಸೆ ಮಾತ್ರ`
}
