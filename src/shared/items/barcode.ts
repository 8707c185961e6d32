import { z } from 'zod'
import { type Minor, minor } from '#shared/money/money.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import type { Item } from './item.ts'

export const SCALE_HOLDS = ['weight', 'price'] as const

/**
 * How the scale of the shop prints its labels: an EAN-13 that begins with one of `prefixes`, then the code of the item in
 * `itemDigits` digits, and before the check digit five digits of grams, or of the currency's hundredths.
 */
export const zScaleCodes = z.strictObject({
  prefixes: z.array(z.string().regex(/^2\d$/)).max(10),
  holds: z.enum(SCALE_HOLDS),
  itemDigits: z.int().min(4).max(5)
})
export type ScaleCodes = z.infer<typeof zScaleCodes>

/** The numbers 20 to 29 are each shop's own; five digits of item and five of grams is what scales come set to. */
export const USUAL_SCALE_CODES: ScaleCodes = {
  prefixes: Array.from({ length: 10 }, (_, at) => `2${at}`),
  holds: 'weight',
  itemDigits: 5
}

/** A barcode as it is kept: what a scanner sends, without blanks and signs that nobody sees. */
export const cleanBarcode = (raw: string): string => raw.replace(/[\s\p{Cc}\p{Cf}]/gu, '')

/** The check digit of a number of GS1 (EAN-8, UPC-A, EAN-13, ITF-14), from the digits before it. */
export function checkDigitOf(digits: string): number {
  let sum = 0
  // From the right, every other digit counts three times, the one beside the check digit first.
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48
    sum += at % 2 === 0 ? digit * 3 : digit
  }
  return (10 - (sum % 10)) % 10
}

/** Whether this is a whole number of GS1: 8, 12, 13 or 14 digits with the right check digit. */
export function isGs1Number(code: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(code)) return false
  return checkDigitOf(code.slice(0, -1)) === Number(code.at(-1))
}

/** The same number as other scanners send it: a UPC-A is an EAN-13 with a zero before it. */
export function spellingsOf(code: string): readonly string[] {
  if (/^0\d{12}$/.test(code)) return [code, code.slice(1)]
  return /^\d{12}$/.test(code) ? [code, `0${code}`] : [code]
}

/** What a label of the scale says. */
export interface ScaleLabel {
  /** The item's code as it may be written, likeliest first: with what stands before it, alone, without leading zeros. */
  readonly itemCodes: readonly string[]
  readonly holds: ScaleCodes['holds']
  /** Grams, or hundredths of the currency's unit. */
  readonly value: number
}

/** Reads a label of the scale; null for any other code, one with a wrong check digit among them. */
export function readScaleLabel(code: string, { prefixes, holds, itemDigits }: ScaleCodes): ScaleLabel | null {
  if (!/^2\d{12}$/.test(code) || !prefixes.includes(code.slice(0, 2)) || !isGs1Number(code)) return null
  const item = code.slice(2, 2 + itemDigits)
  return {
    itemCodes: [code.slice(0, 2) + item, item, item.replace(/^0+(?=\d)/, '')],
    holds,
    value: Number(code.slice(7, 12))
  }
}

/** A weight in grams as a quantity of an item: by its kilogram or gram. An item without either counts pieces. */
export function quantityOfGrams(item: Pick<Item, 'baseUnit' | 'units'>, grams: number): Quantity {
  if (item.baseUnit === 'KGS') return quantity(grams)
  if (item.baseUnit === 'GMS') return quantity(grams * 1_000)
  const kilogram = item.units.find(({ unit }) => unit === 'KGS')
  if (kilogram) return quantity(Math.round((grams * kilogram.size) / 1_000))
  const gram = item.units.find(({ unit }) => unit === 'GMS')
  return quantity(grams * (gram ? gram.size : 1_000))
}

/** What a label of the scale asks for one item: so much of it, or as much as this amount buys. */
export function readLabelFor(
  item: Pick<Item, 'baseUnit' | 'units'>,
  label: ScaleLabel
): { readonly quantity: Quantity | null; readonly amountMinor: Minor | null } {
  return label.holds === 'weight'
    ? { quantity: quantityOfGrams(item, label.value), amountMinor: null }
    : { quantity: null, amountMinor: minor(label.value) }
}
