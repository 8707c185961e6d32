import { spawnSync } from 'node:child_process'
import jsqr from 'jsqr'
import { bitmapPng } from '#main/devices/printer/bitmap-png.ts'
import { isBlack } from '#main/devices/printer/paper-bitmap.ts'
import type { PaperBitmap } from '#main/ports/printer.ts'

/** The text of the paper's QR code as jsqr reads it; null when there is none. */
export function readWithJsqr(bitmap: PaperBitmap): string | null {
  const { widthDots, heightDots } = bitmap
  const pixels = new Uint8ClampedArray(widthDots * heightDots * 4).fill(255)
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < widthDots; x++) {
      if (isBlack(bitmap, x, y)) pixels.fill(0, (y * widthDots + x) * 4, (y * widthDots + x) * 4 + 3)
    }
  }
  // Under both module systems the function is the default export, once or twice wrapped.
  const read = typeof jsqr === 'function' ? jsqr : (jsqr as { default: typeof jsqr }).default
  return read(pixels, widthDots, heightDots)?.data ?? null
}

/** The same with zbarimg, a program of its own; null when there is no code. */
export function readWithZbar(bitmap: PaperBitmap): string | null {
  const run = spawnSync('zbarimg', ['--quiet', '--raw', '--nodbus', 'png:-'], {
    input: bitmapPng(bitmap),
    encoding: 'utf8'
  })
  if (run.error) throw new Error(`zbarimg is needed (Debian package zbar-tools): ${run.error.message}`)
  return run.stdout === '' ? null : run.stdout.replace(/\n$/, '')
}
