import { assert } from '#shared/kernel/assert.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { type Minor, negate, subtract, sum, ZERO } from '#shared/money/money.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import { type AccountCode, type SystemAccount, systemAccount } from './account.ts'
import type { EntryKind } from './entry-kind.ts'
import type { EntryRequest, PaidOut, Tender } from './entry-request.ts'

/** One line of the double entry: debit positive, credit negative. A party's line stands on its control account. */
export interface Posting {
  readonly accountCode: AccountCode
  readonly partyId: string | null
  readonly amountMinor: Minor
}

/** An entry worked out and balanced, before it has a number and a place in the book. */
export interface BuiltEntry {
  readonly kind: EntryKind
  readonly partyId: string | null
  /** The expense head; where a contra goes to. */
  readonly accountCode: AccountCode | null
  readonly amountMinor: Minor
  readonly cashMinor: Minor
  readonly changeMinor: Minor
  readonly upiMinor: Minor
  readonly bankMinor: Minor
  readonly creditMinor: Minor
  readonly lines: readonly { readonly text: string; readonly amountMinor: Minor }[]
  readonly postings: readonly Posting[]
}

/** The party of an entry, as far as posting needs it. */
export interface PartyFacts {
  readonly id: string
  readonly kind: PartyKind
}

export const controlAccount = (kind: PartyKind): AccountCode =>
  systemAccount(kind === 'customer' ? 'debtors' : 'creditors')

/**
 * Turns what the counter asked for into a balanced entry. `party` is the row of the request's party, already looked up.
 * Expected failures are coded and name the field; an entry that would not balance is a bug and asserts.
 */
export function buildEntry(request: EntryRequest, party: PartyFacts | null): Result<BuiltEntry> {
  switch (request.kind) {
    case 'sale':
      return sale(request, party)
    case 'sale-return':
      return goods('sale-return', 'sales-returns', request, party)
    case 'purchase':
      return goods('purchase', 'purchases', request, party)
    case 'got':
      return got(request.tender, party)
    case 'gave':
      return gave(request.paid, party)
    case 'expense':
      return expense(request.accountCode as AccountCode, request.paid)
    case 'contra':
      return contra(request)
  }
}

type Of<Kind extends EntryRequest['kind']> = Extract<EntryRequest, { kind: Kind }>

function sale(request: Of<'sale'>, party: PartyFacts | null): Result<BuiltEntry> {
  if (request.amountMinor === 0) return fail('money/zero', {}, 'amountMinor')
  const taken = takenIn(request.tender)
  if (taken === null) return fail('entry/change-exceeds-cash', {}, 'changeMinor')
  const credit = subtract(request.amountMinor, taken.total)
  if (party === null && credit > 0) return fail('entry/cash-sale-must-be-paid', { missingMinor: credit }, 'cashMinor')
  if (party === null && credit < 0)
    return fail('entry/overpaid-without-party', { extraMinor: negate(credit) }, 'changeMinor')
  return balanced({
    kind: 'sale',
    party,
    accountCode: null,
    amountMinor: request.amountMinor,
    cashMinor: taken.cashMinor,
    changeMinor: taken.changeMinor,
    upiMinor: taken.upiMinor,
    bankMinor: taken.bankMinor,
    creditMinor: credit,
    lines: request.lines,
    other: { account: 'sales', amountMinor: negate(request.amountMinor) }
  })
}

function goods(
  kind: 'sale-return' | 'purchase',
  account: SystemAccount,
  request: Of<'sale-return'> | Of<'purchase'>,
  party: PartyFacts | null
): Result<BuiltEntry> {
  if (request.amountMinor === 0) return fail('money/zero', {}, 'amountMinor')
  const out = paidOut(request.paid)
  const credit = negate(subtract(request.amountMinor, negate(out.total)))
  if (party === null && credit !== 0) return fail('entry/party-needed', {}, 'partyId')
  return balanced({
    kind,
    party,
    accountCode: null,
    amountMinor: request.amountMinor,
    ...out,
    creditMinor: credit,
    lines: [],
    other: { account, amountMinor: request.amountMinor }
  })
}

function got(tender: Tender, party: PartyFacts | null): Result<BuiltEntry> {
  if (party === null) return fail('entry/party-needed', {}, 'partyId')
  const taken = takenIn(tender)
  if (taken === null) return fail('entry/change-exceeds-cash', {}, 'changeMinor')
  if (taken.total === 0) return fail('entry/nothing-paid', {}, 'amountMinor')
  return balanced({
    kind: 'got',
    party,
    accountCode: null,
    amountMinor: taken.total,
    ...taken,
    creditMinor: negate(taken.total),
    lines: [],
    other: null
  })
}

function gave(paid: PaidOut, party: PartyFacts | null): Result<BuiltEntry> {
  if (party === null) return fail('entry/party-needed', {}, 'partyId')
  const out = paidOut(paid)
  if (out.total === 0) return fail('entry/nothing-paid', {}, 'amountMinor')
  return balanced({
    kind: 'gave',
    party,
    accountCode: null,
    amountMinor: negate(out.total),
    ...out,
    creditMinor: negate(out.total),
    lines: [],
    other: null
  })
}

function expense(accountCode: AccountCode, paid: PaidOut): Result<BuiltEntry> {
  const out = paidOut(paid)
  if (out.total === 0) return fail('entry/nothing-paid', {}, 'amountMinor')
  return balanced({
    kind: 'expense',
    party: null,
    accountCode,
    amountMinor: negate(out.total),
    ...out,
    creditMinor: ZERO,
    lines: [],
    other: { account: accountCode, amountMinor: negate(out.total) }
  })
}

function contra(request: Of<'contra'>): Result<BuiltEntry> {
  if (request.amountMinor === 0) return fail('money/zero', {}, 'amountMinor')
  if (request.from === request.to) return fail('entry/same-account', {}, 'to')
  const effect = (place: string) =>
    request.to === place ? request.amountMinor : request.from === place ? negate(request.amountMinor) : ZERO
  return balanced({
    kind: 'contra',
    party: null,
    accountCode: systemAccount(request.to),
    amountMinor: request.amountMinor,
    cashMinor: effect('cash'),
    changeMinor: ZERO,
    upiMinor: effect('upi'),
    bankMinor: effect('bank'),
    creditMinor: ZERO,
    lines: [],
    other: { account: 'owner', amountMinor: effect('owner') }
  })
}

/** The balance that a party, or the drawer, brings along from an older book. Positive: the party owes us. */
export function buildOpening(target: PartyFacts | 'cash' | 'bank', balanceMinor: Minor): BuiltEntry {
  const party = typeof target === 'object' ? target : null
  const entry = balanced({
    kind: 'opening',
    party,
    accountCode: party === null ? systemAccount(target === 'bank' ? 'bank' : 'cash') : null,
    amountMinor: balanceMinor < 0 ? negate(balanceMinor) : balanceMinor,
    cashMinor: target === 'cash' ? balanceMinor : ZERO,
    changeMinor: ZERO,
    upiMinor: ZERO,
    bankMinor: target === 'bank' ? balanceMinor : ZERO,
    creditMinor: party === null ? ZERO : balanceMinor,
    lines: [],
    other: { account: 'opening', amountMinor: negate(balanceMinor) }
  })
  assert(entry.ok, 'an opening balance builds')
  return entry.value
}

/** What the count of the drawer differed by from the book: positive is over, negative is short. */
export function buildOverShort(overShortMinor: Minor): BuiltEntry {
  const entry = balanced({
    kind: 'over-short',
    party: null,
    accountCode: systemAccount('over-short'),
    amountMinor: overShortMinor < 0 ? negate(overShortMinor) : overShortMinor,
    cashMinor: overShortMinor,
    changeMinor: ZERO,
    upiMinor: ZERO,
    bankMinor: ZERO,
    creditMinor: ZERO,
    lines: [],
    other: { account: 'over-short', amountMinor: negate(overShortMinor) }
  })
  assert(entry.ok, 'a difference of the drawer builds')
  return entry.value
}

/** The other side of a journal entry, by what it is for. */
export const JOURNAL_ACCOUNTS = [
  'interest-received',
  'interest-paid',
  'discount-received',
  'discount-allowed',
  'bad-debts',
  'balances-moved'
] as const satisfies readonly SystemAccount[]
export type JournalAccount = (typeof JOURNAL_ACCOUNTS)[number]

/** What is between a party and another account without money or goods. `creditMinor` is signed: positive, the party owes more. Not zero. */
export function buildJournal(party: PartyFacts, account: JournalAccount, creditMinor: Minor): BuiltEntry {
  const entry = balanced({
    kind: 'journal',
    party,
    accountCode: systemAccount(account),
    amountMinor: creditMinor < 0 ? negate(creditMinor) : creditMinor,
    cashMinor: ZERO,
    changeMinor: ZERO,
    upiMinor: ZERO,
    bankMinor: ZERO,
    creditMinor,
    lines: [],
    other: { account, amountMinor: negate(creditMinor) }
  })
  assert(entry.ok, 'a journal entry builds')
  return entry.value
}

/** Undoes an entry to the paisa: every posting turned round, on the same accounts and party. */
export function buildReversal(original: BuiltEntry): BuiltEntry {
  const reversal: BuiltEntry = {
    ...original,
    kind: 'reversal',
    cashMinor: negate(original.cashMinor),
    changeMinor: ZERO,
    upiMinor: negate(original.upiMinor),
    bankMinor: negate(original.bankMinor),
    creditMinor: negate(original.creditMinor),
    postings: original.postings.map((posting) => ({ ...posting, amountMinor: negate(posting.amountMinor) }))
  }
  assertBalanced(reversal.postings)
  return reversal
}

/** Double entry's one law. It is checked when an entry is built, when it is stored and when verify reads it back. */
export function assertBalanced(postings: readonly Posting[]): void {
  assert(postings.length >= 2, 'an entry has at least two postings')
  assert(sum(postings.map((posting) => posting.amountMinor)) === 0, 'an entry sums to zero')
}

/** What came in, net of change; null when more change was given than cash was taken. */
export function takenIn(tender: Tender) {
  if (tender.changeMinor > tender.cashMinor) return null
  const cashMinor = subtract(tender.cashMinor, tender.changeMinor)
  return {
    cashMinor,
    changeMinor: tender.changeMinor,
    upiMinor: tender.upiMinor,
    bankMinor: tender.bankMinor,
    total: sum([cashMinor, tender.upiMinor, tender.bankMinor])
  }
}

/** What went out, as what it did to drawer, UPI and bank: zero or negative. */
export function paidOut(paid: PaidOut) {
  const [cashMinor, upiMinor, bankMinor] = [negate(paid.cashMinor), negate(paid.upiMinor), negate(paid.bankMinor)]
  return { cashMinor, changeMinor: ZERO, upiMinor, bankMinor, total: sum([cashMinor, upiMinor, bankMinor]) }
}

interface Worked extends Omit<BuiltEntry, 'partyId' | 'postings'> {
  readonly party: PartyFacts | null
  readonly other: { readonly account: SystemAccount | AccountCode; readonly amountMinor: Minor } | null
}

function balanced(worked: Worked): Result<BuiltEntry> {
  const { party, other } = worked
  const postings: Posting[] = []
  const post = (accountCode: AccountCode, amountMinor: Minor, partyId: string | null = null) => {
    if (amountMinor !== 0) postings.push({ accountCode, partyId, amountMinor })
  }
  post(systemAccount('cash'), worked.cashMinor)
  post(systemAccount('upi'), worked.upiMinor)
  post(systemAccount('bank'), worked.bankMinor)
  if (party !== null) post(controlAccount(party.kind), worked.creditMinor, party.id)
  if (other !== null) post(other.account as AccountCode, other.amountMinor)
  assertBalanced(postings)
  const { kind, accountCode, amountMinor, cashMinor, changeMinor, upiMinor, bankMinor, creditMinor, lines } = worked
  return ok({
    kind,
    partyId: party?.id ?? null,
    accountCode,
    amountMinor,
    cashMinor,
    changeMinor,
    upiMinor,
    bankMinor,
    creditMinor,
    lines,
    postings
  })
}
