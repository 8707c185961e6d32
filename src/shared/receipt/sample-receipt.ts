import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import type { Currency } from '#shared/money/currency.ts'
import { type Minor, minor, multiply, sum, ZERO } from '#shared/money/money.ts'
import type { BillParty } from '#shared/sales/bill.ts'
import type { ReceiptDocument } from './receipt-document.ts'
import type { ReceiptFacts, ReceiptShop } from './receipt-facts.ts'
import { sampleBill } from './sample-bill.ts'

/** What is shown while a layout is edited: an amount or goods that are half paid, a payment, a payment that we make. */
export const SAMPLE_KINDS = ['bill', 'goods', 'payment', 'voucher'] as const
export type SampleKind = (typeof SAMPLE_KINDS)[number]

/** What fills the sample besides its figures. */
export interface SampleWords {
  readonly party: string
  readonly place: string
  readonly items: readonly string[]
}

export interface SampleParts {
  readonly language: ReceiptDocument['language']
  readonly shop: ReceiptShop
  readonly shopAddress: string
  readonly currency: Currency
  readonly counterName: string
  readonly personName: string
  readonly bookOn: BookDate
  readonly time: string
}

const PRICES: readonly number[] = [1_250_00, 486_50, 72_00, 940_00, 35_00, 210_00]
const CREDIT_DAYS = 30
const OLD_BALANCE = minor(2_300_00)

/** A receipt of nobody, that has something in every section. Nothing of it is ever stored. */
export function sampleFacts(kind: SampleKind, words: SampleWords, given: SampleParts): ReceiptFacts {
  const { shopAddress, currency, ...parts } = given
  if (kind === 'goods') return goodsFacts(words, given)
  const lines = words.items.map((text, index) => ({ text, amountMinor: minor(PRICES[index] ?? 0) }))
  const total = sum(lines.map((line) => line.amountMinor))
  const isBill = kind === 'bill'
  const amountMinor = isBill ? total : minor(1_500_00)
  return {
    ...parts,
    kind: isBill ? 'sale' : kind === 'payment' ? 'got' : 'gave',
    number: isBill ? 'B1-0231' : 'R1-0064',
    occurredOn: null,
    party: { name: words.party, place: words.place, phone: '98100 00000' },
    lines: isBill ? lines : [],
    amountMinor,
    note: '',
    oldBalanceMinor: OLD_BALANCE,
    ...tenderOf(kind, amountMinor),
    ...(isBill ? { dueOn: addDays(given.bookOn, CREDIT_DAYS) } : {}),
    changeMinor: ZERO,
    bankMinor: ZERO,
    reference: 'B1-0231',
    reversed: null
  }
}

/** A bill of goods with tax, part of it paid. */
function goodsFacts(words: SampleWords, parts: SampleParts): ReceiptFacts {
  const bill = sampleBill(
    words.items,
    { ...BUYER, name: words.party, place: words.place },
    parts.currency,
    parts.bookOn
  )
  const facts = sampleFacts('bill', words, parts)
  const creditMinor = minor(Math.max(bill.totalMinor - facts.cashMinor, 0))
  return {
    ...facts,
    lines: [],
    amountMinor: bill.totalMinor,
    creditMinor,
    newBalanceMinor: minor(OLD_BALANCE + creditMinor),
    bill: { bill, shopAddress: parts.shopAddress, origin: null, validUntil: null }
  }
}

const BUYER: BillParty = {
  id: '00000000-0000-7000-8000-000000000000',
  name: '',
  place: '',
  phone: '98100 00000',
  address: '',
  state: '07',
  gstin: '',
  taxKind: ''
}

type Tender = Pick<ReceiptFacts, 'cashMinor' | 'upiMinor' | 'creditMinor' | 'newBalanceMinor'>

function tenderOf(kind: SampleKind, amount: Minor): Tender {
  const cashMinor = kind === 'bill' ? minor(500_00) : amount
  const creditMinor = kind === 'bill' ? minor(amount - cashMinor) : kind === 'payment' ? multiply(amount, -1) : amount
  return { cashMinor, upiMinor: ZERO, creditMinor, newBalanceMinor: minor(OLD_BALANCE + creditMinor) }
}
