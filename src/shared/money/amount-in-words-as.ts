import { type AmountWords, type IndianParts, indianNumber, plainParts } from './amount-words.ts'

/** A table of our own: the package's spells Assamese hundreds and many numbers in ways that no bill shows. */
const BELOW_HUNDRED = `
শূন্য এক দুই তিনি চাৰি পাঁচ ছয় সাত আঠ ন
দহ এঘাৰ বাৰ তেৰ চৈধ্য পোন্ধৰ ষোল্ল সোতৰ ওঠৰ ঊনৈশ
বিশ একৈশ বাইশ তেইশ চৌবিশ পঁচিশ ছাব্বিশ সাতাইশ আঠাইশ ঊনত্ৰিশ
ত্ৰিশ একত্ৰিশ বত্ৰিশ তেত্ৰিশ চৌত্ৰিশ পঁয়ত্ৰিশ ছয়ত্ৰিশ সাতত্ৰিশ আঠত্ৰিশ ঊনচল্লিশ
চল্লিশ একচল্লিশ বিয়াল্লিশ তিয়াল্লিশ চৌৱাল্লিশ পঞ্চল্লিশ ছয়চল্লিশ সাতচল্লিশ আঠচল্লিশ ঊনপঞ্চাশ
পঞ্চাশ একাৱন্ন বাৱন্ন তেপন্ন চৌৱন্ন পঞ্চাৱন্ন ছাপন্ন সাতাৱন্ন আঠাৱন্ন ঊনষাঠি
ষাঠি একষষ্ঠি বাষষ্ঠি তেষষ্ঠি চৌষষ্ঠি পঞ্চষষ্ঠি ছয়ষষ্ঠি সাতষষ্ঠি আঠষষ্ঠি ঊনসত্তৰ
সত্তৰ একসত্তৰ বাসত্তৰ তেসত্তৰ চৌসত্তৰ পঞ্চসত্তৰ ছয়সত্তৰ সাতসত্তৰ আঠসত্তৰ ঊনাশী
আশী একাশী বিৰাশী তিৰাশী চৌৰাশী পঞ্চাশী ছয়াশী সাতাশী আঠাশী ঊননব্বৈ
নব্বৈ একানব্বৈ বিৰানব্বৈ তিৰানব্বৈ চৌৰানব্বৈ পঞ্চানব্বৈ ছয়ানব্বৈ সাতানব্বৈ আঠানব্বৈ নিৰানব্বৈ
`
  .trim()
  .split(/\s+/)

const HUNDREDS = 'এশ দুশ তিনিশ চাৰিশ পাঁচশ ছশ সাতশ আঠশ নশ'.split(' ')

export const ASSAMESE_NUMBERS: IndianParts = {
  ...plainParts((value) => BELOW_HUNDRED[value] ?? '', { hundred: 'শ', thousand: 'হাজাৰ', lakh: 'লাখ', crore: 'কোটি' }),
  hundreds: (count) => HUNDREDS[count - 1] ?? ''
}

export const ASSAMESE_WORDS: AmountWords = {
  whole: (value) => indianNumber(value, ASSAMESE_NUMBERS),
  rupeesOnly: (words) => `${words} টকা মাত্ৰ`,
  paiseOnly: (words) => `${words} পইচা মাত্ৰ`,
  both: (rupeeWords, paiseWords) => `${rupeeWords} টকা ${paiseWords} পইচা মাত্ৰ`
}
