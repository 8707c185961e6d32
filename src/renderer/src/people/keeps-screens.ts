import type { PersonView } from '#shared/contract/people-endpoints.ts'

/**
 * Whether the screens that one person left open may stand in front of the next: only where he sees no more than he may.
 * So an owner comes to help with a half typed bill, and a cashier never finds the owner's report.
 */
export function keepsScreens(before: PersonView | null, now: PersonView): boolean {
  if (before === null || before.id === now.id || now.role === 'owner') return true
  return now.role === 'manager' && before.role === 'cashier'
}
