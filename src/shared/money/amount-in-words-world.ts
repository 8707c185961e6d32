import { toWords as frenchWords } from 'to-words/fr-FR'
import { toWords as koreanWords } from 'to-words/ko-KR'
import type { AmountWords } from './amount-words.ts'

// French counts in thousands and millions, Korean in ten thousands: both wholly by the package `to-words`, which gets
// whole numbers only.

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
/** A million and more take `de` before what is counted: `dix millions de roupies`. */
const frenchOf = (words: string) => (/(?:million|milliard|billion)s?$/.test(words) ? `${words} de` : words)
/** A rupee is feminine: `vingt et une roupies`. */
const feminine = (words: string) => words.replace(/(^|[ -])un$/, '$1une')
const roupies = (words: string, rupees: number) => `${frenchOf(feminine(words))} ${rupees < 2 ? 'roupie' : 'roupies'}`
const paises = (words: string, paise: number) => `${words} ${paise === 1 ? 'paisa' : 'paise'}`

export const FRENCH_WORDS: AmountWords = {
  whole: (value) => frenchWords(value).toLowerCase(),
  rupeesOnly: (words, rupees) => sentence(roupies(words, rupees)),
  paiseOnly: (words, paise) => sentence(paises(words, paise)),
  both: (rupeeWords, paiseWords, rupees, paise) =>
    sentence(`${roupies(rupeeWords, rupees)} et ${paises(paiseWords, paise)}`)
}

/** As on a Korean bill: `일금` before the amount so that nothing is written in front of it, `정` behind it. */
export const KOREAN_WORDS: AmountWords = {
  whole: (value) => koreanWords(value),
  rupeesOnly: (words) => `일금 ${words} 루피 정`,
  paiseOnly: (words) => `일금 ${words} 파이사 정`,
  both: (rupeeWords, paiseWords) => `일금 ${rupeeWords} 루피 ${paiseWords} 파이사 정`
}
