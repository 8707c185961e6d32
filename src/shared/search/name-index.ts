import { CandidateFinder } from './candidate-finder.ts'
import { GramPostings } from './gram-postings.ts'
import { KeyStore } from './key-store.ts'
import { EXACT_BY_SOUND_EXTRA_LETTERS, MATCH, matchParty, NAME_START_BONUS } from './match-party.ts'
import { matchWithSlips } from './match-with-slips.ts'
import { matchedPart } from './matched-part.ts'
import { collectGrams, partyKeys, type SearchableTexts } from './party-keys.ts'
import { parseQuery, type SearchQuery } from './search-query.ts'
import { dayIndex, logOfUses, standing } from './standing.ts'
import { TopList } from './top-list.ts'
import { grown } from './typed-array-growth.ts'
import { WordReader } from './word-reader.ts'
import { mayHoldAllWords, soughtStarts } from './word-starts.ts'

/** What is known of a row by the index: its number, its words, and how much it is used. */
export interface Named {
  readonly no: number
  readonly texts: SearchableTexts
  /** How often it was used so far. */
  readonly uses: number
  /** Book day yyyymmdd of the last time, or 0. */
  readonly lastUsedOn: number
}

export interface Found {
  readonly no: number
  /** Higher is better; only good for comparing results of one query. */
  readonly score: number
  /** The part of the name that was typed, in UTF-16 units, or null if the match is elsewhere or has slips. */
  readonly matched: { readonly start: number; readonly end: number } | null
}

export interface QueryOptions {
  /** Most results wanted. */
  readonly limit: number
  /** Today's book day as yyyymmdd: a last use after it counts as today. */
  readonly nowDay: number
}

/** Names looked at closely when a query has slips, and when the name as typed is there already. */
const SLIP_CANDIDATES = 64
const SLIP_CANDIDATES_BESIDE_EXACT = 24
/** Of names that share as much with the query, the one that is not longer comes first. */
const LETTER_MORE_COST = 2

/**
 * All parties, or all items, of a book, found by name, other names, place, code or number in any script and spelling, best
 * first. Everything is changed in place: there is no rebuilding, no background work and nothing to close.
 * docs/domain/search.md tells how it works.
 */
export class NameIndex<Row, Result> {
  private readonly read: (row: Row) => Named
  private readonly result: (found: Found) => Result
  private readonly reader = new WordReader()
  private readonly keys = new KeyStore()
  private readonly postings = new GramPostings()
  private readonly finder = new CandidateFinder(this.postings)
  private readonly slotOf = new Map<number, number>()
  private readonly freeSlots: number[] = []
  private readonly grams = new Set<number>()
  private slotCount = 0
  private numbers = new Float64Array(1 << 10)
  private uses = new Float64Array(1 << 10)
  private logUses = new Float32Array(1 << 10)
  private lastDay = new Int32Array(1 << 10)

  constructor(read: (row: Row) => Named, result: (found: Found) => Result) {
    this.read = read
    this.result = result
  }

  get size(): number {
    return this.slotOf.size
  }

  has(no: number): boolean {
    return this.slotOf.has(no)
  }

  /** Adds a row, or puts it in the place of what was known under its number. */
  add(row: Row): void {
    const named = this.read(row)
    this.remove(named.no)
    const slot = this.freeSlots.pop() ?? this.newSlot()
    const keys = partyKeys(named.texts, this.reader)
    this.keys.set(slot, keys, named.texts.name)
    collectGrams(keys, this.grams)
    for (const gram of this.grams) this.postings.add(gram, slot)
    this.numbers[slot] = named.no
    this.slotOf.set(named.no, slot)
    this.setUse(slot, named.uses, dayIndex(named.lastUsedOn))
  }

  /** The same as {@link add}: says that the row is known already. */
  change(row: Row): void {
    this.add(row)
  }

  /** @returns whether the number was known. */
  remove(no: number): boolean {
    const slot = this.slotOf.get(no)
    if (slot === undefined) return false
    collectGrams(this.keys.keys(slot), this.grams)
    for (const gram of this.grams) this.postings.remove(gram, slot)
    this.keys.clear(slot)
    this.slotOf.delete(no)
    this.freeSlots.push(slot)
    return true
  }

  /** Notes one more use on a book day (yyyymmdd). An older day than the last one adds a use only. Unknown: ignored. */
  touch(no: number, lastUsedOn: number): void {
    const slot = this.slotOf.get(no)
    if (slot === undefined) return
    this.setUse(slot, (this.uses[slot] ?? 0) + 1, Math.max(this.lastDay[slot] ?? 0, dayIndex(lastUsedOn)))
  }

  /**
   * The best matches of any text, best first. A blank text matches everything, so it lists them by use and recency.
   * Never throws, however strange or long the text.
   */
  query(text: string, { limit, nowDay }: QueryOptions): Result[] {
    const wanted = Math.max(0, Math.min(Math.trunc(limit) || 0, this.size))
    if (wanted === 0) return []
    const query = parseQuery(text, this.reader)
    const best = new TopList(wanted)
    const today = dayIndex(nowDay) || Number.MAX_SAFE_INTEGER
    if (query.readings.length === 0) this.offerAll(best, today)
    else {
      const offered = this.offerMatches(query, best, today)
      if (!best.isFull && query.phone === '') this.offerSlips(query, offered, best, today)
    }
    return best.take().map(({ slot, score }) =>
      this.result({
        no: this.numbers[slot] ?? 0,
        score,
        matched:
          score >= MATCH.allWords - NAME_START_BONUS ? matchedPart(this.keys.name(slot), query, this.reader) : null
      })
    )
  }

  private offerAll(best: TopList, today: number): void {
    for (const slot of this.slotOf.values()) best.offer(this.standing(slot, today), this.numbers[slot] ?? 0, slot)
  }

  /** Offers every match without slips that may be among the best. */
  private offerMatches(query: SearchQuery, best: TopList, today: number): ReadonlySet<number> {
    const offered = new Set<number>()
    this.finder.start(this.slotCount)
    const sought = soughtStarts(query)
    const isTelling = sought.every((masks) => masks.length > 0)
    const typedLetters = longestReading(query)
    for (const slots of this.finder.listsFor(query)) {
      for (let place = 0; place < slots.length; place++) {
        const slot = slots[place] as number
        // The quickest look first; it tells most of those that cannot match.
        if (isTelling && !mayHoldAllWords(this.keys.wordStarts(slot), sought)) continue
        const canBeExact = this.canBeExact(slot, query, typedLetters)
        const bestMatch = (canBeExact ? MATCH.exact : MATCH.prefix) + NAME_START_BONUS
        if (!best.admits(bestMatch + this.standing(slot, today)) || !this.finder.isNew(slot)) continue
        const match = matchParty(query, this.keys, slot)
        if (match === MATCH.none) continue
        this.offer(match, slot, best, today)
        offered.add(slot)
      }
    }
    return offered
  }

  /** Whether a name, the code or a number has the length that a whole match asks for. */
  private canBeExact(slot: number, query: SearchQuery, typedLetters: number): boolean {
    const { keys } = this
    return (
      keys.shortestName(slot) <= typedLetters + EXACT_BY_SOUND_EXTRA_LETTERS ||
      isBetween(1, keys.codeLetters(slot), typedLetters) ||
      isBetween(1, keys.shortestPhone(slot), query.phone.length)
    )
  }

  /** Fills up with the likeliest others: slips, and spaces that are elsewhere than in the name. */
  private offerSlips(query: SearchQuery, offered: ReadonlySet<number>, best: TopList, today: number): void {
    const candidates = new TopList(best.best >= MATCH.exact ? SLIP_CANDIDATES_BESIDE_EXACT : SLIP_CANDIDATES)
    const typedLetters = longestReading(query)
    this.finder.tallyAll(query, this.size, (slot, tally) => {
      const lettersMore = Math.max(0, this.keys.shortestName(slot) - typedLetters)
      candidates.offer(tally - LETTER_MORE_COST * lettersMore, this.numbers[slot] ?? 0, slot)
      return candidates.least
    })
    for (const { slot } of candidates.take()) {
      if (offered.has(slot)) continue
      const match = matchParty(query, this.keys, slot) || matchWithSlips(query, this.keys, slot)
      if (match !== MATCH.none) this.offer(match, slot, best, today)
    }
  }

  private offer(match: number, slot: number, best: TopList, today: number): void {
    best.offer(match + this.standing(slot, today), this.numbers[slot] ?? 0, slot)
  }

  private standing(slot: number, today: number): number {
    return standing(this.logUses[slot] as number, this.lastDay[slot] as number, today)
  }

  private setUse(slot: number, uses: number, lastDay: number): void {
    this.uses[slot] = uses
    this.logUses[slot] = logOfUses(uses)
    this.lastDay[slot] = lastDay
  }

  private newSlot(): number {
    const slot = this.slotCount++
    this.numbers = grown(this.numbers, this.slotCount)
    this.uses = grown(this.uses, this.slotCount)
    this.logUses = grown(this.logUses, this.slotCount)
    this.lastDay = grown(this.lastDay, this.slotCount)
    return slot
  }
}

function longestReading(query: SearchQuery): number {
  return Math.max(...query.readings.map((reading) => reading.joined.text.length))
}

const isBetween = (least: number, value: number, most: number): boolean => least <= value && value <= most
