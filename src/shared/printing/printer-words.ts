import { columnsOf } from '#shared/receipt/letter-paper.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { writtenIn } from '#shared/receipt/written-in.ts'
import { type CodePageName, isCodePageName } from './code-pages.ts'
import type { PrinterProfile } from './printer-profile.ts'

/** How the words of a job reach the paper. */
export const PAPER_WORDS = ['picture', 'letters'] as const
export type PaperWords = (typeof PAPER_WORDS)[number]

/** The code page of one job; `number` is what `ESC t` takes, null when the printer is left at the page it has. */
export interface JobCodePage {
  readonly number: number | null
  readonly name: CodePageName
}

/** A job that goes out as letters: its words in the printer's own letters, and the page that they are in. */
export interface LettersJob {
  readonly document: ReceiptDocument
  readonly page: JobCodePage
}

type WordsOf = Pick<PrinterSettings, 'words' | 'transport' | 'codePage' | 'paper' | 'widthDots'>

/** From this speed on a picture takes no longer than a customer waits. */
const FAST_BAUD = 115_200
const FEWEST_COLUMNS = 24

/** Whether a picture of a receipt takes many seconds on the way to this printer. */
export function isSlow({ transport }: Pick<PrinterSettings, 'transport'>): boolean {
  if (transport.type !== 'serial') return false
  // A port of Bluetooth has no true speed of its own: the radio behind it is slow at any.
  return transport.baudRate < FAST_BAUD || /rfcomm|bluetooth|\bBT/iu.test(transport.path)
}

/** Whether this printer may get letters at all; the document decides the rest. */
export const wantsLetters = (printer: WordsOf): boolean =>
  printer.paper === 'roll' &&
  columnsOf(printer.widthDots) >= FEWEST_COLUMNS &&
  (printer.words === 'letters' || (printer.words === 'auto' && isSlow(printer)))

/**
 * The job in letters, or null when it goes out as a picture: because the shop wants pictures, because the line is fast,
 * or because no code page of the printer has every letter of the paper.
 */
export function lettersJob(document: ReceiptDocument, printer: WordsOf, profile: PrinterProfile): LettersJob | null {
  // Letters have no place for a second language beside the first.
  if (!wantsLetters(printer) || document.secondLanguage !== undefined) return null
  for (const page of pagesOf(printer, profile)) {
    const written = writtenIn(document, page.name)
    if (written !== null) return { document: written, page }
  }
  return null
}

/** How the words of this document reach this printer. The same question always gets the same answer. */
export const wordsOf = (document: ReceiptDocument, printer: WordsOf, profile: PrinterProfile): PaperWords =>
  lettersJob(document, printer, profile) === null ? 'picture' : 'letters'

/** The pages that are tried, the one that was seen to print right before all others. */
function pagesOf(printer: WordsOf, profile: PrinterProfile): JobCodePage[] {
  if (printer.codePage !== undefined) return [printer.codePage]
  const pages = Object.entries(profile.codePages)
    .map(([number, name]) => ({ number: Number(number), name: name.toLowerCase() }))
    .filter((page): page is { number: number; name: CodePageName } => isCodePageName(page.name))
    .toSorted((one, other) => one.number - other.number)
  return pages
}
