import type { BillRow } from '#shared/contract/goods-views.ts'

/** What can be done with a paper as it stands. */
export interface BillDeeds {
  readonly canReturn: boolean
  readonly canBill: boolean
  readonly canCancel: boolean
  /** Whether its money can be asked for by a link, as far as the paper tells. */
  readonly canAsk: boolean
}

export function deedsOf(row: Pick<BillRow, 'kind' | 'state'> | null): BillDeeds {
  const hasLeft = row?.state === 'open' || row?.state === 'part'
  const isOffer = row?.kind === 'quotation' || row?.kind === 'challan'
  return {
    canReturn: hasLeft && (row?.kind === 'sale' || row?.kind === 'purchase'),
    canBill: hasLeft && isOffer,
    canAsk: row?.kind === 'sale' && row.state !== 'cancelled',
    // What came of it is called off first.
    canCancel:
      row?.state === 'open' || (row?.state === 'done' && (row.kind === 'sale-return' || row.kind === 'purchase-return'))
  }
}

/** The kind that a return of this paper has. */
export const returnKindOf = (row: Pick<BillRow, 'kind'>) =>
  row.kind === 'purchase' ? ('purchase-return' as const) : ('sale-return' as const)
