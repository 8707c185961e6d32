import npos, { type Picture } from 'npos'
import type { PaperBitmap } from '#main/ports/printer.ts'

/** What a parser that is not ours makes of a printer's bytes. */
export interface ReadPaper {
  /** Every command in order, such as `ESC @` or `GS v0`. */
  readonly commands: readonly string[]
  readonly bitmap: PaperBitmap
}

/** Reads a whole job. Rejects on the first byte that is no known command. */
export async function readEscpos(bytes: Uint8Array): Promise<ReadPaper> {
  const parsed = await new npos.Parser().parse(Buffer.from(bytes))
  const commands = parsed.tree.map((node) => `${node.ascii} ${node.fn ?? ''}`.trim())
  const pictures = parsed.entries.filter((entry) => entry.type === 'raster')
  const picture = pictures[0]?.data
  if (pictures.length !== 1 || !picture) throw new Error(`${pictures.length} pictures instead of one`)
  return { commands, bitmap: bitmapOf(picture) }
}

/** The dots of a picture as the parser gives them. */
export function bitmapOf(picture: Picture): PaperBitmap {
  const rowBytes = Math.ceil(picture.width / 8)
  const bits = new Uint8Array(rowBytes * picture.height)
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const at = y * rowBytes + (x >> 3)
      if (picture.getPixel(x, y) === 0) bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return { widthDots: picture.width, heightDots: picture.height, bits }
}
