import { SlipRows, slipsToStart } from './edit-distance.ts'
import type { KeyStore } from './key-store.ts'
import { MATCH } from './match-party.ts'
import { LAST_NAME_FIELD_BYTE, PHONE_FIELD_BYTE, SPACE_BYTE } from './party-keys.ts'
import type { SearchQuery, SoughtWord } from './search-query.ts'

/** More than any standing: fewer slips first, then the whole name before the start of a longer one. */
const HALF_SLIP_COST = 2_700
const MOST_SLIPS = 3
/** What a match with one slip is worth at least. */
const ONE_SLIP = (2 * MOST_SLIPS - 2) * HALF_SLIP_COST

const rows = new SlipRows()

/** @returns {@link MATCH}.fuzzy with a bonus for few slips, or `MATCH.none` if there are too many. */
export function matchWithSlips(query: SearchQuery, keys: KeyStore, slot: number): number {
  const spelledEnd = keys.spelledEnd(slot)
  let best: number = MATCH.none
  for (const { joined, words } of query.readings) {
    const spelled = slips(joined.spelled, words, 'spelled', keys.bytes, keys.spelledStart(slot), spelledEnd)
    best = Math.max(best, spelled)
    if (joined.sounded === null || best >= MATCH.fuzzy + ONE_SLIP) continue
    best = Math.max(best, slips(joined.sounded, words, 'sounded', keys.bytes, spelledEnd, keys.soundedEnd(slot)))
  }
  return best
}

/** The match by one form of the key, which stands from `start` to `end`. */
function slips(
  joined: Uint8Array,
  words: readonly SoughtWord[],
  form: 'spelled' | 'sounded',
  bytes: Uint8Array,
  start: number,
  end: number
): number {
  const limit = slipsAllowed(joined.length)
  if (limit === 0) return MATCH.none
  let half = slipsOfName(joined, bytes, start, end, limit)
  if (half > 2)
    half = Math.min(half, 2 * slipsOfWords(words, form, bytes, start, end, Math.min(limit, (half - 1) >> 1)) + 1)
  return half >> 1 > limit ? MATCH.none : MATCH.fuzzy + (2 * MOST_SLIPS + 1 - Math.max(half, 2)) * HALF_SLIP_COST
}

/** Slips forgiven in so many letters. */
function slipsAllowed(letters: number): number {
  if (letters < 3) return 0
  return letters < 8 ? 1 : letters < 14 ? 2 : MOST_SLIPS
}

/** The whole query against each name from its start. As {@link slipsToStart}. */
function slipsOfName(joined: Uint8Array, bytes: Uint8Array, start: number, end: number, limit: number): number {
  let fewest = 2 * limit + 2
  for (let at = start; at < end && (bytes[at] as number) <= LAST_NAME_FIELD_BYTE; ) {
    let fieldEnd = at + 1
    while (fieldEnd < end && (bytes[fieldEnd] as number) >= SPACE_BYTE) fieldEnd++
    fewest = Math.min(fewest, slipsToStart(joined, bytes, at + 1, fieldEnd, limit, rows))
    at = fieldEnd
  }
  return fewest
}

/** Slips of all words together, each against the word of the party that is nearest to it. */
function slipsOfWords(
  words: readonly SoughtWord[],
  form: 'spelled' | 'sounded',
  bytes: Uint8Array,
  start: number,
  end: number,
  limit: number
): number {
  let total = 0
  for (const word of words) {
    const sought = word[form] ?? word.spelled
    total += slipsOfWord(sought, bytes, start, end, Math.min(limit - total, slipsAllowed(sought.length)))
    if (total > limit) return total
  }
  return total
}

function slipsOfWord(sought: Uint8Array, bytes: Uint8Array, start: number, end: number, limit: number): number {
  let fewest = limit + 1
  for (let at = start; at < end && bytes[at] !== PHONE_FIELD_BYTE; ) {
    let wordEnd = at + 1
    while (wordEnd < end && (bytes[wordEnd] as number) > SPACE_BYTE) wordEnd++
    fewest = Math.min(fewest, slipsToStart(sought, bytes, at + 1, wordEnd, fewest - 1, rows) >> 1)
    if (fewest === 0) return 0
    at = wordEnd
  }
  // A word too far from any here costs more than all that is allowed.
  return fewest > limit ? MOST_SLIPS + 1 : fewest
}
