import type { SyncChunkRow } from '#main/db/sync-schema.ts'
import type { Chunks } from './chunks.ts'

/** What a chunk weighs on the way, near enough: packed bodies grow to about this. */
const weight = (row: SyncChunkRow): number => row.body.length * (row.codec === 0 ? 1 : 6)

/**
 * Chunks beyond what somebody holds of each counter, in the order in which this file came to know them. Each counter's own stand one
 * behind the other, so the first of each that are left are looked at, and the earliest of them goes.
 */
export function sealedChunks(
  chunks: Chunks,
  holds: ReadonlyMap<number, number>,
  most: { readonly ops: number; readonly bytes: number }
): SyncChunkRow[] {
  const heads: { row: SyncChunkRow; place: number }[] = []
  const look = (deviceNo: number, after: number) => {
    const row = chunks.beyond(deviceNo, after)
    if (row !== undefined) heads.push({ row, place: chunks.journalPlace(row) })
  }
  for (const [deviceNo, end] of holds) look(deviceNo, end)
  const found: SyncChunkRow[] = []
  let [ops, bytes] = [0, 0]
  while (heads.length > 0) {
    const next = heads.reduce((first, one) => (one.place < first.place ? one : first))
    const { row } = next
    ops += row.dev_to - row.dev_from + 1
    bytes += weight(row)
    if (found.length > 0 && (ops > most.ops || bytes > most.bytes)) break
    found.push(row)
    heads.splice(heads.indexOf(next), 1)
    look(row.device_no, row.dev_to)
  }
  return found
}
