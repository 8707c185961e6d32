/** What a person is in the shop. An accountant reads and exports, and records nothing. */
export const ROLES = ['owner', 'manager', 'cashier', 'accountant'] as const
export type Role = (typeof ROLES)[number]

/** Whether such a person may see what the shop pays and what it earns. */
export const roleSeesCosts = (role: Role): boolean => role !== 'cashier'
