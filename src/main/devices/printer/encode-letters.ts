/// <reference path="./escpos.d.ts" />
import type Printer from 'escpos/printer.js'
import { assert } from '#shared/kernel/assert.ts'
import { type CodePageName, pageBytes } from '#shared/printing/code-pages.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { JobCodePage } from '#shared/printing/printer-words.ts'
import type { LetterPaper, LetterRun } from '#shared/receipt/letter-paper.ts'
import { type EncodeOptions, encodeJob } from './encode-escpos.ts'
import { DotGrid } from './paper-bitmap.ts'
import { paperMetrics } from './paper-metrics.ts'
import { type PrintedQr, printedQr, QUIET_MODULES } from './qr-matrix.ts'
import { putPicture } from './raster-bands.ts'

const LF = 0x0a
const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d

export interface LettersOptions extends Omit<EncodeOptions, 'isCut' | 'opensDrawer'> {
  readonly widthDots: number
  readonly page: JobCodePage
}

/** The bytes of a job in the printer's own letters: a receipt is one or two kilobytes instead of seventy. */
export function encodeLetters(paper: LetterPaper, options: LettersOptions): Uint8Array {
  const { isCut, opensDrawer } = paper
  return encodeJob({ ...options, isCut, opensDrawer }, (printer, model) => {
    choosePage(printer, options.page, paper)
    const style = new RunStyle(printer)
    for (const item of paper.items) {
      if (item.type === 'qr') {
        style.set(null)
        putQr(printer, item.payload, options.widthDots, model)
        continue
      }
      for (const run of item.runs) {
        style.set(run)
        printer.print(Buffer.from(pageBytes(run.text, options.page.name)))
      }
      printer.print(Buffer.from([LF]))
    }
    style.set(null)
  })
}

function choosePage(printer: Printer, page: JobCodePage, paper: LetterPaper): void {
  if (!isBeyondAscii(paper, page.name)) return
  // Printers made for China read two high bytes as one of their letters until they are told not to.
  printer.print(Buffer.from([FS, 0x2e]))
  if (page.number !== null) printer.print(Buffer.from([ESC, 0x74, page.number]))
}

/** Plain letters are the same in every page: then nothing is sent that a printer might not know. */
const isBeyondAscii = (paper: LetterPaper, page: CodePageName): boolean =>
  paper.items.some(
    (item) => item.type === 'line' && item.runs.some((run) => pageBytes(run.text, page).some((byte) => byte > 0x7f))
  )

/** The look of the letters as the printer has it now: only what changes is sent. */
class RunStyle {
  readonly #printer: Printer
  #size = 0
  #isBold = false
  #isInverted = false

  constructor(printer: Printer) {
    this.#printer = printer
  }

  /** Null: plain letters. */
  set(run: LetterRun | null): void {
    const size = run === null ? 0 : ((run.width - 1) << 4) | (run.height - 1)
    const isBold = run?.isBold ?? false
    const isInverted = run?.isInverted ?? false
    if (isBold !== this.#isBold) this.#send(ESC, 0x45, isBold ? 1 : 0)
    if (size !== this.#size) this.#send(GS, 0x21, size)
    if (isInverted !== this.#isInverted) this.#send(GS, 0x42, isInverted ? 1 : 0)
    this.#size = size
    this.#isBold = isBold
    this.#isInverted = isInverted
  }

  #send(...bytes: number[]): void {
    this.#printer.print(Buffer.from(bytes))
  }
}

/** The code as it fits this paper, or null when no phone would read it there. */
export const qrFor = (payload: string, widthDots: number): PrintedQr | null =>
  printedQr(payload, widthDots, paperMetrics(widthDots).largestQrModule)

/** The code in the middle of the paper: drawn by the printer when it can, else as a picture of the code alone. */
function putQr(printer: Printer, payload: string, widthDots: number, model: PrinterProfile): void {
  const qr = qrFor(payload, widthDots)
  assert(qr !== null, 'a code that does not fit is left out before')
  if (model.nativeQr) putNativeQr(printer, payload, qr)
  else putPicture(printer, qrPicture(qr, widthDots), model)
}

function putNativeQr(printer: Printer, payload: string, qr: PrintedQr): void {
  const data = Buffer.from(payload, 'utf8')
  printer.print(Buffer.from([ESC, 0x61, 1]))
  printer.print(qrFunction(65, [0x32, 0]))
  printer.print(qrFunction(67, [qr.moduleDots]))
  printer.print(qrFunction(69, [qr.level === 'M' ? 0x31 : 0x30]))
  printer.print(Buffer.concat([qrHeader(data.length + 3, 80), Buffer.from([0x30]), data]))
  printer.print(qrFunction(81, [0x30]))
  printer.print(Buffer.from([ESC, 0x61, 0]))
}

/** `GS ( k`, whose length counts the code's kind, the function and what follows. */
const qrHeader = (length: number, fn: number): Buffer =>
  Buffer.from([GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, fn])
const qrFunction = (fn: number, values: readonly number[]): Buffer =>
  Buffer.concat([qrHeader(values.length + 2, fn), Buffer.from(values)])

function qrPicture(qr: PrintedQr, widthDots: number): DotGrid {
  const quiet = QUIET_MODULES * qr.moduleDots
  const side = qr.size * qr.moduleDots
  const grid = new DotGrid(widthDots, side + 2 * quiet)
  const left = Math.floor((widthDots - side) / 2)
  for (let row = 0; row < qr.size; row++) {
    for (let column = 0; column < qr.size; column++) {
      if (!qr.isDark(row, column)) continue
      grid.fill(left + column * qr.moduleDots, quiet + row * qr.moduleDots, qr.moduleDots, qr.moduleDots)
    }
  }
  return grid
}
