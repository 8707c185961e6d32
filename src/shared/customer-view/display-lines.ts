import { type Currency, isPayable, plainInCurrency } from '#shared/money/currency.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { codeName } from '#shared/payment-qr/payment-scheme.ts'
import { normalise } from '#shared/search/normalise.ts'
import { transliterate } from '#shared/search/transliterate.ts'
import type { CustomerView } from './customer-view.ts'

/** How makers let their displays be written to. */
export const DISPLAY_DIALECTS = ['escpos', 'cd5220'] as const
export type DisplayDialect = (typeof DISPLAY_DIALECTS)[number]

export const DISPLAY_COLUMNS = 20

/** Two lines of exactly twenty printable ASCII letters. */
export type DisplayLines = readonly [upper: string, lower: string]

/** The words of the display, in Latin letters: of the customer's language as it is written with them. */
export interface DisplayWords {
  readonly welcome: string
  readonly total: string
  readonly payByUpi: string
  readonly paid: string
  readonly change: string
  readonly thanks: string
  readonly refund: string
}

const LATIN_AND_DIGITS = /[^\x20-\x7e]+/g

/**
 * A text in the letters that such a display has: accents fall off, other scripts are read into Latin letters, and what
 * cannot be read is left out.
 */
export function latinText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return text
    .split(/\s+/u)
    .map((word) => (/^[\x21-\x7e]+$/.test(word) ? word : capital(latinWord(word))))
    .filter((word) => word !== '')
    .join(' ')
}

function latinWord(word: string): string {
  const read = normalise(word)
    .split(' ')
    .map((part) => transliterate(part)[0] ?? '')
    .join(' ')
  return read.replace(LATIN_AND_DIGITS, '').trim()
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

/** What stands on the two lines for a view. Never a balance: these lines are read by everybody in the queue. */
export function displayLines(view: CustomerView, words: DisplayWords): DisplayLines {
  const { stage, currency } = view
  switch (stage.name) {
    case 'idle':
      return [centred(latinText(view.shopName)), centred(latinText(view.message) || words.welcome)]
    case 'live': {
      if (stage.amountMinor === null || stage.amountMinor === 0) {
        return [centred(latinText(stage.customerName)), centred('')]
      }
      const item = latinText(stage.lines.at(-1)?.text ?? '') || latinText(stage.customerName)
      return [
        left(item),
        labelled(stage.kind === 'sale-return' ? words.refund : words.total, stage.amountMinor, currency)
      ]
    }
    case 'due':
      return [
        labelled(words.total, stage.billMinor, currency),
        labelled(currency === 'INR' ? words.payByUpi : codeName(currency), stage.amountMinor, currency)
      ]
    case 'paid':
      return [labelled(words.paid, stage.amountMinor, currency), centred(words.thanks)]
    case 'thanks':
      return [
        labelled(stage.kind === 'sale-return' ? words.refund : words.total, stage.amountMinor, currency),
        stage.changeMinor > 0 ? labelled(words.change, stage.changeMinor, currency) : centred(words.thanks)
      ]
  }
}

const left = (text: string) => text.slice(0, DISPLAY_COLUMNS).padEnd(DISPLAY_COLUMNS)

function centred(text: string): string {
  const cut = text.slice(0, DISPLAY_COLUMNS).trim()
  return cut.padStart(Math.floor((DISPLAY_COLUMNS + cut.length) / 2)).padEnd(DISPLAY_COLUMNS)
}

/** The amount whole at the right end; the word gives way. No grouping: every letter counts. */
function labelled(word: string, amount: Minor, currency: Currency): string {
  const figure = isPayable(amount, currency) ? plainInCurrency(amount, currency) : formatPlain(amount)
  const room = DISPLAY_COLUMNS - figure.length - 1
  return `${word.slice(0, Math.max(0, room)).padEnd(Math.max(0, room))} ${figure}`.slice(-DISPLAY_COLUMNS)
}
