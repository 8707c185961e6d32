import type { LayoutDraft } from './layout-draft.ts'

/** What was changed and not saved when the screen was left, by shop: it is there again when the screen is. */
const kept = new Map<string, LayoutDraft>()

export const keepDraft = (shopId: string, draft: LayoutDraft | null): void => {
  if (draft === null) kept.delete(shopId)
  else kept.set(shopId, draft)
}
export const keptDraft = (shopId: string): LayoutDraft | null => kept.get(shopId) ?? null
