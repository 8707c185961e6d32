import { PartyIndex, type PartyRow } from './party-index.ts'

/** Some 3 ms of work, so that a slice is well under one frame on a slow counter PC. */
const ROWS_PER_SLICE = 128

/**
 * Builds an index in slices: each `next()` adds some rows and yields how many are in; the last returns the index. The
 * caller gives the thread back between slices, so that the app answers while a large book is read.
 */
export function* buildPartyIndex(
  rows: Iterable<PartyRow>,
  rowsPerSlice: number = ROWS_PER_SLICE
): Generator<number, PartyIndex, void> {
  const index = new PartyIndex()
  let added = 0
  for (const row of rows) {
    index.add(row)
    added++
    if (added % rowsPerSlice === 0) yield added
  }
  return index
}

/** Builds an index in one go: for tests, tools and small books. */
export function buildPartyIndexAtOnce(rows: Iterable<PartyRow>): PartyIndex {
  const slices = buildPartyIndex(rows)
  for (;;) {
    const slice = slices.next()
    if (slice.done) return slice.value
  }
}
