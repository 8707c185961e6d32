import { GRAM_CODES } from './grams.ts'
import { grown } from './typed-array-growth.ts'

/** A chunk is a link to the next chunk, its capacity, then slots. */
const HEADER = 2
const FIRST_CAPACITY = 4
const LARGEST_CAPACITY = 256
/** The pool starts with a dummy so that 0 can mean "no chunk". */
const NO_CHUNK = 0

/**
 * For each gram code the slots of the names that contain it: an inverted index that can be changed in place.
 *
 * Lists live in one pool as linked chunks whose size doubles up to 256 slots, so adding never moves a list and reading
 * runs over flat memory. Removing a slot puts the last of its list in its place, so nothing dead is left to sweep.
 * The order within a list means nothing.
 */
export class GramPostings {
  private pool = new Int32Array(1 << 16)
  private poolEnd = 1
  private readonly head = new Int32Array(GRAM_CODES)
  private readonly tail = new Int32Array(GRAM_CODES)
  private readonly filledOfTail = new Int32Array(GRAM_CODES)
  private readonly counts = new Int32Array(GRAM_CODES)

  /** How many names contain the gram. */
  count(gram: number): number {
    return this.counts[gram] ?? 0
  }

  /** Bytes held. */
  get bytes(): number {
    return this.pool.byteLength + 4 * this.head.byteLength
  }

  /** Adds a slot that must not be in the gram's list yet. */
  add(gram: number, slot: number): void {
    let chunk = at(this.tail, gram)
    if (chunk === NO_CHUNK) {
      chunk = this.newChunk(FIRST_CAPACITY)
      this.head[gram] = chunk
      this.openChunk(gram, chunk)
    } else if (at(this.filledOfTail, gram) === at(this.pool, chunk + 1)) {
      chunk = this.chunkAfter(chunk)
      this.openChunk(gram, chunk)
    }
    const filled = at(this.filledOfTail, gram)
    this.pool[chunk + HEADER + filled] = slot
    this.filledOfTail[gram] = filled + 1
    this.counts[gram] = at(this.counts, gram) + 1
  }

  /** Takes a slot out of the gram's list; nothing happens if it is not there. Walks the list. */
  remove(gram: number, slot: number): void {
    let place = 0
    let beforeTail = NO_CHUNK
    for (let chunk = at(this.head, gram); chunk !== NO_CHUNK; chunk = this.nextFilled(gram, chunk)) {
      const end = chunk + HEADER + this.filled(gram, chunk)
      const found = place === 0 ? this.pool.subarray(chunk + HEADER, end).indexOf(slot) : -1
      if (found >= 0) place = chunk + HEADER + found
      if (at(this.pool, chunk) === at(this.tail, gram)) beforeTail = chunk
    }
    if (place === 0) return
    this.pool[place] = this.takeLast(gram, beforeTail)
  }

  /** Copies the gram's slots to the start of `target`, which must have room for {@link count} of them. */
  copyTo(gram: number, target: Int32Array): number {
    let filled = 0
    for (let chunk = at(this.head, gram); chunk !== NO_CHUNK; chunk = this.nextFilled(gram, chunk)) {
      const size = this.filled(gram, chunk)
      target.set(this.pool.subarray(chunk + HEADER, chunk + HEADER + size), filled)
      filled += size
    }
    return filled
  }

  // Whether a slot has a tally yet is as good as thrown dice, and a processor that guesses such a branch wrong loses more than
  // the step takes: both loops reckon it from the sign instead.

  /**
   * Adds `weight` to the tally of each of the gram's slots and notes in `touched` those that had none. `touched` has room for
   * one slot more than it can ever hold.
   */
  tally(gram: number, weight: number, tallies: Uint16Array, touched: Int32Array, touchedCount: number): number {
    const { pool } = this
    let noted = touchedCount
    for (let chunk = at(this.head, gram); chunk !== NO_CHUNK; chunk = this.nextFilled(gram, chunk)) {
      const end = chunk + HEADER + this.filled(gram, chunk)
      for (let place = chunk + HEADER; place < end; place++) {
        const slot = pool[place] as number
        const tally = tallies[slot] as number
        touched[noted] = slot
        noted += (tally - 1) >>> 31
        tallies[slot] = tally + weight
      }
    }
    return noted
  }

  /** Adds `weight` to the tally of each of the gram's slots that has one already. */
  tallyKnown(gram: number, weight: number, tallies: Uint16Array): void {
    const { pool } = this
    for (let chunk = at(this.head, gram); chunk !== NO_CHUNK; chunk = this.nextFilled(gram, chunk)) {
      const end = chunk + HEADER + this.filled(gram, chunk)
      for (let place = chunk + HEADER; place < end; place++) {
        const slot = pool[place] as number
        const tally = tallies[slot] as number
        tallies[slot] = tally + (weight & (-tally >> 31))
      }
    }
  }

  private takeLast(gram: number, beforeTail: number): number {
    const tail = at(this.tail, gram)
    const filled = at(this.filledOfTail, gram) - 1
    const last = at(this.pool, tail + HEADER + filled)
    this.counts[gram] = at(this.counts, gram) - 1
    this.filledOfTail[gram] = filled
    // The emptied chunk stays linked, to be filled again; the first chunk stays the tail even when empty.
    if (filled === 0 && beforeTail !== NO_CHUNK) {
      this.tail[gram] = beforeTail
      this.filledOfTail[gram] = at(this.pool, beforeTail + 1)
    }
    return last
  }

  private filled(gram: number, chunk: number): number {
    return chunk === at(this.tail, gram) ? at(this.filledOfTail, gram) : at(this.pool, chunk + 1)
  }

  private nextFilled(gram: number, chunk: number): number {
    return chunk === at(this.tail, gram) ? NO_CHUNK : at(this.pool, chunk)
  }

  private openChunk(gram: number, chunk: number): void {
    this.tail[gram] = chunk
    this.filledOfTail[gram] = 0
  }

  private chunkAfter(chunk: number): number {
    const linked = at(this.pool, chunk)
    if (linked !== NO_CHUNK) return linked
    const next = this.newChunk(Math.min(2 * at(this.pool, chunk + 1), LARGEST_CAPACITY))
    this.pool[chunk] = next
    return next
  }

  private newChunk(capacity: number): number {
    const chunk = this.poolEnd
    this.poolEnd += HEADER + capacity
    this.pool = grown(this.pool, this.poolEnd)
    this.pool[chunk + 1] = capacity
    return chunk
  }
}

function at(array: Int32Array, place: number): number {
  return array[place] as number
}
