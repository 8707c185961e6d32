import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { PaperFonts } from '#main/devices/printer/paper-fonts.ts'
import { renderJob, renderLetters } from '#main/devices/printer/render-paper.ts'
import { bookDate } from '#shared/calendar/book-date.ts'
import { GENERIC_PROFILE, type PrinterProfile } from '#shared/printing/printer-profile.ts'
import { lettersJob, wordsOf } from '#shared/printing/printer-words.ts'
import { sampleOf, TEST_CODE_PAGES } from '#shared/printing/test-code-pages.ts'
import { buildTestPage } from '#shared/receipt/build-test-page.ts'
import { columnsOf } from '#shared/receipt/letter-paper.ts'
import { type PrinterSettings, VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { PAPER_SAMPLES } from './paper-samples.ts'
import { asTextFile, readLetters } from './read-letters.ts'
import { readWithJsqr, readWithZbar } from './read-qr.ts'
import { receiptTranslate } from './receipt-translate.ts'

const fonts = await PaperFonts.load(path.join(import.meta.dirname, '../../../resources/fonts'))
const PAGES = { '0': 'cp437', '16': 'cp1252' }
const SERIAL: PrinterSettings = {
  ...VIRTUAL_PRINTER,
  transport: { type: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, flowControl: 'rts-cts' }
}
const PLAIN: PrinterProfile = { ...GENERIC_PROFILE, codePages: PAGES }
const WITH_QR: PrinterProfile = { ...PLAIN, nativeQr: true }

const LATIN = PAPER_SAMPLES.filter(({ name }) => !/-hi-|long-names|statement|test-page|z-of-shifts/u.test(name))

describe.each(LATIN)('letters: $name', ({ name, widthDots, document }) => {
  const job = lettersJob(document, { ...SERIAL, widthDots }, PLAIN)
  const format = { widthDots, hasCutter: true, hasDrawer: true }
  const render = (model: PrinterProfile) => {
    if (job === null) throw new Error(`${name} has a letter that no page has`)
    return renderLetters(job, { ...format, model }).bytes
  }
  const qr = document.blocks.find((block) => block.type === 'qr')

  test('reads as it was found good, by a parser and an iconv that are not ours', async () => {
    const { lines } = await readLetters(render(PLAIN), PAGES)
    const seen = asTextFile(lines, columnsOf(widthDots))
    const file = path.join(import.meta.dirname, 'letters', `${name}.txt`)
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, seen)
    expect(seen).toBe(existsSync(file) ? readFileSync(file, 'utf8') : 'there is no golden paper yet')
    for (const { text } of lines) expect([...text].length).toBeLessThanOrEqual(columnsOf(widthDots))
  })

  test('is small, begins with a reset and ends with one cut', async () => {
    const bytes = render(WITH_QR)
    const { commands } = await readLetters(bytes, PAGES)
    expect(bytes.length).toBeLessThan(4000)
    expect(commands[0]).toBe('ESC @')
    expect(commands.at(-1)).toBe('GS V')
    expect(commands.filter((command) => command === 'GS V')).toHaveLength(1)
  })

  test('has the code, drawn by the printer or sent as a picture of the code alone', async () => {
    const drawn = await readLetters(render(WITH_QR), PAGES)
    expect(drawn.qrPayload).toBe(qr?.payload ?? null)
    expect(drawn.picture).toBe(null)
    const { picture } = await readLetters(render(PLAIN), PAGES)
    if (picture !== null) {
      expect(readWithJsqr(picture)).toBe(qr?.payload)
      expect(readWithZbar(picture)).toBe(qr?.payload)
    } else expect(qr).toBe(undefined)
  })
})

test('what has a letter that no page has goes out as a picture', () => {
  for (const { name, widthDots, document } of PAPER_SAMPLES) {
    const isLatin = LATIN.some((one) => one.name === name)
    const words = wordsOf(document, { ...SERIAL, widthDots }, PLAIN)
    if (isLatin) expect(words, name).toBe('letters')
    if (/-hi-|long-names|statement|test-page|z-of-shifts/u.test(name)) expect(words, name).toBe('picture')
  }
})

test('a page that shall teach sends a line in each page, tries cutter and drawer, and shows codes of four sizes', async () => {
  const facts = {
    language: 'en',
    printerName: 'Till',
    reachedBy: '',
    widthDots: 576,
    on: bookDate(2026, 11, 21),
    time: '10:41',
    isTeaching: true
  } as const
  const document = buildTestPage(facts, receiptTranslate('en'))
  const { bytes } = renderJob(document, { widthDots: 576, hasCutter: false, hasDrawer: false }, fonts)
  const pages = Object.fromEntries(TEST_CODE_PAGES.map((page) => [page.number, page.name]))
  const read = await readLetters(bytes, pages)
  expect(read.lines.map((line) => line.text)).toEqual(TEST_CODE_PAGES.map((page) => sampleOf(page)))
  expect(read.lines[0]?.text).toBe('  0  é ñ ü')
  expect(read.lines[2]?.text).toBe(' 16  é ñ ü Á × œ €')
  expect(read.commands.filter((name) => name === 'ESC p' || name === 'GS V')).toEqual(['ESC p', 'GS V'])
  const codes = document.blocks.flatMap((block) => (block.type === 'qr' ? [block.moduleDots] : []))
  expect(codes).toEqual([undefined, 4, 5, 6, 7])
})
