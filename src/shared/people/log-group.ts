import type { OpKind } from '#shared/journal/op.ts'

/** What one looks for in the edit log. */
export const LOG_GROUPS = ['all', 'changes', 'money', 'people'] as const
export type LogGroup = (typeof LOG_GROUPS)[number]

/** What of an op decides its group. */
export interface LoggedOp {
  readonly kind: OpKind
  /** The kind of the entry, of the note or of the definition; empty for the others. */
  readonly what: string
}

/** Kinds that undo, re-price or alter what stood before. */
const CHANGES: ReadonlySet<OpKind> = new Set<OpKind>([
  'bill.cancel',
  'price.set',
  'item.change',
  'party.change',
  'party.merge',
  'party.unmerge',
  'party.terms',
  'stock.adjust',
  'settings.change',
  'entry.detach',
  'payment.doubt',
  'plan.end',
  'slip.end',
  'message.forget',
  'definition.put'
])
/** What became of the lock, and of PINs. */
export const SECURITY_NOTES = [
  'people-on',
  'people-off',
  'pin-set',
  'locked',
  'unlocked',
  'wrong-pin',
  'wrong-code',
  'recovered',
  'code-printed',
  'encryption-on',
  'encryption-off'
] as const
export type SecurityNote = (typeof SECURITY_NOTES)[number]
/** Every kind of note that has words of its own. */
export const LOGGED_NOTES = [
  ...SECURITY_NOTES,
  'clock-back',
  'guard-rail',
  'bill-rail',
  'pdf',
  'reprint',
  'bill-paper',
  'print-moved',
  'export'
] as const
export type LoggedNote = (typeof LOGGED_NOTES)[number]
export const isLoggedNote = (what: string): what is LoggedNote => LOGGED_NOTES.some((one) => one === what)

const security: ReadonlySet<string> = new Set(SECURITY_NOTES)
const PEOPLE_DEFINITIONS: ReadonlySet<string> = new Set(['person', 'people-rule'])

/** Whether an op belongs to what is looked for. An op may belong to two groups: a reversal is money, and a change. */
export function isInGroup({ kind, what }: LoggedOp, group: LogGroup): boolean {
  if (group === 'all') return true
  const isOfPeople =
    (kind === 'audit.note' && security.has(what)) || (kind === 'definition.put' && PEOPLE_DEFINITIONS.has(what))
  if (group === 'people') return isOfPeople
  if (group === 'money') return kind === 'entry.post'
  return !isOfPeople && (CHANGES.has(kind) || (kind === 'entry.post' && what === 'reversal'))
}
