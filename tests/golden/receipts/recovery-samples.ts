import { bookDate } from '#shared/calendar/book-date.ts'
import { buildRecoveryPaper } from '#shared/receipt/build-recovery-paper.ts'
import { receiptTranslate } from './receipt-translate.ts'

const CODES = { owner: '7KQ2-M0XD-94WZ-HB1N', book: '7KQ2-M0XD-94WZ-HB1N-QQ03-T7AX' }
const SAMPLES = [
  { name: 'recovery-code-58', widthDots: 384, of: 'owner', language: 'en' },
  { name: 'recovery-code-hi-80', widthDots: 576, of: 'owner', language: 'hi' },
  { name: 'recovery-book-58', widthDots: 384, of: 'book', language: 'en' }
] as const

/** The papers of both recovery codes. */
export const recoverySamples = (shopName: string) =>
  SAMPLES.map(({ name, widthDots, of, language }) => ({
    ...{ name, widthDots },
    document: buildRecoveryPaper(
      { of, code: CODES[of], language, shopName, on: bookDate(2026, 11, 21), time: '10:41' },
      receiptTranslate(language)
    )
  }))
