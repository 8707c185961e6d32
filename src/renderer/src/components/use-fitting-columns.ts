import { useMemo } from 'react'
import { useWidthRem } from '#renderer/shop/shop-context.tsx'
import type { Column } from './DataTable.tsx'

/**
 * The columns that the window has room for. `widthFor` gives the width in rem from which a column is worth its place;
 * what it does not name always stays. Large text narrows the window in rem, so that the same rule serves both.
 */
export function useFittingColumns<Row>(
  columns: readonly Column<Row>[],
  widthFor: Readonly<Record<string, number>>
): readonly Column<Row>[] {
  const widthRem = useWidthRem()
  return useMemo(
    () => columns.filter((column) => widthRem >= (widthFor[column.id] ?? 0)),
    [columns, widthFor, widthRem]
  )
}
