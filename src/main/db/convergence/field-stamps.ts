import type Sqlite from 'better-sqlite3'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import type { FieldStamp, Stamps } from '#shared/sync/merge-fields.ts'
import { type Thing, thingOf } from '#shared/sync/things.ts'
import { readWireOp, type WireOp } from '#shared/sync/wire-op.ts'

interface Row {
  readonly field: string
  readonly time: string
  readonly device_no: number
  readonly dev_n: number
  readonly value: string
}

/** Which fact set which field of which thing last. */
export interface StampsOf {
  of(thing: string, id: string): Stamps
  put(thing: string, id: string, field: string, stamp: FieldStamp): void
}

export interface FileStamps extends StampsOf {
  /** Own facts bear the time that the server allows them, as soon as it is known. */
  hold(ops: readonly string[], deviceNo: number, most: string): void
  /** Facts that go out under another number are not stamped yet. */
  drop(ops: readonly string[], deviceNo: number): void
}

function* thingsIn(ops: readonly string[]): Generator<{ readonly op: WireOp; readonly thing: Thing }> {
  for (const text of ops) {
    const op = readWireOp(text)
    const thing = op === null ? null : thingOf(op.k, op.d)
    if (op !== null && thing !== null) yield { op, thing }
  }
}

/** The stamps of the file. */
export function createFieldStamps(db: Sqlite.Database): FileStamps {
  const read = db.prepare<[string, string], Row>(
    'select field, time, device_no, dev_n, value from field_stamp where thing = ? and id = ?'
  )
  const put = db.prepare(
    'insert or replace into field_stamp (thing, id, field, time, device_no, dev_n, value) values (?, ?, ?, ?, ?, ?, ?)'
  )
  const hold = db.prepare(
    'update field_stamp set time = ? where thing = ? and id = ? and device_no = ? and dev_n = ? and time > ?'
  )
  const drop = db.prepare('delete from field_stamp where thing = ? and id = ? and device_no = ? and dev_n = ?')
  return {
    of: (thing, id) =>
      new Map(
        read
          .all(thing, id)
          .map((row) => [
            row.field,
            { time: row.time, deviceNo: row.device_no, n: row.dev_n, value: JSON.parse(row.value) as Json }
          ])
      ),
    put: (thing, id, field, { time, deviceNo, n, value }) =>
      void put.run(thing, id, field, time, deviceNo, n, canonicalJson(value)),
    hold: (ops, deviceNo, most) => {
      for (const { op, thing } of thingsIn(ops))
        if (op.t > most) hold.run(most, thing.thing, thing.id, deviceNo, op.n, most)
    },
    drop: (ops, deviceNo) => {
      for (const { op, thing } of thingsIn(ops)) drop.run(thing.thing, thing.id, deviceNo, op.n)
    }
  }
}

/** What would be put, beside what is read: nothing is written until somebody says so. */
export class StampsAbove implements StampsOf {
  private readonly changes = new Map<string, Map<string, FieldStamp>>()
  private readonly below: StampsOf

  constructor(below: StampsOf) {
    this.below = below
  }

  of(thing: string, id: string): Stamps {
    const above = this.changes.get(`${thing}\n${id}`)
    const below = this.below.of(thing, id)
    return above === undefined ? below : new Map([...below, ...above])
  }

  put(thing: string, id: string, field: string, stamp: FieldStamp): void {
    const key = `${thing}\n${id}`
    const fields = this.changes.get(key) ?? new Map<string, FieldStamp>()
    fields.set(field, stamp)
    this.changes.set(key, fields)
  }

  write(): void {
    for (const [key, fields] of this.changes) {
      const end = key.indexOf('\n')
      const [thing, id] = [key.slice(0, end), key.slice(end + 1)]
      for (const [field, stamp] of fields) this.below.put(thing, id, field, stamp)
    }
  }
}

/** Stamps in memory alone. */
export function emptyStamps(): StampsOf & { readonly all: ReadonlyMap<string, Map<string, FieldStamp>> } {
  const all = new Map<string, Map<string, FieldStamp>>()
  return {
    all,
    of: (thing, id) => all.get(`${thing}\n${id}`) ?? new Map(),
    put(thing, id, field, stamp) {
      const fields = all.get(`${thing}\n${id}`) ?? new Map<string, FieldStamp>()
      fields.set(field, stamp)
      all.set(`${thing}\n${id}`, fields)
    }
  }
}
