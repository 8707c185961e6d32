import type { CountDraft } from './count-draft.ts'

const drafts = new Map<string, CountDraft>()

/**
 * What was counted and not accepted yet, by shop, for as long as the window is open: whoever is called away from the
 * drawer finds every box as it was left. Nothing of it is stored, for until it is accepted it is no fact.
 */
export const keptDraft = (shopId: string): CountDraft => drafts.get(shopId) ?? {}

export function keepDraft(shopId: string, draft: CountDraft): void {
  if (Object.values(draft).every((text) => text.trim() === '')) drafts.delete(shopId)
  else drafts.set(shopId, draft)
}
