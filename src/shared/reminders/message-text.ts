import { z } from 'zod'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { zLine } from '#shared/kernel/scalars.ts'
import type { Currency } from '#shared/money/currency.ts'
import { RECEIPT_LANGUAGE_FACTS, type ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Purpose } from './purpose.ts'

/** The gaps of a text. */
export const GAPS = ['name', 'amount', 'due', 'shop', 'link', 'balance'] as const
export type Gap = (typeof GAPS)[number]
export type GapValues = Readonly<Record<Gap, string>>

export const LONGEST_TEXT = 2_000
/** What the registrars of templates allow in one gap. */
export const LONGEST_REGISTERED_VALUE = 30

const ANY_GAP = /\{([^{}]*)\}/gu

/** Words in braces that are no gap: a slip of the pen that would go out as it stands. */
export const unknownGaps = (text: string): readonly string[] =>
  Array.from(text.matchAll(ANY_GAP), ([, name = '']) => name).filter((name) => !GAPS.some((gap) => gap === name))

export const gapsOf = (text: string): readonly Gap[] => GAPS.filter((gap) => text.includes(`{${gap}}`))

/** A text of the owner's own, kept as the definition `message-text` under `<purpose>/<language>`. */
export const zOwnText = z.strictObject({
  text: zLine(LONGEST_TEXT).refine((text) => text.trim() !== '' && unknownGaps(text).length === 0),
  /** The id under which the text is registered in India; with one it goes word for word. */
  dltTemplateId: z.string().regex(/^\d{0,30}$/u),
  /** The gateway's own id of the template, where it has one beside. */
  gatewayTemplateId: z.string().regex(/^[A-Za-z0-9_-]{0,64}$/u),
  isPromotional: z.boolean()
})
export type OwnText = z.infer<typeof zOwnText>

export const TEXT_KIND = 'message-text'
export const textKey = (purpose: Purpose, language: ReceiptLanguage): string => `${purpose}/${language}`

/** Whether only the gaps of a text may differ. */
export const isRegistered = (text: Pick<OwnText, 'dltTemplateId'>): boolean => text.dltTemplateId !== ''

/**
 * The text with its gaps filled. A line that has a gap without a value is left out; with `isWhole` it stays, as in a registered text.
 * Values are written as they are: a brace in a name opens no gap.
 */
export function fillText(text: string, values: GapValues, isWhole = false): string {
  const lines = text.split('\n').filter((line) => isWhole || gapsOf(line).every((gap) => values[gap] !== ''))
  return lines
    .join('\n')
    .replace(ANY_GAP, (whole, name: string) => (GAPS.some((gap) => gap === name) ? values[name as Gap] : whole))
    .trim()
}

/**
 * The values that a registered text may be filled with: each on one line and no longer than is allowed. A link stays whole, for a cut one is
 * another address: whether it fits is to be asked of `fitsRegistered`.
 */
export function registeredValues(values: GapValues): GapValues {
  const cut = (gap: Gap) => {
    const letters = Array.from(values[gap].replace(/\s+/gu, ' ').trim())
    return (gap === 'link' ? letters : letters.slice(0, LONGEST_REGISTERED_VALUE)).join('')
  }
  return Object.fromEntries(GAPS.map((gap) => [gap, cut(gap)])) as Record<Gap, string>
}

export const fitsRegistered = (value: string): boolean => Array.from(value).length <= LONGEST_REGISTERED_VALUE

/** `Rs 12,450.00` where the letters are Latin, for ₹ would make an SMS more than twice as dear; `₹12,450.00` elsewhere. */
export function amountInText(amount: string, sign: string, currency: Currency, language: ReceiptLanguage): string {
  const isLatin = RECEIPT_LANGUAGE_FACTS[language].script === 'latin'
  return currency === 'INR' && isLatin ? `Rs ${amount}` : `${sign}${amount}`
}

export const dueInText = (dueOn: BookDate | null): string => (dueOn === null ? '' : formatBookDate(dueOn))
