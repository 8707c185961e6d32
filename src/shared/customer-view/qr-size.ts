/** Light modules that a reader needs around a code. */
export const QUIET_MODULES = 4

/** A CSS pixel is meant to be a 96th of an inch; systems set their scale so that it comes close on each display. */
const CSS_PX_PER_MM = 96 / 25.4

/** A module must be so large to be read at arm's length and a bit: about a metre with the camera of a cheap phone. */
export const READABLE_MODULE_MM = 1.5

export interface QrSize {
  /** One module, quiet zone included in the count of modules, in whole device pixels: edges stay sharp. */
  readonly modulePx: number
  /** The code with its quiet zone, in CSS pixels. */
  readonly sideCssPx: number
  /** About how wide a module is on the glass. */
  readonly moduleMm: number
  readonly isReadableFromAMetre: boolean
}

/**
 * The largest code that fits into a square: modules are whole device pixels, never scaled.
 *
 * @param modules along one side, without the quiet zone
 * @param boxCssPx the room for the code with its quiet zone, in CSS pixels
 * @param pixelRatio device pixels of one CSS pixel
 */
export function qrSize(modules: number, boxCssPx: number, pixelRatio: number): QrSize {
  const all = modules + 2 * QUIET_MODULES
  const modulePx = Math.max(1, Math.floor((boxCssPx * pixelRatio) / all))
  const moduleMm = modulePx / pixelRatio / CSS_PX_PER_MM
  return {
    modulePx,
    sideCssPx: (all * modulePx) / pixelRatio,
    moduleMm,
    isReadableFromAMetre: moduleMm >= READABLE_MODULE_MM
  }
}
