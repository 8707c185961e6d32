import type { KeyStore } from './key-store.ts'
import { LAST_NAME_FIELD_BYTE, PHONE_FIELD_BYTE, SPACE_BYTE } from './party-keys.ts'
import type { QueryReading, SearchQuery, Sought, SoughtWord } from './search-query.ts'

/**
 * How well a party matches, best first, as the start of its score. Use and recency decide only within a class: the
 * standing of a party (see `standing.ts`) is always less than the step between two classes.
 */
export const MATCH = { exact: 100_000, exactBySound: 80_000, prefix: 60_000, allWords: 40_000, fuzzy: 20_000, none: 0 }

/** Within a class, in units of standing: the match is at the start of the name; it is by sound only. */
export const NAME_START_BONUS = 1
const BY_SOUND_COST = 3

/** A whole name that sounds like the query counts as exact only if its spelling is not much longer, in letters. */
export const EXACT_BY_SOUND_EXTRA_LETTERS = 6

/** Words of a name beyond these may serve two words of a query at once. */
const TRACKED_WORDS = 31

const LETTER_I = 0x69
const LETTER_U = 0x75

/** Where {@link findJoined} found its text. */
const FOUND = { not: 0, inside: 1, atStart: 2, whole: 3 } as const

/** @returns a class of {@link MATCH} with its bonus: the best of the exact, prefix and all-words matches. */
export function matchParty(query: SearchQuery, keys: KeyStore, slot: number): number {
  let best = query.phone === '' ? MATCH.none : matchPhone(query, keys, slot)
  for (const reading of query.readings) {
    best = Math.max(best, matchJoined(reading.joined, keys, slot))
    if (best < MATCH.allWords) best = Math.max(best, matchAllWords(reading, keys, slot))
  }
  return best
}

/** The whole query from the start of a word of a name, whatever the spaces. */
function matchJoined(joined: Sought, keys: KeyStore, slot: number): number {
  const spelledEnd = keys.spelledEnd(slot)
  const spelled = findJoined(keys.bytes, keys.spelledStart(slot), spelledEnd, joined.spelled, false)
  if (spelled === FOUND.whole) return MATCH.exact
  if (spelled !== FOUND.not) return MATCH.prefix + (spelled === FOUND.atStart ? NAME_START_BONUS : 0)
  if (joined.sounded === null) return MATCH.none
  const sounded = findJoined(keys.bytes, spelledEnd, keys.soundedEnd(slot), joined.sounded, joined.endsInA)
  if (sounded === FOUND.not) return MATCH.none
  const isShort = keys.shortestName(slot) <= joined.text.length + EXACT_BY_SOUND_EXTRA_LETTERS
  if (sounded === FOUND.whole && isShort) return MATCH.exactBySound
  return MATCH.prefix - BY_SOUND_COST + (sounded === FOUND.inside ? 0 : NAME_START_BONUS)
}

/** Looks for `sought` from each start of a word in the name fields, stepping over spaces but not over fields. */
function findJoined(bytes: Uint8Array, start: number, end: number, sought: Uint8Array, barsVowel: boolean): number {
  let best: number = FOUND.not
  for (let at = start; at < end; at++) {
    const mark = bytes[at] as number
    if (mark > SPACE_BYTE) continue
    if (mark < SPACE_BYTE && mark > LAST_NAME_FIELD_BYTE) break
    const after = endOfJoined(bytes, at + 1, end, sought)
    if (after < 0 || (barsVowel && isSoundedVowel(bytes, after, end))) continue
    const isFieldStart = mark < SPACE_BYTE
    const isFieldEnd = after === end || (bytes[after] as number) < SPACE_BYTE
    if (isFieldStart && isFieldEnd) return FOUND.whole
    best = Math.max(best, isFieldStart ? FOUND.atStart : FOUND.inside)
  }
  return best
}

function endOfJoined(bytes: Uint8Array, from: number, end: number, sought: Uint8Array): number {
  let at = from
  for (let matched = 0; matched < sought.length; at++) {
    if (at >= end) return -1
    const byte = bytes[at] as number
    if (byte === sought[matched]) matched++
    else if (byte !== SPACE_BYTE) return -1
  }
  return at
}

/** Each word of the query starts a different word of the name, alias or place, or is part of a telephone number. */
function matchAllWords(reading: QueryReading, keys: KeyStore, slot: number): number {
  let used = 0
  let cost = 0
  for (const word of reading.words) {
    let found = findWord(keys.bytes, keys.spelledStart(slot), keys.spelledEnd(slot), word.spelled, false, used)
    if (found < 0 && word.sounded !== null) {
      found = findWord(keys.bytes, keys.spelledEnd(slot), keys.soundedEnd(slot), word.sounded, word.endsInA, used)
      cost = BY_SOUND_COST
    }
    if (found >= 0) used |= found < TRACKED_WORDS ? 1 << found : 0
    else if (!isPartOfPhone(word, keys, slot)) return MATCH.none
  }
  return reading.words.length === 0 ? MATCH.none : MATCH.allWords - cost
}

/** @returns the place in order of the first unused word that starts with `sought`, or -1. */
function findWord(
  bytes: Uint8Array,
  start: number,
  end: number,
  sought: Uint8Array,
  barsVowel: boolean,
  used: number
): number {
  let word = -1
  for (let at = start; at < end; at++) {
    const mark = bytes[at] as number
    if (mark > SPACE_BYTE) continue
    if (mark === PHONE_FIELD_BYTE) return -1
    word++
    if (word < TRACKED_WORDS && used & (1 << word)) continue
    if (startsWith(bytes, at + 1, end, sought) && !(barsVowel && isSoundedVowel(bytes, at + 1 + sought.length, end))) {
      return word
    }
  }
  return -1
}

function startsWith(bytes: Uint8Array, from: number, end: number, sought: Uint8Array): boolean {
  if (from + sought.length > end) return false
  for (let at = 0; at < sought.length; at++) if (bytes[from + at] !== sought[at]) return false
  return true
}

function isSoundedVowel(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && (bytes[at] === LETTER_I || bytes[at] === LETTER_U)
}

function isPartOfPhone(word: SoughtWord, keys: KeyStore, slot: number): boolean {
  return word.isNumber && phonePlace(keys, slot, word.spelled) !== FOUND.not
}

function matchPhone(query: SearchQuery, keys: KeyStore, slot: number): number {
  const place = phonePlace(keys, slot, query.phoneBytes)
  if (place === FOUND.whole) return MATCH.exact
  if (place === FOUND.atStart) return MATCH.prefix
  return place === FOUND.inside ? MATCH.allWords : MATCH.none
}

function phonePlace(keys: KeyStore, slot: number, digits: Uint8Array): number {
  const { bytes } = keys
  const end = keys.spelledEnd(slot)
  let best: number = FOUND.not
  for (let at = bytes.indexOf(PHONE_FIELD_BYTE, keys.spelledStart(slot)); at >= 0 && at < end; at++) {
    if (!startsWith(bytes, at + 1, end, digits)) continue
    const after = at + 1 + digits.length
    if (bytes[at] !== PHONE_FIELD_BYTE) best = Math.max(best, FOUND.inside)
    else if (after === end || bytes[after] === PHONE_FIELD_BYTE) return FOUND.whole
    else best = FOUND.atStart
  }
  return best
}
