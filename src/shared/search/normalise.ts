import { latinDigits } from '#shared/script/latin-digits.ts'
import { PLAIN_LETTERS } from './script-tables.ts'

/** Longest key kept of a name or a query, in UTF-16 units. What follows is not searched. */
export const MAX_KEY_LENGTH = 120

/** Enough source text for a full key, whatever compatibility forms it is written in. */
const MAX_SOURCE_LENGTH = 4 * MAX_KEY_LENGTH

const PLAIN_ASCII = /^[\x20-\x7e]*$/
const ACCENTED_LATIN = /[\u00c0-\u024f\u1e00-\u1eff]/g

/**
 * Left out without a gap: joiners, variation selectors, apostrophes, the Latin accents that stand alone, and the Arabic
 * vowel points and stretching line. Indic vowel signs are marks too, but they are letters of the word and stay.
 */
const SILENT = /['’‘ʼ`´]|\p{Cf}|\p{Variation_Selector}|[\u0300-\u036f]|[\u0640\u064b-\u065f\u0670]/gu

const NOT_A_WORD_CHARACTER = /[^\p{L}\p{M}\p{N}\p{So}]+/gu
const BLANK = /[\s\p{Cc}]+/gu

/**
 * Brings a text to its plain form: lower case, one code point sequence per look, Latin digits, accents of Latin letters
 * gone, words parted by single spaces. Scripts stay as they are; `transliterate.ts` turns them into Latin letters.
 *
 * A text of nothing but punctuation keeps that punctuation, so that a party called `***` can still be found.
 *
 * @returns at most {@link MAX_KEY_LENGTH} UTF-16 units; empty only for a text of white space, control characters and silent ones.
 */
export function normalise(text: string): string {
  const source = text.trimStart().slice(0, MAX_SOURCE_LENGTH)
  const plain = PLAIN_ASCII.test(source) ? source.toLowerCase() : unaccented(source)
  const words = wordsOf(plain.replace(SILENT, '').replaceAll('&', ' and '), NOT_A_WORD_CHARACTER)
  return (words || wordsOf(plain, BLANK)).slice(0, MAX_KEY_LENGTH).trimEnd()
}

/** Only the digits of a text, in Latin form: `+९१ 94140-12345` gives `919414012345`. */
export function digitsOf(text: string): string {
  return latinDigits(text.slice(0, MAX_SOURCE_LENGTH).normalize('NFKC')).replace(/[^0-9]+/g, '')
}

function unaccented(source: string): string {
  const folded = source.normalize('NFKC').toLowerCase().normalize('NFKC')
  return latinDigits(folded).replace(ACCENTED_LATIN, withoutAccent)
}

function withoutAccent(letter: string): string {
  return PLAIN_LETTERS[letter] ?? letter.normalize('NFD').charAt(0)
}

function wordsOf(text: string, gap: RegExp): string {
  return text.replace(gap, ' ').trim()
}
