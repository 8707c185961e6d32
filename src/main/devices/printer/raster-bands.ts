/// <reference path="./escpos.d.ts" />
import Image from 'escpos/image.js'
import type Printer from 'escpos/printer.js'
import type { PaperBitmap } from '#main/ports/printer.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import { breakRealTimeCommands, rowBytesOf } from './paper-bitmap.ts'

const ESC = 0x1b
const LF = 0x0a
/** Rows of one `ESC *` line at 24 dots, and the mode that prints them at the full density of the head. */
const COLUMN_ROWS = 24
const DOUBLE_DENSITY_24 = 33

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

/** Sends a picture in bands, each no higher than the printer's buffer, in the command that the printer knows. */
export function putPicture(
  printer: Printer,
  bitmap: PaperBitmap,
  { rasterCommand, bandRows }: Pick<PrinterProfile, 'rasterCommand' | 'bandRows'>
): void {
  if (rasterCommand === 'esc-star') putInColumns(printer, bitmap)
  else putInRows(printer, bitmap, bandRows)
}

function putInRows(printer: Printer, bitmap: PaperBitmap, bandRows: number): void {
  const rowBytes = rowBytesOf(bitmap.widthDots)
  for (let top = 0; top < bitmap.heightDots; top += bandRows) {
    const rows = Math.min(bandRows, bitmap.heightDots - top)
    const data = Buffer.from(bitmap.bits.buffer, bitmap.bits.byteOffset + top * rowBytes, rows * rowBytes)
    printer.raster(new RasterBand(data, rowBytes, rows), 'normal')
  }
}

/** The older way: columns of 24 dots, lines set so close that the picture has no gaps. */
function putInColumns(printer: Printer, bitmap: PaperBitmap): void {
  printer.print(Buffer.from([ESC, 0x33, COLUMN_ROWS]))
  for (let top = 0; top < bitmap.heightDots; top += COLUMN_ROWS) {
    const columns = columnsFrom(bitmap, top)
    breakRealTimeCommands(columns)
    printer.print(Buffer.from([ESC, 0x2a, DOUBLE_DENSITY_24, bitmap.widthDots & 0xff, bitmap.widthDots >> 8]))
    printer.print(Buffer.from(columns))
    printer.print(Buffer.from([LF]))
  }
  printer.print(Buffer.from([ESC, 0x32]))
}

function columnsFrom(bitmap: PaperBitmap, top: number): Uint8Array {
  const rowBytes = rowBytesOf(bitmap.widthDots)
  const columns = new Uint8Array(bitmap.widthDots * 3)
  const rows = Math.min(COLUMN_ROWS, bitmap.heightDots - top)
  for (let row = 0; row < rows; row++) {
    const at = (top + row) * rowBytes
    for (let x = 0; x < bitmap.widthDots; x++) {
      if ((((bitmap.bits[at + (x >> 3)] ?? 0) << (x & 7)) & 0x80) === 0) continue
      const byte = x * 3 + (row >> 3)
      columns[byte] = (columns[byte] ?? 0) | (0x80 >> (row & 7))
    }
  }
  return columns
}
