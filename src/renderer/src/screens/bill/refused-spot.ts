import type { Failure } from '#shared/kernel/result.ts'
import { BILL_FIELDS, type BillDraft, type BillField, type LineCell } from './bill-draft.ts'
import { askedCell, fieldSpot, lineSpot, type Spot } from './spots.ts'

/** Names of main for what a cell of the screen holds. */
const CELL_OF: Readonly<Record<string, LineCell>> = {
  itemId: 'item',
  text: 'item',
  said: 'quantity',
  quantity: 'quantity',
  rate: 'rate',
  rateUnit: 'rate',
  discount: 'discount',
  amountMinor: 'amount',
  ofLine: 'quantity'
}
const FIELD_OF: Readonly<Record<string, BillField>> = {
  bookOn: 'date',
  occurredOn: 'date',
  partyId: 'party',
  cashMinor: 'cash',
  changeMinor: 'change',
  upiMinor: 'upi',
  bankMinor: 'bank'
}

/** Where the next item is typed. */
export const itemSpot = (draft: BillDraft): Spot => lineSpot(draft.lines.at(-1)?.key ?? 0, 'item')

/**
 * The box that can put a refusal of main right. `lines.3.quantity` is the fourth line that was sent; `places` tells for each
 * line of the draft where it stands among those, -1 for one that was not sent.
 */
export function refusedSpot(draft: BillDraft, places: readonly number[], failure: Failure): Spot {
  const parts = /^lines\.(\d+)\.(\w+)/.exec(failure.field ?? '')
  const line = parts === null ? undefined : draft.lines[places.indexOf(Number(parts[1]))]
  const cell = CELL_OF[parts?.[2] ?? ''] ?? 'item'
  // Of a note for value the amount is what a hand can put right.
  if (line !== undefined) return lineSpot(line.key, cell === 'quantity' ? askedCell(draft) : cell)
  const named = failure.field ?? ''
  const field = FIELD_OF[named] ?? BILL_FIELDS.find((one) => one === named)
  return field === undefined ? itemSpot(draft) : fieldSpot(field)
}
