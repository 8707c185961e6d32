import { fail, type Result } from '#shared/kernel/result.ts'
import type { Quantity } from './quantity.ts'
import { type CountedIn, ownUnits, unitSize } from './standard-units.ts'
import type { UnitCode } from './unit.ts'
import { unitsNamed, unitWord } from './unit-words.ts'

/** The unit of the item that a word stands for, and its size; null when the item is not counted so. */
export function findUnit(word: string, counted: CountedIn): { unit: UnitCode; size: Quantity } | null {
  const named = counted.units.find((one) => one.name !== '' && unitWord(one.name) === unitWord(word))
  if (named !== undefined) return { unit: named.unit, size: named.size }
  const meant = unitsNamed(word)
  const own = ownUnits(counted)
  for (const unit of [...meant.filter((one) => own.includes(one)), ...meant]) {
    const size = unitSize(unit, counted)
    if (size !== null) return { unit, size }
  }
  return null
}

/** Says which units the item has instead. */
export function unknownUnit(word: string, counted: CountedIn, field: string): Result<never> {
  const units = [counted.baseUnit, ...counted.units.map((one) => (one.name === '' ? one.unit : one.name))].join(', ')
  return fail('quantity/unit-unknown', { unit: word.slice(0, 40), units }, field)
}
