import type { ItemMention } from './item-book.ts'
import { nameKey } from './known-book.ts'

/** Codes that other programs' files give to charges and deductions. */
const CODES = new Set(['post', 'dot', 'd', 'm', 's', 'b', 'c2', 'bank charges', 'amazonfee', 'cruk'])

/** Words that name work or money, and no goods. */
const WORDS = new Set(
  [
    'postage freight carriage delivery shipping transport courier packing forwarding insurance loading unloading hamali',
    'discount rebate charge charges fee fees commission manual adjust adjustment adjusted rounding roundoff samples interest',
    'भाड़ा ढुलाई पैकिंग हमाली छूट कमीशन शुल्क डाक'
  ]
    .join(' ')
    .split(' ')
    .map(nameKey)
)

/**
 * Whether a line of an invoice is a charge or a deduction, which keeps no stock: by its code, or by a word of its name as long
 * as the code has no digit, since "discount cards" are goods to whoever gave them a number.
 */
export function isCharge({ code, name }: ItemMention): boolean {
  if (CODES.has(nameKey(code))) return true
  if (/\p{Nd}/u.test(code)) return false
  return nameKey(name)
    .split(/[^\p{L}\p{M}]+/u)
    .some((word) => WORDS.has(word))
}
