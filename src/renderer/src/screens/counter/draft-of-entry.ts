import { formatPlain } from '#renderer/i18n/amounts.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { absolute, minor } from '#shared/money/money.ts'
import { type DraftKind, type EntryDraft, emptyDraft, type PayMode, type Target } from './entry-draft.ts'

const KIND_OF: Partial<Readonly<Record<EntryView['kind'], DraftKind>>> = {
  sale: 'sale',
  'sale-return': 'sale-return',
  purchase: 'purchase',
  got: 'got',
  gave: 'gave',
  expense: 'gave'
}

/** A new draft like an entry, or null for a kind that is not entered at the counter line. `name` is what the line shows for whom. */
export function draftOfEntry(entry: EntryView, id: string, name: string): EntryDraft | null {
  const kind = KIND_OF[entry.kind]
  if (kind === undefined) return null
  const target: Target | null =
    entry.partyId !== null
      ? { type: 'party', partyId: entry.partyId, name, balanceMinor: entry.balanceAfterMinor ?? 0 }
      : entry.kind === 'expense'
        ? { type: 'head', code: entry.accountCode, name }
        : null
  const plain = (amount: number) => (amount === 0 ? '' : formatPlain(absolute(minor(amount))))
  return {
    ...emptyDraft(id),
    kind,
    isKindChosen: true,
    payMode: payModeOfEntry(entry),
    target,
    party: target === null ? '' : name,
    amount: plain(entry.amountMinor),
    text: entry.text,
    note: entry.note,
    cash: plain(absolute(minor(entry.cashMinor)) + entry.changeMinor),
    upi: plain(entry.upiMinor),
    bank: plain(entry.bankMinor)
  }
}

function payModeOfEntry(entry: EntryView): PayMode {
  const places = [entry.cashMinor !== 0, entry.upiMinor !== 0, entry.bankMinor !== 0]
  const whole = absolute(minor(entry.amountMinor))
  if (places.every((isUsed) => !isUsed)) return 'credit'
  if (places.filter(Boolean).length > 1 || entry.changeMinor !== 0) return 'split'
  if (absolute(minor(entry.cashMinor)) === whole) return 'cash'
  if (absolute(minor(entry.upiMinor)) === whole) return 'upi'
  return absolute(minor(entry.bankMinor)) === whole ? 'bank' : 'split'
}
