import { MAX_KEY_LENGTH } from './normalise.ts'
import { localDigits } from './party-keys.ts'
import { utf8Bytes } from './utf8.ts'
import type { Reading, WordReader } from './word-reader.ts'

/** A run of letters to look for, as bytes, spelled and sounded. */
export interface Sought {
  readonly text: string
  readonly spelled: Uint8Array
  /** Null, as is `sounded`, where the sound tells too little: one letter, or a number. */
  readonly soundedText: string | null
  readonly sounded: Uint8Array | null
  /** It ends in an a, which the sound leaves out: what follows in a name must then not be another vowel. */
  readonly endsInA: boolean
}

export interface SoughtWord extends Sought {
  /** At least three digits, so it may be part of a telephone number. */
  readonly isNumber: boolean
}

export interface QueryReading {
  /** All words in one, as some write Ramlal and others Ram Lal. */
  readonly joined: Sought
  /** Longest first, so that each finds its own word in a name. */
  readonly words: readonly SoughtWord[]
}

export interface SearchQuery {
  readonly readings: readonly QueryReading[]
  /** The whole query as a telephone number, or empty. */
  readonly phone: string
  readonly phoneBytes: Uint8Array
}

/** A sound that stands for more letters than this (rrrrrrrr) tells too little. */
const LETTERS_PER_SOUND = 4

/** One consonant held down is no spelling of any sound: it must not find whoever's name begins with it. */
const HELD_KEY = /([^aeiou])\1\1/

/** More words than this of one query are looked for only as part of the whole. */
const MAX_WORDS = 12

export function parseQuery(text: string, reader: WordReader): SearchQuery {
  const readings = reader.readings(text).map(queryReading)
  const digits = readings[0]?.words.every((word) => /^\d+$/.test(word.text)) ? digitsInOrder(text, reader) : ''
  const phone = digits.length >= 3 ? localDigits(digits) : ''
  return {
    readings,
    phone,
    phoneBytes: utf8Bytes(phone)
  }
}

function digitsInOrder(text: string, reader: WordReader): string {
  return (reader.readings(text)[0] ?? [])
    .map((word) => word.spelled)
    .join('')
    .slice(0, MAX_KEY_LENGTH)
}

function queryReading(reading: Reading): QueryReading {
  const spelled = reading.map((word) => word.spelled).join('')
  const sounded = reading.map((word) => word.sounded).join('')
  const words = reading.slice(0, MAX_WORDS).map((word) => ({
    ...sought(word.spelled, word.sounded),
    isNumber: /^\d{3,}$/.test(word.spelled)
  }))
  return { joined: sought(spelled, sounded), words: words.sort((a, b) => b.text.length - a.text.length) }
}

function sought(spelled: string, sounded: string): Sought {
  const isHeard =
    spelled.length > 1 &&
    spelled.length <= LETTERS_PER_SOUND * sounded.length &&
    !/^\d+$/.test(spelled) &&
    !HELD_KEY.test(spelled)
  return {
    text: spelled,
    spelled: utf8Bytes(spelled),
    soundedText: isHeard ? sounded : null,
    sounded: isHeard ? utf8Bytes(sounded) : null,
    endsInA: spelled.endsWith('a') && !sounded.endsWith('a')
  }
}
