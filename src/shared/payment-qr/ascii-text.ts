import { normalise } from '#shared/search/normalise.ts'
import { transliterate } from '#shared/search/transliterate.ts'

const PLAIN = /^[\x20-\x7e]*$/
/** Letters that do not fall apart into a plain one and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
  Ø: 'O',
  ø: 'o',
  Œ: 'OE',
  œ: 'oe',
  Đ: 'D',
  đ: 'd',
  Ł: 'L',
  ł: 'l',
  ı: 'i'
}

/**
 * A name for a code that knows only printable ASCII: accents fall away, Indian and Arabic scripts are spelled in Latin
 * letters, what has no spelling is left out, blanks become one. At most `longest` characters, cut at the end; empty
 * when nothing is left.
 */
export function asciiText(text: string, longest: number): string {
  const words = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 4 * longest)
    .split(' ')
  return words.map(asciiWord).filter(Boolean).join(' ').slice(0, longest).trim()
}

function asciiWord(word: string): string {
  if (PLAIN.test(word)) return word
  const latin = word
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, (marks) => (/^[\u0300-\u036f]+$/.test(marks) ? '' : marks))
    .replace(/[^\x20-\x7e]/gu, (letter) => LETTERS[letter] ?? letter)
  return PLAIN.test(latin) ? latin : spelled(word)
}

/** Spelled by sound, with a capital, as a name is. */
function spelled(word: string): string {
  const latin = normalise(word)
    .split(' ')
    .map((part) => transliterate(part)[0] ?? '')
    .join(' ')
    .replace(/[^\x20-\x7e]/gu, '')
    .trim()
  return latin.charAt(0).toUpperCase() + latin.slice(1)
}
