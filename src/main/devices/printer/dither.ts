import { DotGrid } from './paper-bitmap.ts'

/** A picture in grey: one byte a pixel, 0 is black, rows from top to bottom. */
export interface GreyPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

const MIDDLE = 128
const WHITE = 255
/** A dark blue is meant as ink and a cream as paper: a drawn logo prints solid and clean, and a photo keeps its greys. */
const INK_UP_TO = 63
const PAPER_FROM = 228

/**
 * Grey as black and white dots, by Floyd and Steinberg: what a dot is too dark or too bright is handed to its neighbours, 7
 * sixteenths to the right, 3, 5 and 1 below. Whole numbers only, so that every machine prints the same dots.
 */
export function dither({ width, height, pixels }: GreyPicture): DotGrid {
  const grid = new DotGrid(width, height)
  const left = Int32Array.from(pixels, (grey) => (grey <= INK_UP_TO ? 0 : grey >= PAPER_FROM ? WHITE : grey) * 16)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x
      const grey = left[at] ?? 0
      const isBlack = grey < MIDDLE * 16
      if (isBlack) grid.set(x, y)
      // In sixteenths; `>> 4` of a share keeps the sum a whole number of them.
      const rest = (grey - (isBlack ? 0 : WHITE * 16)) >> 4
      give(left, x + 1 < width ? at + 1 : -1, rest * 7)
      if (y + 1 === height) continue
      give(left, x > 0 ? at + width - 1 : -1, rest * 3)
      give(left, at + width, rest * 5)
      give(left, x + 1 < width ? at + width + 1 : -1, rest)
    }
  }
  return grid
}

function give(greys: Int32Array, at: number, share: number): void {
  if (at >= 0) greys[at] = (greys[at] ?? 0) + share
}
