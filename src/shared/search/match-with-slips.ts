import { SlipRows, slipsToStart } from './edit-distance.ts'
import type { KeyStore } from './key-store.ts'
import { MATCH } from './match-party.ts'
import { LAST_NAME_FIELD_BYTE, PHONE_FIELD_BYTE, SPACE_BYTE } from './party-keys.ts'
import type { QueryReading, SearchQuery, SoughtWord } from './search-query.ts'

/** More than any standing: fewer slips first, then the whole name before the start of a longer one. */
const HALF_SLIP_COST = 2_700
const MOST_SLIPS = 3

const rows = new SlipRows()

/** @returns {@link MATCH}.fuzzy with a bonus for few slips, or `MATCH.none` if there are too many. */
export function matchWithSlips(query: SearchQuery, keys: KeyStore, slot: number): number {
  let best: number = MATCH.none
  for (const reading of query.readings) {
    const limit = slipsAllowed(reading.joined.spelled.length)
    if (limit === 0) continue
    const half = Math.min(slipsOfName(reading, keys, slot, limit), 2 * slipsOfWords(reading, keys, slot, limit) + 1)
    if (half >> 1 > limit) continue
    best = Math.max(best, MATCH.fuzzy + (2 * MOST_SLIPS + 1 - Math.max(half, 2)) * HALF_SLIP_COST)
  }
  return best
}

/** Slips forgiven in so many letters. */
function slipsAllowed(letters: number): number {
  if (letters < 3) return 0
  return letters < 8 ? 1 : letters < 14 ? 2 : MOST_SLIPS
}

/** The whole query against each name from its start. As {@link slipsToStart}. */
function slipsOfName(reading: QueryReading, keys: KeyStore, slot: number, limit: number): number {
  const { bytes } = keys
  const end = keys.spelledEnd(slot)
  let fewest = 2 * limit + 2
  for (let at = keys.spelledStart(slot); at < end && (bytes[at] as number) <= LAST_NAME_FIELD_BYTE; ) {
    let fieldEnd = at + 1
    while (fieldEnd < end && (bytes[fieldEnd] as number) >= SPACE_BYTE) fieldEnd++
    fewest = Math.min(fewest, slipsToStart(reading.joined.spelled, bytes, at + 1, fieldEnd, limit, rows))
    at = fieldEnd
  }
  return fewest
}

/** Slips of all words together, each against the word of the party that is nearest to it. */
function slipsOfWords(reading: QueryReading, keys: KeyStore, slot: number, limit: number): number {
  let slips = 0
  for (const word of reading.words) {
    slips += slipsOfWord(word, keys, slot, Math.min(limit - slips, slipsAllowed(word.spelled.length)))
    if (slips > limit) return slips
  }
  return slips
}

function slipsOfWord(word: SoughtWord, keys: KeyStore, slot: number, limit: number): number {
  const { bytes } = keys
  const end = keys.spelledEnd(slot)
  let fewest = limit + 1
  for (let at = keys.spelledStart(slot); at < end && bytes[at] !== PHONE_FIELD_BYTE; ) {
    let wordEnd = at + 1
    while (wordEnd < end && (bytes[wordEnd] as number) > SPACE_BYTE) wordEnd++
    fewest = Math.min(fewest, slipsToStart(word.spelled, bytes, at + 1, wordEnd, fewest - 1, rows) >> 1)
    if (fewest === 0) return 0
    at = wordEnd
  }
  // A word too far from any here costs more than all that is allowed.
  return fewest > limit ? MOST_SLIPS + 1 : fewest
}
