import { toWords as bengaliWords } from 'to-words/bn-IN'
import { toWords as gujaratiWords } from 'to-words/gu-IN'
import { toWords as marathiWords } from 'to-words/mr-IN'
import { toWords as odiaWords } from 'to-words/or-IN'
import { toWords as punjabiWords } from 'to-words/pa-IN'
import { toWords as urduWords } from 'to-words/ur-PK'
import { type AmountWords, type IndianParts, indianNumber, plainParts } from './amount-words.ts'
import { libraryBelowHundred } from './library-numbers.ts'

const marathi = libraryBelowHundred(marathiWords, {
  33: 'तेहतीस',
  61: 'एकसष्ट',
  62: 'बासष्ट',
  63: 'त्रेसष्ट',
  64: 'चौसष्ट',
  65: 'पासष्ट',
  66: 'सहासष्ट',
  67: 'सदुसष्ट',
  68: 'अडुसष्ट'
})
const MARATHI_HUNDREDS = 'एकशे दोनशे तीनशे चारशे पाचशे सहाशे सातशे आठशे नऊशे'.split(' ')
export const MARATHI_NUMBERS: IndianParts = {
  ...plainParts(marathi, { hundred: 'शे', thousand: 'हजार', lakh: 'लाख', crore: 'कोटी' }),
  hundreds: (count, isLast) => (count === 1 && isLast ? 'शंभर' : (MARATHI_HUNDREDS[count - 1] ?? ''))
}
export const MARATHI_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, MARATHI_NUMBERS),
  rupeesOnly: (words, rupees) => `${words} ${rupees === 1 ? 'रुपया' : 'रुपये'} फक्त`,
  paiseOnly: (words, paise) => `${words} ${paise === 1 ? 'पैसा' : 'पैसे'} फक्त`,
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupeeWords} ${rupees === 1 ? 'रुपया' : 'रुपये'} ${paiseWords} ${paise === 1 ? 'पैसा' : 'पैसे'} फक्त`
}

export const GUJARATI_NUMBERS: IndianParts = plainParts(
  libraryBelowHundred(gujaratiWords, { 19: 'ઓગણીસ', 60: 'સાઠ', 69: 'અગણોસિત્તેર' }),
  { hundred: 'સો', thousand: 'હજાર', lakh: 'લાખ', crore: 'કરોડ' }
)
export const GUJARATI_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, GUJARATI_NUMBERS),
  rupeesOnly: (words, rupees) => `${words} ${rupees === 1 ? 'રૂપિયો પૂરો' : 'રૂપિયા પૂરા'}`,
  paiseOnly: (words, paise) => `${words} ${paise === 1 ? 'પૈસો પૂરો' : 'પૈસા પૂરા'}`,
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupeeWords} ${rupees === 1 ? 'રૂપિયો' : 'રૂપિયા'} ${paiseWords} ${paise === 1 ? 'પૈસો પૂરો' : 'પૈસા પૂરા'}`
}

export const PUNJABI_NUMBERS: IndianParts = plainParts(
  libraryBelowHundred(punjabiWords, {
    19: 'ਉੱਨੀ',
    35: 'ਪੈਂਤੀ',
    37: 'ਸੈਂਤੀ',
    66: 'ਛਿਆਹਠ',
    67: 'ਸਤਾਹਠ',
    68: 'ਅਠਾਹਠ',
    75: 'ਪੰਝੱਤਰ'
  }),
  { hundred: 'ਸੌ', thousand: 'ਹਜ਼ਾਰ', lakh: 'ਲੱਖ', crore: 'ਕਰੋੜ' }
)
export const PUNJABI_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, PUNJABI_NUMBERS),
  rupeesOnly: (words, rupees) => `${words} ${rupees === 1 ? 'ਰੁਪਇਆ' : 'ਰੁਪਏ'} ਸਿਰਫ਼`,
  paiseOnly: (words, paise) => `${words} ${paise === 1 ? 'ਪੈਸਾ' : 'ਪੈਸੇ'} ਸਿਰਫ਼`,
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupeeWords} ${rupees === 1 ? 'ਰੁਪਇਆ' : 'ਰੁਪਏ'} ${paiseWords} ${paise === 1 ? 'ਪੈਸਾ' : 'ਪੈਸੇ'} ਸਿਰਫ਼`
}

export const BENGALI_NUMBERS: IndianParts = plainParts(
  libraryBelowHundred(bengaliWords, {
    20: 'কুড়ি',
    35: 'পঁয়ত্রিশ',
    45: 'পঁয়তাল্লিশ',
    66: 'ছেষট্টি',
    67: 'সাতষট্টি',
    68: 'আটষট্টি',
    78: 'আটাত্তর',
    81: 'একাশি',
    82: 'বিরাশি',
    83: 'তিরাশি',
    84: 'চুরাশি',
    85: 'পঁচাশি',
    86: 'ছিয়াশি'
  }),
  { hundred: 'শত', thousand: 'হাজার', lakh: 'লক্ষ', crore: 'কোটি' }
)
export const BENGALI_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, BENGALI_NUMBERS),
  rupeesOnly: (words) => `${words} টাকা মাত্র`,
  paiseOnly: (words) => `${words} পয়সা মাত্র`,
  both: (rupeeWords, paiseWords) => `${rupeeWords} টাকা ${paiseWords} পয়সা মাত্র`
}

export const ODIA_NUMBERS: IndianParts = plainParts(libraryBelowHundred(odiaWords, { 0: 'ଶୂନ୍ୟ' }), {
  hundred: 'ଶହ',
  thousand: 'ହଜାର',
  lakh: 'ଲକ୍ଷ',
  crore: 'କୋଟି'
})
export const ODIA_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, ODIA_NUMBERS),
  rupeesOnly: (words) => `${words} ଟଙ୍କା ମାତ୍ର`,
  paiseOnly: (words) => `${words} ପଇସା ମାତ୍ର`,
  both: (rupeeWords, paiseWords) => `${rupeeWords} ଟଙ୍କା ${paiseWords} ପଇସା ମାତ୍ର`
}

export const URDU_NUMBERS: IndianParts = plainParts(libraryBelowHundred(urduWords), {
  hundred: 'سو',
  thousand: 'ہزار',
  lakh: 'لاکھ',
  crore: 'کروڑ'
})
export const URDU_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, URDU_NUMBERS),
  rupeesOnly: (words, rupees) => `${words} ${rupees === 1 ? 'روپیہ' : 'روپے'} صرف`,
  paiseOnly: (words, paise) => `${words} ${paise === 1 ? 'پیسہ' : 'پیسے'} صرف`,
  both: (rupeeWords, paiseWords, rupees, paise) =>
    `${rupeeWords} ${rupees === 1 ? 'روپیہ' : 'روپے'} ${paiseWords} ${paise === 1 ? 'پیسہ' : 'پیسے'} صرف`
}
