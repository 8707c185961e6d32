import { Buffer } from 'node:buffer'
import { z } from 'zod'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { chainOf } from '#shared/sync/chain.ts'
import { MOST_OP_BYTES, MOST_PUSH_BYTES } from '#shared/sync/wire.ts'
import { sha256 } from './ed25519.ts'
import { WireRefusal } from './wire-refusal.ts'

/** Deeper than any body of ours; what is read here is read by every counter. */
const MOST_DEPTH = 32

/** The envelope of a wire op. Its kind may be one that this server does not know, and its body is the counters' affair. */
const zWireOp = z.strictObject({
  b: z.int().min(0),
  d: z.record(z.string(), z.unknown()),
  k: z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,59}$/),
  n: z.int().min(1),
  t: z.string().regex(/^[0-9a-f]{16}$/),
  u: z.string().max(200),
  v: z.int().min(1)
})

/** How deep the brackets of a JSON text go. Works on any text, without a stack. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isInText = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (isInText) {
      if (letter === '\\') at++
      else if (letter === '"') isInText = false
    } else if (letter === '"') isInText = true
    else if (letter === '{' || letter === '[') deepest = Math.max(deepest, ++depth)
    else if (letter === '}' || letter === ']') depth--
  }
  return deepest
}

/** The one form of a text of JSON; null where it has none: a fraction, a half of a letter, or no JSON at all. */
function canonicalOf(text: string): { readonly text: string; readonly value: unknown } | null {
  try {
    const value = JSON.parse(text) as Json
    return { text: canonicalJson(value), value }
  } catch {
    return null
  }
}

function checkOp(text: string, n: number): void {
  if (depthOf(text) > MOST_DEPTH) throw new WireRefusal('bad-request')
  const canonical = canonicalOf(text)
  if (canonical === null || canonical.text !== text) throw new WireRefusal('bad-request')
  const op = zWireOp.safeParse(canonical.value)
  if (!op.success) throw new WireRefusal('bad-request')
  if (op.data.n !== n) throw new WireRefusal('bad-chain')
}

/** How many bytes these ops are, before they are packed. */
export const bytesOf = (ops: readonly string[]): number => ops.reduce((sum, op) => sum + Buffer.byteLength(op), 0)

/** Ops of one device as they came, with what they claim. */
export interface ClaimedOps {
  readonly from: number
  readonly to: number
  readonly prevHash: string
  readonly headHash: string
  readonly ops: readonly string[]
}

/**
 * Proves what can be proved of ops by themselves: sizes, the one form of each, gapless numbers and the chain from the hash before
 * to the one after. Answers the hash after each op. What it refuses was made by a fault or an attack, never by a shop.
 */
export function proveOps({ from, to, prevHash, headHash, ops }: ClaimedOps): Uint8Array[] {
  if (to - from + 1 !== ops.length) throw new WireRefusal('bad-request')
  if (bytesOf(ops) > (ops.length === 1 ? MOST_OP_BYTES : MOST_PUSH_BYTES)) throw new WireRefusal('too-large')
  ops.forEach((op, index) => {
    checkOp(op, from + index)
  })
  const hashes = chainOf(sha256, Buffer.from(prevHash, 'hex'), ops)
  if (hexOf(hashes.at(-1)) !== headHash) throw new WireRefusal('bad-chain')
  return hashes
}

export const hexOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')
