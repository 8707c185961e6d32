import { type HybridTime, tick, wallOf } from '#shared/journal/hybrid-clock.ts'

/** Who set a field and when: the newest by time, then by device, then by the device's number wins. */
export interface FieldStamp {
  readonly time: string
  readonly deviceNo: number
  readonly n: number
}

/** One saying of all fields, in the order of the shop's numbers. `baseSeq`: what its counter had seen of the others. */
export interface FieldVersion extends FieldStamp {
  readonly seq: number
  readonly baseSeq: number
  readonly fields: Readonly<Record<string, unknown>>
}

const AHEAD_MS = 5 * 60_000

/** A clock that runs ahead wins nothing: a time beyond what the server knew is taken for that. */
export const clampedTime = (time: string, receivedAtMs: number): string =>
  wallOf(time as HybridTime) > receivedAtMs + AHEAD_MS ? tick(null, receivedAtMs + AHEAD_MS) : time

export const isNewer = (one: FieldStamp, other: FieldStamp): boolean =>
  one.time !== other.time
    ? one.time > other.time
    : one.deviceNo !== other.deviceNo
      ? one.deviceNo > other.deviceNo
      : one.n > other.n

/**
 * What stands after all versions of one thing, field by field. A version says every field; it sets those alone that differ from what
 * its counter knew when it was made. `versions` are in the order of `seq`.
 */
export function newestFields(versions: readonly FieldVersion[]): Readonly<Record<string, unknown>> {
  const set: FieldVersion[] = []
  for (const version of versions) {
    const known = fold(set.filter((one) => one.deviceNo === version.deviceNo || one.seq <= version.baseSeq))
    const fields = Object.entries(version.fields).filter(
      ([name, value]) => !(name in known) || JSON.stringify(known[name]) !== JSON.stringify(value)
    )
    set.push({ ...version, fields: Object.fromEntries(fields) })
  }
  return fold(set)
}

function fold(versions: readonly FieldVersion[]): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  const stamps = new Map<string, FieldStamp>()
  for (const version of versions)
    for (const [name, value] of Object.entries(version.fields)) {
      const stamp = stamps.get(name)
      if (stamp !== undefined && !isNewer(version, stamp)) continue
      stamps.set(name, version)
      values[name] = value
    }
  return values
}
