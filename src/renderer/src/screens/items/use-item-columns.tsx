import { useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { OnHand } from '#renderer/components/OnHand.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { shownCurrency } from '#renderer/i18n/amounts.ts'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { PendingCell } from '#renderer/lists/PendingCell.tsx'
import type { Slot } from '#renderer/lists/use-paged-rows.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { formatRate } from '#shared/quantity/format-quantity.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { value: 54, group: 60, code: 72, price: 34 }

export function useItemColumns(need: (at: number) => void): readonly Column<Slot<ItemView>>[] {
  const t = useText()
  const columns = useMemo(
    (): readonly Column<Slot<ItemView>>[] => [
      {
        id: 'name',
        header: t('items:column.name'),
        width: 'minmax(9rem, 3fr)',
        draw: (slot) => (slot.row ? <ItemName item={slot.row} /> : <PendingCell at={slot.at} need={need} />)
      },
      { id: 'group', header: t('items:column.group'), width: 'minmax(6rem, 1fr)', draw: ({ row }) => row?.group ?? '' },
      { id: 'code', header: t('items:column.code'), width: '7rem', draw: ({ row }) => row?.code ?? '' },
      {
        id: 'onHand',
        header: t('items:column.onHand'),
        width: 'minmax(9rem, 1.2fr)',
        align: 'right',
        draw: ({ row }) => (row === null ? '' : <OnHand item={row} />)
      },
      {
        id: 'price',
        header: t('items:column.price'),
        width: '10rem',
        align: 'right',
        draw: ({ row }) => (row === null ? '' : <UsualPrice item={row} />)
      },
      {
        id: 'value',
        header: t('items:column.value'),
        width: '9rem',
        align: 'right',
        draw: ({ row }) =>
          row === null || row.valueMinor === null || !row.keepsStock ? '' : <MoneyText amount={row.valueMinor} />
      }
    ],
    [t, need]
  )
  return useFittingColumns(columns, WIDTH_FOR)
}

function ItemName({ item }: { readonly item: ItemView }) {
  return (
    <>
      <strong>{item.name}</strong>
      {item.alias === '' ? null : <span className="second"> {item.alias}</span>}
    </>
  )
}

/** What one is sold for when nothing else is agreed: by the unit that bills begin with, else by any that has a price. */
function UsualPrice({ item }: { readonly item: ItemView }) {
  const words = useUnitWords()
  const usual = item.prices.filter((price) => price.level === '')
  const price = usual.find(({ unit }) => unit === (item.saleUnit ?? item.baseUnit)) ?? usual[0]
  if (price === undefined) return null
  const called = item.units.find((one) => one.unit === price.unit)?.name
  return (
    <>
      <span className="number">{formatRate(price.rate, shownCurrency())}</span>
      <span className="second"> / {words.short(price.unit, called)}</span>
    </>
  )
}
