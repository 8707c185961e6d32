/// <reference path="./escpos.d.ts" />
import Printer from 'escpos/printer.js'
import type { PaperBitmap } from '#main/ports/printer.ts'
import { unreachable } from '#shared/kernel/assert.ts'
import { pageBytes } from '#shared/printing/code-pages.ts'
import { GENERIC_PROFILE, type PrinterProfile } from '#shared/printing/printer-profile.ts'
import { sampleOf } from '#shared/printing/test-code-pages.ts'
import type { TaughtCodePage } from '#shared/receipt/printer-settings.ts'
import { putPicture } from './raster-bands.ts'

const LF = 0x0a
const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d
/** So many lines bring the end of the paper past the edge that it is torn at. */
const FEED_LINES = 4
/** The drawer's pulse: on and off, in units of two milliseconds. */
const PULSE = [60, 120] as const

export interface EncodeOptions {
  readonly isCut: boolean
  readonly opensDrawer: boolean
  readonly hasCutter: boolean
  readonly hasDrawer: boolean
  /** What the model can do; the generic one when left out. */
  readonly model?: PrinterProfile
  /** Pages to try in the printer's own letters, below the picture. */
  readonly samples?: readonly TaughtCodePage[]
}

/** The bytes of one job for an ESC/POS printer: reset, drawer pulse, the picture in bands, feed and cut. */
export function encodeEscpos(bitmap: PaperBitmap, options: EncodeOptions): Uint8Array {
  return encodeJob(options, (printer, model) => {
    putPicture(printer, bitmap, model)
    for (const page of options.samples ?? []) putSample(printer, page)
  })
}

/** One line in one page. Chinese letters are off, or two high bytes would become one of them. */
function putSample(printer: Printer, page: TaughtCodePage): void {
  printer.print(Buffer.from([FS, 0x2e, ESC, 0x74, page.number]))
  printer.print(Buffer.from(pageBytes(sampleOf(page), page.name)))
  printer.print(Buffer.from([LF]))
}

/** A whole job around what `put` puts on the paper. */
export function encodeJob(options: EncodeOptions, put: (printer: Printer, model: PrinterProfile) => void): Uint8Array {
  const model = options.model ?? GENERIC_PROFILE
  let job = Buffer.alloc(0)
  // A new encoder for each job: what it flushes is a view of its inner buffer, hence the copy.
  const printer = new Printer({ write: (bytes) => (job = Buffer.from(bytes)) })
  printer.hardware('init')
  if (options.opensDrawer && options.hasDrawer)
    printer.print(Buffer.from([ESC, 0x70, model.drawerPin === 5 ? 1 : 0, ...PULSE]))
  put(printer, model)
  if (options.isCut) printer.print(endOfPaper(options.hasCutter ? model.cutCommand : 'none'))
  printer.flush()
  return new Uint8Array(job)
}

/** Feeds to the blade and cuts, as the model does it; without a cutter the paper is fed to the edge where it is torn. */
function endOfPaper(cut: PrinterProfile['cutCommand']): Buffer {
  const feed = [ESC, 0x64, FEED_LINES]
  switch (cut) {
    case 'gs-v-66':
      // Function B feeds exactly to the blade and cuts: no blank paper before it, nothing of the receipt behind it.
      return Buffer.from([GS, 0x56, 66, 0])
    case 'gs-v-65':
      return Buffer.from([GS, 0x56, 65, 0])
    case 'gs-v-0':
      return Buffer.from([...feed, GS, 0x56, 0])
    case 'gs-v-1':
      return Buffer.from([...feed, GS, 0x56, 1])
    case 'esc-i':
      return Buffer.from([...feed, ESC, 0x69])
    case 'esc-m':
      return Buffer.from([...feed, ESC, 0x6d])
    case 'none':
      return Buffer.from(feed)
    default:
      return unreachable(cut)
  }
}
