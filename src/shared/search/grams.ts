/** Number of different gram codes: the grams of a to z, 0 to 9 and the marks each have their own, others share. */
export const GRAM_CODES = 1 << 16

const SYMBOLS = 40
const WORD_START = 37
const PHONE_START = 38
const OTHER_SYMBOL_FACTOR = 0x9e3779b1

/**
 * Calls `emit` for each gram code of a word: its first letter, its first two, and every three letters in a row.
 * Codes may repeat. `ram` gives `^r`, `^ra`, `ram`. Letters are code points; each gram of Latin letters and digits has a
 * code of its own, those of other characters are hashed among them, so a code is a hint and never a proof.
 */
export function forEachWordGram(word: string, emit: (code: number) => void): void {
  let before = 0
  let last = 0
  let count = 0
  for (const character of word) {
    const symbol = symbolOf(character)
    if (count === 0) emit(codeOf(0, WORD_START, symbol))
    else if (count === 1) emit(codeOf(WORD_START, last, symbol))
    else emit(codeOf(before, last, symbol))
    before = last
    last = symbol
    count++
  }
}

/** As {@link forEachWordGram} for the digits of a telephone number, found from any place in it: three digits in a row. */
export function forEachPhoneGram(digits: string, emit: (code: number) => void): void {
  for (let at = 0; at + 3 <= digits.length; at++) {
    emit(hashed(PHONE_START, 1 + Number(digits.slice(at, at + 3))))
  }
}

function symbolOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code >= 0x61 && code <= 0x7a) return code - 0x60
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 27
  return SYMBOLS + code
}

function codeOf(first: number, second: number, third: number): number {
  const hasOwnCode = first < SYMBOLS && second < SYMBOLS && third < SYMBOLS
  if (hasOwnCode) return (first * SYMBOLS + second) * SYMBOLS + third
  return hashed(Math.imul(first, 31) + second, third)
}

function hashed(left: number, right: number): number {
  const mixed = Math.imul(Math.imul(left, OTHER_SYMBOL_FACTOR) ^ right, OTHER_SYMBOL_FACTOR)
  return (mixed ^ (mixed >>> 15)) >>> 16
}
