import { inflateSync } from 'node:zlib'
import type { Logo } from '#shared/receipt/logo.ts'
import { pngOf } from './bitmap-png.ts'
import type { GreyPicture } from './dither.ts'

/** Sixteen greys: dots of black and white show no more, and a logo takes half the room. */
const BITS = 4
const STEPS = 15
const HEAD = 33

/** The picture as it is kept with the settings. */
export function packLogo({ width, height, pixels }: GreyPicture): Logo {
  const rowBytes = Math.ceil(width / 2)
  const lines = Buffer.alloc((rowBytes + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const step = Math.round(((pixels[y * width + x] ?? 0) * STEPS) / 255)
      const at = y * (rowBytes + 1) + 1 + (x >> 1)
      lines[at] = (lines[at] ?? 0) | (step << (x % 2 === 0 ? BITS : 0))
    }
  }
  return {
    widthDots: width,
    heightDots: height,
    png: pngOf(width, height, { bits: BITS, lines }).toString('base64')
  }
}

/**
 * A kept logo as greys, or null for one that `packLogo` did not make: such a setting costs the logo, never the paper. No
 * more is unpacked than its own measures allow.
 */
export function unpackLogo({ widthDots: width, heightDots: height, png }: Logo): GreyPicture | null {
  const rowBytes = Math.ceil(width / 2)
  try {
    const file = Buffer.from(png, 'base64')
    const isOurs = file.readUInt32BE(16) === width && file.readUInt32BE(20) === height && file[24] === BITS
    if (!isOurs || file.toString('latin1', HEAD + 4, HEAD + 8) !== 'IDAT') return null
    const packed = file.subarray(HEAD + 8, HEAD + 8 + file.readUInt32BE(HEAD))
    const lines = inflateSync(packed, { maxOutputLength: (rowBytes + 1) * height })
    if (lines.length !== (rowBytes + 1) * height) return null
    const pixels = new Uint8Array(width * height)
    for (let at = 0; at < pixels.length; at++) {
      const x = at % width
      const pair = lines[Math.trunc(at / width) * (rowBytes + 1) + 1 + (x >> 1)] ?? 0
      pixels[at] = ((pair >> (x % 2 === 0 ? BITS : 0)) & STEPS) * (255 / STEPS)
    }
    return { width, height, pixels }
  } catch {
    return null
  }
}

/** The picture at this width, each dot the mean of what it covers. It is never made larger. In whole numbers, the same on every machine. */
export function scaledDown(picture: GreyPicture, wantedWidth: number): GreyPicture {
  const { width: from, height: fromHeight, pixels } = picture
  const width = Math.max(1, Math.min(Math.trunc(wantedWidth), from))
  if (width === from) return picture
  const height = Math.max(1, Math.round((fromHeight * width) / from))
  const scaled = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.trunc((y * fromHeight) / height), Math.ceil(((y + 1) * fromHeight) / height)]
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.trunc((x * from) / width), Math.ceil(((x + 1) * from) / width)]
      let sum = 0
      for (let row = top; row < bottom; row++) {
        for (let column = left; column < right; column++) sum += pixels[row * from + column] ?? 0
      }
      scaled[y * width + x] = Math.round(sum / ((bottom - top) * (right - left)))
    }
  }
  return { width, height, pixels: scaled }
}
