import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { PaperFonts } from '#main/devices/printer/paper-fonts.ts'
import { renderBitmap, renderJob, renderLetters } from '#main/devices/printer/render-paper.ts'
import { GENERIC_PROFILE } from '#shared/printing/printer-profile.ts'
import { lettersJob } from '#shared/printing/printer-words.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import { columnsOf } from '#shared/receipt/letter-paper.ts'
import { rollBlocks } from '#shared/receipt/on-roll.ts'
import { VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { BILL_SAMPLES, DELIVERED } from './bill-papers.ts'
import { billReceipt } from './bill-samples.ts'
import { differenceFromGolden } from './golden-paper.ts'
import { readEscpos } from './read-escpos.ts'
import { asTextFile, readLetters } from './read-letters.ts'
import { readWithJsqr, readWithZbar } from './read-qr.ts'
import { receiptTranslate } from './receipt-translate.ts'

const fonts = await PaperFonts.load(path.join(import.meta.dirname, '../../../resources/fonts'))
const GOLDEN = path.join(import.meta.dirname, 'bills')

/** Both widths of the first; of the others the one on which something could go wrong. */
const ON_BOTH = new Set(['bill-intra', 'bill-inter', 'bill-cess', 'bill-hi', 'bill-ur', 'bill-delivery'])
const PAPERS = BILL_SAMPLES.flatMap(({ name, document }) =>
  (ON_BOTH.has(name) ? [384, 576] : [384]).map((widthDots) => ({
    name: `${name}-${widthDots === 384 ? 58 : 80}`,
    widthDots,
    document
  }))
)

describe.each(PAPERS)('$name', ({ name, widthDots, document }) => {
  const { bitmap, paper } = renderBitmap(document, widthDots, fonts)

  test('looks as it was found good, with every letter, and nothing beyond its edges', () => {
    expect(differenceFromGolden(name, bitmap, GOLDEN)).toBe(null)
    expect(paper.missing).toEqual([])
    for (const item of paper.items) {
      if (item.type !== 'text') continue
      expect(item.x, item.text.runs.map((run) => run.text).join('')).toBeGreaterThanOrEqual(0)
      expect(item.x + item.text.width).toBeLessThanOrEqual(widthDots + 1)
    }
  })

  test('is read back from its bytes, and its code by two readers', async () => {
    const job = renderJob(document, { widthDots, hasCutter: true, hasDrawer: true }, fonts)
    const read = await readEscpos(job.bytes)
    expect(Buffer.from(read.bitmap.bits).equals(Buffer.from(bitmap.bits))).toBe(true)
    const code = rollBlocks(document.blocks).find((block) => block.type === 'qr')
    expect(readWithJsqr(read.bitmap)).toBe(code?.payload ?? null)
    expect(readWithZbar(read.bitmap)).toBe(code?.payload ?? null)
  })
})

test.each(RECEIPT_LANGUAGES)('a delivery address is said in %s, with every letter', (language) => {
  const t = receiptTranslate(language)
  const { paper } = renderBitmap(buildReceipt(billReceipt(DELIVERED, { language }), t), 384, fonts)
  const read = paper.items.map((item) => (item.type === 'text' ? item.text.runs.map(({ text }) => text).join('') : ''))
  expect(read.join(' ').replace(/\s+/g, ' ')).toContain(t('deliveryAddress'))
  expect(paper.missing).toEqual([])
})

const PAGES = { '0': 'cp437', '16': 'cp1252' }
const SERIAL = {
  ...VIRTUAL_PRINTER,
  transport: { type: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, flowControl: 'rts-cts' }
} as const

describe.each(
  BILL_SAMPLES.filter(({ name }) =>
    ['bill-intra', 'bill-inter', 'credit-note', 'bill-vat', 'bill-delivery'].includes(name)
  )
)('letters: $name', ({ name, document }) => {
  test.each([384, 576])('on %i dots reads as it was found good, by a parser that is not ours', async (widthDots) => {
    const model = { ...GENERIC_PROFILE, codePages: PAGES, nativeQr: true }
    const job = lettersJob(document, { ...SERIAL, widthDots }, model)
    if (job === null) throw new Error(`${name} has a letter that no page has`)
    const { bytes } = renderLetters(job, { widthDots, hasCutter: true, hasDrawer: true, model })
    const { lines } = await readLetters(bytes, PAGES)
    const seen = asTextFile(lines, columnsOf(widthDots))
    const file = path.join(GOLDEN, `${name}-${widthDots === 384 ? 58 : 80}.txt`)
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, seen)
    expect(seen).toBe(existsSync(file) ? readFileSync(file, 'utf8') : 'there is no golden paper yet')
    for (const { text } of lines) expect([...text].length).toBeLessThanOrEqual(columnsOf(widthDots))
  })
})
