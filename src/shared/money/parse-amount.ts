import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { type Currency, isPayable } from './currency.ts'
import { MAX_ENTRY_MINOR, MINOR_PER_MAJOR, type Minor, minor } from './money.ts'

/** Words that multiply the number in front of them. */
const SCALES: Readonly<Record<string, bigint>> = {
  k: 1_000n,
  l: 100_000n,
  lac: 100_000n,
  lakh: 100_000n,
  cr: 10_000_000n
}

/** A number without a float: `value / 10^places`. */
interface Decimal {
  readonly value: bigint
  readonly places: number
}

const NUMBER = /^(\d+(?:\.\d*)?|\.\d+)(k|l|lac|lakh|cr)?$/

/**
 * Reads what is typed into an amount box: `1250`, `1,25,000.50`, `1.5L`, `25k`, `250+90*3`, digits of any Indian script.
 * `*` (also `x` and `×`) binds before `+` and `-`. The result is in minor units and exact; nothing is rounded.
 *
 * Fails with `money/not-a-number`, `money/too-many-decimals` (`12.345`), `money/fraction-in-sum` (a sum that ends
 * within a paisa), `money/negative` or `money/too-large`. In a currency without decimals a fraction is one decimal too
 * many. Zero is a number: whether it may stand is the entry's rule.
 */
export function parseAmount(raw: string, currency: Currency = 'INR'): Result<Minor> {
  const text = plain(raw)
  if (text === '' || text.length > 200) return fail('money/not-a-number', { text: raw.slice(0, 40) })
  const terms = text.match(/[+-]?[^+-]+/g)
  if (terms === null || terms.join('') !== text) return fail('money/not-a-number', { text: raw.slice(0, 40) })
  let total: Decimal = { value: 0n, places: 0 }
  for (const term of terms) {
    const product = parseProduct(term.replace(/^[+-]/, ''))
    if (product === null) return fail('money/not-a-number', { text: raw.slice(0, 40) })
    total = plus(total, term.startsWith('-') ? { ...product, value: -product.value } : product)
  }
  const isSum = /[+\-*]/.test(text.slice(1))
  const read = toMinor(total, isSum)
  if (!read.ok || isPayable(read.value, currency)) return read
  return fail(isSum ? 'money/fraction-in-sum' : 'money/too-many-decimals')
}

function toMinor(total: Decimal, isSum: boolean): Result<Minor> {
  const scaled = total.value * BigInt(MINOR_PER_MAJOR)
  const divisor = 10n ** BigInt(total.places)
  if (scaled % divisor !== 0n) return fail(isSum ? 'money/fraction-in-sum' : 'money/too-many-decimals')
  const paise = scaled / divisor
  if (paise < 0n) return fail('money/negative')
  if (paise > BigInt(MAX_ENTRY_MINOR)) return fail('money/too-large')
  return ok(minor(Number(paise)))
}

function parseProduct(term: string): Decimal | null {
  let product: Decimal = { value: 1n, places: 0 }
  for (const factor of term.split('*')) {
    const match = NUMBER.exec(factor)
    if (match === null) return null
    const [whole = '', part = ''] = (match[1] ?? '').split('.')
    const scale = SCALES[match[2] ?? ''] ?? 1n
    product = { value: product.value * BigInt(whole + part) * scale, places: product.places + part.length }
  }
  return product
}

function plus(left: Decimal, right: Decimal): Decimal {
  const places = Math.max(left.places, right.places)
  const lift = (one: Decimal) => one.value * 10n ** BigInt(places - one.places)
  return { value: lift(left) + lift(right), places }
}

/** Latin digits, one sign for each operation, no currency signs, no blanks and no grouping commas. */
function plain(raw: string): string {
  return latinDigits(raw.normalize('NFKC'))
    .toLowerCase()
    .replace(/[₹฿₫€]|r\$|s\$|thb|rs\.?/gu, '')
    .replace(/[×x]/gu, '*')
    .replace(/[−–—]/gu, '-')
    .replace(/[\s,_]/gu, '')
}
