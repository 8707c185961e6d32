import { useMemo } from 'react'
import { UNIT_CODES, type UnitCode } from '#shared/quantity/unit.ts'
import { unitsNamed } from '#shared/quantity/unit-words.ts'
import { useText } from './use-text.ts'

/** Units as people say them. */
export interface UnitWords {
  /** Alone, as in a list to choose from: `Dozen`. */
  readonly name: (unit: UnitCode) => string
  /** Behind a number: `doz`. `called` is how this shop writes it ("peti"), where it has a word of its own. */
  readonly short: (unit: UnitCode, called?: string) => string
}

export function useUnitWords(): UnitWords {
  const t = useText()
  return useMemo(
    () => ({
      name: (unit) => t(`units:name.${unit}`),
      short: (unit, called = '') => (called === '' ? t(`units:short.${unit}`) : called)
    }),
    [t]
  )
}

/** What a shop sells by most, first; the others by their codes. */
const USUAL: readonly UnitCode[] = ['PCS', 'BOX', 'DOZ', 'KGS', 'PAC', 'BAG', 'CTN', 'BTL', 'LTR', 'MTR', 'PRS', 'SET']
export const UNITS_IN_ORDER: readonly UnitCode[] = [...USUAL, ...UNIT_CODES.filter((unit) => !USUAL.includes(unit))]

/** The units that a typed word may stand for, what shops sell by most first: a `pc` is a piece before it is a number. */
export function unitsMeant(word: string): readonly UnitCode[] {
  const named = unitsNamed(word)
  return UNITS_IN_ORDER.filter((unit) => named.includes(unit))
}
