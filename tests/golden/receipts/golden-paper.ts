import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { bitmapPng } from '#main/devices/printer/bitmap-png.ts'
import type { PaperBitmap } from '#main/ports/printer.ts'

const GOLDEN = path.join(import.meta.dirname, 'papers')
const SEEN = path.join(import.meta.dirname, '../../../test-results/papers')

/**
 * Compares a paper with the picture that somebody looked at and found good; answers what differs, or null. The paper as
 * it is now is left in `test-results/papers`. `UPDATE_GOLDEN=1` makes it the good one: look at it before you commit it.
 */
export function differenceFromGolden(name: string, bitmap: PaperBitmap, folder = GOLDEN): string | null {
  const file = path.join(folder, `${name}.png`)
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, bitmapPng(bitmap))
  }
  const difference = existsSync(file) ? compare(readPng(readFileSync(file)), bitmap) : 'there is no golden paper yet'
  if (difference === null) return null
  mkdirSync(SEEN, { recursive: true })
  writeFileSync(path.join(SEEN, `${name}.png`), bitmapPng(bitmap))
  return `${name}: ${difference}; the paper as it is now: test-results/papers/${name}.png`
}

function compare(golden: PaperBitmap, now: PaperBitmap): string | null {
  if (golden.widthDots !== now.widthDots || golden.heightDots !== now.heightDots) {
    return `${now.widthDots}x${now.heightDots} dots instead of ${golden.widthDots}x${golden.heightDots}`
  }
  const rowBytes = Math.ceil(now.widthDots / 8)
  const at = now.bits.findIndex((byte, index) => byte !== golden.bits[index])
  return at < 0 ? null : `the first dot that differs is in row ${Math.trunc(at / rowBytes)}`
}

/** Reads back what `bitmapPng` writes: one bit a pixel, no filter. Packing may differ between zlib versions, dots may not. */
function readPng(png: Buffer): PaperBitmap {
  const packed: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const widthDots = png.readUInt32BE(16)
  const heightDots = png.readUInt32BE(20)
  const rowBytes = Math.ceil(widthDots / 8)
  const lines = inflateSync(Buffer.concat(packed))
  const bits = new Uint8Array(rowBytes * heightDots)
  for (let row = 0; row < heightDots; row++) {
    for (let byte = 0; byte < rowBytes; byte++)
      bits[row * rowBytes + byte] = ~(lines[row * (rowBytes + 1) + 1 + byte] ?? 0) & 0xff
  }
  return { widthDots, heightDots, bits }
}
