import type { Op, OpKind } from '#shared/journal/op.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import type { WireOp } from '#shared/sync/wire-op.ts'

/** What the journal says there must be, gathered while the chain is walked: no table is believed for it. */
export interface JournalFacts {
  /** How many ops of each kind that is written down there are. */
  readonly opsOf: Map<OpKind, number>
  /** The how-manieth of its kind an op is, from 1. */
  readonly placeOf: Map<number, number>
  /** The newest op that speaks of a setting: `setting <name>`. */
  readonly newestOf: Map<string, number>
  /** Codes of accounts by their numbers, and the numbers by the codes. */
  readonly accountCodes: Map<number, AccountCode>
  readonly accountNos: Map<string, number>
  /** Parties by their numbers, as they are at this place of the chain. */
  readonly parties: Map<number, PartyThen>
  /** The numbers of parties by their ids. */
  readonly partyNos: Map<string, number>
  /** Series by their names, numbered in the order in which their first numbers were taken. */
  readonly seriesNos: Map<string, number>
  /** The two letters of the counter; empty before the first op. */
  counterCode: string
  /** Where the op at hand came from another counter; null for an own one. */
  brought: BroughtOp | null
}

/** What is known of an op that another counter recorded. */
export interface BroughtOp {
  readonly seq: number
  /** The instant that it was chained with. */
  readonly at: number
  readonly deviceNo: number
  readonly op: WireOp
}

/** Whose numbers an op bears. */
export const codeNow = ({ brought, counterCode }: JournalFacts): string =>
  brought === null ? counterCode : String(brought.op.d.number ?? '').slice(0, 2)

export interface PartyThen {
  readonly id: string
  readonly kind: PartyKind
  /** Whether the newest version so far stands in `party`, where no other may follow. */
  readonly isCurrent: boolean
}

export const noFacts = (): JournalFacts => ({
  opsOf: new Map(),
  placeOf: new Map(),
  newestOf: new Map(),
  accountCodes: new Map(),
  accountNos: new Map(),
  parties: new Map(),
  partyNos: new Map(),
  seriesNos: new Map(),
  counterCode: '',
  brought: null
})

/** Takes in an op that was found in its place. */
export function gather(facts: JournalFacts, op: Op): void {
  const place = (facts.opsOf.get(op.k) ?? 0) + 1
  facts.opsOf.set(op.k, place)
  facts.placeOf.set(op.n, place)
  if (op.k === 'shop.open') facts.counterCode = String(op.d.counter)
  if (op.k === 'settings.change') for (const name of Object.keys(op.d)) facts.newestOf.set(`setting ${name}`, op.n)
  if (op.k === 'account.add') {
    facts.accountCodes.set(place, op.d.code as string as AccountCode)
    facts.accountNos.set(String(op.d.code), place)
  }
}

/** The Z that an entry at this place of the chain belongs to: the next one; those of other counters belong to none of ours. */
export const periodNow = (facts: JournalFacts): number =>
  facts.brought === null ? (facts.opsOf.get('day.close') ?? 0) + 1 : 0

/** The op that bytes are, or null when they are none. */
export function readOp(bytes: string): Op | null {
  try {
    return JSON.parse(bytes) as Op
  } catch {
    return null
  }
}
