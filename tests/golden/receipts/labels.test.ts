import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { barcodeModules } from '#main/devices/barcode-modules.ts'
import { bitmapPng } from '#main/devices/printer/bitmap-png.ts'
import { PageMaker } from '#main/devices/printer/make-pages.ts'
import { PaperFonts } from '#main/devices/printer/paper-fonts.ts'
import { renderBitmap, renderJob } from '#main/devices/printer/render-paper.ts'
import type { PaperBitmap } from '#main/ports/printer.ts'
import { barcodeOf } from '#shared/receipt/label-barcode.ts'
import { LABEL_GRIDS, LABEL_SHEETS, perSheet } from '#shared/receipt/label-sheet.ts'
import { differenceFromGolden } from './golden-paper.ts'
import { LABEL_CODES, labelsOf } from './label-papers.ts'
import { readEscpos } from './read-escpos.ts'
import { receiptTranslate } from './receipt-translate.ts'

const folder = path.join(import.meta.dirname, '../../../resources/fonts')
const fonts = await PaperFonts.load(folder)

/** Every code on a picture as `zbarimg` reads it, with its kind. */
function scanned(bitmap: PaperBitmap): string[] {
  const run = spawnSync('zbarimg', ['--quiet', '--nodbus', '-Sean8.enable', 'png:-'], {
    input: bitmapPng(bitmap),
    encoding: 'utf8'
  })
  if (run.error) throw new Error(`zbarimg is needed (Debian package zbar-tools): ${run.error.message}`)
  return run.stdout.split('\n').filter((line) => line !== '')
}

describe.each([384, 576])('labels on %i dots', (widthDots) => {
  const document = labelsOf(1)
  const { bitmap, paper } = renderBitmap(document, widthDots, fonts)

  test('look as they were found good, with every letter', () => {
    expect(
      differenceFromGolden(`labels-${widthDots === 384 ? 58 : 80}`, bitmap, path.join(import.meta.dirname, 'labels'))
    ).toBe(null)
    expect(paper.missing).toEqual([])
  })

  test('are read back from the bytes by a scanner that is not ours', async () => {
    const { bytes } = renderJob(document, { widthDots, hasCutter: true, hasDrawer: false }, fonts)
    const { bitmap: fromBytes } = await readEscpos(bytes)
    const codes = scanned(fromBytes).map((line) => line.slice(line.indexOf(':') + 1))
    expect(codes.toSorted()).toEqual(expect.arrayContaining(LABEL_CODES))
    // On wide paper there is room for the longest code, on narrow paper its letters alone stand.
    expect(codes).toHaveLength(widthDots === 576 ? LABEL_CODES.length + 1 : LABEL_CODES.length)
  })
})

test('copies are as many as were asked for', () => {
  expect(renderBitmap(labelsOf(2), 384, fonts).bitmap.heightDots).toBeGreaterThan(
    renderBitmap(labelsOf(1), 384, fonts).bitmap.heightDots * 1.9
  )
})

test.each(LABEL_SHEETS)(
  'sheets of %s have one label on each sticker, and leave out those that are used up',
  (sheet) => {
    const { html } = new PageMaker(folder).make(labelsOf(12, 3, sheet), 'a4', null, receiptTranslate('en'))
    const size = perSheet(LABEL_GRIDS[sheet])
    expect(html.match(/<div class="label">/g)).toHaveLength(72)
    expect(html.match(/<div><\/div>/g)).toHaveLength(3)
    expect(html.match(/<main>/g)).toHaveLength(Math.ceil(75 / size))
    expect(html).not.toContain('<script')
  }
)

test.each(LABEL_SHEETS)('a sheet of %s fits its stickers on an A4', (sheet) => {
  const { columns, rows, widthMm, heightMm, topMm, leftMm, gapMm } = LABEL_GRIDS[sheet]
  expect(2 * leftMm + columns * widthMm + (columns - 1) * gapMm).toBeCloseTo(210, 0)
  expect(2 * topMm + rows * heightMm).toBeCloseTo(297, 0)
})

test('numbers of GS1 get their own bars, other codes those of Code 128, other letters none', () => {
  expect(barcodeOf('8901234567890')).toEqual({ symbology: 'ean-13', text: '8901234567890' })
  expect(barcodeOf('8901234567894')).toEqual({ symbology: 'code-128', text: '8901234567894' })
  expect(barcodeOf('012345678905')).toEqual({ symbology: 'ean-13', text: '0012345678905' })
  expect(barcodeOf('96385074')).toEqual({ symbology: 'ean-8', text: '96385074' })
  expect(barcodeOf('साबुन')).toBe(null)
  expect(barcodeOf('')).toBe(null)
  expect(barcodeModules({ symbology: 'ean-13', text: '8901234567890' })).toHaveLength(95)
  expect(barcodeModules({ symbology: 'ean-13', text: '8901234567894' })).toBe(null)
})
