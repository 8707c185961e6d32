import type { GramPostings } from './gram-postings.ts'
import { forEachPhoneGram, forEachWordGram } from './grams.ts'
import type { QueryReading, SearchQuery, SoughtWord } from './search-query.ts'
import { grown } from './typed-array-growth.ts'

/** Slots taken from the lists of a query with slips, rarest list first: a name with few slips keeps some rare gram. */
const NAMING_BUDGET = 25_000
/** Slots read after that, only to tell those already named apart. */
const TALLY_BUDGET = 60_000
const HEAVIEST_GRAM = 16

/**
 * Names the parties worth a close look. Grams are hints: what is named here may fail to match, but for a query without
 * slips every party that contains the words as typed, or as they sound, is named.
 */
export class CandidateFinder {
  private readonly postings: GramPostings
  private seen = new Uint32Array(1 << 10)
  private run = 0
  private tallies = new Uint16Array(1 << 10)
  private touched = new Int32Array(1 << 10)
  private list = new Int32Array(1 << 10)

  constructor(postings: GramPostings) {
    this.postings = postings
  }

  /** Begins a query over slots 0 to `slotCount - 1`. */
  start(slotCount: number): void {
    this.seen = grown(this.seen, slotCount)
    this.tallies = grown(this.tallies, slotCount)
    this.touched = grown(this.touched, slotCount + 1)
    this.list = grown(this.list, slotCount)
    this.run++
    if (this.run < 0xffff_ffff) return
    this.seen.fill(0)
    this.run = 1
  }

  /** Whether this query meets the slot for the first time. */
  isNew(slot: number): boolean {
    if (this.seen[slot] === this.run) return false
    this.seen[slot] = this.run
    return true
  }

  /** The shortest lists that hold every match without slips. Each is valid until the next is asked for. */
  *listsFor(query: SearchQuery): Generator<Int32Array> {
    const grams = new Set<number>()
    for (const reading of query.readings) for (const gram of this.gramsOfRarestWord(reading)) grams.add(gram)
    if (query.phone !== '') grams.add(this.rarest((emit) => forEachPhoneGram(query.phone, emit)))
    for (const gram of grams) yield this.list.subarray(0, this.postings.copyTo(gram, this.list))
  }

  /**
   * Calls `visit` with each party that shares grams with the query, and how much they tell together. It answers how much
   * the next one must have to be worth a call.
   */
  tallyAll(query: SearchQuery, partyCount: number, visit: (slot: number, tally: number) => number): void {
    let touched = 0
    let read = 0
    for (const gram of this.gramsByRarity(query)) {
      const count = this.postings.count(gram)
      const weight = Math.min(HEAVIEST_GRAM, 1 + Math.trunc(Math.log2(partyCount / count + 1)))
      read += count
      if (read > TALLY_BUDGET && touched > 0) break
      if (read > NAMING_BUDGET && touched > 0) this.postings.tallyKnown(gram, weight, this.tallies)
      else touched = this.postings.tally(gram, weight, this.tallies, this.touched, touched)
    }
    const { tallies } = this
    let least = 0
    for (let i = 0; i < touched; i++) {
      const slot = this.touched[i] as number
      const tally = tallies[slot] as number
      tallies[slot] = 0
      if (tally >= least) least = visit(slot, tally)
    }
  }

  /** The word that the fewest parties have, by its rarest gram as spelled and as sounded. */
  private gramsOfRarestWord({ words }: QueryReading): readonly number[] {
    const choices = words.map((word) => this.rarestGramsOf(word))
    const cost = (grams: readonly number[]) => grams.reduce((sum, gram) => sum + this.postings.count(gram), 0)
    return choices.reduce((best, grams) => (cost(grams) < cost(best) ? grams : best))
  }

  private rarestGramsOf(word: SoughtWord): readonly number[] {
    const grams = [this.rarest((emit) => forEachWordGram(word.text, emit))]
    const { soundedText } = word
    if (soundedText !== null) grams.push(this.rarest((emit) => forEachWordGram(soundedText, emit)))
    if (word.isNumber) grams.push(this.rarest((emit) => forEachPhoneGram(word.text, emit)))
    return [...new Set(grams)]
  }

  private rarest(eachGram: (emit: (gram: number) => void) => void): number {
    let best = -1
    eachGram((gram) => {
      if (best < 0 || this.postings.count(gram) < this.postings.count(best)) best = gram
    })
    return best
  }

  /** All grams of the query that any party has, but for single letters, rarest first. */
  private gramsByRarity({ readings, phone }: SearchQuery): readonly number[] {
    const grams = new Set<number>()
    const add = (gram: number) => void grams.add(gram)
    for (const { words } of readings) {
      for (const { text, soundedText } of words) {
        if (text.length > 1) forEachWordGram(text, add)
        if (soundedText !== null && soundedText.length > 1) forEachWordGram(soundedText, add)
      }
    }
    forEachPhoneGram(phone, add)
    return [...grams]
      .filter((gram) => this.postings.count(gram) > 0)
      .sort((a, b) => this.postings.count(a) - this.postings.count(b) || a - b)
  }
}
