import type { Json } from '#shared/journal/canonical-json.ts'
import type { OpKind } from '#shared/journal/op.ts'
import type { Fields } from './merge-fields.ts'

type Body = { readonly [key: string]: Json }

/** What of the shop a fact lays down, field by field. The newest word on each field stands. */
export interface Thing {
  /** `party`, `item`, `setting` and so on, and which of them. */
  readonly thing: string
  readonly id: string
  readonly fields: Fields
}

/** Settings of one counter: its screen, its name, its person and its devices. No other counter takes them over. */
export const COUNTER_SETTINGS: ReadonlySet<string> = new Set([
  ...['language', 'theme', 'textSize', 'counterName', 'personName', 'printers', 'receiptPrinter', 'closingPrinter'],
  ...['billPrinter', 'printOnAccept', 'opensDrawer']
])

/** What an op of a party leaves out is empty. The instant of the change is none of its fields. */
const PARTY_TEXTS = ['address', 'state', 'gstin', 'taxKind', 'priceLevel']

/** Which fields were changed is said on the wire alone, and is none of them. */
const without = (body: Body, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'changed' && !names.includes(name)))

function partyFields(body: Body): Fields {
  const texts = Object.fromEntries(PARTY_TEXTS.map((name) => [name, body[name] ?? '']))
  return { ...texts, ...without(body, 'id', 'at') }
}

/** Terms are one field each; tags, interest and the like, which stand together in the op, too. */
function termsFields(body: Body): Fields {
  const more = Object.entries((body.more ?? {}) as Body).map(([name, value]) => [`more.${name}`, value])
  return { ...without(body, 'partyId', 'more'), ...Object.fromEntries(more) }
}

const one = (thing: string, id: Json | undefined, value: Json): Thing => ({
  thing,
  id: String(id),
  fields: { value }
})

const READ: { readonly [Kind in OpKind]?: (body: Body) => Thing } = {
  'party.add': (body) => ({ thing: 'party', id: String(body.id), fields: partyFields(body) }),
  'party.change': (body) => ({ thing: 'party', id: String(body.id), fields: partyFields(body) }),
  'item.add': (body) => ({ thing: 'item', id: String(body.id), fields: without(body, 'id') }),
  'item.change': (body) => ({ thing: 'item', id: String(body.id), fields: without(body, 'id') }),
  'party.terms': (body) => ({ thing: 'terms', id: String(body.partyId), fields: termsFields(body) }),
  'settings.change': (body) => ({ thing: 'setting', id: '', fields: without(body, ...COUNTER_SETTINGS) }),
  'price.set': (body) => one('price', `${body.partyId} ${body.itemId}`, without(body, 'partyId', 'itemId')),
  'definition.put': (body) => one('definition', `${body.kind} ${body.key}`, body.body ?? null),
  'party.merge': (body) => one('merge', body.partyId, body.intoId ?? null),
  'party.unmerge': (body) => one('merge', body.partyId, null),
  'entry.due': (body) => one('due', body.entryId, without(body, 'entryId')),
  'entry.settle': (body) => one('settle', body.entryId, without(body, 'entryId')),
  'slip.end': (body) => one('slip', body.id, without(body, 'id')),
  'message.step': (body) => one('message', body.id, without(body, 'id')),
  'payment.prove': (body) => one('proof', body.entryId, body.fingerprint ?? null),
  'payment.doubt': (body) => one('proof', body.entryId, null)
}

/** What a fact lays down by fields; null for a fact that only adds to the book. */
export const thingOf = (kind: string, body: Body): Thing | null => READ[kind as OpKind]?.(body) ?? null

/** The body of a `party.terms` op from its fields. */
export function termsBody(partyId: string, fields: Fields): Body {
  const more: { [name: string]: Json } = {}
  const body: { [name: string]: Json } = { partyId }
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith('more.')) more[name.slice('more.'.length)] = value
    else body[name] = value
  }
  return { ...body, more }
}
