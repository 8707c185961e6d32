import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { findUnit, unknownUnit } from './find-unit.ts'
import { MAX_RATE, type Rate, rate } from './quantity.ts'
import type { CountedIn } from './standard-units.ts'
import type { UnitCode } from './unit.ts'

/** A rate as it was typed. `unit` null: no unit was named with it. */
export interface ReadRate {
  readonly rate: Rate
  readonly unit: UnitCode | null
}

const RATE = /^(\d+(?:\.\d*)?|\.\d+)\s*(?:(?:\/|per|प्रति)\s*(\S.*))?$/u

/**
 * Reads a rate: `240`, `1,240.50`, `2.555`, `240/box`, digits of any script. Nothing is rounded. Fails with
 * `quantity/not-a-rate`, `quantity/rate-too-many-decimals`, `quantity/rate-too-large` or `quantity/unit-unknown`.
 */
export function parseRate(raw: string, counted: CountedIn): Result<ReadRate> {
  const text = latinDigits(raw.normalize('NFKC'))
    .toLowerCase()
    .replace(/[₹฿₫€]|(?<!\p{L})(?:r\$|s\$|thb|rs\.?)/gu, '')
    .replace(/(?<=\d),(?=\d)/gu, '')
    .trim()
  const match = text.length > 60 ? null : RATE.exec(text)
  if (match === null) return fail('quantity/not-a-rate', { text: raw.slice(0, 40) }, 'rate')
  const [whole = '', part = ''] = (match[1] ?? '').split('.')
  if (part.length > 3) return fail('quantity/rate-too-many-decimals', {}, 'rate')
  const thousandths = BigInt(whole + part.padEnd(3, '0'))
  if (thousandths > BigInt(MAX_RATE)) return fail('quantity/rate-too-large', {}, 'rate')
  const word = match[2]
  if (word === undefined) return ok({ rate: rate(Number(thousandths)), unit: null })
  const found = findUnit(word.trim(), counted)
  return found === null
    ? unknownUnit(word.trim(), counted, 'rate')
    : ok({ rate: rate(Number(thousandths)), unit: found.unit })
}
