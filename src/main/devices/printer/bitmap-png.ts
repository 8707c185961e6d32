import { crc32, deflateSync } from 'node:zlib'
import type { PaperBitmap } from '#main/ports/printer.ts'
import { rowBytesOf } from './paper-bitmap.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** The very dots of a paper as a PNG of one bit a pixel: what the screen shows is what the printer gets. */
export const bitmapPng = (bitmap: PaperBitmap): Buffer =>
  pngOf(bitmap.widthDots, bitmap.heightDots, { bits: 1, lines: scanlines(bitmap) })

/** A grey PNG of so many bits a pixel from its rows, each behind a filter byte. */
export function pngOf(width: number, height: number, { bits, lines }: { bits: 1 | 4; lines: Buffer }): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bits, 0, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0))
  ])
}

/** Each row behind its filter byte; in a PNG 1 is white. */
function scanlines(bitmap: PaperBitmap): Buffer {
  const rowBytes = rowBytesOf(bitmap.widthDots)
  const lines = Buffer.alloc((rowBytes + 1) * bitmap.heightDots)
  for (let row = 0; row < bitmap.heightDots; row++) {
    for (let at = 0; at < rowBytes; at++)
      lines[row * (rowBytes + 1) + 1 + at] = ~(bitmap.bits[row * rowBytes + at] ?? 0) & 0xff
  }
  return lines
}

function chunk(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
