import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import type { Op } from '#shared/journal/op.ts'
import { PAYMENT_RECEIVED, type WireOp } from '#shared/sync/wire-op.ts'
import { isReceiptOf } from './take-payment.ts'

/** Kinds that are taken word for word. The others are merged, or name things of this file. */
const WORD_FOR_WORD: ReadonlySet<string> = new Set([
  ...[
    'bill.cancel',
    'stock.adjust',
    'upi.mark',
    'account.add',
    'price.set',
    'definition.put',
    'entry.due',
    'entry.settle'
  ],
  ...[
    'entry.attach',
    'entry.detach',
    'plan.end',
    'slip.add',
    'slip.end',
    'payment.prove',
    'payment.doubt',
    'message.make'
  ],
  ...['message.step', 'party.unmerge']
])

/** Whether an own op says what the fact of another counter did. */
export function saysSame(op: Op, wire: WireOp): boolean {
  if (op.u !== wire.u) return false
  if (op.k === 'other.keep') return op.d.k === wire.k && op.d.t === wire.t && sameJson(op.d.d ?? null, wire.d)
  if (wire.k === PAYMENT_RECEIVED) return isReceiptOf(op, wire.d)
  // What a counter that goes on as a new one says again is a change where the thing is known.
  if (
    op.k !== wire.k &&
    !(op.k === 'party.change' && wire.k === 'party.add') &&
    !(op.k === 'item.change' && wire.k === 'item.add')
  )
    return false
  if (op.k === 'entry.post') return sameJson(comparable(op.d, wire.d), comparable(wire.d, wire.d))
  return !WORD_FOR_WORD.has(op.k) || sameJson(op.d, wire.d)
}

const sameJson = (one: Json, other: Json): boolean => canonicalJson(one) === canonicalJson(other)

/** Without the period, which is each counter's own, and with the number where a second paper of that number has it in its text. */
function comparable(body: Op['d'], wire: Op['d']): Json {
  const { z, number, text, ...rest } = body
  const isBrought = number === undefined && wire.number !== undefined
  return {
    ...rest,
    number: wire.number ?? '',
    text: isBrought ? String(text).slice(String(wire.number).length).trim() : (text ?? '')
  }
}
