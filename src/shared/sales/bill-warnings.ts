import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Minor, minor } from '#shared/money/money.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import { type Quantity, quantity, type Rate, roundedQuotient } from '#shared/quantity/quantity.ts'
import { hsnDigitsAsked } from '#shared/tax/hsn.ts'
import { periodOn, ruleById } from '#shared/tax/rate-on.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'
import type { Bill, WorkedLine } from './bill.ts'
import { stateOfDelivery } from './delivery.ts'

/** What a bill warns of; it never stops it. */
export const BILL_RAILS = [
  'stock-below-zero',
  'sold-below-cost',
  'address-missing',
  'hsn-missing',
  'hsn-digits',
  'retail-price-missing',
  'number-of-sixteen',
  'state-turns-tax',
  'delivered-elsewhere',
  'batch-expired',
  'price-far-from-last',
  'due-bill-of-supply'
] as const
export type BillRail = (typeof BILL_RAILS)[number]

/** `line` is from 1, null for the bill as a whole. */
export interface BillWarning {
  readonly rail: BillRail
  readonly line: number | null
  readonly params: Record<string, string | number>
}

/** What is known of a line's item before the bill: goods on hand with their cost, and what this party was asked the last time. */
export interface LineFacts {
  readonly onHand: { readonly quantity: Quantity; readonly costMinor: Minor; readonly costQuantity: Quantity } | null
  /** For one of a unit of `size` thousandths of the base unit. */
  readonly last: { readonly rate: Rate; readonly size: Quantity } | null
  readonly size: Quantity | null
}

export interface BillFacts {
  readonly on: BookDate
  readonly isAboveFiveCrore: boolean
  readonly scheme: TaxScheme
  /** One for each line of the bill. */
  readonly lines: readonly LineFacts[]
}

/** From here on rule 46 asks for the address of a buyer without a GSTIN. */
export const ADDRESS_LIMIT_MINOR = minor(50_000_00)
const NUMBER_LENGTH = 16
/** A quarter more or less than the last time is worth a look. */
const FAR_PERCENT = 25

/** Each rail that a bill touches: those of the whole bill first, then line by line. */
export function billWarnings(bill: Bill, facts: BillFacts): BillWarning[] {
  return [...ofBill(bill), ...ofStock(bill, facts), ...bill.lines.flatMap((line, at) => ofLine(bill, line, at, facts))]
}

const warning = (rail: BillRail, line: number | null, params: BillWarning['params'] = {}): BillWarning => ({
  rail,
  line,
  params
})

const isSold = (bill: Bill): boolean => bill.kind === 'sale' || bill.kind === 'challan'

function ofBill(bill: Bill): BillWarning[] {
  const { party, supply, totalMinor, theirNumber } = bill
  const warnings: BillWarning[] = []
  const isUnregistered = (party?.gstin ?? '') === ''
  const isGst = supply.scheme === 'in-gst' && supply.registration === 'regular'
  if (isGst && bill.kind === 'sale') {
    if (isUnregistered && totalMinor >= ADDRESS_LIMIT_MINOR && (party?.address ?? '').trim() === '') {
      warnings.push(warning('address-missing', null, { limitMinor: ADDRESS_LIMIT_MINOR }))
    }
    if (isUnregistered && supply.reach === 'inter' && (party?.taxKind ?? '') === '') {
      warnings.push(warning('state-turns-tax', null, { place: supply.placeOfSupply, own: supply.shopState }))
    }
    const goesTo = stateOfDelivery(bill)
    if (isUnregistered && goesTo !== '' && goesTo !== supply.placeOfSupply) {
      warnings.push(warning('delivered-elsewhere', null, { place: goesTo, own: supply.placeOfSupply }))
    }
    if (bill.paper === 'bill-of-supply') warnings.push(warning('due-bill-of-supply', null))
  }
  if (supply.scheme === 'in-gst' && bill.kind === 'purchase' && theirNumber.length > NUMBER_LENGTH) {
    warnings.push(warning('number-of-sixteen', null, { number: theirNumber }))
  }
  return warnings
}

/** Lines that take more than there is; an item on two lines is counted once. */
function ofStock(bill: Bill, { lines }: BillFacts): BillWarning[] {
  if (!isSold(bill) && bill.kind !== 'purchase-return') return []
  const left = new Map<string, number>()
  return bill.lines.flatMap((line, at) => {
    const onHand = lines[at]?.onHand
    if (!line.movesStock || line.itemId === null || onHand == null) return []
    const before = left.get(line.itemId) ?? onHand.quantity
    left.set(line.itemId, before - line.quantity)
    if (before - line.quantity >= 0) return []
    const params = { item: line.text, onHand: formatQuantity(quantity(before)), unit: line.baseUnit ?? '' }
    return [warning('stock-below-zero', at + 1, params)]
  })
}

function ofLine(bill: Bill, line: WorkedLine, at: number, facts: BillFacts): BillWarning[] {
  const warnings = isSold(bill) ? ofSoldLine(bill, line, at, facts) : []
  const known = facts.lines[at]
  if (known?.last != null && known.size !== null && line.rate !== null && line.ofLine === null) {
    const [now, then] = [BigInt(line.rate) * BigInt(known.last.size), BigInt(known.last.rate) * BigInt(known.size)]
    const difference = now > then ? now - then : then - now
    if (difference * 100n > then * BigInt(FAR_PERCENT)) {
      warnings.push(warning('price-far-from-last', at + 1, { item: line.text }))
    }
  }
  return warnings
}

function ofSoldLine(
  bill: Bill,
  line: WorkedLine,
  at: number,
  { on, isAboveFiveCrore, scheme, lines }: BillFacts
): BillWarning[] {
  const warnings: BillWarning[] = []
  const item = line.text
  const onHand = lines[at]?.onHand
  if (onHand != null && onHand.costQuantity > 0 && line.quantity > 0) {
    const cost = roundedQuotient(BigInt(onHand.costMinor) * BigInt(line.quantity), BigInt(onHand.costQuantity))
    const costMinor = minor(Number(cost))
    if (line.taxableMinor < costMinor) {
      warnings.push(warning('sold-below-cost', at + 1, { item, costMinor, valueMinor: line.taxableMinor }))
    }
  }
  if (line.batch?.expiresOn != null && line.batch.expiresOn < on) {
    warnings.push(warning('batch-expired', at + 1, { item, batch: line.batch.batch, expiredOn: line.batch.expiresOn }))
  }
  if (lacksRetailPrice(bill, line, scheme, on)) warnings.push(warning('retail-price-missing', at + 1, { item }))
  return bill.kind === 'sale' ? [...warnings, ...ofHsn(bill, line, at, isAboveFiveCrore)] : warnings
}

/** Goods that the law taxes by the price printed on them: without it the tax is worked out from what is paid. */
function lacksRetailPrice({ supply }: Bill, line: WorkedLine, scheme: TaxScheme, on: BookDate): boolean {
  if (supply.reach === 'none' || line.retailPriceMinor !== null) return false
  const rule = ruleById(scheme, line.taxRule)
  return rule !== null && periodOn(rule, on)?.valuation === 'retail-price'
}

/** Up to five crore of turnover the law asks for four digits on bills to registered buyers; above, for six on all. */
function ofHsn({ party, supply }: Bill, line: WorkedLine, at: number, isAboveFiveCrore: boolean): BillWarning[] {
  const isAsked = isAboveFiveCrore || (party?.gstin ?? '') !== ''
  if (supply.scheme !== 'in-gst' || supply.registration !== 'regular' || !isAsked) return []
  const digits = hsnDigitsAsked(isAboveFiveCrore)
  if (line.hsn === '') return [warning('hsn-missing', at + 1, { item: line.text, digits })]
  return line.hsn.length < digits ? [warning('hsn-digits', at + 1, { item: line.text, hsn: line.hsn, digits })] : []
}
