import type { BillKind } from '#shared/sales/bill-request.ts'
import { type BillDraft, type BillField, type DraftLine, isValueNote, type LineCell } from './bill-draft.ts'
import { isPosting, takesMoney } from './bill-payment.ts'

/** Where the hand is: a field of head or foot, or a cell of a line. */
export type Spot =
  | { readonly at: 'field'; readonly field: BillField }
  | { readonly at: 'line'; readonly key: number; readonly cell: LineCell }

export const fieldSpot = (field: BillField): Spot => ({ at: 'field', field })
export const lineSpot = (key: number, cell: LineCell): Spot => ({ at: 'line', key, cell })
/** One name for each box on the screen: only the line in hand has boxes. */
export const boxOf = (spot: Spot): string => (spot.at === 'field' ? spot.field : `cell-${spot.cell}`)
export const isSameSpot = (left: Spot, right: Spot): boolean =>
  left.at === 'field'
    ? right.at === 'field' && left.field === right.field
    : right.at === 'line' && left.key === right.key && left.cell === right.cell

/** The fields above the lines that Enter walks through. The day is reached by its own key. */
export const headWalk = (kind: BillKind): readonly BillField[] =>
  kind === 'purchase' ? ['party', 'theirNumber', 'theirDate'] : ['party']

/** The ways to pay that stand open. */
export const payFields = (kind: BillKind): readonly BillField[] =>
  !isPosting(kind) ? [] : takesMoney(kind) ? ['cash', 'change', 'upi', 'bank'] : ['cash', 'upi', 'bank']

/** The fields below the lines that Enter walks through; in the last one Accept is asked. Change works itself out. */
export const footWalk = (kind: BillKind): readonly BillField[] => [
  'discount',
  'freight',
  'packing',
  'other',
  ...payFields(kind).filter((field) => field !== 'change')
]

export const lastField = (kind: BillKind): BillField => footWalk(kind).at(-1) ?? 'other'

/** Where Enter in a field of head or foot leads; `lines` are the lines, null is Accept. */
export function fieldAfter(kind: BillKind, field: BillField): BillField | 'lines' | null {
  if (field === 'date') return 'party'
  if (field === 'text' || field === 'note') return 'lines'
  const head = headWalk(kind)
  if (head.includes(field)) return head[head.indexOf(field) + 1] ?? 'lines'
  const foot = footWalk(kind)
  const from = field === 'change' ? 'cash' : field
  return foot[foot.indexOf(from) + 1] ?? null
}

/** Where Backspace in an empty field leads; `lines` is the last line, null stays. */
export function fieldBefore(kind: BillKind, field: BillField): BillField | 'lines' | null {
  const head = headWalk(kind)
  if (field === 'date') return 'party'
  if (head.includes(field)) return head[head.indexOf(field) - 1] ?? null
  const foot = footWalk(kind)
  const from = field === 'change' ? 'upi' : field
  return foot[foot.indexOf(from) - 1] ?? 'lines'
}

/** What a line of a known item is asked for first: how much, or which amount of a note for value. */
export const askedCell = (draft: BillDraft, line?: DraftLine | null): LineCell =>
  isValueNote(draft) || line?.isAmountAlone === true ? 'amount' : 'quantity'

/** Which cell Enter leads to from a cell of a line; null: on to the next line. */
export function cellAfter(draft: BillDraft, cell: LineCell, key: number, asksBatch = false): LineCell | null {
  const line = draft.lines.find((one) => one.key === key)
  const hasDiscounts = draft.lines.some((one) => one.discount.trim() !== '')
  if (isValueNote(draft)) return cell === 'amount' ? null : 'amount'
  switch (cell) {
    case 'item':
      return askedCell(draft, line)
    case 'quantity':
      if (line?.ofLine == null && asksBatch) return 'batch'
      return line?.ofLine != null ? null : line?.quantity.includes('@') ? (hasDiscounts ? 'discount' : null) : 'rate'
    case 'batch':
      // A rate that came with the quantity (`3 @ 240`) is not asked for once more.
      if (line?.ofLine != null) return null
      return line === undefined || line.isRateKnown || line.rate.trim() === ''
        ? 'rate'
        : hasDiscounts
          ? 'discount'
          : null
    case 'rate':
      // With one of the three missing the amount is asked for; it gives the third.
      if (line !== undefined && line.rate.trim() === '' && line.amount.trim() === '') return 'amount'
      if (line !== undefined && line.quantity.trim() === '') return 'amount'
      return hasDiscounts ? 'discount' : null
    case 'discount':
    case 'amount':
      return null
  }
}

const BEFORE: Readonly<Record<LineCell, LineCell | null>> = {
  item: null,
  quantity: 'item',
  batch: 'quantity',
  rate: 'quantity',
  discount: 'rate',
  amount: 'discount'
}
export function cellBefore(draft: BillDraft, cell: LineCell, asksBatch = false): LineCell | null {
  if (cell === 'amount' && isValueNote(draft)) return 'item'
  return cell === 'rate' && asksBatch ? 'batch' : BEFORE[cell]
}
