import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'
import { zQuantity } from './quantity.ts'

/**
 * Units as the GST portal names them (UQC), with how many decimals a count of them may have. Other countries use the same
 * list. Source: unit quantity codes of form GSTR-1, table 12.
 */
export const UNITS = {
  BAG: 0,
  BAL: 0,
  BDL: 0,
  BKL: 0,
  BOU: 0,
  BOX: 0,
  BTL: 0,
  BUN: 0,
  CAN: 0,
  CBM: 3,
  CCM: 3,
  CMS: 3,
  CTN: 0,
  DOZ: 3,
  DRM: 0,
  GGK: 0,
  GMS: 3,
  GRS: 3,
  GYD: 3,
  KGS: 3,
  KLR: 3,
  KME: 3,
  LTR: 3,
  MLT: 3,
  MTR: 3,
  MTS: 3,
  NOS: 0,
  OTH: 3,
  PAC: 0,
  PCS: 0,
  PRS: 0,
  QTL: 3,
  ROL: 0,
  SET: 0,
  SQF: 3,
  SQM: 3,
  SQY: 3,
  TBS: 0,
  TGM: 3,
  THD: 3,
  TON: 3,
  TUB: 0,
  UGS: 3,
  UNT: 0,
  YDS: 3
} as const satisfies Record<string, number>
export type UnitCode = keyof typeof UNITS
export const UNIT_CODES = Object.keys(UNITS) as readonly UnitCode[]
export const zUnitCode = z.enum(UNIT_CODES)

/** A unit in which an item is counted, and its size in thousandths of the item's base unit. */
export const zItemUnit = z.strictObject({
  unit: zUnitCode,
  /** How it is written at this shop ("peti"); empty: as `locales/` writes the code. */
  name: zLine(20).default(''),
  size: zQuantity
})
export type ItemUnit = z.infer<typeof zItemUnit>
