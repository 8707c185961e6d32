import type Sqlite from 'better-sqlite3'
import type { Json } from '#shared/journal/canonical-json.ts'
import { wallOf } from '#shared/journal/hybrid-clock.ts'
import { chainHash, genesisHash, type Op, type OpKind } from '#shared/journal/op.ts'
import { type Fault, fault } from './fault.ts'
import type { Schema } from './schema.ts'
import { sha256 } from './stores/journal-store.ts'

/** What the journal says there must be, gathered while the chain is walked. */
export interface JournalFacts {
  /** The ops of entries, in order: the first is that of entry 1. */
  readonly entryOps: number[]
  /** How many ops of each other kind there are. */
  readonly opsOf: Map<OpKind, number>
  /** The how-manieth of its kind an op is, from 1; of all kinds but entries. */
  readonly placeOf: Map<number, number>
  /** The newest op that speaks of a party or a setting: `party <id>`, `setting <name>`. */
  readonly newestOf: Map<string, number>
  /** The how-manieth party an id is, from 1. */
  readonly partyPlaces: Map<string, number>
}

type Row = Schema['journal_op']

/** Walks the chain from the first op to the newest. What it passes is what was written, in the order of writing. */
export function verifyChain(db: Sqlite.Database): { fault: Fault | null; facts: JournalFacts } {
  const facts: JournalFacts = {
    entryOps: [],
    opsOf: new Map(),
    placeOf: new Map(),
    newestOf: new Map(),
    partyPlaces: new Map()
  }
  const shop = db.prepare<[], Schema['shop']>('select * from shop').get()
  const device = db.prepare<[], Schema['device']>('select * from device order by device_no desc').get()
  if (!shop || !device) return { fault: fault('chain', 'shop', '', 'there is no shop in this file'), facts }
  const genesis = genesisHash(sha256, shop.id, device.id)
  let first: Op | null = null
  let previous: Uint8Array = device.genesis_hash
  let expected = 1
  for (const row of db.prepare<[], Row>('select n, bytes, hash from journal_op order by n').iterate()) {
    if (row.n < expected) return { fault: fault('sequence', 'journal_op', row.n, 'is no number of an op'), facts }
    if (row.n > expected) return { fault: missing(expected), facts }
    const op = readOp(row.bytes)
    if (op === null || op.n !== row.n) return { fault: fault('chain', 'journal_op', row.n, UNREADABLE), facts }
    const hash = chainHash(sha256, previous, row.bytes)
    if (!same(hash, row.hash)) {
      const isGenesisWrong = row.n === 1 && same(chainHash(sha256, genesis, row.bytes), row.hash)
      return {
        fault: isGenesisWrong
          ? fault('chain', 'device', device.id, GENESIS)
          : fault('chain', 'journal_op', row.n, 'the hash does not fit the op and the one before it'),
        facts
      }
    }
    gather(facts, op)
    first ??= op
    previous = hash
    expected++
  }
  if (first === null) return { fault: missing(1), facts }
  return { fault: checkShop(shop, device, first) ?? checkGenesis(device, genesis), facts }
}

const UNREADABLE = 'the op is not readable or bears another number'
const GENESIS = 'the first hash does not fit shop and device'
const missing = (n: number) => fault('sequence', 'journal_op', n, 'is missing')

/** The op that the bytes are, or null when they are none. */
export function readOp(bytes: string): Op | null {
  try {
    return JSON.parse(bytes) as Op
  } catch {
    return null
  }
}

export const same = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0

function gather(facts: JournalFacts, op: Op): void {
  if (op.k === 'entry.post') {
    facts.entryOps.push(op.n)
    return
  }
  const place = (facts.opsOf.get(op.k) ?? 0) + 1
  facts.opsOf.set(op.k, place)
  facts.placeOf.set(op.n, place)
  if (op.k === 'party.add') facts.partyPlaces.set(String(op.d.id), place)
  if (op.k === 'party.add' || op.k === 'party.change') facts.newestOf.set(`party ${String(op.d.id)}`, op.n)
  if (op.k === 'settings.change') for (const name of Object.keys(op.d)) facts.newestOf.set(`setting ${name}`, op.n)
}

/** Shop and counter are what the first op opened. */
function checkShop(shop: Schema['shop'], device: Schema['device'], first: Op): Fault | null {
  const createdAt = wallOf(first.t)
  const shopSays: Json = [shop.only_row, shop.id, shop.currency, shop.is_sample, shop.created_at]
  const shopMeans: Json = [1, first.d.id ?? '', first.d.currency ?? '', first.d.sample === true ? 1 : 0, createdAt]
  if (first.k !== 'shop.open') return fault('facts', 'journal_op', 1, 'the journal does not begin with the shop')
  if (JSON.stringify(shopSays) !== JSON.stringify(shopMeans)) {
    return fault('facts', 'shop', shop.id, 'the shop is not the one that the journal begins with')
  }
  if (device.device_no !== 1 || device.counter_code !== first.d.counter || device.created_at !== createdAt) {
    return fault('facts', 'device', device.id, 'the counter is not the one that the journal begins with')
  }
  return null
}

const checkGenesis = (device: Schema['device'], genesis: Uint8Array) =>
  same(genesis, device.genesis_hash) ? null : fault('chain', 'device', device.id, GENESIS)
