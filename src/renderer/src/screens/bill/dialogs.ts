import type { BillRow, ItemView } from '#shared/contract/goods-views.ts'

/** What lies over the bill. */
export type BillDialog =
  | { readonly name: 'party'; readonly typed: string }
  | { readonly name: 'item'; readonly lineKey: number; readonly typed: string; readonly code: string }
  | { readonly name: 'which-item'; readonly items: readonly ItemView[] }
  | { readonly name: 'free'; readonly lineKey: number }
  | { readonly name: 'held' }
  | { readonly name: 'origin' }
  | { readonly name: 'look'; readonly billId: string }
  | { readonly name: 'cancel'; readonly row: BillRow }
  | { readonly name: 'pay-link'; readonly billId: string }
  | { readonly name: 'find' }
  | { readonly name: 'more' }
