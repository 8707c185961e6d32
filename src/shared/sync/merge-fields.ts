import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'

/** A clock that stands ahead gets no more than this before the server's. */
export const MOST_AHEAD_MS = 5 * 60_000

/** Which fact set a field, and what it set. */
export interface FieldStamp {
  /** The hybrid time of the fact, no later than the server allows: all counters work out the same. */
  readonly time: string
  readonly deviceNo: number
  readonly n: number
  readonly value: Json
}

export type Stamps = ReadonlyMap<string, FieldStamp>
export type Fields = { readonly [field: string]: Json }

/** The fact that came, with the fields that its counter changed; the others it only repeats. */
export interface FieldsChange extends Omit<FieldStamp, 'value'> {
  readonly fields: Fields
}

export interface LostField {
  readonly field: string
  readonly lost: FieldStamp
  readonly stands: FieldStamp
}

export interface MergedFields {
  /** The fields that the fact sets from now on. */
  readonly won: Fields
  /** What does not stand, in favour of another value: the fact's own fields, or those that it replaced unseen. */
  readonly lost: readonly LostField[]
}

/** The instant of a hybrid time, held to what the server saw; as text it sorts as it counts. */
export function heldTime(time: string, receivedAtMs: number): string {
  const most = `${(receivedAtMs + MOST_AHEAD_MS).toString(16).padStart(12, '0')}0000`
  return time < most ? time : most
}

/** Negative when `one` came before `other`: by time, then by device, then by number. */
export function compareStamps(one: Omit<FieldStamp, 'value'>, other: Omit<FieldStamp, 'value'>): number {
  if (one.time !== other.time) return one.time < other.time ? -1 : 1
  return one.deviceNo - other.deviceNo || one.n - other.n
}

const isSame = (one: Json, other: Json): boolean => canonicalJson(one) === canonicalJson(other)

/**
 * Which fields a fact sets: those whose stamp is older than the fact. `hasSeen` tells whether the counter of the fact knew what
 * stood before; what it replaces, or loses to, without having seen it, is told as lost when the values differ.
 * The newest by time, device and number stands, in whatever order facts come.
 */
export function mergeFields(
  known: Stamps,
  change: FieldsChange,
  hasSeen: (stamp: FieldStamp) => boolean
): MergedFields {
  const won: { [field: string]: Json } = {}
  const lost: LostField[] = []
  for (const [field, value] of Object.entries(change.fields)) {
    const before = known.get(field)
    const now: FieldStamp = { time: change.time, deviceNo: change.deviceNo, n: change.n, value }
    const isNewer = before === undefined || compareStamps(now, before) > 0
    if (isNewer) won[field] = value
    if (before === undefined || isSame(before.value, value) || hasSeen(before)) continue
    lost.push(isNewer ? { field, lost: before, stands: now } : { field, lost: now, stands: before })
  }
  return { won, lost }
}

/** The fields of a fact that differ from what stood before: what its counter changed. A field that never stood is changed. */
export function changedFields(known: Stamps, fields: Fields): string[] {
  return Object.entries(fields)
    .filter(([field, value]) => {
      const before = known.get(field)
      return before === undefined || !isSame(before.value, value)
    })
    .map(([field]) => field)
    .toSorted()
}
