import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { findUnit, unknownUnit } from './find-unit.ts'
import { parseRate, type ReadRate } from './parse-rate.ts'
import { MAX_QUANTITY, type Quantity, quantity } from './quantity.ts'
import { type CountedIn, unitSize } from './standard-units.ts'
import { UNITS, type UnitCode } from './unit.ts'

/** `2 box 3 pc` is two of them; counts are thousandths of their unit. */
export interface SaidQuantity {
  readonly count: Quantity
  readonly unit: UnitCode
}

/** What was typed into the quantity of a line. `quantity` is in thousandths of the base unit. */
export interface ReadQuantity {
  readonly said: SaidQuantity[]
  readonly quantity: Quantity
  /** What stood behind `@`, for one of its unit, else of the first unit said; null: no rate. */
  readonly rate: { readonly rate: ReadRate['rate']; readonly unit: UnitCode } | null
}

const MOST_PARTS = 4
const PART =
  /(\d+(?:\.\d*)?(?:e\d{1,2}(?![\p{L}\d]))?|\.\d+)\s*((?:(?:[\p{L}\p{M}]|[.](?!\d))+(?: +(?=[\p{L}]))?)*)[\s+,&]*/gu

/**
 * Reads a quantity of an item: `12 dz`, `2 box 3 pc`, `1.5 kg`, `500 g`, `12`, `3 @ 240`, `3 @ 240/box`, digits and words of
 * any script. A number without a unit is in the item's sale unit. Nothing is rounded. Fails with
 * `quantity/not-a-quantity`, `zero`, `too-large`, `too-many-decimals`, `unit-unknown` (it names the units there are), and with those of `parseRate`.
 */
export function parseQuantity(raw: string, counted: CountedIn): Result<ReadQuantity> {
  const text = latinDigits(raw.normalize('NFKC'))
  const at = text.indexOf('@')
  const said = parseSaid((at < 0 ? text : text.slice(0, at)).toLowerCase(), counted)
  if (!said.ok) return said
  const total = saidQuantity(said.value, counted)
  if (!total.ok) return total
  if (at < 0) return ok({ said: said.value, quantity: total.value, rate: null })
  const read = parseRate(text.slice(at + 1), counted)
  if (!read.ok) return read
  const unit = read.value.unit ?? said.value[0]?.unit ?? counted.baseUnit
  return ok({ said: said.value, quantity: total.value, rate: { rate: read.value.rate, unit } })
}

function parseSaid(text: string, counted: CountedIn): Result<SaidQuantity[]> {
  const wrong = () => fail('quantity/not-a-quantity', { text: text.trim().slice(0, 40) }, 'quantity')
  const plain = text.replace(/(?<=\d),(?=\d)/gu, '').trim()
  const parts = [...plain.matchAll(PART)]
  if (plain.length > 80 || parts.length === 0 || parts.length > MOST_PARTS) return wrong()
  if (parts.map(([whole]) => whole).join('') !== plain) return wrong()
  const said: SaidQuantity[] = []
  for (const [, number = '', word = ''] of parts) {
    // A number alone is in the sale unit; beside others it would be a guess.
    if (word === '' && parts.length > 1) return wrong()
    const unit = word === '' ? (counted.saleUnit ?? counted.baseUnit) : findUnit(word, counted)?.unit
    if (unit === undefined) return unknownUnit(word, counted, 'quantity')
    const count = parseCount(number, unit)
    if (!count.ok) return count
    said.push({ count: count.value, unit })
  }
  return ok(said)
}

function parseCount(number: string, unit: UnitCode): Result<Quantity> {
  const [mantissa = '', power = '0'] = number.split('e')
  const [whole = '', part = ''] = mantissa.split('.')
  const decimals = UNITS[unit]
  if (part.replace(/0+$/, '').length > decimals) return tooFine(unit)
  const count = BigInt(whole + part.slice(0, 3).padEnd(3, '0')) * 10n ** BigInt(power)
  return count > BigInt(MAX_QUANTITY) ? fail('quantity/too-large', {}, 'quantity') : ok(quantity(Number(count)))
}

const tooFine = (unit: UnitCode): Result<never> =>
  fail('quantity/too-many-decimals', { unit, decimals: UNITS[unit] }, 'quantity')

/**
 * What was said, as one quantity in thousandths of the base unit. Fails with `quantity/unit-unknown`, `zero`, `too-large`, and
 * with `too-many-decimals` when the base unit cannot be divided so: a tenth of a dozen is no number of pieces.
 */
export function saidQuantity(
  said: readonly SaidQuantity[],
  counted: Pick<CountedIn, 'baseUnit' | 'units'>
): Result<Quantity> {
  let millionths = 0n
  for (const { count, unit } of said) {
    const size = unitSize(unit, counted)
    if (size === null) return unknownUnit(unit, { ...counted, saleUnit: null }, 'quantity')
    millionths += BigInt(count) * BigInt(size)
  }
  if (millionths === 0n) return fail('quantity/zero', {}, 'quantity')
  const step = 10n ** BigInt(6 - UNITS[counted.baseUnit])
  if (millionths % step !== 0n) return tooFine(counted.baseUnit)
  const total = millionths / 1_000n
  return total > BigInt(MAX_QUANTITY) ? fail('quantity/too-large', {}, 'quantity') : ok(quantity(Number(total)))
}
