import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { changedFields } from '#shared/sync/merge-fields.ts'
import { thingOf } from '#shared/sync/things.ts'
import { writeWireOp } from '#shared/sync/wire-op.ts'
import type { StampsOf } from './field-stamps.ts'

/** An own fact, as the journal of this file has it. */
export interface OwnFact {
  readonly kind: string
  readonly time: string
  readonly person: string
  readonly body: { readonly [key: string]: Json }
}

/** What a fact gets when it goes out. */
export interface WireFrame {
  readonly deviceNo: number
  readonly n: number
  readonly base: number
  readonly stamps: StampsOf
  idOfEntry(entryNo: number): string | null
}

/** Numbers of this file that bodies name entries by, and how the wire names the same. */
const ENTRY_NAMES: { readonly [kind: string]: readonly [from: string, to: string] } = {
  'audit.note': ['entry', 'entryId'],
  'cash.count': ['after', 'afterEntryId'],
  'day.close': ['after', 'afterEntryId'],
  'plan.make': ['afterEntryNo', 'afterEntryId'],
  'party.merge': ['afterEntryNo', 'afterEntryId'],
  'shift.open': ['afterEntryNo', 'afterEntryId'],
  'shift.end': ['lastEntryNo', 'lastEntryId']
}

/** Kinds that repeat the whole thing although a part of it was changed: the wire says which part. */
const WHOLE: ReadonlySet<string> = new Set(['party.change', 'item.change', 'party.terms'])

/** An own fact as a wire op, which is noted as the newest word on what it lays down. */
export function wireOf(fact: OwnFact, frame: WireFrame): string {
  const { kind, body, time, person } = fact
  const { n, base, deviceNo, stamps } = frame
  const thing = thingOf(kind, body)
  const said: { [key: string]: Json } = { ...body, ...namesIn(kind, body, frame) }
  if (thing !== null) {
    const changed = changedFields(stamps.of(thing.thing, thing.id), thing.fields)
    if (WHOLE.has(kind)) said.changed = changed
    const fields = WHOLE.has(kind) ? changed : Object.keys(thing.fields)
    for (const field of fields)
      stamps.put(thing.thing, thing.id, field, { time, deviceNo, n, value: thing.fields[field] ?? null })
  }
  return writeWireOp({ base, body: canonicalJson(said), kind, n, time, person })
}

function namesIn(kind: string, body: OwnFact['body'], frame: WireFrame): { [key: string]: Json } {
  const names = ENTRY_NAMES[kind]
  const entryNo = names === undefined ? undefined : body[names[0]]
  if (names === undefined || typeof entryNo !== 'number') return {}
  return { [names[1]]: frame.idOfEntry(entryNo) }
}

/** A body without what only the wire says. */
export function withoutWireNames(body: OwnFact['body']): { [key: string]: Json } {
  const { changed, afterEntryId, lastEntryId, entryId, ...rest } = body
  // `entryId` is a name of the wire in audit notes alone; elsewhere it is the fact's own.
  return entryId === undefined ? rest : { ...rest, entryId }
}
