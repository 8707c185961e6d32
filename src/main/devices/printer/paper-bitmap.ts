import type { PaperBitmap } from '#main/ports/printer.ts'

/** A bitmap that is being drawn. */
export class DotGrid implements PaperBitmap {
  readonly widthDots: number
  readonly heightDots: number
  readonly bits: Uint8Array
  readonly #rowBytes: number

  constructor(widthDots: number, heightDots: number) {
    this.widthDots = widthDots
    this.heightDots = heightDots
    this.#rowBytes = rowBytesOf(widthDots)
    this.bits = new Uint8Array(this.#rowBytes * heightDots)
  }

  /** Blackens one dot; outside of the paper nothing happens. */
  set(x: number, y: number): void {
    if (x < 0 || y < 0 || x >= this.widthDots || y >= this.heightDots) return
    const at = y * this.#rowBytes + (x >> 3)
    this.bits[at] = (this.bits[at] ?? 0) | (0x80 >> (x & 7))
  }

  /**
   * Blackens where pixels are darker than `blackBelow`. `pixels` are rows of four bytes a pixel, as wide as the paper; the
   * first row lies on row `top`, rows beyond the end of the paper are left out.
   */
  darken(top: number, pixels: Uint8Array, blackBelow: number): void {
    const rows = Math.min(this.heightDots - top, Math.floor(pixels.length / 4 / this.widthDots))
    let pixel = 0
    for (let row = top; row < top + rows; row++) {
      for (let byte = row * this.#rowBytes, x = 0; x < this.widthDots; byte++, x += 8) {
        let dots = 0
        for (let bit = 0x80; bit > 0 && pixel < (row - top + 1) * this.widthDots; bit >>= 1, pixel++)
          if ((pixels[pixel * 4] ?? 255) < blackBelow) dots |= bit
        if (dots !== 0) this.bits[byte] = (this.bits[byte] ?? 0) | dots
      }
    }
  }

  fill(x: number, y: number, width: number, height: number): void {
    for (let row = y; row < y + height; row++) for (let column = x; column < x + width; column++) this.set(column, row)
  }

  /** Turns black to white and white to black. */
  invert(x: number, y: number, width: number, height: number): void {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) {
        const at = row * this.#rowBytes + (column >> 3)
        this.bits[at] = (this.bits[at] ?? 0) ^ (0x80 >> (column & 7))
      }
    }
  }
}

export const rowBytesOf = (widthDots: number): number => Math.ceil(widthDots / 8)

/** Whether the dot is black. */
export function isBlack(bitmap: PaperBitmap, x: number, y: number): boolean {
  return (((bitmap.bits[y * rowBytesOf(bitmap.widthDots) + (x >> 3)] ?? 0) << (x & 7)) & 0x80) !== 0
}

const DLE = 0x10
const REAL_TIME = new Set([0x04, 0x05, 0x14])

/**
 * Many printers obey the real-time commands `10 04`, `10 05` and `10 14` (status, recover, drawer or clear) even in the
 * middle of a picture. Where the dots happen to spell one, one more dot is blackened beside one that is black: nobody
 * sees it, and no code is touched, because the modules of a QR are wider than the single dot of a `10`.
 */
export function breakRealTimeCommands(bits: Uint8Array): void {
  for (let at = 1; at < bits.length; at++) {
    const byte = bits[at] ?? 0
    if (bits[at - 1] === DLE && REAL_TIME.has(byte)) bits[at] = byte | 0x08
  }
}
