import type { Outside } from '#main/ports/outside.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import { chatUrl, countryCodeOf, internationalDigits } from '#shared/reminders/phone-number.ts'
import type { Book } from './book.ts'
import { paperLanguage } from './paper-language.ts'
import { closingText } from './print-day-report.ts'
import { closingOfShop } from './shop-closings.ts'

/** A frozen Z as a text for the owner, in his language or another that papers have. */
export function readClosingText(book: Book, request: Parsed<'closing.text'>): Output<'closing.text'> {
  const language = languageOf(book, request.language)
  return { text: textOf(book, request.closingId, language), language }
}

/**
 * Copies the text of a Z, or opens a chat with it in the system's browser. Nothing of the book changes. Fails with
 * `message/no-number`, `message/too-long` and `message/chat-not-opened`.
 */
export async function shareClosing(
  book: Book,
  outside: Outside,
  request: Parsed<'closing.share'>
): Promise<Output<'closing.share'>> {
  const text = textOf(book, request.closingId, languageOf(book, request.language))
  if (request.way === 'copy') {
    outside.copyText(text)
    return {}
  }
  const digits = internationalDigits(request.phone, countryCodeOf(book.shop().currency))
  if (digits === null) refuse('message/no-number', {}, 'phone')
  const url = chatUrl(digits, text) ?? refuse('message/too-long')
  if (!(await outside.openChat(url))) refuse('message/chat-not-opened')
  return {}
}

function languageOf(book: Book, asked: ReceiptLanguage | null): ReceiptLanguage {
  const settings = book.settings()
  if (asked !== null) return asked
  return settings.ownerLanguage === '' ? paperLanguage(settings) : settings.ownerLanguage
}

const textOf = (book: Book, closingId: string, language: ReceiptLanguage): string =>
  closingText(book, closingOfShop(book, closingId), language)
