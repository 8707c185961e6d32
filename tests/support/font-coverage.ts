import { brotliDecompressSync } from 'node:zlib'
import { assert } from '#shared/kernel/assert.ts'

const WOFF2_SIGNATURE = 0x774f4632
const HEADER_BYTES = 48
const ARBITRARY_TAG = 63
/** Places of these tables in the format's list of known tags; a table with another number only has to be stepped over. */
const KNOWN_CMAP = 0
const KNOWN_GLYF = 10
const KNOWN_LOCA = 11

/**
 * Reads the character map out of a WOFF2 file. The canvas does not tell what a font lacks: it draws a box or takes
 * another font, so this is asked before drawing.
 */
export function fontCoverage(woff2: Uint8Array): ReadonlySet<number> {
  const cmap = findCmap(woff2)
  const characters = new Set<number>()
  for (const [first, last] of readRanges(cmap)) for (let one = first; one <= last; one++) characters.add(one)
  return characters
}

function findCmap(woff2: Uint8Array): DataView {
  const file = new DataView(woff2.buffer, woff2.byteOffset, woff2.byteLength)
  assert(file.getUint32(0) === WOFF2_SIGNATURE, 'a font of the receipt is WOFF2')
  const tableCount = file.getUint16(12)
  const packedLength = file.getUint32(20)
  let at = HEADER_BYTES
  const readNumber = (): number => {
    let value = 0
    for (;;) {
      const byte = file.getUint8(at++)
      value = value * 128 + (byte & 0x7f)
      if (byte < 0x80) return value
    }
  }
  let offset = 0
  let cmap: readonly [start: number, length: number] | null = null
  for (let index = 0; index < tableCount; index++) {
    const flags = file.getUint8(at++)
    const known = flags & 0x3f
    const version = flags >> 6
    if (known === ARBITRARY_TAG) at += 4
    const originalLength = readNumber()
    // Only glyf and loca are transformed unless they say otherwise (version 3); the others say when they are.
    const isTransformed = known === KNOWN_GLYF || known === KNOWN_LOCA ? version !== 3 : version !== 0
    const length = isTransformed ? readNumber() : originalLength
    if (known === KNOWN_CMAP) cmap = [offset, length]
    offset += length
  }
  assert(cmap !== null, 'a font has a character map')
  const tables = brotliDecompressSync(woff2.subarray(at, at + packedLength))
  return new DataView(tables.buffer, tables.byteOffset + cmap[0], cmap[1])
}

/** Every range of characters in the map's Unicode tables (formats 4 and 12). */
function readRanges(cmap: DataView): [number, number][] {
  const ranges: [number, number][] = []
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const start = cmap.getUint32(4 + index * 8 + 4)
    const format = cmap.getUint16(start)
    if (format === 4) ranges.push(...readFormat4(cmap, start))
    if (format === 12) ranges.push(...readFormat12(cmap, start))
  }
  return ranges
}

function readFormat4(cmap: DataView, start: number): [number, number][] {
  const segments = cmap.getUint16(start + 6) / 2
  const ranges: [number, number][] = []
  for (let index = 0; index < segments; index++) {
    const last = cmap.getUint16(start + 14 + index * 2)
    const first = cmap.getUint16(start + 16 + segments * 2 + index * 2)
    const delta = cmap.getUint16(start + 16 + segments * 4 + index * 2)
    const rangeOffsetAt = start + 16 + segments * 6 + index * 2
    const rangeOffset = cmap.getUint16(rangeOffsetAt)
    for (let character = first; character <= last && character !== 0xffff; character++) {
      const glyph =
        rangeOffset === 0
          ? (character + delta) & 0xffff
          : cmap.getUint16(rangeOffsetAt + rangeOffset + (character - first) * 2)
      if (glyph !== 0) extend(ranges, character)
    }
  }
  return ranges
}

function readFormat12(cmap: DataView, start: number): [number, number][] {
  return Array.from({ length: cmap.getUint32(start + 12) }, (_, index) => [
    cmap.getUint32(start + 16 + index * 12),
    cmap.getUint32(start + 20 + index * 12)
  ])
}

function extend(ranges: [number, number][], character: number): void {
  const last = ranges.at(-1)
  if (last && last[1] === character - 1) last[1] = character
  else ranges.push([character, character])
}
