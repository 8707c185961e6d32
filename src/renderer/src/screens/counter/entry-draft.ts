import type { SettleDraft } from '#renderer/components/credit/settle-draft.ts'
import type { MoneyPlace } from '#shared/ledger/account.ts'

/** What the entry line can be set to. Money paid out to an expense head is `gave` too, until it is recorded. */
export const DRAFT_KINDS = ['sale', 'got', 'gave', 'purchase', 'sale-return', 'contra'] as const
export type DraftKind = (typeof DRAFT_KINDS)[number]

/** How it is paid. `auto`: on credit when a party is named for goods, else in cash. */
export const PAY_MODES = ['auto', 'credit', 'cash', 'upi', 'bank', 'split'] as const
export type PayMode = (typeof PAY_MODES)[number]

/** Whose entry it is, once that is known. */
export type Target =
  | { readonly type: 'party'; readonly partyId: string; readonly name: string; readonly balanceMinor: number }
  | { readonly type: 'head'; readonly code: string; readonly name: string }
  | { readonly type: 'route'; readonly from: MoneyPlace; readonly to: MoneyPlace }

/** The fields of the entry line. Errors name them. */
export const LINE_FIELDS = [
  ...(['date', 'party', 'amount', 'text', 'note', 'cash', 'change', 'upi', 'bank'] as const),
  ...(['due', 'promised'] as const)
] as const
export type LineField = (typeof LINE_FIELDS)[number]

/** The entry as it is being typed: plain text in every field, so that nothing that was typed is ever lost. */
export interface EntryDraft {
  /** The entry's id, made before the first try and kept when it is tried again. */
  readonly id: string
  readonly kind: DraftKind
  /** Whether the kind was chosen by its key: only then does the same key change how it is paid. */
  readonly isKindChosen: boolean
  readonly payMode: PayMode
  readonly target: Target | null
  readonly party: string
  readonly amount: string
  readonly text: string
  readonly note: string
  readonly date: string
  readonly cash: string
  readonly change: string
  readonly upi: string
  readonly bank: string
  /** When it falls due, and for when payment was promised. Both stand open once they were asked for, or hold a text. */
  readonly due: string
  readonly promised: string
  readonly areDaysOpen: boolean
  /** What a payment settles, with its boxes written down; null: the oldest first. */
  readonly settles: SettleDraft | null
  /** The day is closed already: the entry goes into the current day, with the typed date beside it. */
  readonly isLate: boolean
}

export function emptyDraft(id: string): EntryDraft {
  return {
    id,
    kind: 'sale',
    isKindChosen: false,
    payMode: 'auto',
    target: null,
    party: '',
    amount: '',
    text: '',
    note: '',
    date: '',
    cash: '',
    change: '',
    upi: '',
    bank: '',
    due: '',
    promised: '',
    areDaysOpen: false,
    settles: null,
    isLate: false
  }
}

/** Whether nothing would be lost if the draft went away. */
export function isEmptyDraft(draft: EntryDraft): boolean {
  return draft.target === null && LINE_FIELDS.every((field) => draft[field].trim() === '')
}

/** The draft with other text in one field. A party that is typed anew is not known until it is chosen again. */
export function withText(draft: EntryDraft, field: LineField, value: string): EntryDraft {
  if (field === 'party') return { ...draft, party: value, target: null, settles: null }
  if (field === 'date') return { ...draft, date: value, isLate: false }
  return { ...draft, [field]: value }
}

export function withTarget(draft: EntryDraft, target: Target, shownName: string, amount: string | null): EntryDraft {
  // Charges that were named are those of the party before.
  return { ...draft, target, party: shownName, amount: amount ?? draft.amount, settles: null }
}

/** Whether goods move, so that credit is possible; the other kinds are money alone. */
export const isGoods = (kind: DraftKind): boolean => kind === 'sale' || kind === 'sale-return' || kind === 'purchase'
/** Whether it is money alone between the shop and a party, so that it settles something. */
export const isPayment = ({ kind, target }: Pick<EntryDraft, 'kind' | 'target'>): boolean =>
  (kind === 'got' || kind === 'gave') && target?.type === 'party'
/** Whether something of it may stay on credit, or be settled: neither way of money nor expense does. */
export const hasCredit = ({ kind, target }: Pick<EntryDraft, 'kind' | 'target'>): boolean =>
  kind !== 'contra' && target?.type !== 'head'
/** Whether money comes in, so that change can be given. */
export const isMoneyIn = (kind: DraftKind): boolean => kind === 'sale' || kind === 'got'

/**
 * The draft after a kind's key. The first press chooses the kind; pressed again, it goes round the ways to pay: what
 * fits most often comes first.
 */
export function withKind(draft: EntryDraft, kind: DraftKind): EntryDraft {
  if (draft.kind === kind && draft.isKindChosen) return { ...draft, payMode: nextPayMode(kind, draft.payMode) }
  const isSame = draft.kind === kind
  const fits =
    draft.target === null || draft.target.type === 'party' || (draft.target.type === 'head' && kind === 'gave')
  const keepsTarget = isSame || (kind !== 'contra' && fits)
  return {
    ...draft,
    kind,
    isKindChosen: true,
    payMode: isSame || (draft.payMode === 'split' && kind !== 'contra') ? draft.payMode : 'auto',
    target: keepsTarget ? draft.target : null,
    party: keepsTarget ? draft.party : '',
    settles: isSame ? draft.settles : null
  }
}

export function nextPayMode(kind: DraftKind, mode: PayMode): PayMode {
  if (kind === 'contra') return 'auto'
  const round: readonly PayMode[] = isGoods(kind) ? ['auto', 'cash', 'upi', 'bank', 'credit'] : ['auto', 'upi', 'bank']
  return round[(round.indexOf(mode) + 1) % round.length] ?? 'auto'
}

/** How the draft is paid as it stands now. */
export function payModeOf(draft: EntryDraft): Exclude<PayMode, 'auto'> {
  if (draft.payMode !== 'auto') return draft.payMode
  return isGoods(draft.kind) && (draft.target?.type === 'party' || draft.party.trim() !== '') ? 'credit' : 'cash'
}
