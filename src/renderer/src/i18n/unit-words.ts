import { useMemo } from 'react'
import { UNIT_CODES, type UnitCode } from '#shared/quantity/unit.ts'
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
