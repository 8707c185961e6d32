import { assert } from '#shared/kernel/assert.ts'

/** Consonants only, so that no word comes about, and none that is read for another or for a digit. */
export const PAIR_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
const LETTER_COUNT = 8
const GROUP = 4

/** From here on a byte would favour the first letters, so it is thrown away. */
const FAIR_BELOW = 256 - (256 % PAIR_LETTERS.length)

/**
 * A code of eight letters (about 34 bits) from random bytes, without its hyphen; null when too few of the bytes can be
 * used, which 32 bytes practically never are.
 */
export function pairCodeFrom(random: Uint8Array): string | null {
  const letters: string[] = []
  for (const byte of random) {
    if (byte >= FAIR_BELOW) continue
    letters.push(PAIR_LETTERS.charAt(byte % PAIR_LETTERS.length))
    if (letters.length === LETTER_COUNT) return letters.join('')
  }
  return null
}

/** How a code is shown and read out: `BCDF-GHJK`. */
export function shownPairCode(code: string): string {
  assert(code.length === LETTER_COUNT, 'a pairing code has eight letters')
  return `${code.slice(0, GROUP)}-${code.slice(GROUP)}`
}

/** The code that somebody typed, in any case and with any hyphens and spaces, or null when it cannot be one. */
export function readPairCode(typed: string): string | null {
  const letters = typed.replace(/[\s\u2010-\u2015-]/g, '')
  // Letters of other scripts that become Latin ones when they are made large are not what was shown.
  if (letters.length !== LETTER_COUNT || !/^[a-z]+$/i.test(letters)) return null
  const code = letters.toUpperCase()
  return [...code].every((letter) => PAIR_LETTERS.includes(letter)) ? code : null
}
