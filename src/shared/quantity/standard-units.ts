import { type Quantity, quantity } from './quantity.ts'
import type { ItemUnit, UnitCode } from './unit.ts'

/** How an item is counted: an item has all of it, goods without an item have a base unit alone. */
export interface CountedIn {
  readonly baseUnit: UnitCode
  readonly units: readonly ItemUnit[]
  readonly saleUnit: UnitCode | null
}

/** Units that everybody converts alike, by what they measure, in the smallest of each. */
const STANDARD: readonly Partial<Record<UnitCode, number>>[] = [
  { PCS: 1, NOS: 1, UNT: 1, PRS: 2, DOZ: 12, GRS: 144, THD: 1_000, TGM: 1_440, GGK: 1_728 },
  { GMS: 1, KGS: 1_000, QTL: 100_000, MTS: 1_000_000, TON: 1_000_000 },
  { MLT: 1, CCM: 1, LTR: 1_000, KLR: 1_000_000, CBM: 1_000_000 },
  { CMS: 1, MTR: 100, KME: 100_000 },
  { SQF: 1, SQY: 9 }
]

/** The size of a unit in thousandths of the base unit, by the standard alone; null: they do not convert evenly. */
export function standardSize(unit: UnitCode, baseUnit: UnitCode): Quantity | null {
  if (unit === baseUnit) return quantity(1_000)
  const family = STANDARD.find((one) => one[unit] !== undefined && one[baseUnit] !== undefined)
  const thousandths = ((family?.[unit] ?? 0) * 1_000) / (family?.[baseUnit] ?? 1)
  return thousandths > 0 && Number.isInteger(thousandths) ? quantity(thousandths) : null
}

/**
 * The size of a unit in thousandths of the item's base unit: as the item has it, else by the standard, also by way of
 * one of the item's own units (a box of 2 kg has 2,000 g). Null: the item is not counted in it.
 */
export function unitSize(unit: UnitCode, counted: Pick<CountedIn, 'baseUnit' | 'units'>): Quantity | null {
  if (unit === counted.baseUnit) return quantity(1_000)
  const own = counted.units.find((one) => one.unit === unit)
  if (own !== undefined) return own.size
  const standard = standardSize(unit, counted.baseUnit)
  if (standard !== null) return standard
  for (const one of counted.units) {
    const within = standardSize(unit, one.unit)
    if (within === null) continue
    const size = (BigInt(within) * BigInt(one.size)) / 1_000n
    if (size > 0n && size * 1_000n === BigInt(within) * BigInt(one.size)) return quantity(Number(size))
  }
  return null
}

/** Units that an item itself names, the base unit first. */
export const ownUnits = (counted: Pick<CountedIn, 'baseUnit' | 'units'>): UnitCode[] => [
  counted.baseUnit,
  ...counted.units.map((one) => one.unit)
]
