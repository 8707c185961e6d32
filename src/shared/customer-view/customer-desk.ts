import type { UpiState } from '#shared/ledger/upi-state.ts'
import type { Minor } from '#shared/money/money.ts'
import type { CustomerKind } from './customer-draft.ts'

/** How long each picture stays when nothing else happens, in milliseconds. */
export const THANKS_MS = 10_000
export const PAID_MS = 6_000
/** A QR that nobody pays goes away: it must not greet the next customer in the morning. */
export const WAITING_MS = 10 * 60_000

/** A draft as the desk knows it: names and balances are main's own, by the party's id. */
export interface DeskDraft {
  readonly id: string
  readonly kind: CustomerKind
  readonly customerName: string
  readonly amountMinor: Minor | null
  readonly lines: readonly { readonly text: string; readonly amountMinor: Minor }[]
  readonly cashMinor: Minor
  readonly changeMinor: Minor
  readonly balanceMinor: Minor | null
  /** What a QR asks for; zero for none. */
  readonly askedMinor: Minor
}

/** What a customer may know of his entry that is in the book. Amounts without sign. */
export interface DeskEntry {
  readonly id: string
  readonly kind: CustomerKind
  readonly customerName: string
  readonly amountMinor: Minor
  readonly paidMinor: Minor
  readonly changeMinor: Minor
  readonly upiMinor: Minor
  readonly balanceMinor: Minor | null
  /** Under which a bank names the payment. */
  readonly reference: string
}

interface After {
  readonly entry: DeskEntry
  readonly phase: UpiState | 'thanks'
  /** What is known of the part paid by UPI. */
  readonly step: UpiState | null
  /** On a clock that never jumps. */
  readonly untilMs: number
}

/**
 * What the counter does, as far as the customer follows it: a line that is being typed, and the last entry that was
 * accepted. Plain data; every change is one of the functions below.
 */
export interface Desk {
  readonly draft: DeskDraft | null
  readonly after: After | null
  /** The last QR that was shown for a draft: its payload stays the same when that draft is accepted, under a phone that is just reading it. */
  readonly asked: { readonly id: string; readonly amountMinor: Minor } | null
}

export const IDLE_DESK: Desk = { draft: null, after: null, asked: null }

/** The picture, before words and modules. */
export type Scene =
  | { readonly name: 'idle' }
  | { readonly name: 'live'; readonly draft: DeskDraft }
  | { readonly name: 'due'; readonly draft: DeskDraft; readonly reference: string }
  | { readonly name: 'waiting'; readonly entry: DeskEntry; readonly reference: string }
  | { readonly name: 'paid'; readonly entry: DeskEntry; readonly step: Exclude<UpiState, 'waiting'> }
  | { readonly name: 'thanks'; readonly entry: DeskEntry; readonly step: UpiState | null }

export function sceneOf(desk: Desk): Scene {
  const { draft, after } = desk
  if (draft !== null) {
    return draft.askedMinor > 0 ? { name: 'due', draft, reference: referenceOf(draft.id) } : { name: 'live', draft }
  }
  if (after === null) return { name: 'idle' }
  const { entry, phase, step } = after
  if (phase === 'thanks') return { name: 'thanks', entry, step }
  if (phase !== 'waiting') return { name: 'paid', entry, step: phase }
  const wasAsked = desk.asked?.id === entry.id && desk.asked.amountMinor === entry.upiMinor
  return { name: 'waiting', entry, reference: wasAsked ? referenceOf(entry.id) : entry.reference }
}

/** The reference of a payment that has no bill number yet: made from the id that the entry will have. */
export const referenceOf = (id: string): string => `E${id.replaceAll('-', '')}`

/**
 * Another letter was typed, or the line is empty (null). A line that says nothing to a customer leaves the last picture
 * up; one that does takes its place, and only a payment that is still waited for comes back afterwards.
 */
export function withDraft(desk: Desk, draft: DeskDraft | null): Desk {
  const isShown = draft !== null && (draft.customerName !== '' || (draft.amountMinor ?? 0) > 0)
  if (!isShown) return { ...desk, draft: null }
  const asked = draft.askedMinor > 0 ? { id: draft.id, amountMinor: draft.askedMinor } : desk.asked
  return { draft, asked, after: desk.after?.phase === 'waiting' ? desk.after : null }
}

/** An entry came into the book; null for one that is no customer's affair. */
export function withEntry(desk: Desk, entryId: string, entry: DeskEntry | null, nowMs: number): Desk {
  const draft = desk.draft?.id === entryId ? null : desk.draft
  if (entry === null) return { ...desk, draft, after: null }
  const isWaiting = entry.upiMinor > 0 && entry.kind !== 'sale-return'
  const after: After = isWaiting
    ? { entry, phase: 'waiting', step: 'waiting', untilMs: nowMs + WAITING_MS }
    : { entry, phase: 'thanks', step: null, untilMs: nowMs + THANKS_MS }
  return { ...desk, draft, after }
}

const ORDER: readonly string[] = ['waiting', 'claimed', 'proved']

/** Somebody said, or a bank proved, that the entry's payment came. A state only moves forward. */
export function withMark(desk: Desk, entryId: string, state: UpiState, nowMs: number): Desk {
  const { after } = desk
  if (after === null || after.entry.id !== entryId || after.step === null || state === 'waiting') return desk
  if (ORDER.indexOf(state) <= ORDER.indexOf(after.step)) return desk
  // The next customer stands there already: what the one before him paid is not for his eyes.
  if (desk.draft !== null) return { ...desk, after: null }
  return { ...desk, after: { ...after, phase: state, step: state, untilMs: nowMs + PAID_MS } }
}

/** An entry was undone: nothing of it is shown any more. */
export function withReversal(desk: Desk, entryId: string): Desk {
  return desk.after?.entry.id === entryId ? { ...desk, after: null } : desk
}

/** What has become of the desk by now. */
export function atTime(desk: Desk, nowMs: number): Desk {
  const { after } = desk
  if (after === null || nowMs < after.untilMs) return desk
  if (after.phase === 'thanks' || after.phase === 'waiting') return { ...desk, after: null }
  return atTime({ ...desk, after: { ...after, phase: 'thanks', untilMs: after.untilMs + THANKS_MS } }, nowMs)
}

/** When the picture changes by itself; null when it stays. */
export const nextChangeAt = (desk: Desk): number | null => desk.after?.untilMs ?? null
