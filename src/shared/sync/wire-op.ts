import { z } from 'zod'
import type { Json } from '#shared/journal/canonical-json.ts'
import { canonicalText } from '#shared/journal/canonical-json.ts'
import { OP_KINDS, type OpKind } from '#shared/journal/op.ts'

/** A fact as it goes from one counter to the others (`docs/domain/sync.md`). */
export interface WireOp {
  /** The newest seq of the shop that its counter had taken in. */
  readonly b: number
  readonly d: { readonly [key: string]: Json }
  readonly k: string
  readonly n: number
  readonly t: string
  readonly u: string
  readonly v: number
}

const zWireOp = z.strictObject({
  b: z.int().min(0),
  d: z.record(z.string(), z.json()),
  k: z.string().min(1).max(60),
  n: z.int().min(1),
  t: z.string().regex(/^[0-9a-f]{16}$/),
  u: z.string().max(200),
  v: z.int().min(1)
})

/** The exact bytes of a wire op: its keys in order. `body` is in its one form already. */
export const writeWireOp = (op: {
  readonly base: number
  readonly body: string
  readonly kind: string
  readonly n: number
  readonly time: string
  readonly person: string
}): string =>
  `{"b":${op.base},"d":${op.body},"k":"${op.kind}","n":${op.n},"t":"${op.time}","u":${canonicalText(op.person)},"v":1}`

/** Reads a wire op that another counter wrote; null for what has not its form. Its body is of its kind, which is not looked at. */
export function readWireOp(text: string): WireOp | null {
  try {
    const read = zWireOp.safeParse(JSON.parse(text))
    return read.success ? (read.data as WireOp) : null
  } catch {
    return null
  }
}

/** What only the server says: no journal holds it by this name, for on a counter it is a receipt. */
export const PAYMENT_RECEIVED = 'payment.received'
/** Money that went back, or may have to. No journal holds it by this name either: it is kept word for word, and told to a person. */
export const PAYMENT_RETURNED = 'payment.returned'
export type WireKind = OpKind | typeof PAYMENT_RECEIVED | typeof PAYMENT_RETURNED

/** What the server may record by itself: a payment that a gateway proved, and what follows from it. Nothing else of it is taken. */
export const SERVER_KINDS = [
  'statement.take',
  PAYMENT_RECEIVED,
  PAYMENT_RETURNED,
  'payment.prove',
  'entry.settle'
] as const
export type ServerKind = (typeof SERVER_KINDS)[number]
const SERVERS: ReadonlySet<string> = new Set(SERVER_KINDS)
export const isServerKind = (kind: string): kind is ServerKind => SERVERS.has(kind)

const KNOWN: ReadonlySet<string> = new Set([...OP_KINDS, PAYMENT_RECEIVED, PAYMENT_RETURNED])

/** Whether this version knows what a fact says. */
export const isKnownKind = (kind: string): kind is WireKind => KNOWN.has(kind)
