import type { z } from 'zod'
import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import type { Dice } from './dice.ts'
import { hostileText } from './hostile.ts'
import type { KnownThings } from './known-things.ts'

/** What inputs are made with. */
export interface Making {
  readonly dice: Dice
  readonly known: KnownThings
  /** The day on the wall of the shop. */
  readonly today: number
  /** The channel that is asked. */
  readonly channel: string
}

const WORDS = ['Ramesh', 'Suresh Stores', 'soap', 'चावल', 'Rice 25kg', 'tea', 'typed twice', 'Delhi', 'A', 'x-1', '12']
const MOST_ITEMS = 4

/**
 * An input made from the schema of an endpoint, as zod describes it: each part within its limits, ids that the shop has
 * heard of, days around today. What a schema checks by code cannot be read from it, so not every input that is made passes.
 */
export function makeInput(schema: z.core.$ZodType, name: string, making: Making): unknown {
  const { dice } = making
  const known = knownPart(name, making)
  if (known !== undefined) return known()
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape).flatMap(([part, inside]) => {
          const value = makeInput(inside, part, making)
          return value === undefined ? [] : [[part, value]]
        })
      )
    case 'array':
      return Array.from({ length: howMany(schema, dice) }, () =>
        makeInput(def.element, name.replace(/Ids$/, 'Id'), making)
      )
    case 'union':
      return makeInput(dice.one(def.options), name, making)
    case 'nullable':
      return dice.chance(0.4) ? null : makeInput(def.innerType, name, making)
    case 'optional':
    case 'default':
      return dice.chance(0.5) ? undefined : makeInput(def.innerType, name, making)
    case 'pipe':
      return makeInput(def.in, name, making)
    case 'enum':
      return dice.one(Object.values(def.entries))
    case 'literal':
      return dice.one(def.values)
    case 'record':
      return Object.fromEntries([[makeInput(def.keyType, 'name', making), makeInput(def.valueType, name, making)]])
    case 'boolean':
      return dice.chance(0.5)
    case 'number':
      return makeNumber(schema, name, making)
    case 'string':
      return makeText(schema, name, making)
    case 'custom':
      return new Uint8Array(Array.from({ length: dice.whole(0, 64) }, () => dice.whole(0, 255)))
    default:
      throw new Error(`no input is made of ${def.type} yet (${making.channel}, ${name})`)
  }
}

interface Limits {
  readonly least?: number
  readonly most?: number
}

/** The limits of a number, a text or a list, as the checks of its schema name them. */
function limitsOf(schema: z.core.$ZodType): Limits {
  let limits: Limits = {}
  for (const { _zod } of schema._zod.def.checks ?? []) {
    const { def } = _zod as z.core.$ZodChecks['_zod']
    if (def.check === 'greater_than') limits = { ...limits, least: Number(def.value) + (def.inclusive ? 0 : 1) }
    else if (def.check === 'less_than') limits = { ...limits, most: Number(def.value) - (def.inclusive ? 0 : 1) }
    else if (def.check === 'min_length') limits = { ...limits, least: def.minimum }
    else if (def.check === 'max_length') limits = { ...limits, most: def.maximum }
  }
  return limits
}

function howMany(schema: z.core.$ZodType, dice: Dice): number {
  const { least = 0, most = MOST_ITEMS } = limitsOf(schema)
  return dice.whole(least, Math.max(least, Math.min(most, MOST_ITEMS)))
}

/** No name may lead out of this machine, and whatever is looked up must have been heard of. */
function knownPart(name: string, making: Making): (() => unknown) | undefined {
  const { dice, known, today } = making
  if (name === 'server') return () => dice.one(['http://127.0.0.1:9', 'https://localhost:9', 'nothing', ''])
  // A layout is whole without either, and neither is made by chance.
  if (name === 'sections') return () => undefined
  if (name === 'logo') return () => null
  if (name === 'widthDots') return () => dice.one([384, 576])
  if (name === 'deviceKey') return () => dice.one(['k', '_']).repeat(43)
  if (name === 'host') return () => dice.one(['127.0.0.1', 'localhost', '::1', 'a b'])
  if (/(?<!^is)On$|^theirDate$/.test(name)) {
    return () => {
      if (dice.chance(0.35)) return null
      return dice.chance(0.6) ? today : addDays(today as BookDate, dice.whole(-40, 20))
    }
  }
  if (name === 'id') return () => (dice.chance(0.15) ? (known.one('id') ?? dice.id()) : dice.id())
  if (/(?:Id|Key|Token)$|^(?:key|token|fingerprint)$/.test(name))
    return () => (dice.chance(0.15) ? null : (known.one(name) ?? known.one('id') ?? dice.id()))
  return undefined
}

function makeNumber(schema: z.core.$ZodType, name: string, { dice }: Making): number {
  const { least = 0, most: maximum = Number.MAX_SAFE_INTEGER } = limitsOf(schema)
  const from = Math.max(least, -1_000_000)
  const within = (most: number) => dice.whole(from, Math.max(from, Math.min(maximum, most)))
  if (name.endsWith('Minor')) return dice.chance(0.4) ? Math.max(0, from) : within(dice.one([100_00, 9_999_99]))
  if (name === 'value') return dice.one([500, 200, 100, 50, 20, 10, 5, 2, 1])
  return dice.weighted([
    [6, within(12)],
    [3, within(3_000)],
    [1, least],
    [1, maximum]
  ])
}

/** Where a text has a form of its own. */
const FORMS: Record<string, readonly string[]> = {
  upiAddress: ['', 'sharma@examplebank', 'not an address'],
  shopGstin: ['', '07AAACR5055K1Z9', '07AAACR5055K1Z8'],
  gstin: ['', '27AAPFU0939F1ZV', 'x'],
  shopState: ['07', '27', 'DL', ''],
  state: ['07', '27', ''],
  phone: ['', '9414012345', '12'],
  shopPhone: ['', '9414012345'],
  trade: ['grocery', 'cloth', ''],
  taxRule: ['', 'gst-18', 'gst-5', 'gst-exempt', 'none'],
  accountCode: ['expense:tea', 'expense:freight', 'sales', ''],
  hsn: ['', '3401', '1006'],
  period: ['202611', '20261121', '2026'],
  merchantCode: ['', '5411'],
  postalCode: ['', '110005'],
  language: ['', 'en', 'hi'],
  profile: ['generic-80', 'generic'],
  code: ['', '5411', '8901234567890', 'SO'],
  pin: ['2468', '13579', '1'],
  passphrase: ['four words of mine', 'short'],
  draft: ['{"lines":[]}', '']
}

function makeText(schema: z.core.$ZodType, name: string, making: Making): string {
  const { dice, known } = making
  const { most: maximum = 60 } = limitsOf(schema)
  const { def } = (schema as z.core.$ZodString)._zod
  if ('format' in def && def.format === 'uuid') return known.one(name) ?? dice.id()
  if (dice.chance(0.12)) return hostileText(dice).slice(0, maximum)
  const forms = FORMS[name]
  if (forms && dice.chance(0.85)) return dice.one(forms)
  if (name === 'name' || name === 'title' || name === 'text')
    return `${dice.one(WORDS)} ${dice.whole(1, 400)}`.slice(0, maximum)
  return dice.chance(0.2) ? '' : dice.one(WORDS).slice(0, maximum)
}
