/**
 * What an entry is, in the words of the trade.
 *
 * `sale`, `sale-return`, `purchase`, `purchase-return`: goods. `got`: money in from a party. `gave`: money out to a party.
 * `expense`: money out to an expense head. `contra`: between drawer, bank and owner. `opening`: a balance brought along.
 * `over-short`: what the count of the drawer differed by. `reversal`: undoes one earlier entry, for a reason.
 * `journal`: between a party and another account, without money or goods: interest, a discount, a bad debt, a balance moved.
 */
export const ENTRY_KINDS = [
  'sale',
  'sale-return',
  'purchase',
  'got',
  'gave',
  'expense',
  'contra',
  'opening',
  'over-short',
  'reversal',
  'purchase-return',
  'journal'
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]
