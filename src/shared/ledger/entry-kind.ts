/**
 * What an entry is, in the words of the trade.
 *
 * `sale`, `sale-return`, `purchase`, `purchase-return`: goods. `got`: money in from a party. `gave`: money out to a party.
 * `expense`: money out to an expense head. `contra`: between drawer, bank and owner. `opening`: a balance brought along.
 * `over-short`: what the count of the drawer differed by. `reversal`: undoes one earlier entry, for a reason.
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
  'purchase-return'
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]
