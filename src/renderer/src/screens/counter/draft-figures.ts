import { isIndian, parseAmount } from '#renderer/i18n/amounts.ts'
import type { TextKey, TextParams } from '#renderer/i18n/locale-parts.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { creditRails, guardRails, type Warning } from '#shared/ledger/guard-rails.ts'
import { add, type Minor, minor, negate, subtract, sum, ZERO } from '#shared/money/money.ts'
import { type EntryDraft, isGoods, isMoneyIn, type LineField, payModeOf } from './entry-draft.ts'

/** What stops the entry, at the field where it can be put right. */
export interface Problem {
  readonly field: LineField
  readonly key: TextKey
  readonly params?: TextParams
}

/** A coded failure at a field. */
export function problemAt(field: LineField, failure: Failure): Problem {
  return { field, key: `errors:${failure.code}`, params: failure.params ?? {} }
}

/** What the draft comes to as it stands: shown while it is typed, recorded when it is accepted. */
export interface DraftFigures {
  /** Null while there is no amount that can be read. */
  readonly amountMinor: Minor | null
  /** Cash that changes hands, before change. */
  readonly cashMinor: Minor
  readonly changeMinor: Minor
  readonly upiMinor: Minor
  readonly bankMinor: Minor
  /** What is paid in all, less change. */
  readonly paidMinor: Minor
  /** What the party owes more (or less) by it. */
  readonly balanceEffectMinor: Minor
  /** The first thing that stops the entry, or null. */
  readonly problem: Problem | null
}

const nothing: DraftFigures = {
  amountMinor: null,
  cashMinor: ZERO,
  changeMinor: ZERO,
  upiMinor: ZERO,
  bankMinor: ZERO,
  paidMinor: ZERO,
  balanceEffectMinor: ZERO,
  problem: null
}

/** The figures of a draft, with whatever stops it named. */
export function figuresOf(draft: EntryDraft): DraftFigures {
  const amount = readField(draft, 'amount')
  if (!amount.ok) return { ...nothing, problem: problemAt('amount', amount.failure) }
  if (amount.value === 0) return { ...nothing, problem: problemAt('amount', { code: 'money/zero' }) }
  const mode = draft.kind === 'contra' ? 'credit' : payModeOf(draft)
  const paid = mode === 'split' ? readSplit(draft, amount.value) : paidWhole(mode, amount.value)
  if ('field' in paid) return { ...nothing, amountMinor: amount.value, problem: paid }
  const paidMinor = subtract(sum([paid.cashMinor, paid.upiMinor, paid.bankMinor]), paid.changeMinor)
  return {
    ...paid,
    amountMinor: amount.value,
    paidMinor,
    balanceEffectMinor: balanceEffect(draft, amount.value, paidMinor),
    problem: problemOf(draft, amount.value, paid, paidMinor)
  }
}

type Paid = Pick<DraftFigures, 'cashMinor' | 'changeMinor' | 'upiMinor' | 'bankMinor'>

function paidWhole(mode: 'credit' | 'cash' | 'upi' | 'bank', amount: Minor): Paid {
  return {
    cashMinor: mode === 'cash' ? amount : ZERO,
    changeMinor: ZERO,
    upiMinor: mode === 'upi' ? amount : ZERO,
    bankMinor: mode === 'bank' ? amount : ZERO
  }
}

/**
 * The parts of a split. Cash that is left empty is what remains, where nothing can stay on credit. More money than is due
 * gives change, as far as it was cash; a typed change of 0 keeps the rest in the party's account.
 */
function readSplit(draft: EntryDraft, amount: Minor): Paid | Problem {
  const parts = { upi: readField(draft, 'upi'), bank: readField(draft, 'bank'), cash: readField(draft, 'cash') }
  const change = readField(draft, 'change')
  for (const field of ['cash', 'upi', 'bank'] as const) {
    const part = parts[field]
    if (!part.ok) return problemAt(field, part.failure)
  }
  if (!change.ok) return problemAt('change', change.failure)
  const value = (part: Result<Minor>) => (part.ok ? part.value : ZERO)
  const [upiMinor, bankMinor] = [value(parts.upi), value(parts.bank)]
  const left = subtract(subtract(amount, upiMinor), bankMinor)
  const mustPay = !isGoods(draft.kind) || draft.target === null
  const cashMinor = draft.cash.trim() === '' && mustPay && left > 0 ? left : value(parts.cash)
  if (!isMoneyIn(draft.kind)) return { cashMinor, changeMinor: ZERO, upiMinor, bankMinor }
  const extra = subtract(cashMinor, left)
  const automatic = extra > 0 ? minor(Math.min(extra, cashMinor)) : ZERO
  return { cashMinor, changeMinor: draft.change.trim() === '' ? automatic : change.value, upiMinor, bankMinor }
}

function readField(draft: EntryDraft, field: LineField): Result<Minor> {
  return draft[field].trim() === '' ? { ok: true, value: ZERO } : parseAmount(draft[field])
}

function balanceEffect(draft: EntryDraft, amount: Minor, paid: Minor): Minor {
  switch (draft.kind) {
    case 'sale':
      return subtract(amount, paid)
    case 'got':
      return negate(paid)
    case 'gave':
      return paid
    case 'purchase':
    case 'sale-return':
      return subtract(paid, amount)
    case 'contra':
      return ZERO
  }
}

function problemOf(draft: EntryDraft, amount: Minor, paid: Paid, paidMinor: Minor): Problem | null {
  if (draft.kind === 'contra') return null
  if (paid.changeMinor > paid.cashMinor) return problemAt('change', { code: 'entry/change-exceeds-cash' })
  const missing = subtract(amount, paidMinor)
  const mustPay = !isGoods(draft.kind) || draft.target === null
  if (mustPay && missing > 0) {
    const key = isGoods(draft.kind) ? 'errors:entry/cash-sale-must-be-paid' : 'counter:problem.partsMissing'
    return { field: 'cash', key, params: { missingMinor: missing } }
  }
  if (missing < 0 && !isGoods(draft.kind)) {
    return { field: 'cash', key: 'counter:problem.partsTooMuch', params: { extraMinor: negate(missing) } }
  }
  if (missing < 0 && draft.target === null) {
    return problemAt('cash', { code: 'entry/overpaid-without-party', params: { extraMinor: negate(missing) } })
  }
  return null
}

/** The party's balance before and after, when a party is known. */
export function balancesOf(
  draft: EntryDraft,
  figures: DraftFigures,
  oldMinor: Minor | null
): { oldMinor: Minor; newMinor: Minor } | null {
  if (draft.target?.type !== 'party') return null
  const before = oldMinor ?? minor(draft.target.balanceMinor)
  return { oldMinor: before, newMinor: add(before, figures.balanceEffectMinor) }
}

/** What the law or good sense says of the draft. It never stops it. */
export function warningsOf(draft: EntryDraft, figures: DraftFigures, today: Known | null): Warning[] {
  if (draft.kind === 'contra') return []
  const ofCredit = today?.credit === undefined ? [] : creditWarnings(figures, today.balanceMinor, today.credit)
  // What the law says is said first: it costs more than a late payment.
  return [...(isIndian() ? warningsOfLaw(draft, figures, today) : []), ...ofCredit]
}

/** What of a party's brief the warnings go by. */
interface Known {
  readonly cashInTodayMinor: number
  readonly cashOutTodayMinor: number
  readonly balanceMinor: number
  readonly credit?: {
    readonly limitMinor: number | null
    readonly overdueMinor: number
    readonly brokenMinor: number
  }
}

function creditWarnings(figures: DraftFigures, balanceMinor: number, credit: NonNullable<Known['credit']>): Warning[] {
  return creditRails({
    creditMinor: figures.balanceEffectMinor,
    balanceMinor: minor(balanceMinor),
    limitMinor: credit.limitMinor === null ? null : minor(credit.limitMinor),
    overdueMinor: minor(credit.overdueMinor),
    brokenMinor: minor(credit.brokenMinor)
  })
}

function warningsOfLaw(draft: EntryDraft, figures: DraftFigures, today: Known | null): Warning[] {
  const isIn = isMoneyIn(draft.kind)
  const cash = subtract(figures.cashMinor, figures.changeMinor)
  return guardRails({
    cashInMinor: isIn ? cash : ZERO,
    cashInTodayMinor: minor(today?.cashInTodayMinor ?? 0),
    cashOutMinor: isIn ? ZERO : cash,
    cashOutTodayMinor: minor(today?.cashOutTodayMinor ?? 0),
    isFreight: draft.target?.type === 'head' && draft.target.code === 'expense:freight',
    upiMinor: isIn ? figures.upiMinor : ZERO
  })
}
