import type { Chain } from '#main/db/stores/journal-store.ts'
import type { KeptFigures } from '#main/db/stores/kept-figures.ts'
import type { ClosingStore } from '#main/ports/closing-store.ts'
import type { FactStore } from '#main/ports/fact-store.ts'
import type { BillStore, ItemStore, StockStore } from '#main/ports/goods-store.ts'
import type { AccountStore, EntryStore, PartyStore, ShopStore } from '#main/ports/ledger-store.ts'
import type { MergeStore } from '#main/ports/merge-store.ts'
import type { UpiStore } from '#main/ports/payment-store.ts'
import type { SyncNoticeKind } from '#main/ports/sync-store.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import type { WireOp } from '#shared/sync/wire-op.ts'

/** The stores that facts of other counters go through, the same as own ones. */
export interface TakingStores {
  readonly journal: Chain
  readonly kept: KeptFigures
  readonly facts: FactStore
  readonly accounts: AccountStore
  readonly parties: PartyStore
  readonly items: ItemStore
  readonly entries: EntryStore
  readonly stock: StockStore
  readonly shop: ShopStore
  readonly bills: BillStore
  readonly upi: UpiStore
  readonly closings: ClosingStore
  readonly merges: MergeStore
}

/** A fact of another counter that is about to be taken. */
export interface Arriving {
  readonly op: WireOp
  readonly deviceNo: number
  readonly seq: number
  /** Its time, held to what the server allows: by it fields are merged. */
  readonly heldTime: string
  /** Tells a person of something; at most one notice of a kind for a fact. */
  notice(kind: SyncNoticeKind, details: { readonly [key: string]: Json }): void
}

/** Why a fact cannot be taken now. It stands aside, and is tried again. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken'
}

/** The fact names something that is not there. */
export function needs(what: string): never {
  throw new NotTaken(`needs ${what}`)
}

/** The body of a fact is not what its kind says. */
export function unreadable(): never {
  throw new NotTaken('unreadable')
}

/** What is there, or the reason why the fact waits. */
export const found = <Value>(value: Value | null | undefined, what: string): Value => value ?? needs(what)

export const stampOf = (arriving: Arriving, atMs: number, offsetMinutes = 0) => ({
  atMs,
  offsetMinutes,
  person: arriving.op.u
})

/** Keeps a fact that changes nothing here. */
export function keep({ facts }: TakingStores, arriving: Arriving): void {
  const { op, deviceNo } = arriving
  const { k, t, u, d } = op
  facts.record('other.keep', stampOf(arriving, 0), { deviceNo, k, t, u, d: { ...d } })
}
