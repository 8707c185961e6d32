/** What is stored for a shop. Entries are whatever a push brings: bills among them. */
export type Stored = 'entries' | 'attachment' | 'snapshot'

/** How much a shop stores, in bytes, and since when that is too much (milliseconds), as its account row says. */
export interface Usage {
  readonly bytesUsed: number
  readonly quotaBytes: number
  readonly overSince: number | null
}

export const GRACE_MS = 30 * 86_400_000

/** `grace` is over the quota with time left; `over` is beyond that time. */
export type QuotaState =
  | { readonly state: 'within' }
  | { readonly state: 'grace'; readonly endsAt: number }
  | { readonly state: 'over' }

export function quotaState({ bytesUsed, quotaBytes, overSince }: Usage, nowMs: number): QuotaState {
  if (bytesUsed <= quotaBytes) return { state: 'within' }
  const endsAt = (overSince ?? nowMs) + GRACE_MS
  return nowMs < endsAt ? { state: 'grace', endsAt } : { state: 'over' }
}

/** Whether this may be stored. Entries always may: a shop's bills are not what a bill for storage is settled with. */
export const mayStore = (stored: Stored, usage: Usage, nowMs: number): boolean =>
  stored === 'entries' || quotaState(usage, nowMs).state !== 'over'

/** The usage after so many bytes more (or, deleted, fewer). The time of grace begins once, and begins anew only after the shop was within its quota. */
export function usageAfter(usage: Usage, byteCount: number, nowMs: number): Usage {
  const bytesUsed = Math.max(0, usage.bytesUsed + byteCount)
  return { ...usage, bytesUsed, overSince: bytesUsed <= usage.quotaBytes ? null : (usage.overSince ?? nowMs) }
}
