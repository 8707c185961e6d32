const SPACE = 0x20

/** Working rows for {@link slipsToStart}, kept between calls. */
export class SlipRows {
  private rows = threeRows(64)

  /** Three rows for a text of `length`; the middle one is filled as the row before the first letter. */
  fresh(length: number): [Uint16Array, Uint16Array, Uint16Array] {
    if (length >= this.rows[0].length) this.rows = threeRows(2 * length)
    const [first, second, third] = this.rows
    for (let i = 0; i <= length; i++) second[i] = i
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
  const length = sought.length
  let [twoAgo, oneAgo, now] = rows.fresh(length)
  let fewest = 2 * length + 1
  let before = -1
  let column = 0
  for (let at = start; at < end && column < length + limit; at++) {
    const byte = bytes[at] as number
    if (byte === SPACE) continue
    column++
    const lowest = fillRow(sought, byte, before, column, twoAgo, oneAgo, now)
    fewest = Math.min(fewest, 2 * (now[length] as number) + (at + 1 === end ? 0 : 1))
    if (lowest > limit) break
    before = byte
    const oldest = twoAgo
    twoAgo = oneAgo
    oneAgo = now
    now = oldest
  }
  return Math.min(fewest, 2 * limit + 2)
}

/** One letter more of the name: fills `now` and returns its lowest count. */
function fillRow(
  sought: Uint8Array,
  byte: number,
  before: number,
  column: number,
  twoAgo: Uint16Array,
  oneAgo: Uint16Array,
  now: Uint16Array
): number {
  now[0] = column
  let lowest = column
  let left = column
  for (let i = 1; i <= sought.length; i++) {
    const isSame = sought[i - 1] === byte
    let slips = (oneAgo[i - 1] as number) + (isSame ? 0 : 1)
    slips = Math.min(slips, (oneAgo[i] as number) + 1, left + 1)
    const isSwap = i > 1 && column > 1 && sought[i - 1] === before && sought[i - 2] === byte
    if (isSwap) slips = Math.min(slips, (twoAgo[i - 2] as number) + 1)
    now[i] = slips
    left = slips
    if (slips < lowest) lowest = slips
  }
  return lowest
}

function threeRows(length: number): [Uint16Array, Uint16Array, Uint16Array] {
  return [new Uint16Array(length), new Uint16Array(length), new Uint16Array(length)]
}
