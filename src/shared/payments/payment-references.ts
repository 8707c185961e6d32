import { paymentReference } from '#shared/numbering/document-number.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

/**
 * What our own codes of an entry say in `tr`: its number, and the id under which the customer's screen asks before there
 * is a number. Both are derived; none is stored.
 */
export const ownReferences = (entry: { readonly id: string; readonly number: string }): string[] => [
  ...(entry.number === '' ? [] : [paymentReference(entry.number)]),
  `E${entry.id.replaceAll('-', '')}`
]

/** A run of exactly 12 digits that is not the front of a payer's address: `919876543210@bank`, `919876543210-2@bank`. */
const TWELVE = /(?<![0-9])[0-9]{12}(?![0-9])(?!(?:[-.][0-9]{1,2})?@)/gu

/**
 * Every run of exactly 12 digits that may be a payment's number: what a cashier typed of it, and what a line says of its own. No
 * payer's address, and nothing but zeros, is among them.
 */
export const twelveDigits = (text: string): string[] => [
  ...new Set((latinDigits(text.normalize('NFKC')).match(TWELVE) ?? []).filter((digits) => !isNoNumber(digits)))
]

/** What banks fill an empty cell with. */
export const isNoNumber = (digits: string): boolean => /^0+$/u.test(digits)

/** Whether 12 digits could be a mobile telephone of India with its 91. In a text they are, most often, and prove nothing. */
export const isTelephone = (digits: string): boolean => /^91[6-9][0-9]{9}$/u.test(digits)

/**
 * Whether a reference of ours stands in a text, whatever its dashes became on the way. What goes on behind it is another
 * reference: `B1-26-27-00012-S` is the code of a statement of account.
 */
export function standsIn(reference: string, text: string): boolean {
  const parts = reference.split(/[^A-Za-z0-9]+/u).filter(Boolean)
  if (parts.length === 0) return false
  const pattern = `(?<![A-Za-z0-9])${parts.join('[^A-Za-z0-9]?')}(?![A-Za-z0-9])(?![^A-Za-z0-9]?S(?![A-Za-z0-9]))`
  return new RegExp(pattern, 'iu').test(text)
}

/** Whether two numbers of 12 digits could be one that was typed wrongly: one digit differs, or two beside each other are swapped. */
export function isSlipOf(left: string, right: string): boolean {
  if (left.length !== right.length || left === right) return false
  const first = firstApart(left, right, 0)
  const second = firstApart(left, right, first + 1)
  if (second < 0) return true
  if (second !== first + 1 || firstApart(left, right, second + 1) >= 0) return false
  return left[first] === right[second] && left[second] === right[first]
}

/** The first place from `from` on where two texts of one length differ, or -1. */
function firstApart(left: string, right: string, from: number): number {
  for (let at = from; at < left.length; at++) if (left[at] !== right[at]) return at
  return -1
}

/** Every number that `isSlipOf` takes for a slip of these digits. */
export function slipsOf(digits: string): string[] {
  return [...digits].flatMap((own, at) => {
    const [before, after] = [digits.slice(0, at), digits.slice(at + 1)]
    const others = [...'0123456789'].filter((digit) => digit !== own).map((digit) => before + digit + after)
    const next = digits[at + 1]
    return next === undefined || next === own ? others : [...others, before + next + own + digits.slice(at + 2)]
  })
}
