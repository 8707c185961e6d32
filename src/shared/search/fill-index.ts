/** Some 3 ms of work, so that a slice is well under one frame on a slow counter PC. */
export const ROWS_PER_SLICE = 128

/**
 * Fills an index in slices: each `next()` adds some rows and yields how many are in; the last returns the index. The
 * caller gives the thread back between slices, so that the app answers while a large book is read.
 */
export function* fillIndex<Row, Index extends { add(row: Row): void }>(
  index: Index,
  rows: Iterable<Row>,
  rowsPerSlice: number = ROWS_PER_SLICE
): Generator<number, Index, void> {
  let added = 0
  for (const row of rows) {
    index.add(row)
    added++
    if (added % rowsPerSlice === 0) yield added
  }
  return index
}
