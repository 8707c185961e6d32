import { type EntryDraft, hasCredit, isMoneyIn, type LineField, payModeOf } from './entry-draft.ts'

/**
 * The fields that Enter walks through. Date and note are reached by their own keys; change works itself out. The last
 * one is where Accept is asked.
 */
export function walkOf(draft: EntryDraft): readonly LineField[] {
  const line: readonly LineField[] = ['party', 'amount', 'text']
  const isSplit = draft.kind !== 'contra' && payModeOf(draft) === 'split'
  return [...line, ...(isSplit ? (['cash', 'upi', 'bank'] as const) : []), ...daysFieldsOf(draft)]
}

/** The tender fields that stand open for this draft. */
export function tenderFieldsOf(draft: EntryDraft): readonly LineField[] {
  if (draft.kind === 'contra' || payModeOf(draft) !== 'split') return []
  return isMoneyIn(draft.kind) ? ['cash', 'change', 'upi', 'bank'] : ['cash', 'upi', 'bank']
}

/** Due day and promise, where they were asked for. What was typed into them never goes out of sight. */
export function daysFieldsOf(draft: EntryDraft): readonly LineField[] {
  const isOpen = draft.areDaysOpen || draft.due.trim() !== '' || draft.promised.trim() !== ''
  return isOpen && hasCredit(draft) ? ['due', 'promised'] : []
}

/** Where Enter goes from a field; null when Accept is asked there. */
export function fieldAfter(draft: EntryDraft, field: LineField): LineField | null {
  const walk = walkOf(draft)
  if (field === 'date') return 'party'
  const from = field === 'note' ? 'text' : field === 'change' ? 'cash' : field
  return walk[walk.indexOf(from) + 1] ?? null
}

/** Where Backspace in an empty field goes; null at the first. */
export function fieldBefore(draft: EntryDraft, field: LineField): LineField | null {
  const walk = walkOf(draft)
  if (field === 'date' || field === 'party') return null
  if (field === 'note') return 'text'
  return field === 'change' ? 'cash' : (walk[walk.indexOf(field) - 1] ?? null)
}
