import type { Input } from '#shared/contract/contract.ts'
import { type DraftFigures, figuresOf } from './draft-figures.ts'
import { type EntryDraft, isEmptyDraft, type LineField } from './entry-draft.ts'

export type CustomerLine = Input<'customer.show'>['draft']

/** In these an amount, or whose it is, may still change with the next key. */
const OPEN_FIELDS: ReadonlySet<LineField> = new Set(['party', 'amount', 'cash', 'change', 'upi', 'bank'])

/**
 * The line as the customer may follow it; null when it is none of his affair. A name that is still being typed or searched
 * for is not part of it, nor is the note.
 */
export function customerLineOf(draft: EntryDraft, field: LineField, asksQr: boolean): CustomerLine {
  const { kind, target } = draft
  if (kind !== 'sale' && kind !== 'got' && kind !== 'sale-return') return null
  if (isEmptyDraft(draft) || target?.type === 'head' || target?.type === 'route') return null
  const figures = figuresOf(draft)
  return {
    id: draft.id,
    kind,
    partyId: target === null ? null : target.partyId,
    amountMinor: figures.amountMinor,
    text: draft.text.trim().slice(0, 200),
    lines: [],
    tender: tenderOf(figures),
    isSettled: !OPEN_FIELDS.has(field),
    asksQr
  }
}

function tenderOf({ cashMinor, changeMinor, upiMinor, bankMinor }: DraftFigures) {
  return { cashMinor, changeMinor, upiMinor, bankMinor }
}
