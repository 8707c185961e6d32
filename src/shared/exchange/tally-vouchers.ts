import type { Posting } from '#shared/ledger/build-entry.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { absolute, add, type Minor, minor, negate, subtract, ZERO } from '#shared/money/money.ts'
import type { ExchangeBook, ExchangeEntry, ExchangePeriod, Written } from './exchange-book.ts'
import { isWithin } from './exchange-book.ts'
import { debitOf } from './journal-text.ts'
import { type GoodsOfVoucher, goodsOf } from './tally-goods.ts'
import { type TallyLedgers, tallyLedgers } from './tally-ledgers.ts'
import { type TallyItems, tallyItems } from './tally-masters.ts'
import { settledRefs } from './tally-refs.ts'
import { ENVELOPE_FOOT, element, elements, envelopeHead, message, tallyAmount, xmlText, yesNo } from './tally-xml.ts'

export const VOUCHER_TYPES = [
  'Sales',
  'Purchase',
  'Credit Note',
  'Debit Note',
  'Receipt',
  'Payment',
  'Contra',
  'Journal'
] as const
export type VoucherType = (typeof VOUCHER_TYPES)[number]

const VIEW = 'Accounting Voucher View'

/** Bills whose goods could not go along, because a line of theirs is no item of the list. */
export interface WrittenVouchers extends Written {
  readonly withoutGoods: readonly { readonly number: string; readonly item: string }[]
}

interface Kit {
  readonly book: ExchangeBook
  readonly ledgers: TallyLedgers
  readonly items: TallyItems
  /** Entries that are a reference because a payment settles them. */
  readonly settled: ReadonlySet<number>
}

/**
 * The vouchers of a period for Tally, each with every posting of its entry as a line of its own, our id as `REMOTEID` and
 * `GUID`, and parts of bills where a party is concerned. Yields text a voucher at a time.
 */
export function* tallyVouchers(
  book: ExchangeBook,
  period: ExchangePeriod,
  company = ''
): Generator<string, WrittenVouchers> {
  const settled = settledRefs(book, period)
  const kit: Kit = { book, ledgers: tallyLedgers(book), items: tallyItems(book), settled }
  const withoutGoods: { number: string; item: string }[] = []
  let [entryCount, debitMinor] = [0, ZERO]
  yield envelopeHead('Vouchers', company)
  for (const entry of book.entries()) {
    if (!isWithin(period, entry.bookOn)) continue
    entryCount++
    debitMinor = add(debitMinor, debitOf(entry.postings))
    const goods = goodsOf(entry, book.billOf(undoneBy(entry, book)?.entryNo ?? entry.entryNo), kit.items)
    if (goods.missing !== null && entry.reversesId === null)
      withoutGoods.push({ number: entry.number, item: goods.missing })
    yield message(voucherXml(entry, goods, kit))
  }
  yield ENVELOPE_FOOT
  return { entryCount, debitMinor, withoutGoods }
}

const undoneBy = ({ reversesId }: ExchangeEntry, book: ExchangeBook): ExchangeEntry | null =>
  reversesId === null ? null : book.entryById(reversesId)

/** One voucher with its lines, as it stands within a message. */
export function voucherXml(entry: ExchangeEntry, goods: GoodsOfVoucher, kit: Kit): string {
  const undone = goods.xml === '' ? null : undoneBy(entry, kit.book)
  const type = (undone === null ? undefined : MIRRORS[undone.kind]) ?? voucherType(entry)
  const id = xmlText(entry.id)
  const partyLine = entry.postings.find(({ partyId }) => partyId !== null)
  const counterpart = partyLine ?? entry.postings.find(({ accountCode }) => isMoney(accountCode)) ?? entry.postings[0]
  return (
    `<VOUCHER REMOTEID="${id}" VCHTYPE="${type}" ACTION="Create" OBJVIEW="${VIEW}">` +
    elements([
      ['DATE', String(entry.bookOn)],
      ['EFFECTIVEDATE', String(entry.bookOn)],
      ['GUID', entry.id],
      ['VOUCHERTYPENAME', type],
      ['VOUCHERNUMBER', entry.number || `CB-${entry.entryNo}`],
      ['REFERENCE', entry.number],
      ['PARTYLEDGERNAME', counterpart === undefined ? '' : kit.ledgers.of(counterpart).name],
      ['PERSISTEDVIEW', VIEW],
      ['ISINVOICE', 'No'],
      ['NARRATION', narrationOf(entry, kit)]
    ]) +
    entry.postings.map((posting) => lineXml(entry, posting, goods, kit)).join('') +
    '</VOUCHER>'
  )
}

function narrationOf(entry: ExchangeEntry, { book }: Kit): string {
  const undone = undoneBy(entry, book)
  const undoes = undone === null ? '' : `Reverses ${undone.number || `CB-${undone.entryNo}`}`
  return [entry.text, entry.note, undoes, entry.reason].filter((text) => text !== '').join('; ')
}

const OF_KIND: Partial<Record<EntryKind, VoucherType>> = {
  sale: 'Sales',
  'sale-return': 'Credit Note',
  purchase: 'Purchase',
  'purchase-return': 'Debit Note',
  got: 'Receipt',
  gave: 'Payment',
  expense: 'Payment'
}

/** What gives back the goods of a bill that was undone: Tally moves goods in no Journal, Receipt or Payment. */
const MIRRORS: Partial<Record<EntryKind, VoucherType>> = {
  sale: 'Credit Note',
  'sale-return': 'Sales',
  purchase: 'Debit Note',
  'purchase-return': 'Purchase'
}

/**
 * What kind of voucher an entry is to Tally. It takes cash in no Journal and anything but cash and bank in no Contra, so that
 * contra, old balances, counts and reversals without goods go by what they do to money.
 */
export function voucherType({ kind, postings }: Pick<ExchangeEntry, 'kind' | 'postings'>): VoucherType {
  const plain = OF_KIND[kind]
  if (plain !== undefined) return plain
  const money = postings.filter(({ accountCode }) => isMoney(accountCode))
  if (money.length === postings.length && postings.length > 1) return 'Contra'
  const net = money.reduce((total, { amountMinor }) => total + amountMinor, 0)
  return money.length === 0 ? 'Journal' : net >= 0 ? 'Receipt' : 'Payment'
}

const isMoney = (code: string): boolean => code === 'cash' || code === 'bank' || code === 'upi'

function lineXml(entry: ExchangeEntry, posting: Posting, goods: GoodsOfVoucher, kit: Kit): string {
  const ledger = kit.ledgers.of(posting)
  const isDebit = posting.amountMinor > 0
  return (
    '<ALLLEDGERENTRIES.LIST>' +
    element('LEDGERNAME', ledger.name) +
    element('ISDEEMEDPOSITIVE', yesNo(isDebit)) +
    element('ISPARTYLEDGER', yesNo(ledger.party !== null)) +
    element('AMOUNT', tallyAmount(posting.amountMinor)) +
    (ledger.party === null ? '' : allocationsOf(entry, posting, kit).map(allocationXml).join('')) +
    (posting.accountCode === goods.accountCode ? goods.xml : '') +
    '</ALLLEDGERENTRIES.LIST>'
  )
}

interface Allocation {
  readonly type: 'New Ref' | 'Agst Ref' | 'Advance' | 'On Account'
  readonly name: string
  /** Debit positive, as the posting. */
  readonly amountMinor: Minor
}

const allocationXml = ({ type, name, amountMinor }: Allocation): string =>
  `<BILLALLOCATIONS.LIST>${elements([
    ['NAME', name],
    ['BILLTYPE', type],
    ['AMOUNT', tallyAmount(amountMinor)]
  ])}</BILLALLOCATIONS.LIST>`

const refOf = (entryNo: number, number: string): string => number || `CB-${entryNo}`

/**
 * Goods on credit, and whatever a payment settles, are a bill of their own; what was said of a payment is kept; the rest is on
 * account. Together they are the posting.
 */
function allocationsOf(entry: ExchangeEntry, { amountMinor }: Posting, kit: Kit): Allocation[] {
  const name = refOf(entry.entryNo, entry.number)
  const said = kit.book.settlementOf(entry.entryNo)
  if (said?.way === 'advance') return [{ type: 'Advance', name, amountMinor }]
  const made = said?.way === 'against' ? against(said.parts, amountMinor, kit) : []
  const rest = made.reduce((left, part) => subtract(left, part.amountMinor), amountMinor)
  if (rest === 0) return made
  const isCharge = said?.way !== 'against' && CHARGES[entry.kind] === Math.sign(amountMinor)
  const isRef = isCharge || kit.settled.has(entry.entryNo)
  return [...made, { type: isRef ? 'New Ref' : 'On Account', name: isRef ? name : '', amountMinor: rest }]
}

/** Which way goods on credit move a balance. */
const CHARGES: Partial<Record<EntryKind, number>> = { sale: 1, purchase: -1, 'sale-return': -1, 'purchase-return': 1 }

/** Parts of a payment, each to the reference that it settles; a reference of days that do not go along is in the opening balance. */
function against(
  parts: readonly { readonly chargeNo: number; readonly amountMinor: Minor }[],
  amountMinor: Minor,
  { book, settled }: Kit
): Allocation[] {
  const sign = amountMinor < 0 ? -1 : 1
  let rest = absolute(amountMinor)
  const made: Allocation[] = []
  for (const part of parts) {
    const taken = minor(Math.min(part.amountMinor, rest))
    if (taken === 0) continue
    rest = subtract(rest, taken)
    const isThere = settled.has(part.chargeNo)
    const name = isThere ? refOf(part.chargeNo, book.numberOf(part.chargeNo)) : ''
    made.push({ type: isThere ? 'Agst Ref' : 'On Account', name, amountMinor: sign < 0 ? negate(taken) : taken })
  }
  return made
}
