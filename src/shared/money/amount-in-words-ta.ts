import { type AmountWords, type IndianParts, indianNumber } from './amount-words.ts'

// Tamil numbers grow together, so they are put together here; the package sets them side by side unbent.

const BELOW_TWENTY =
  'பூஜ்யம் ஒன்று இரண்டு மூன்று நான்கு ஐந்து ஆறு ஏழு எட்டு ஒன்பது பத்து பதினொன்று பன்னிரண்டு பதிமூன்று பதினான்கு பதினைந்து பதினாறு பதினேழு பதினெட்டு பத்தொன்பது'.split(
    ' '
  )
const TENS = '- - இருபது முப்பது நாற்பது ஐம்பது அறுபது எழுபது எண்பது தொண்ணூறு'.split(' ')
/** What the tens begin with when ones follow, without their last vowel. */
const TEN_STEMS = '- - இருபத்த முப்பத்த நாற்பத்த ஐம்பத்த அறுபத்த எழுபத்த எண்பத்த தொண்ணூற்ற'.split(' ')
/** What follows the stem: the vowel of the ones as a sign, or a word apart where they begin with a consonant. */
const ONE_ENDINGS = ['', 'ொன்று', 'ிரண்டு', 'ு மூன்று', 'ு நான்கு', 'ைந்து', 'ாறு', 'ேழு', 'ெட்டு', 'ொன்பது']

function belowHundred(value: number): string {
  if (value < 20) return BELOW_TWENTY[value] ?? ''
  const tens = Math.trunc(value / 10)
  const ones = value % 10
  return ones === 0 ? (TENS[tens] ?? '') : `${TEN_STEMS[tens] ?? ''}${ONE_ENDINGS[ones] ?? ''}`
}

const HUNDREDS = 'நூறு இருநூறு முந்நூறு நானூறு ஐந்நூறு அறுநூறு எழுநூறு எண்ணூறு தொள்ளாயிரம்'.split(' ')
const one = (count: number, words = belowHundred(count)) => (count === 1 ? 'ஒரு' : words)

export const TAMIL_NUMBERS: IndianParts = {
  belowHundred,
  hundreds: (count, isLast) => {
    const hundred = HUNDREDS[count - 1] ?? ''
    return isLast ? hundred : hundred.replace(/று$/u, 'ற்று').replace(/ம்$/u, 'த்து')
  },
  // Every number below a hundred ends in -u, and -u before ஆயிரம் becomes a long a.
  thousands: (count, isLast) => {
    const thousands = count === 1 ? 'ஆயிரம்' : belowHundred(count).replace(/ு$/u, 'ாயிரம்')
    return isLast ? thousands : thousands.replace(/ம்$/u, 'த்து')
  },
  lakhs: (count, isLast) => `${one(count)} ${isLast ? 'லட்சம்' : 'லட்சத்து'}`,
  crores: (words, count, isLast) => `${one(count, words)} ${isLast ? 'கோடி' : 'கோடியே'}`
}

export const TAMIL_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, TAMIL_NUMBERS),
  rupeesOnly: (words, rupees) => `${rupees === 1 ? 'ஒரு' : words} ரூபாய் மட்டும்`,
  paiseOnly: (words, paise) => `${paise === 1 ? 'ஒரு' : words} பைசா மட்டும்`,
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupees === 1 ? 'ஒரு' : rupeeWords} ரூபாய் ${paise === 1 ? 'ஒரு' : paiseWords} பைசா மட்டும்`
}
