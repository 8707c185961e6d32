import type { TextKey } from '#renderer/i18n/locale-parts.ts'
import { absolute, type Minor, ZERO } from '#shared/money/money.ts'
import type { DraftFigures } from './draft-figures.ts'
import type { EntryDraft } from './entry-draft.ts'

/** One line of the small sum beside the entry: what it is, its sign, and how much. */
export interface SlipRow {
  readonly label: TextKey
  readonly sign: '' | '+' | '\u2212' | '='
  readonly amountMinor: Minor
  /** A balance is said with its direction; other amounts are only amounts. */
  readonly isBalance: boolean
}

type Balances = { readonly oldMinor: Minor; readonly newMinor: Minor } | null

/** The sum as a person would write it: old balance, this, paid, new balance; or bill, given, change. Never more than four rows. */
export function slipOf(draft: EntryDraft, figures: DraftFigures, balances: Balances): readonly SlipRow[] {
  const amount = figures.amountMinor ?? ZERO
  if (draft.target === null && draft.party.trim() !== '') return []
  if (draft.kind === 'contra') return [row('counter:slip.moved', '', amount)]
  if (balances === null) return cashSlip(figures, amount)
  const oldRow: SlipRow = { label: 'counter:slip.old', sign: '', amountMinor: balances.oldMinor, isBalance: true }
  const newRow: SlipRow = { label: 'counter:slip.new', sign: '=', amountMinor: balances.newMinor, isBalance: true }
  return [oldRow, ...between(draft, figures, amount), newRow]
}

function between(draft: EntryDraft, figures: DraftFigures, amount: Minor): readonly SlipRow[] {
  switch (draft.kind) {
    case 'sale':
      return [row('counter:slip.sale', '+', amount), row('counter:slip.paid', '\u2212', figures.paidMinor)]
    case 'got':
      return [row('counter:slip.got', '\u2212', figures.paidMinor)]
    case 'gave':
      return [row('counter:slip.gave', '+', figures.paidMinor)]
    case 'purchase':
      return [row('counter:slip.purchase', '\u2212', amount), row('counter:slip.wePaid', '+', figures.paidMinor)]
    case 'sale-return':
      return [row('counter:slip.return', '\u2212', amount), row('counter:slip.wePaid', '+', figures.paidMinor)]
    case 'contra':
      return []
  }
}

/** Nobody's account: what is due, what was handed over, and what goes back. */
function cashSlip(figures: DraftFigures, amount: Minor): readonly SlipRow[] {
  const rows = [row('counter:slip.due', '', amount)]
  if (figures.cashMinor > 0) rows.push(row('counter:slip.cash', '', figures.cashMinor))
  if (figures.upiMinor > 0) rows.push(row('counter:slip.upi', '', figures.upiMinor))
  if (figures.bankMinor > 0 && rows.length < 3) rows.push(row('counter:slip.bank', '', figures.bankMinor))
  if (figures.changeMinor > 0) rows.push(row('counter:slip.change', '=', figures.changeMinor))
  return rows
}

const row = (label: TextKey, sign: SlipRow['sign'], amountMinor: Minor): SlipRow => ({
  label,
  sign,
  amountMinor: absolute(amountMinor),
  isBalance: false
})
