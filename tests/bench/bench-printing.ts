import path from 'node:path'
import { PaperFonts } from '#main/devices/printer/paper-fonts.ts'
import { renderBitmap } from '#main/devices/printer/render-paper.ts'
import { minor } from '#shared/money/money.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import { printerSettingsSchema, VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { CREDIT_SALE } from '#tests/golden/receipts/paper-samples.ts'
import { receiptTranslate } from '#tests/golden/receipts/receipt-translate.ts'
import { ask, openTestShop, projectRoot, type TestApp } from '#tests/support/open-app.ts'
import { onNetwork, VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'
import { type Figure, inMs, measured } from './figure.ts'
import { timed, timingOf } from './timing.ts'

const RUNS = 25
const WARM_UP = 3
export const LINES = 40
/** From Enter to the first byte of a receipt, in milliseconds. */
export const FIRST_BYTE_MS = 120
const MANY = 1_000
/** The memory that a thousand receipts may leave behind, in MB. */
const LEFT_BEHIND_MB = 60

const GOODS = {
  en: (at: number) => `Basmati rice, first quality, bag ${at}`,
  hi: (at: number) => `अरहर दाल, छिलका रहित, द्वितीय श्रेणी ${at}`,
  ur: (at: number) => `باسمتی چاول، پہلی قسم، بوری ${at}`
} as const
type Language = keyof typeof GOODS

interface Way {
  readonly language: Language
  readonly widthDots: 384 | 576
  readonly words: 'picture' | 'letters'
}

const WAYS: readonly Way[] = [
  { language: 'hi', widthDots: 384, words: 'picture' },
  { language: 'hi', widthDots: 576, words: 'picture' },
  { language: 'ur', widthDots: 384, words: 'picture' },
  { language: 'ur', widthDots: 576, words: 'picture' },
  { language: 'en', widthDots: 576, words: 'picture' },
  { language: 'en', widthDots: 384, words: 'letters' },
  { language: 'en', widthDots: 576, words: 'letters' }
]

/** A quick printer that notes when a job began to come in, and when its last byte did. */
export class TimedPrinter extends VirtualEscposPrinter {
  firstAt = 0
  lastAt = 0

  constructor() {
    super({ bufferBytes: 1 << 22, bytesPerBeat: 1 << 20, beatMs: 1 })
  }

  override receive(bytes: Uint8Array): void {
    const now = performance.now()
    // What is asked before a job does not count, nor the reset: the first of what is printed does.
    if (this.firstAt === 0 && isPrinted(Buffer.from(bytes))) this.firstAt = now
    this.lastAt = now
    super.receive(bytes)
  }
}

const RASTER = Buffer.from([0x1d, 0x76, 0x30])

/** A picture, or letters in a line: the questions of a status have no letters. */
const isPrinted = (bytes: Buffer): boolean => bytes.includes(RASTER) || /[A-Za-z]{4}/.test(bytes.toString('latin1'))

const linesIn = (language: Language, count: number) =>
  Array.from({ length: count }, (_, at) => ({ text: GOODS[language](at + 1), amountMinor: 10_000 + at }))

export function saleOf(language: Language, count: number) {
  const lines = linesIn(language, count)
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0)
  return { ...ask.sale(null, amountMinor, { cashMinor: amountMinor }), lines }
}

async function untilPrinted(shop: TestApp): Promise<void> {
  for (;;) {
    const [job] = await shop.call('print.queue', { limit: 1 })
    if (job?.state === 'printed' || job?.state === 'sent') return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** A shop whose receipts go to this printer, in this language. */
async function shopWith(printer: TimedPrinter, way: Way) {
  const { port, close } = await onNetwork(printer)
  const shop = await openTestShop({ drivesPrinters: true })
  await shop.call('settings.change', { receiptLanguage: way.language })
  const transport = { type: 'network' as const, host: '127.0.0.1', port }
  const settings = { ...VIRTUAL_PRINTER, id: 'till', transport, widthDots: way.widthDots, words: way.words }
  shop.setPrinters([printerSettingsSchema.parse(settings)], 'till')
  return { shop, close: () => Promise.all([shop.close(), close()]) }
}

async function benchWay(way: Way): Promise<Figure[]> {
  const printer = new TimedPrinter()
  const { shop, close } = await shopWith(printer, way)
  const first: number[] = []
  const last: number[] = []
  for (let run = -WARM_UP; run < RUNS; run++) {
    printer.firstAt = 0
    const sale = saleOf(way.language, LINES)
    const start = performance.now()
    await shop.call('entry.record', sale)
    await untilPrinted(shop)
    if (run < 0) continue
    first.push(printer.firstAt - start)
    last.push(printer.lastAt - start)
  }
  await close()
  const name = `${LINES} lines, ${way.language}, ${way.widthDots === 384 ? 58 : 80} mm, ${way.words}`
  const bare = way.words === 'letters' ? null : await bareRaster(way)
  const [toFirst, toLast] = [timingOf(first), timingOf(last)]
  return [
    {
      what: `entry asked of main to the first byte at the printer: ${name}`,
      timing: toFirst,
      against: `at most ${FIRST_BYTE_MS}${bare === null ? '' : `; bare rasteriser: ${inMs(bare)}, ${(toFirst.medianMs / bare).toFixed(2)} times`}`,
      ratio: toFirst.medianMs / FIRST_BYTE_MS,
      limit: 1
    },
    { what: `to the last byte: ${name}`, timing: toLast, against: '', ratio: null, limit: null }
  ]
}

/** The median of laying out and drawing alone, in milliseconds: what no printing can be quicker than. */
async function bareRaster({ language, widthDots }: Way): Promise<number> {
  const fonts = await PaperFonts.load(path.join(projectRoot, 'resources', 'fonts'))
  const lines = linesIn(language, LINES).map((line) => ({ ...line, amountMinor: minor(line.amountMinor) }))
  const document = buildReceipt({ ...CREDIT_SALE, language, lines }, receiptTranslate(language))
  const draw = () => renderBitmap(document, widthDots, fonts)
  for (let run = 0; run < WARM_UP; run++) draw()
  return timingOf(Array.from({ length: RUNS }, () => timed(draw))).medianMs
}

/** What a long day of receipts leaves in the memory, with the drawing thread and its fonts. */
async function benchManyReceipts(): Promise<Figure> {
  // On the screen: every byte is made, and nothing of it is kept by a printer of ours in the same process.
  const shop = await openTestShop({ drivesPrinters: true })
  await shop.call('settings.change', { receiptLanguage: 'hi' })
  const sell = async () => {
    await shop.call('entry.record', saleOf('hi', 3))
    await untilPrinted(shop)
  }
  for (let at = 0; at < MANY / 5; at++) await sell()
  const before = process.memoryUsage().rss
  for (let at = 0; at < MANY; at++) await sell()
  const grownMb = (process.memoryUsage().rss - before) / 1_000_000
  const heldMb = Math.round(process.memoryUsage().rss / 1_000_000)
  await shop.close()
  return measured(
    `memory that ${MANY} receipts leave behind`,
    Math.max(grownMb, 0),
    'MB',
    LEFT_BEHIND_MB,
    `${heldMb} MB in all`
  )
}

/** From the entry to the paper, in the composed app without a window, on a printer at the other end of a socket. */
export async function benchPrinting(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const way of WAYS) figures.push(...(await benchWay(way)))
  figures.push(await benchManyReceipts())
  return figures
}
