import { type QrModules, qrModules } from '#main/devices/qr-modules.ts'

/** A QR code with how many dots wide a module is printed. */
export interface PrintedQr extends QrModules {
  readonly moduleDots: number
  /** How much of it may be damaged: L 7 %, M 15 %. */
  readonly level: 'L' | 'M'
}

/** Light modules that a reader needs around the code. */
export const QUIET_MODULES = 4
/** Under this a phone no longer reads thermal paper. */
const SMALLEST_MODULE_DOTS = 4
/** From this on a larger module is worth more than a higher level of correction. */
const GOOD_MODULE_DOTS = 5

/**
 * The code for a payload at the largest whole module that fits the paper: level M, or L when M would fall under 5 dots
 * a module. Null when not even L keeps 4 dots.
 */
export function printedQr(payload: string, widthDots: number, largestModuleDots: number): PrintedQr | null {
  const medium = codeAt(payload, 'M', widthDots, largestModuleDots)
  if (medium !== null && medium.moduleDots >= GOOD_MODULE_DOTS) return medium
  const low = codeAt(payload, 'L', widthDots, largestModuleDots)
  const best = low !== null && low.moduleDots > (medium?.moduleDots ?? 0) ? low : medium
  return best !== null && best.moduleDots >= SMALLEST_MODULE_DOTS ? best : null
}

function codeAt(payload: string, level: 'L' | 'M', widthDots: number, largestModuleDots: number): PrintedQr | null {
  const modules = qrModules(payload, level)
  if (modules === null) return null
  const moduleDots = Math.min(Math.floor(widthDots / (modules.size + 2 * QUIET_MODULES)), largestModuleDots)
  return { ...modules, moduleDots, level }
}
