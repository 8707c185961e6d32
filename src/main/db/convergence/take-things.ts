import { z } from 'zod'
import type { PartyFields } from '#main/ports/ledger-store.ts'
import { itemFact, zItem } from '#shared/items/item.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import type { FactBodies, FactKind } from '#shared/journal/fact-bodies.ts'
import { zId } from '#shared/kernel/scalars.ts'
import type { Rate } from '#shared/quantity/quantity.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import { type Settings, zSettings } from '#shared/settings/settings.ts'
import { type FieldStamp, type Fields, type LostField, mergeFields } from '#shared/sync/merge-fields.ts'
import { type Thing, termsBody, thingOf } from '#shared/sync/things.ts'
import { type Arriving, found, keep, NotTaken, stampOf, type TakingStores, unreadable } from './applied.ts'
import type { StampsOf } from './field-stamps.ts'

const zPartyFields = z.strictObject({
  id: zId,
  name: z.string().min(1).max(120),
  kind: z.enum(['customer', 'supplier']),
  phone: z.string(),
  place: z.string(),
  alias: z.string(),
  isArchived: z.boolean(),
  address: z.string(),
  state: z.string(),
  gstin: z.string(),
  taxKind: z.string(),
  priceLevel: z.string()
})

interface Beside {
  readonly stamps: StampsOf
  /** Whether the counter of a fact had seen the fact of a stamp. */
  hasSeen(arriving: Arriving, stamp: FieldStamp): boolean
}

/** Takes what is laid down field by field: the newest word by time, device and number stands, in whatever order they come. */
export function createThingTaker(stores: TakingStores, { stamps, hasSeen }: Beside) {
  const { journal, parties, items, shop, facts } = stores

  /** The fields that the fact sets, noted as its own; null when it sets none and was kept instead. */
  function mergeThing(arriving: Arriving, thing: Thing): Fields | null {
    const { op, deviceNo, heldTime: time } = arriving
    const named = op.d.changed
    const isNamed = (field: string) => !Array.isArray(named) || named.includes(field)
    const fields = Object.fromEntries(Object.entries(thing.fields).filter(([field]) => isNamed(field)))
    const known = stamps.of(thing.thing, thing.id)
    const merged = mergeFields(known, { time, deviceNo, n: op.n, fields }, (stamp) => hasSeen(arriving, stamp))
    for (const [field, value] of Object.entries(merged.won))
      stamps.put(thing.thing, thing.id, field, { time, deviceNo, n: op.n, value })
    if (merged.lost.length > 0) tellLost(arriving, thing, merged.lost)
    if (Object.keys(merged.won).length > 0) return merged.won
    keep(stores, arriving)
    return null
  }

  function party(arriving: Arriving): void {
    const { d } = arriving.op
    const thing = thingOf('party.change', d)
    const stamp = stampOf(arriving, Number(d.at))
    const before = parties.byId(zId.parse(d.id))
    if (before === null && arriving.op.k === 'party.change') found(before, `party ${d.id}`)
    const won = thing === null ? unreadable() : mergeThing(arriving, thing)
    if (won === null) return
    const { partyNo, balanceMinor, entryCount, lastEntryNo, lastEntryOn, ...old } = before ?? { ...EMPTY_RECORD }
    const read = zPartyFields.safeParse({ ...old, ...(before === null ? thing?.fields : {}), ...won, id: d.id })
    const fields = (read.success ? read.data : unreadable()) as PartyFields
    if (before === null) parties.add(fields, stamp)
    else parties.change({ ...fields, kind: before.entryCount > 0 ? before.kind : fields.kind }, stamp)
  }

  function item(arriving: Arriving): void {
    const { d, k } = arriving.op
    const before = items.byId(zId.parse(d.id))
    if (before === null && k === 'item.change') found(before, `item ${d.id}`)
    const thing = thingOf('item.change', d) ?? unreadable()
    const won = mergeThing(arriving, thing)
    if (won === null) return
    const read = zItem.safeParse({ ...(before?.item ?? {}), ...won, id: d.id })
    const merged = read.success ? read.data : unreadable()
    const stamp = stampOf(arriving, 0)
    if (before === null) items.add(merged, journal.append('item.add', stamp, itemFact(merged)))
    else items.change(merged, journal.append('item.change', stamp, itemFact(merged)))
  }

  function settings(arriving: Arriving): void {
    const thing = thingOf('settings.change', arriving.op.d) ?? unreadable()
    for (const [name, value] of Object.entries(thing.fields)) {
      const schema = Object.hasOwn(zSettings.shape, name) ? zSettings.shape[name as keyof Settings] : null
      if (schema === null || !schema.safeParse(value).success) throw new NotTaken('unknown-kind')
    }
    if (Object.keys(thing.fields).length === 0) {
      keep(stores, arriving)
      return
    }
    const won = mergeThing(arriving, thing)
    if (won === null) return
    const op = journal.append('settings.change', stampOf(arriving, 0), { ...won })
    for (const [name, value] of Object.entries(won)) shop.putSetting(name as keyof Settings, value, op)
  }

  function price(arriving: Arriving): void {
    const { partyId, itemId, unit, rate } = arriving.op.d
    const { partyNo } = found(parties.byId(zId.parse(partyId)), `party ${partyId}`)
    const { itemNo } = found(items.byId(zId.parse(itemId)), `item ${itemId}`)
    if (mergeThing(arriving, thingOf('price.set', arriving.op.d) ?? unreadable()) === null) return
    const body = { partyId: String(partyId), itemId: String(itemId), unit: String(unit), rate: rate as number | null }
    const op = journal.append('price.set', stampOf(arriving, 0), body)
    items.setPrice(partyNo, itemNo, { unit: body.unit as UnitCode, rate: body.rate as Rate | null }, op)
  }

  function terms(arriving: Arriving): void {
    const { d } = arriving.op
    const partyId = zId.parse(d.partyId)
    found(parties.byId(partyId), `party ${partyId}`)
    const thing = thingOf('party.terms', d) ?? unreadable()
    const before = stamps.of('terms', partyId)
    const old = Object.fromEntries([...before].map(([field, { value }]) => [field, value]))
    const won = mergeThing(arriving, thing)
    if (won === null) return
    const body = termsBody(partyId, { ...thing.fields, ...old, ...won })
    facts.record('party.terms', stampOf(arriving, 0), body as unknown as FactBodies['party.terms'])
  }

  return {
    party,
    item,
    settings,
    price,
    terms,
    /** A fact that is one word on one thing: it stands as a whole, or not at all. */
    whole<Kind extends FactKind>(arriving: Arriving, kind: Kind, body: FactBodies[Kind]): boolean {
      if (mergeThing(arriving, thingOf(kind, arriving.op.d) ?? unreadable()) === null) return false
      facts.record(kind, stampOf(arriving, 0), body)
      return true
    }
  }
}

const EMPTY_RECORD = { partyNo: 0, balanceMinor: 0, entryCount: 0, lastEntryNo: null, lastEntryOn: null }

/** One field of a thing that has many was changed on two counters; or the thing was laid down as a whole in two ways. */
function tellLost(arriving: Arriving, { thing, id, fields }: Thing, lost: readonly LostField[]): void {
  const isWhole = Object.keys(fields).length === 1 && 'value' in fields
  const said = lost.map((one): Json => ({ field: one.field, lost: stampIn(one.lost), stands: stampIn(one.stands) }))
  arriving.notice(isWhole ? 'second-fact' : 'field-lost', { thing, id, fields: said })
}

const stampIn = ({ deviceNo, n, value }: FieldStamp): Json => ({ deviceNo, n, value })
