import { parseAmount } from '#renderer/i18n/amounts.ts'
import type { TextKey, TextParams } from '#renderer/i18n/locale-parts.ts'
import type { Result } from '#shared/kernel/result.ts'
import { add, type Minor, minor, negate, subtract, sum, ZERO } from '#shared/money/money.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import type { BillDraft, BillField } from './bill-draft.ts'

/** What stops a bill, at the field where it can be put right. */
export interface FieldProblem {
  readonly field: BillField
  readonly key: TextKey
  readonly params?: TextParams
}

/** How a bill is paid as it stands. */
export interface Payment {
  readonly cashMinor: Minor
  readonly changeMinor: Minor
  readonly upiMinor: Minor
  readonly bankMinor: Minor
  /** In all, less change. */
  readonly paidMinor: Minor
  /** What stays in the party's account. */
  readonly creditMinor: Minor
  /** What the party owes more (or less) by the bill. */
  readonly balanceEffectMinor: Minor
  readonly problem: FieldProblem | null
}

/** Whether the paper posts to the book: a quotation and a challan only promise. */
export const isPosting = (kind: BillKind): boolean => kind !== 'quotation' && kind !== 'challan'
export const isReturn = (kind: BillKind): boolean => kind === 'sale-return' || kind === 'purchase-return'
/** Whether money comes in, so that change can be given. */
export const takesMoney = (kind: BillKind): boolean => kind === 'sale' || kind === 'purchase-return'
/** Whether the goods and their prices are those of selling. */
export const isSelling = (kind: BillKind): boolean => kind !== 'purchase' && kind !== 'purchase-return'

/** Whether goods go to a buyer, who may want them elsewhere. */
export const isDelivered = (kind: BillKind): boolean => isSelling(kind) && !isReturn(kind)

const NONE: Payment = {
  cashMinor: ZERO,
  changeMinor: ZERO,
  upiMinor: ZERO,
  bankMinor: ZERO,
  paidMinor: ZERO,
  creditMinor: ZERO,
  balanceEffectMinor: ZERO,
  problem: null
}

const readField = (draft: BillDraft, field: BillField): Result<Minor> =>
  draft[field].trim() === '' ? { ok: true, value: ZERO } : parseAmount(draft[field])

/**
 * How a total is paid: what was typed as cash, UPI and bank, the rest on credit where there is an account. Without a party
 * the rest is cash. More cash than is due gives change; a typed change of 0 keeps the rest in the party's account.
 */
export function paymentOf(draft: BillDraft, total: Minor): Payment {
  if (!isPosting(draft.kind)) return NONE
  const parts = { cash: readField(draft, 'cash'), upi: readField(draft, 'upi'), bank: readField(draft, 'bank') }
  const typedChange = readField(draft, 'change')
  for (const field of ['cash', 'upi', 'bank', 'change'] as const) {
    const part = field === 'change' ? typedChange : parts[field]
    if (part.ok) continue
    return {
      ...NONE,
      creditMinor: total,
      problem: { field, key: `errors:${part.failure.code}`, params: part.failure.params ?? {} }
    }
  }
  const value = (part: Result<Minor>) => (part.ok ? part.value : ZERO)
  const [upiMinor, bankMinor] = [value(parts.upi), value(parts.bank)]
  const left = subtract(subtract(total, upiMinor), bankMinor)
  const mustPay = draft.target === null
  const cashMinor = draft.cash.trim() === '' && mustPay && left > 0 ? left : value(parts.cash)
  const extra = subtract(cashMinor, left)
  const automatic = takesMoney(draft.kind) && extra > 0 ? minor(Math.min(extra, cashMinor)) : ZERO
  const changeMinor = draft.change.trim() === '' || !takesMoney(draft.kind) ? automatic : value(typedChange)
  const paidMinor = subtract(sum([cashMinor, upiMinor, bankMinor]), changeMinor)
  const creditMinor = subtract(total, paidMinor)
  return {
    cashMinor,
    changeMinor,
    upiMinor,
    bankMinor,
    paidMinor,
    creditMinor,
    balanceEffectMinor: takesMoney(draft.kind) ? creditMinor : negate(creditMinor),
    problem: problemOf(cashMinor, changeMinor, creditMinor, mustPay)
  }
}

function problemOf(cash: Minor, change: Minor, credit: Minor, mustPay: boolean): FieldProblem | null {
  if (change > cash) return { field: 'change', key: 'errors:entry/change-exceeds-cash' }
  if (!mustPay || credit === 0) return null
  if (credit > 0) return { field: 'cash', key: 'errors:entry/cash-sale-must-be-paid', params: { missingMinor: credit } }
  return { field: 'cash', key: 'errors:entry/overpaid-without-party', params: { extraMinor: negate(credit) } }
}

/** The party's balance before and after the bill. */
export const balancesOf = (payment: Payment, oldMinor: Minor | null): { oldMinor: Minor; newMinor: Minor } | null =>
  oldMinor === null ? null : { oldMinor, newMinor: add(oldMinor, payment.balanceEffectMinor) }
