const SPACE = 0x20
/** Stands for any count outside the band that is looked at. */
const TOO_MANY = 1_000

/** Working rows for {@link slipsToStart}, kept between calls. */
export class SlipRows {
  private rows = threeRows(64)

  /** Three rows for a text of `length`; the middle one is filled as the row before the first letter. */
  fresh(length: number, limit: number): [Uint16Array, Uint16Array, Uint16Array] {
    if (length + 2 > this.rows[0].length) this.rows = threeRows(2 * length + 2)
    const [first, second, third] = this.rows
    for (let i = 0; i <= limit; i++) second[i] = i
    second[limit + 1] = TOO_MANY
    return [first, second, third]
  }
}

/**
 * Fewest slips (a byte dropped, added, changed, or two neighbours swapped) that turn `sought` into what stands in `bytes`
 * from `start`, ending anywhere up to `end`, for the rest may not have been typed yet. Spaces in `bytes` do not count.
 *
 * @returns twice the slips, and one more if it ends before `end`; `2 * limit + 2` if there are more than `limit` slips.
 */
export function slipsToStart(
  sought: Uint8Array,
  bytes: Uint8Array,
  start: number,
  end: number,
  limit: number,
  rows: SlipRows
): number {
  const { length } = sought
  const tooMany = 2 * limit + 2
  if (end - start < length - limit) return tooMany
  let [twoAgo, oneAgo, now] = rows.fresh(length, limit)
  let fewest = tooMany
  let before = -1
  let column = 0
  for (let at = start; at < end && column < length + limit; at++) {
    const byte = bytes[at] as number
    if (byte === SPACE) continue
    column++
    const lowest = fillRow(sought, byte, before, column, limit, twoAgo, oneAgo, now)
    if (column >= length - limit) fewest = Math.min(fewest, 2 * (now[length] as number) + (at + 1 === end ? 0 : 1))
    if (lowest > limit) break
    before = byte
    const oldest = twoAgo
    twoAgo = oneAgo
    oneAgo = now
    now = oldest
  }
  return Math.min(fewest, tooMany)
}

/**
 * One letter more of the name: fills `now` and returns its lowest count. Only the band within `limit` of the diagonal is
 * filled, for what lies outside takes more slips than that; its edges are marked so that the next row reads no stale count.
 */
function fillRow(
  sought: Uint8Array,
  byte: number,
  before: number,
  column: number,
  limit: number,
  twoAgo: Uint16Array,
  oneAgo: Uint16Array,
  now: Uint16Array
): number {
  const first = Math.max(1, column - limit)
  const last = Math.min(sought.length, column + limit)
  let left = first === 1 ? column : TOO_MANY
  let lowest = left
  now[first - 1] = left
  for (let i = first; i <= last; i++) {
    let slips = (oneAgo[i - 1] as number) + (sought[i - 1] === byte ? 0 : 1)
    slips = Math.min(slips, (oneAgo[i] as number) + 1, left + 1)
    const isSwap = i > 1 && column > 1 && sought[i - 1] === before && sought[i - 2] === byte
    if (isSwap) slips = Math.min(slips, (twoAgo[i - 2] as number) + 1)
    now[i] = slips
    left = slips
    if (slips < lowest) lowest = slips
  }
  now[last + 1] = TOO_MANY
  return lowest
}

function threeRows(length: number): [Uint16Array, Uint16Array, Uint16Array] {
  return [new Uint16Array(length), new Uint16Array(length), new Uint16Array(length)]
}
