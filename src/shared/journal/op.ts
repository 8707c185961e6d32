import { canonicalText, type Json } from './canonical-json.ts'
import type { HybridTime } from './hybrid-clock.ts'

/** Every kind of fact that a journal holds. A kind is never renamed: old journals are read for ever. */
export const OP_KINDS = [
  'shop.open',
  'settings.change',
  'account.add',
  'party.add',
  'party.change',
  'entry.post',
  'upi.mark',
  'cash.count',
  'day.close',
  'audit.note',
  'item.add',
  'item.change',
  'price.set',
  'bill.post',
  'bill.cancel',
  'stock.adjust',
  'party.terms',
  'party.merge',
  'entry.due',
  'entry.settle',
  'entry.attach',
  'entry.detach',
  'plan.make',
  'plan.end',
  'slip.add',
  'slip.end',
  'statement.take',
  'payment.prove',
  'payment.doubt',
  'message.make',
  'message.step',
  'message.forget',
  'shift.open',
  'shift.end',
  'dayInvoice.make',
  'definition.put',
  'party.unmerge',
  'other.keep'
] as const
export type OpKind = (typeof OP_KINDS)[number]

/**
 * One immutable fact. `n` is the device's own gapless sequence from 1, `t` the hybrid time, `b` the highest sequence of
 * the shop that the device had seen (0 until there is an account), `u` the person, `d` the body of its kind.
 */
export interface Op {
  readonly v: 1
  readonly k: OpKind
  readonly n: number
  readonly t: HybridTime
  readonly b: number
  readonly u: string
  readonly d: { readonly [key: string]: Json }
}

/**
 * The exact bytes that are hashed: the one form of `Op`, its keys in order. `body` is in its one form already.
 * Every fact of a book is written so once, and again whenever it is checked.
 */
export const writeOp = (op: {
  readonly kind: OpKind
  readonly n: number
  readonly time: HybridTime
  readonly person: string
  readonly body: string
  /** The shop's number of a fact that another counter recorded; 0 of an own one. */
  readonly base?: number
}): string =>
  `{"b":${op.base ?? 0},"d":${op.body},"k":"${op.kind}","n":${op.n},"t":"${op.time}","u":${canonicalText(op.person)},"v":1}`

/** SHA-256 of bytes; passed in, because this layer has no crypto of its own. */
export type Sha256 = (...parts: readonly (Uint8Array | string)[]) => Uint8Array

/** What the first op of a device is chained to: the shop and the device, and nothing that could be chosen later. */
export const genesisHash = (sha256: Sha256, shopId: string, deviceId: string): Uint8Array =>
  sha256('counterbook journal 1\n', shopId, '\n', deviceId)

/** The hash of an op: of the hash before it and its own bytes. */
export const chainHash = (sha256: Sha256, previous: Uint8Array, bytes: string): Uint8Array => sha256(previous, bytes)
