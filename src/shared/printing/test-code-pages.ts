import type { TaughtCodePage } from '#shared/receipt/printer-settings.ts'
import { inPage } from './code-pages.ts'

/**
 * The pages that the test page tries, under the numbers that makers give them: the four of Epson, and 71, where many
 * printers made in China have the page that Epson has at 16.
 */
export const TEST_CODE_PAGES: readonly TaughtCodePage[] = [
  { number: 0, name: 'cp437' },
  { number: 2, name: 'cp850' },
  { number: 16, name: 'cp1252' },
  { number: 19, name: 'cp858' },
  { number: 71, name: 'cp1252' }
]

/** Letters that a printer shows right only in the page that was meant; those that the page lacks are left out. */
export const sampleOf = ({ number, name }: TaughtCodePage): string =>
  `${String(number).padStart(3)}  ${[...'éñüÁ×œ€'].filter((letter) => inPage(letter, name) === letter).join(' ')}`
