import { assert } from '#shared/kernel/assert.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { type AccountCode, type SystemAccount, systemAccount } from '#shared/ledger/account.ts'
import {
  assertBalanced,
  type BuiltEntry,
  controlAccount,
  type PartyFacts,
  type Posting,
  paidOut,
  takenIn
} from '#shared/ledger/build-entry.ts'
import type { PaidOut, Tender } from '#shared/ledger/entry-request.ts'
import { add, type Minor, minor, negate, smaller, subtract, sum, ZERO } from '#shared/money/money.ts'
import { shareOut } from '#shared/money/share-out.ts'
import { shareOf } from '#shared/quantity/quantity.ts'
import { TAX_HEADS, type TaxHead } from '#shared/tax/tax-scheme.ts'
import type { Bill, WorkedLine } from './bill.ts'
import type { BillRequest, CHARGE_KINDS, EntryBillKind } from './bill-request.ts'
import { taxTotal } from './bill-totals.ts'

/** Money that came with a bill, or went out with it. */
export type BillPayment = { readonly tender: Tender } | { readonly paid: PaidOut }

/** What of a request tells how it was paid; null for a paper that posts nothing. */
export const paymentOf = (request: BillRequest): BillPayment | null =>
  'tender' in request ? { tender: request.tender } : 'paid' in request ? { paid: request.paid } : null

/** An account and how much of the bill stands there, in the direction of the goods' value. Never negative but for rounding. */
interface Share {
  readonly account: SystemAccount
  readonly amountMinor: Minor
}

const GOODS: Readonly<Record<EntryBillKind, { account: SystemAccount; isDebit: boolean }>> = {
  sale: { account: 'sales', isDebit: false },
  'sale-return': { account: 'sales-returns', isDebit: true },
  purchase: { account: 'purchases', isDebit: true },
  'purchase-return': { account: 'purchase-returns', isDebit: false }
}

/**
 * The balanced entry of a bill, by the same rules of payment as any other: what is not paid now is on the party's account,
 * a bill without a party is paid in full, change is not money taken. Legs first, then the account of the goods, which takes the
 * rest, then charges, tax by head and rounding. Fails with `entry/change-exceeds-cash`, `entry/cash-sale-must-be-paid`,
 * `entry/overpaid-without-party` or `entry/party-needed`.
 */
export function billEntry(bill: Bill, payment: BillPayment, party: PartyFacts | null): Result<BuiltEntry> {
  const kind = bill.kind as EntryBillKind
  const { isDebit } = GOODS[kind]
  const moved = 'tender' in payment ? takenIn(payment.tender) : paidOut(payment.paid)
  if (moved === null) return fail('entry/change-exceeds-cash', {}, 'changeMinor')
  // Goods that go out ask for money, goods that come in owe it.
  const creditMinor = subtract(isDebit ? negate(bill.totalMinor) : bill.totalMinor, moved.total)
  if (party === null && creditMinor !== 0) return unpaid(kind, creditMinor)
  const { total: _, ...legs } = moved
  const postings: Posting[] = []
  const post = (accountCode: AccountCode, amountMinor: Minor, partyId: string | null = null) => {
    if (amountMinor !== 0) postings.push({ accountCode, partyId, amountMinor })
  }
  post(systemAccount('cash'), legs.cashMinor)
  post(systemAccount('upi'), legs.upiMinor)
  post(systemAccount('bank'), legs.bankMinor)
  if (party !== null) post(controlAccount(party.kind), creditMinor, party.id)
  for (const { account, amountMinor } of sharesOf(bill, kind)) {
    post(systemAccount(account), isDebit ? amountMinor : negate(amountMinor))
  }
  assertBalanced(postings)
  return ok({
    kind,
    partyId: party?.id ?? null,
    accountCode: null,
    amountMinor: bill.totalMinor,
    ...legs,
    creditMinor,
    lines: [],
    postings
  })
}

function unpaid(kind: EntryBillKind, creditMinor: Minor): Result<never> {
  if (kind !== 'sale') return fail('entry/party-needed', {}, 'partyId')
  return creditMinor > 0
    ? fail('entry/cash-sale-must-be-paid', { missingMinor: creditMinor }, 'cashMinor')
    : fail('entry/overpaid-without-party', { extraMinor: negate(creditMinor) }, 'changeMinor')
}

/** Where the total of a bill stands, the goods first. Together they are the total. */
function sharesOf(bill: Bill, kind: EntryBillKind): Share[] {
  const isBought = kind === 'purchase' || kind === 'purchase-return'
  const shares = [
    ...chargeShares(bill, isBought),
    ...taxShares(bill, isBought),
    { account: 'round-off' as const, amountMinor: bill.roundOffMinor }
  ].filter(({ amountMinor }) => amountMinor !== 0)
  const goods = subtract(bill.totalMinor, sum(shares.map(({ amountMinor }) => amountMinor)))
  assert(goods >= 0, 'the goods of a bill are worth nothing or more')
  return [{ account: GOODS[kind].account, amountMinor: goods }, ...shares]
}

/** Charges without the tax on them, by kind; what is paid for bringing goods in is one account. */
function chargeShares(bill: Bill, isBought: boolean): Share[] {
  const taxed = bill.charges.filter(({ isTaxed }) => isTaxed)
  const untaxed = bill.charges.filter(({ isTaxed }) => !isTaxed)
  // A small part of a bill that comes back may hold charges that are less than a paisa: they stay with the goods.
  const bare = taxed.length === 0 ? ZERO : sum(bill.lines.map(bareCharges))
  const parts = shareOut(
    bare,
    taxed.map(({ amountMinor }) => amountMinor)
  )
  const amounts = new Map<SystemAccount, Minor>()
  const put = (charge: (typeof CHARGE_KINDS)[number], amount: Minor) => {
    const account = isBought ? 'freight-paid' : (`${charge}-charged` as const)
    amounts.set(account, add(amounts.get(account) ?? ZERO, amount))
  }
  taxed.forEach(({ charge }, at) => {
    put(charge, parts[at] ?? ZERO)
  })
  for (const { charge, amountMinor } of untaxed) put(charge, amountMinor)
  return [...amounts].map(([account, amountMinor]) => ({ account, amountMinor }))
}

/**
 * A line's share of the charges, without the tax that its price holds. Never more than the line is worth: of a few paise
 * that come back each figure is rounded for itself.
 */
export function bareCharges(line: WorkedLine): Minor {
  const asked = minor(line.amountMinor - line.discountMinor - line.billDiscountMinor + line.chargesMinor)
  return asked <= 0 ? ZERO : smaller(line.taxableMinor, shareOf(line.taxableMinor, line.chargesMinor, asked))
}

/** Whether the shop may set off the tax that it pays on what it buys. */
export const takesCredit = (bill: Pick<Bill, 'supply'>): boolean => bill.supply.registration === 'regular'

function taxShares(bill: Bill, isBought: boolean): Share[] {
  const { isReverseCharge } = bill.supply
  const heads = TAX_HEADS.flatMap((head): [TaxHead, Minor][] => {
    const amount = bill.taxes[head]
    return amount === undefined ? [] : [[head, amount]]
  })
  // The buyer owes it to the state: on the seller's books nothing is due.
  if (!isBought) {
    return isReverseCharge
      ? []
      : heads.map(([head, amountMinor]) => ({ account: `output-${head}` as const, amountMinor }))
  }
  const input = takesCredit(bill)
    ? heads.map(([head, amountMinor]) => ({ account: `input-${head}` as const, amountMinor }))
    : []
  if (!isReverseCharge) return input
  const owed = heads.map(([head, amountMinor]) => ({
    account: `reverse-charge-${head}` as const,
    amountMinor: negate(amountMinor)
  }))
  return [...input, ...owed]
}

/**
 * What the goods of each line of a purchase cost: their value with the charges in it, their part of the charges beside it by
 * value, and the tax that cannot be set off.
 */
export function lineCosts(bill: Bill): Minor[] {
  const beside = sum(bill.charges.filter(({ isTaxed }) => !isTaxed).map(({ amountMinor }) => amountMinor))
  const charges = shareOut(
    beside,
    bill.lines.map(({ taxableMinor }) => taxableMinor)
  )
  return bill.lines.map((line, at) =>
    sum([line.taxableMinor, charges[at] ?? ZERO, takesCredit(bill) ? ZERO : taxTotal(line.taxes)])
  )
}
