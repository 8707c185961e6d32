import { DEFAULT_EXPENSE_HEADS, type MoneyPlace } from '#shared/ledger/account.ts'
import type { JournalAccount } from '#shared/ledger/build-entry.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import { headingKey } from './import-columns.ts'
import type { Side } from './read-decimal.ts'

/** What a row of entries is: a kind that we keep, or only a side of the party's account. */
export type EntryWord = { readonly kind: ImportableKind } | { readonly side: Side }
export type ImportableKind = Exclude<EntryKind, 'over-short' | 'reversal'>

const KIND_WORDS: Readonly<Record<ImportableKind, readonly string[]>> = {
  sale: [
    'sale',
    'sales',
    'sales invoice',
    'sale invoice',
    'tax invoice',
    'invoice',
    'bill',
    'credit sale',
    'cash sale',
    'बिक्री',
    'बिल'
  ],
  'sale-return': ['sale return', 'sales return', 'sale-return', 'credit note', 'return', 'वापसी', 'बिक्री वापसी'],
  purchase: ['purchase', 'purchases', 'purchase invoice', 'purchase bill', 'खरीद', 'ख़रीद', 'खरीदी'],
  got: ['receipt', 'payment in', 'payment-in', 'payment received', 'got', 'प्राप्ति', 'रसीद'],
  gave: ['payment', 'payment out', 'payment-out', 'payment made', 'paid', 'gave', 'भुगतान'],
  expense: ['expense', 'expenses', 'खर्च', 'ख़र्च', 'खर्चा'],
  'purchase-return': ['purchase return', 'purchase-return', 'debit note', 'खरीद वापसी', 'ख़रीद वापसी'],
  contra: ['contra', 'कॉन्ट्रा'],
  journal: ['journal'],
  opening: ['opening balance', 'opening']
}

const SIDE_WORDS: Readonly<Record<Side, readonly string[]>> = {
  debit: [
    'debit',
    'dr',
    'you gave',
    'you will get',
    "you'll get",
    'receivable',
    'to receive',
    'दिया',
    'आपने दिए',
    'लेना',
    'मिलेगा',
    'उधार',
    'नाम'
  ],
  credit: [
    'credit',
    'cr',
    'you got',
    'you will give',
    "you'll give",
    'payable',
    'to pay',
    'received',
    'मिला',
    'आपको मिले',
    'देना',
    'देंगे',
    'जमा'
  ]
}

const SUPPLIER_WORDS = [
  'supplier',
  'suppliers',
  'vendor',
  'creditor',
  'creditors',
  'sundry creditors',
  'सप्लायर',
  'विक्रेता',
  'लेनदार'
].map(headingKey)

const kindByWord = new Map(
  (Object.entries(KIND_WORDS) as [ImportableKind, readonly string[]][]).flatMap(([kind, words]) =>
    words.map((word) => [headingKey(word), kind] as const)
  )
)
const sideByWord = new Map(
  (Object.entries(SIDE_WORDS) as [Side, readonly string[]][]).flatMap(([side, words]) =>
    words.map((word) => [headingKey(word), side] as const)
  )
)

/** What a cell of the column "type" says; null when it says nothing that we know. */
export function readEntryWord(raw: string): EntryWord | null {
  const key = headingKey(raw)
  const kind = kindByWord.get(key)
  if (kind !== undefined) return { kind }
  const side = sideByWord.get(key)
  return side === undefined ? null : { side }
}

export const readSide = (raw: string): Side | null => sideByWord.get(headingKey(raw)) ?? null

/** Suppliers are named as such by most programs; whoever is not is a customer. */
export const readPartyKind = (raw: string): PartyKind =>
  SUPPLIER_WORDS.includes(headingKey(raw)) ? 'supplier' : 'customer'

/**
 * The kind of an entry that only shows a side: for a customer, what he took on credit and what he paid; for a
 * supplier, what he delivered and what we paid him.
 */
export function kindOfSide(side: Side, party: PartyKind): ImportableKind {
  if (party === 'customer') return side === 'debit' ? 'sale' : 'got'
  return side === 'debit' ? 'gave' : 'purchase'
}

/** The expense head that a name in the file means: one that every shop has, or "other". */
export const expenseHeadOf = (raw: string): (typeof DEFAULT_EXPENSE_HEADS)[number] =>
  DEFAULT_EXPENSE_HEADS.find((head) => head === headingKey(raw)) ?? 'other'

/** The other side of a journal entry, by the name of its ledger; null when it is none that the book keeps with a party. */
export function journalAccountOf(raw: string): JournalAccount | null {
  const key = headingKey(raw)
  return (Object.entries(JOURNAL_WORDS) as [JournalAccount, RegExp][]).find(([, words]) => words.test(key))?.[0] ?? null
}

const JOURNAL_WORDS: Readonly<Record<JournalAccount, RegExp>> = {
  'interest-received': /^interest(received|income|onlatepayment)?$|^ब्याज(मिला)?$/u,
  'interest-paid': /^interest(paid|expenses?)$|^ब्याजदिया$/u,
  'discount-received': /^discount(s|received)?$|^cashdiscountreceived$|^छूटमिली$/u,
  'discount-allowed': /^discount(s)?(allowed|given)$|^cashdiscount(allowed)?$|^छूटदी$/u,
  'bad-debts': /^baddebts?(writtenoff)?$|^डूबतऋण$/u,
  'balances-moved': /^balancesmoved$/u
}

/** A place of money, or the owner, by a word of the column of the other side. */
export function readMoneyPlace(raw: string): MoneyPlace {
  const key = headingKey(raw)
  return /owner|capital|drawings?|proprietor|मालिक/u.test(key) ? 'owner' : readPaidBy(raw)
}

/** Where the money of a row lies. */
export type PaidBy = 'cash' | 'bank' | 'upi'

/** Money is cash unless the row says that it went another way. */
export function readPaidBy(raw: string): PaidBy {
  const key = headingKey(raw)
  if (/upi|gpay|googlepay|phonepe|paytm|bhim|यूपीआई/u.test(key)) return 'upi'
  return /bank|cheque|check|card|neft|rtgs|imps|online|बैंक|चेक/u.test(key) ? 'bank' : 'cash'
}
