import { FIELD, type PartyKeys } from './party-keys.ts'
import type { QueryReading, SearchQuery, SoughtWord } from './search-query.ts'

const ANY_START = 0xffff_ffff

/**
 * One of 32 bits for each way a word of the party starts, spelled or sounded: a quick first test for a query of several
 * words. A missing bit proves that no word starts so; a bit that is there proves nothing.
 */
export function wordStarts(keys: PartyKeys): number {
  let starts = 0
  for (const { mark, spelled, sounded } of keys) {
    if (mark === FIELD.phone) continue
    for (const word of spelled) starts |= startBit(word)
    for (const word of sounded) starts |= startBit(word)
  }
  return starts >>> 0
}

/**
 * For each reading of the query, the starts of which each of its words needs one; empty where the test would tell nothing:
 * for a single word, and for a telephone number written in groups.
 */
export function soughtStarts({ readings, phone }: SearchQuery): readonly (readonly number[])[] {
  return readings.map(({ words }: QueryReading) => (words.length > 1 && phone === '' ? words.map(startsOfWord) : []))
}

export function mayHoldAllWords(starts: number, sought: readonly (readonly number[])[]): boolean {
  // By places, and no further than needed: this runs for every slot of every list.
  for (let at = 0; at < sought.length; at++) if (mayHold(starts, sought[at] ?? [])) return true
  return false
}

function mayHold(starts: number, masks: readonly number[]): boolean {
  for (let at = 0; at < masks.length; at++) if ((starts & (masks[at] as number)) === 0) return false
  return true
}

function startsOfWord({ text, soundedText, isNumber }: SoughtWord): number {
  const isOpen = isNumber || text.length < 2 || (soundedText !== null && soundedText.length < 2)
  return isOpen ? ANY_START : startBit(text) | (soundedText === null ? 0 : startBit(soundedText))
}

function startBit(word: string): number {
  return 1 << ((word.charCodeAt(0) * 7 + word.charCodeAt(1) * 11) & 31)
}
