import type { BookDate } from '#shared/calendar/book-date.ts'
import { TEST_CODE_PAGES } from '#shared/printing/test-code-pages.ts'
import { dateTime, pair, rule, space, text } from './paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import type { ReceiptLanguage } from './receipt-language.ts'
import type { Translate } from './receipt-texts.ts'

export interface TestPageFacts {
  readonly language: ReceiptLanguage
  readonly printerName: string
  /** How the printer is reached, ready to print: an address, a path. */
  readonly reachedBy: string
  readonly widthDots: number
  readonly on: BookDate
  readonly time: string
  /** Whether the page shall teach what the printer can do: codes of several sizes, and letters in several pages. */
  readonly isTeaching?: boolean
}

/** What the test page's QR holds: plain words, so that nobody pays by mistake. */
export const TEST_QR_PAYLOAD =
  'COUNTERBOOK-TEST-PAGE-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-0123456789-0123456789'

/** Tells a shop, in one look, what its printer does: width, edges, scripts, type sizes, QR, drawer and cut. */
export function buildTestPage(facts: TestPageFacts, t: Translate): ReceiptDocument {
  return {
    version: 1,
    language: facts.language,
    title: t('testTitle'),
    blocks: [
      ...text(t('testTitle'), { align: 'center', size: 'title', weight: 'bold' }),
      pair(t('testPrinter'), facts.printerName, 'bold'),
      ...text(facts.reachedBy, { size: 'small', align: 'right' }),
      ...text(dateTime(facts.on, facts.time, t), { size: 'small', align: 'right' }),
      rule('thick'),
      pair(t('testWidth'), String(facts.widthDots)),
      { type: 'ruler' },
      ...text(t('testEdges'), { size: 'small' }),
      rule(),
      ...text(t('testScripts'), { weight: 'bold' }),
      ...text(t('testSampleNative'), { maxLines: 6 }),
      ...text(t('testSampleOther'), { maxLines: 6 }),
      rule('dashed'),
      ...text(t('testSampleNative'), { size: 'small', maxLines: 6 }),
      ...text(t('testSampleOther'), { size: 'small', weight: 'bold', maxLines: 6 }),
      rule('double'),
      { type: 'qr', payload: TEST_QR_PAYLOAD, caption: t('testQr'), detail: t('testQrDetail') },
      space('small'),
      ...(facts.isTeaching ? teachingBlocks() : []),
      { type: 'drawer' },
      { type: 'cut' }
    ]
  }
}

const QR_DOTS = [4, 5, 6, 7] as const

/**
 * The smallest code that a phone still reads, and the first line of letters that reads right, are for a person to see.
 * Numbers and the name of the command are the same in every language.
 */
function teachingBlocks(): ReceiptBlock[] {
  return [
    rule(),
    ...QR_DOTS.map(
      (dots): ReceiptBlock => ({
        type: 'qr',
        payload: `COUNTERBOOK ${dots} DOTS`,
        caption: '',
        detail: String(dots),
        moduleDots: dots
      })
    ),
    rule(),
    ...text('ESC t', { size: 'small' }),
    { type: 'letter-samples', pages: TEST_CODE_PAGES }
  ]
}
