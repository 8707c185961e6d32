import { fillIndex, ROWS_PER_SLICE } from './fill-index.ts'
import { PartyIndex, type PartyRow } from './party-index.ts'

/** Builds an index in slices, as {@link fillIndex} does. */
export const buildPartyIndex = (
  rows: Iterable<PartyRow>,
  rowsPerSlice: number = ROWS_PER_SLICE
): Generator<number, PartyIndex, void> => fillIndex(new PartyIndex(), rows, rowsPerSlice)

/** Builds an index in one go: for tests, tools and small books. */
export function buildPartyIndexAtOnce(rows: Iterable<PartyRow>): PartyIndex {
  const slices = buildPartyIndex(rows)
  for (;;) {
    const slice = slices.next()
    if (slice.done) return slice.value
  }
}
