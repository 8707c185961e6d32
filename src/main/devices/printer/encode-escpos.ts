/// <reference path="./escpos.d.ts" />
import Image from 'escpos/image.js'
import Printer from 'escpos/printer.js'
import type { PaperBitmap } from '#main/ports/printer.ts'
import { rowBytesOf } from './paper-bitmap.ts'

/** Small buffers of cheap printers hold this much of a picture at once. */
const BAND_ROWS = 96
const ESC = 0x1b
const GS = 0x1d

export interface EncodeOptions {
  readonly isCut: boolean
  readonly opensDrawer: boolean
  readonly hasCutter: boolean
  readonly hasDrawer: boolean
}

/** One band of the paper, handed to the encoder as the bits that they are: its own way over pixels takes half a second. */
class RasterBand extends Image {
  readonly #rows: { data: Buffer; width: number; height: number }

  constructor(data: Buffer, width: number, height: number) {
    super({ data: [], shape: [0, 0, 4] })
    this.#rows = { data, width, height }
  }

  override toRaster(): { data: Buffer; width: number; height: number } {
    return this.#rows
  }
}

/** The bytes of one job for an ESC/POS printer: reset, drawer pulse, the picture in bands, feed and cut. */
export function encodeEscpos(bitmap: PaperBitmap, options: EncodeOptions): Uint8Array {
  let job = Buffer.alloc(0)
  // A new encoder for each job: what it flushes is a view of its inner buffer, hence the copy.
  const printer = new Printer({ write: (bytes) => (job = Buffer.from(bytes)) })
  printer.hardware('init')
  if (options.opensDrawer && options.hasDrawer) printer.print(Buffer.from([ESC, 0x70, 0, 60, 120]))
  const rowBytes = rowBytesOf(bitmap.widthDots)
  for (let top = 0; top < bitmap.heightDots; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, bitmap.heightDots - top)
    const data = Buffer.from(bitmap.bits.buffer, bitmap.bits.byteOffset + top * rowBytes, rows * rowBytes)
    printer.raster(new RasterBand(data, rowBytes, rows), 'normal')
  }
  if (options.isCut && options.hasCutter) {
    // Function B feeds exactly to the blade and cuts: no blank paper before it, nothing of the receipt behind it.
    printer.print(Buffer.from([GS, 0x56, 66, 0]))
  } else if (options.isCut) {
    printer.print(Buffer.from([ESC, 0x64, 4]))
  }
  printer.flush()
  return new Uint8Array(job)
}
