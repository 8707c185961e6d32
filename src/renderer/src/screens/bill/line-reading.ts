import { parseAmount } from '#renderer/i18n/amounts.ts'
import type { Item } from '#shared/items/item.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'
import { parseQuantity, type SaidQuantity } from '#shared/quantity/parse-quantity.ts'
import { parseRate } from '#shared/quantity/parse-rate.ts'
import { NO_QUANTITY, type Quantity, type Rate } from '#shared/quantity/quantity.ts'
import { type CountedIn, unitSize } from '#shared/quantity/standard-units.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import { workAmount, workQuantity, workRate } from '#shared/quantity/work-third.ts'
import type { Batch, Discount } from '#shared/sales/bill-request.ts'
import { type BillDraft, type DraftLine, type LineCell, withLine } from './bill-draft.ts'
import { isSelling } from './bill-payment.ts'
import { readDiscount } from './discount-text.ts'
import { itemOf } from './free-line.ts'
import { rateText } from './known-price.ts'
import { readBatch } from './line-batch.ts'

/** What stops a line, at the cell where it can be put right. */
export interface LineProblem {
  readonly cell: LineCell
  readonly failure: Failure
}

/** A line as it was understood. What was not typed is worked out of the other two. */
export interface ReadLine {
  readonly said: readonly SaidQuantity[]
  /** In thousandths of the base unit. */
  readonly quantity: Quantity
  readonly rate: Rate | null
  readonly rateUnit: UnitCode | null
  readonly amountMinor: Minor
  readonly discount: Discount | null
  readonly batch: Batch | null
  /** Which of the three came out of the others. */
  readonly worked: 'quantity' | 'rate' | 'amount' | null
  readonly problem: LineProblem | null
  /** Too little was typed yet; no mistake until the bill is accepted. */
  readonly isUnfinished: boolean
}

const NOTHING: ReadLine = {
  said: [],
  quantity: NO_QUANTITY,
  rate: null,
  rateUnit: null,
  amountMinor: ZERO,
  discount: null,
  batch: null,
  worked: null,
  problem: null,
  isUnfinished: true
}

/** The units of an item as they count in this line: the unit of the line is what a plain number means. */
const countedIn = (line: DraftLine, item: Item): CountedIn => ({
  baseUnit: item.baseUnit,
  units: item.units,
  saleUnit: (line.unit === '' ? item.saleUnit : (line.unit as UnitCode)) ?? item.baseUnit
})

/** Reads a line of an item. Of quantity, rate and amount any two are enough; the first cell that cannot be read is named. */
export function readLine(line: DraftLine, item: Item): ReadLine {
  const counted = countedIn(line, item)
  const typed = typedParts(line, counted)
  if (!typed.ok) return { ...NOTHING, problem: typed.failure }
  const batch = readBatch(line, item)
  if (!batch.ok) return { ...NOTHING, problem: { cell: 'batch', failure: batch.failure } }
  return { ...completed(typed.value, counted, line), batch: batch.value }
}

/**
 * What is wrong with the text of one cell, whatever the others hold: the hand that leaves it is told there. Null when it can
 * be read, or when nothing was typed. A note for value asks for the amount alone.
 */
export function cellProblem(line: DraftLine, cell: LineCell, item: Item, isValue = false): Failure | null {
  if (isValue) return cell === 'amount' ? (readValue(line).problem?.failure ?? null) : null
  if (cell === 'item' || line[cell].trim() === '') return null
  const alone: DraftLine = { ...line, quantity: '', rate: '', discount: '', amount: '', [cell]: line[cell] }
  for (const read of [readLineOnce(line, item), readLine(alone, item)]) {
    if (read.problem?.cell === cell) return read.problem.failure
  }
  return null
}

/** Reads a line of a note for value: its amount alone, before discounts and tax, as on the bill that it is taken off. */
export function readValue(line: DraftLine): ReadLine {
  if (line.amount.trim() === '') return NOTHING
  const amount = parseAmount(line.amount)
  if (!amount.ok) return { ...NOTHING, problem: { cell: 'amount', failure: amount.failure } }
  return { ...NOTHING, amountMinor: amount.value, isUnfinished: false }
}

interface TypedParts {
  readonly said: readonly SaidQuantity[] | null
  readonly quantity: Quantity
  readonly rate: { readonly rate: Rate; readonly unit: UnitCode } | null
  readonly amount: Minor | null
  readonly discount: Discount | null
}
type Read = { readonly ok: true; readonly value: TypedParts } | { readonly ok: false; readonly failure: LineProblem }

const at = (cell: LineCell, failure: Failure) => ({ ok: false as const, failure: { cell, failure } })

function typedParts(line: DraftLine, counted: CountedIn): Read {
  const quantity = line.quantity.trim() === '' ? null : parseQuantity(line.quantity, counted)
  if (quantity !== null && !quantity.ok) return at('quantity', quantity.failure)
  const rate = line.rate.trim() === '' ? null : parseRate(line.rate, counted)
  if (rate !== null && !rate.ok) return at('rate', rate.failure)
  const amount = line.amount.trim() === '' ? null : parseAmount(line.amount)
  if (amount !== null && !amount.ok) return at('amount', amount.failure)
  const discount = line.discount.trim() === '' ? null : readDiscount(line.discount)
  if (discount !== null && !discount.ok) return at('discount', discount.failure)
  const saleUnit = counted.saleUnit ?? counted.baseUnit
  // A rate that a hand typed is for the unit that was said with it ("2 box", 480); one of the memory is for the line's own.
  const saidUnit = line.isRateKnown ? undefined : quantity?.value.said[0]?.unit
  const typedRate = rate === null ? null : { rate: rate.value.rate, unit: rate.value.unit ?? saidUnit ?? saleUnit }
  return {
    ok: true,
    value: {
      said: quantity?.value.said ?? null,
      quantity: quantity?.value.quantity ?? NO_QUANTITY,
      // A rate behind the quantity (`3 @ 240`) was typed with it and stands before the one of the memory.
      rate: quantity?.value.rate ?? typedRate,
      amount: amount?.value ?? null,
      discount: discount?.value ?? null
    }
  }
}

function completed(typed: TypedParts, counted: CountedIn, line: DraftLine): ReadLine {
  const { said, quantity, rate, amount, discount } = typed
  const saleUnit = counted.saleUnit ?? counted.baseUnit
  const base = { ...NOTHING, said: said ?? [], quantity, discount, isUnfinished: false }
  if (said !== null && amount !== null) {
    const unit = rate?.unit ?? said[0]?.unit ?? saleUnit
    const worked = rate === null ? sized(unit, counted, (size) => workRate(amount, quantity, size)) : ok(rate.rate)
    if (!worked.ok) return { ...base, problem: { cell: 'amount', failure: worked.failure } }
    return { ...base, rate: worked.value, rateUnit: unit, amountMinor: amount, worked: rate === null ? 'rate' : null }
  }
  // What comes back is reckoned from the old bill: its quantity is enough, or its amount where nothing was counted.
  const isBack = line.ofLine !== null
  if (rate === null && isBack && (said !== null || amount !== null)) return { ...base, amountMinor: amount ?? ZERO }
  // Work that is not counted has an amount alone.
  const mayBeUncounted = line.free !== null || line.isAmountAlone
  if (rate === null && amount !== null && mayBeUncounted) return { ...base, amountMinor: amount }
  if (rate === null) return { ...base, amountMinor: amount ?? ZERO, isUnfinished: true }
  const rated = { ...base, rate: rate.rate, rateUnit: rate.unit }
  if (said !== null) {
    const worked = sized(rate.unit, counted, (size) => workAmount(quantity, rate.rate, size))
    if (!worked.ok) return { ...rated, problem: { cell: 'rate', failure: worked.failure } }
    return { ...rated, amountMinor: worked.value, worked: 'amount' }
  }
  if (amount === null) return { ...rated, isUnfinished: true }
  const worked = sized(rate.unit, counted, (size) => workQuantity(amount, rate.rate, size, counted.baseUnit))
  if (!worked.ok) return { ...rated, problem: { cell: 'amount', failure: worked.failure } }
  const count = { count: worked.value, unit: counted.baseUnit }
  return { ...rated, said: [count], quantity: worked.value, amountMinor: amount, worked: 'quantity' }
}

function sized<Value>(unit: UnitCode, counted: CountedIn, work: (size: Quantity) => Result<Value>): Result<Value> {
  const size = unitSize(unit, counted)
  return size === null ? fail('quantity/unit-unknown', { unit, units: counted.baseUnit }, 'rate') : work(size)
}

const known = new WeakMap<DraftLine, { readonly item: Item; readonly read: ReadLine }>()

/** `readLine`, once for each line as it stands: a bill of 300 lines reads the one that changed. */
export function readLineOnce(line: DraftLine, item: Item): ReadLine {
  const before = known.get(line)
  if (before?.item === item) return before.read
  const read = readLine(line, item)
  known.set(line, { item, read })
  return read
}

/**
 * The draft with `3 @ 240` taken apart into its two boxes, so that each can be seen and changed; or with the item's price for
 * the unit that was said, as `withPriceOfUnit` has it.
 */
export function spreadQuantity(
  draft: BillDraft,
  key: number,
  items: ReadonlyMap<string, Item>,
  isUsual: boolean
): BillDraft {
  const at = draft.lines.findIndex((line) => line.key === key)
  const line = draft.lines[at]
  const item = itemOf(line, items)
  if (line === undefined || item === undefined) return draft
  const sign = line.quantity.search(/[@＠]/u)
  if (sign === -1 || readLine(line, item).problem !== null) return withPriceOfUnit(draft, key, items, isUsual)
  const [quantity, rate] = [line.quantity.slice(0, sign).trim(), line.quantity.slice(sign + 1).trim()]
  return withLine(draft, at, (one) => ({ ...one, quantity, rate, amount: '', isRateKnown: false }))
}

/**
 * The draft with a usual price of the memory given way to the item's own price for the unit that was said, where it has one.
 * `isUsual`: the price that was filled in is neither agreed nor of a level. What is bought has no such prices.
 */
export function withPriceOfUnit(
  draft: BillDraft,
  key: number,
  items: ReadonlyMap<string, Item>,
  isUsual: boolean
): BillDraft {
  const at = draft.lines.findIndex((line) => line.key === key)
  const line = draft.lines[at]
  const item = line?.itemId == null ? undefined : items.get(line.itemId)
  if (!isUsual || !isSelling(draft.kind) || line === undefined || item === undefined) return draft
  if (!line.isRateKnown || line.ofLine !== null) return draft
  const unit = readLineOnce(line, item).said[0]?.unit
  const own = item.prices.find((price) => price.level === '' && price.unit === unit)
  if (own === undefined) return draft
  const rate = rateText(own.rate, own.unit, line.unit)
  return withLine(draft, at, (one) => (one.rate === rate ? one : { ...one, rate }))
}
